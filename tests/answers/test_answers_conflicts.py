"""`conflicts`: sides with quotes that contradict each other, filters, order, and numbers of members."""

from __future__ import annotations

from pathlib import Path

import pytest

import haluan
from haluan.answers import Conflict, Database, Statement, UnknownNameError
from haluan.answers.conflicts import Kind
from haluan.answers.conflicts.counting import load_counting
from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.ontology import load
from haluan.store import open_store

# article -> (outlet, date, text, claims); a claim is (source, relation, target, quote) and what differs from the usual
REPORTS = {
    "says": ("A", "2024-05-29", "Norwegia resmi mengakui Palestina. NATO beranggotakan 31 negara.", [
        ("NOR", "recognizes", "PSE", "Norwegia resmi mengakui Palestina", {"when": "2024-05-28"})]),
    "denies": ("B", "2024-05-30", "Norwegia belum mengakui Palestina. NATO has 32 members.", [
        ("NOR", "recognizes", "PSE", "Norwegia belum mengakui Palestina", {"status": Status.DENIED})]),
    "other day": ("C", "2024-06-10", "Norway recognised Palestine on 4 June.", [
        ("NOR", "recognizes", "PSE", "Norway recognised Palestine on 4 June", {"when": "2024-06-04"})]),
    "much later": ("D", "2026-06-10", "NATO beranggotakan 33 negara. Norwegia tidak mengakui Palestina.", [
        ("NOR", "recognizes", "PSE", "Norwegia tidak mengakui Palestina", {"status": Status.DENIED})]),
    "itself": ("E", "2024-05-01", "Kuba anggota BRICS, kata Amir. Kuba keluar dari BRICS, kata Budi.", [
        ("CUB", "joins", "BRICS", "Kuba anggota BRICS", {}),
        ("CUB", "leaves", "BRICS", "Kuba keluar dari BRICS", {})]),
    "war": ("F", "2024-05-01", "Iran menyerang Israel. ", [("IRN", "attacks", "ISR", "Iran menyerang Israel", {})]),
    "no war": ("G", "2024-05-02", "Iran membantah menyerang Israel. ", [
        ("IRN", "attacks", "ISR", "Iran membantah menyerang Israel", {"status": Status.DENIED})]),
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conflicts") / "haluan.db"
    with open_store(path) as store:
        for name, (outlet, date, text, rows) in REPORTS.items():
            article = Article(name, text, date=date, outlet=outlet)
            claims = []
            for source, relation, target, quote, extra in rows:
                start = text.index(quote)
                evidence = Evidence.cut(text, start, start + len(quote))
                known = {"status": Status.ACTUAL, "confidence": 0.8, **extra}
                claims.append(Claim(name, source, relation, target, evidence=evidence, **known))
            store.add([Reading(article, "id", tuple(claims), reader="hand", reader_version="1")])
    return path


@pytest.fixture
def db(path: Path):
    with haluan.open(path) as database:
        yield database


def only(conflicts: tuple[Conflict, ...], kind: Kind) -> Conflict:
    [found] = [conflict for conflict in conflicts if conflict.kind is kind]
    return found


def quotes(conflict: Conflict) -> list[list[str]]:
    return [
        [one.article if isinstance(one, Statement) else one.cited.claim.article for one in side.quotes]
        for side in (conflict.left, conflict.right)
    ]


def test_a_denial_stands_beside_what_it_denies_at_that_time(db: Database) -> None:
    found = only(db.conflicts("Norwegia").conflicts, Kind.DENIED)
    assert quotes(found) == [["says", "other day"], ["denies"]]
    assert (found.left.status, found.right.status) == (Status.ACTUAL, Status.DENIED)
    assert (found.left.independent, found.right.independent, found.independent) == (2, 1, 3)
    assert (found.left.first, found.left.last) == ("2024-05-29", "2024-06-10")
    assert found.left.label == "Norway recognizes Palestine"


def test_two_dates_of_one_act(db: Database) -> None:
    found = only(db.conflicts("NOR", "recognizes").conflicts, Kind.DATES)
    assert (found.left.when, found.right.when) == ("2024-05-28", "2024-06-04")


def test_numbers_of_members_of_one_time(db: Database) -> None:
    found = only(db.conflicts("NATO").conflicts, Kind.MEMBERS)
    assert quotes(found) == [["says"], ["denies"]]
    assert (found.left.members, found.right.members, found.target) == (31, 32, None)
    assert found.left.quotes[0].evidence.text == "NATO beranggotakan 31 negara"
    assert found.to_dict()["right"]["quotes"][0]["members"] == 32


def test_what_lasts_comes_first_and_a_source_that_contradicts_itself_last(db: Database) -> None:
    answer = db.conflicts()
    assert [conflict.kind for conflict in answer.conflicts[-2:]] == [Kind.DENIED, Kind.EXCLUSIVE]
    assert answer.conflicts[-1].independent == 1
    assert answer.conflicts[-2].left.relation == "attacks"
    assert answer.more == 0


def test_filters_and_limit(db: Database) -> None:
    everything = db.conflicts().conflicts
    assert len(everything) == 5
    shown = db.conflicts(limit=2)
    assert (shown.conflicts, shown.more) == (everything[:2], 3)
    for relation in ("joins", "leaves"):
        assert only(db.conflicts(relation=relation, actor="CUB").conflicts, Kind.EXCLUSIVE).source.actor == "CUB"
    assert db.conflicts("VNM").conflicts == ()
    with pytest.raises(UnknownNameError, match="did you mean Norway"):
        db.conflicts("Norwey")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NATO beranggotakan 32 negara.", ("NATO", 32)),
        ("ASEAN, yang kini beranggotakan sebelas negara, bertemu.", ("ASEAN", 11)),
        ("Uni Eropa memiliki dua puluh tujuh negara anggota.", ("EU", 27)),
        ("Seluruh 10 anggota ASEAN hadir.", ("ASEAN", 10)),
        ("All twenty-seven EU members agreed.", ("EU", 27)),
        ("the 32-nation NATO alliance", ("NATO", 32)),
        ("two of NATO's 32 members", ("NATO", 32)),
        ("the Gulf Cooperation Council has six members", ("GCC", 6)),
        ("BRICS memiliki 2 anggota baru.", None),
        ("lima anggota NATO menolak", None),
        ("five NATO members refused", None),
        ("Menurutnya Dewan Keamanan PBB beranggotakan 15 negara.", None),
        ("NATO's 75 years", None),
    ],
)
def test_only_what_counts_all_members_is_a_number_of_members(text: str, found: tuple[str, int] | None) -> None:
    places = list(load_counting(load()).find(text))
    assert {place[:2] for place in places} == ({found} if found else set())
    assert all(text[start:end].strip() == text[start:end] for *_, start, end in places)


