"""Claims of which the reader is unsure stay out of questions, unless a person affirmed them; lists keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import haluan
from haluan.answers import SURE, Database, Window
from haluan.answers import open as open_database
from haluan.cli import main
from haluan.model import Article, Claim, ClaimQuery, Evidence, Reading, Status, Verdict
from haluan.store import open_store

TEXT = "Laos memasok beras untuk Kuba. Laos mengecam Kuba. Kuba keluar dari BRICS. Kuba memuji BRICS."
ALL = Window.of(min_confidence=0)


def tell(source: str, relation: str, target: str, quote: str, confidence: float) -> Claim:
    start = TEXT.index(quote)
    evidence = Evidence.cut(TEXT, start, start + len(quote))
    return Claim("a", source, relation, target, Status.ACTUAL, evidence, confidence=confidence)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    claims = (
        tell("LAO", "aids", "CUB", "Laos memasok beras untuk Kuba", 0.9),
        tell("LAO", "opposes", "CUB", "Laos mengecam Kuba", SURE - 0.01),
        tell("CUB", "leaves", "BRICS", "Kuba keluar dari BRICS", SURE - 0.1),
        tell("CUB", "supports", "BRICS", "Kuba memuji BRICS", 0.9),
    )
    with open_store(tmp_path / "haluan.db") as store:
        store.add([Reading(Article("a", TEXT, date="2024-05-01", outlet="Uji"), "id", claims, reader="hand")])
    return tmp_path / "haluan.db"


def relations(answer: Any) -> set[str]:
    return {tie.relation for tie in answer.relationship.ties}


def test_what_is_too_unsure_counts_nowhere_and_is_told_of(path: Path) -> None:
    with haluan.open(path) as db:
        usual, everything = db.pair("LAO", "CUB"), db.pair("LAO", "CUB", ALL)
        assert (relations(usual), usual.basis.weak) == ({"aids"}, 1)
        assert (relations(everything), everything.basis.weak) == ({"aids", "opposes"}, 0)
        assert len(list(db.claims())) == 4
        assert not db.bloc("BRICS").leavers
        assert db.bloc("BRICS", window=ALL).leavers


@pytest.mark.parametrize(("ask", "weak"), [(lambda db: db.rank("CUB"), 1), (lambda db: db.state("CUB"), 2),
                                           (lambda db: db.bloc("BRICS"), 1), (lambda db: db.split("BRICS", "LAO"), 1),
                                           (lambda db: db.explain("LAO", "CUB"), 1), (lambda db: db.network(), 2),
                                           (lambda db: db.changes("2023"), 2), (lambda db: db.sources("LAO", "CUB"), 1),
                                           (lambda db: db.network("Asia"), 0)])  # fmt: skip
def test_every_question_says_how_many_claims_it_left_out(path: Path, ask: Callable[[Database], Any], weak: int) -> None:
    with haluan.open(path) as db:
        assert ask(db).basis.weak == weak


def test_what_a_person_accepted_is_sure(path: Path) -> None:
    with open_database(path, writing=True) as db:
        unsure = next(db.claims(relation="opposes")).cited
        db.judge(unsure.id, "ani", Verdict.ACCEPT)
        answer = db.pair("LAO", "CUB", Window.of(min_confidence=0.95))
        assert (relations(answer), answer.basis.weak) == ({"opposes"}, 1)
        (part,) = db.explain("LAO", "CUB", Window.of(min_confidence=0.95)).said
        assert part.confidence == 1.0
        assert [one.cited.id for one in db.claims(ClaimQuery(min_confidence=0.95))] == [unsure.id]
        db.judge(unsure.id, "ani", Verdict.REJECT)
        assert db.pair("LAO", "CUB").basis.weak == 0


@pytest.mark.parametrize(("language", "told"), [("en", "less than 0.35 sure"), ("id", "di bawah 0,35")])
def test_the_page_says_how_to_see_them(path: Path, language: str, told: str) -> None:
    result = CliRunner().invoke(main, ["pair", "LAO", "CUB", "--db", str(path), "--lang", language])
    assert told in " ".join(result.output.split())
    assert "--min-confidence 0" in " ".join(result.output.split())


def test_a_member_that_only_an_unsure_report_makes_is_named_where_it_has_ties(tmp_path: Path) -> None:
    text = "Irlandia anggota NATO. Jepang anggota NATO. Irlandia mengakui Palestina."
    said = (
        ("IRL", "joins", "NATO", "Irlandia anggota NATO", 0.5),
        ("JPN", "joins", "NATO", "Jepang anggota NATO", 0.5),
        ("IRL", "recognizes", "PSE", "Irlandia mengakui Palestina", 0.95),
    )
    claims = []
    for source, relation, target, quote, confidence in said:
        evidence = Evidence.cut(text, text.index(quote), text.index(quote) + len(quote))
        claims.append(Claim("b", source, relation, target, Status.ACTUAL, evidence, confidence=confidence))
    with open_store(tmp_path / "more.db") as store:
        store.add([Reading(Article("b", text, date="2024-06-01"), "id", tuple(claims), reader="hand")])
    with haluan.open(tmp_path / "more.db") as db:
        found = db.split("NATO", "PSE")
        assert [one.actor for one in found.unsure] == ["IRL"]  # Japan has no tie with Palestine
        assert not found.members