def test_what_may_be_misread_stands_behind_what_is_credible(tmp_path: Path) -> None:
    with open_store(tmp_path / "haluan.db") as store:
        for name, (target, confidences) in {
            "sure": ("PSE", (0.8, 0.8)),
            "doubtful": ("ISR", (0.9, 0.3)),
            "many": ("XKX", (0.6, 0.6, 0.6, 0.6)),
        }.items():
            for number, confidence in enumerate(confidences):
                text = f"Laporan {name} {number} dari kota lain. Norwegia mengakui {target}."
                article = Article(f"{name}{number}", text, date="2024-05-29", outlet=f"outlet {number}")
                status = Status.DENIED if number % 2 else Status.ACTUAL
                evidence = Evidence.cut(text, text.index("Norwegia"), len(text))
                claim = Claim(article.id, "NOR", "recognizes", target, status, evidence, confidence=confidence)
                store.add([Reading(article, "id", (claim,), reader="hand", reader_version="1")])
    with haluan.open(tmp_path / "haluan.db") as database:
        found = database.conflicts("NOR").conflicts
    assert [conflict.target.actor for conflict in found if conflict.target] == ["XKX", "PSE", "ISR"]
    assert [conflict.credible for conflict in found] == [True, True, False]
    assert [round(conflict.confidence, 4) for conflict in found] == [0.7056, 0.64, 0.27]
    assert round(found[0].left.confidence, 2) == 0.84
