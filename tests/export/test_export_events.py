"""Event tables: PLOVER's codes with all of the claim, and the 61 columns of GDELT as its readers take them."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas
import pytest

from haluan.answers import Database
from haluan.export import events, export
from haluan.export.coding import code
from haluan.model import Claim, Evidence, Status
from haluan.ontology import load

# Numbers in GDELT; the codes have leading zeros and stay texts.
NUMBERS = ("SQLDATE", "MonthYear", "Year", "FractionDate", "QuadClass", "GoldsteinScale", "NumMentions", "DATEADDED")
CATEGORIES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def made(relation: str, status: Status) -> Claim:
    return Claim("a", "IDN", relation, "PSE", status, Evidence(0, 1, "x"))


def gdelt(path: Path) -> pandas.DataFrame:
    """A file of GDELT as everybody reads it: tabs, no header, codes as texts."""
    kinds = {name: str for name in events.gdelt_columns() if name not in NUMBERS}
    return pandas.read_csv(path, sep="\t", names=list(events.gdelt_columns()), dtype=kinds, quoting=csv.QUOTE_NONE)


def test_every_relation_and_status_has_an_event() -> None:
    for relation in load().relations:
        for status in Status:
            coded = code(made(relation, status))
            assert coded is not None
            assert coded.event in CATEGORIES
            assert (coded.cameo is None) == (coded.goldstein is None) == (coded.quad is None)
            if status not in (Status.ACTUAL, Status.PLANNED):
                assert coded.cameo is None  # what did not happen is no event of CAMEO
    assert code(made("sings", Status.ACTUAL)) is None


def test_what_happened_is_the_event_that_the_ontology_names() -> None:
    for name, relation in load().relations.items():
        coded = code(made(name, Status.ACTUAL))
        assert coded is not None
        assert coded.event == relation.plover.split("/")[0]


def test_codes_are_on_the_side_of_their_relation() -> None:
    """Cooperation and conflict: CAMEO's class, Goldstein's sign and the ontology's agree."""
    for name, relation in load().relations.items():
        for status in (Status.ACTUAL, Status.PLANNED):
            coded = code(made(name, status))
            assert coded is not None
            if coded.quad is None or relation.sign == 0:
                continue
            assert (coded.quad <= 2) == (relation.sign > 0)
            assert coded.goldstein is not None
            assert (coded.goldstein > 0) == (relation.sign > 0)


@pytest.mark.parametrize(
    ("relation", "status", "event", "contexts", "cameo", "quad"),
    [
        ("arms", Status.ACTUAL, "AID", ("military",), "072", 2),
        ("arms", Status.PLANNED, "AGREE", ("military", "future"), "0332", 1),
        ("sanctions", Status.PLANNED, "SANCTION", ("economic", "future"), "1312", 3),
        ("attacks", Status.DENIED, "ASSAULT", ("military", "negation"), None, None),
        ("meets", Status.POSSIBLE, "CONSULT", ("hypothetical",), None, None),
        ("recognizes", Status.ACTUAL, "SUPPORT", ("diplomatic",), "054", 1),
        ("agrees", Status.ACTUAL, "AGREE", ("diplomatic",), "057", 1),
        ("joins", Status.ACTUAL, "AGREE", ("diplomatic",), "050", 1),
        ("partners", Status.DENIED, "AGREE", ("diplomatic", "negation"), None, None),
        ("leaves", Status.ACTUAL, "SANCTION", ("diplomatic",), "160", 4),
    ],
)
def test_codes(
    relation: str, status: Status, event: str, contexts: tuple[str, ...], cameo: str | None, quad: int | None
) -> None:
    coded = code(made(relation, status))
    assert coded is not None
    assert (coded.event, coded.contexts, coded.cameo, coded.quad) == (event, contexts, cameo, quad)


def test_the_plover_table_keeps_all_that_a_claim_says(db: Database, tmp_path: Path) -> None:
    frame = pandas.read_csv(
        export(db, "plover", tmp_path / "p.csv").files[0], dtype={"cameo_code": str}, keep_default_na=False
    )
    assert set(frame.event_id) == {citation.cited.id for citation in db.claims()}
    assert set(frame.event_type) <= CATEGORIES
    assert {"quote", "start", "end", "confidence", "status", "group", "outlet", "reader_version", "review"} <= set(
        frame
    )
    assert (frame.loc[frame.status == "denied", "event_context"].str.contains("negation")).all()


def test_gdelt_has_its_61_columns_and_nothing_invented(db: Database, tmp_path: Path) -> None:
    done = export(db, "gdelt", tmp_path / "e.tsv")
    frame = gdelt(done.files[0])
    assert len(events.gdelt_columns()) == 61
    assert {line.count("\t") for line in done.files[0].read_text(encoding="utf-8").splitlines()} == {60}
    told = [citation for citation in db.claims() if code(citation.cited.claim).cameo]  # type: ignore[union-attr]
    assert len(frame) == len(told)
    assert done.skipped.get("cameo", 0) == done.claims - len(told)
    empty = [name for name in frame if "Geo_" in name or "Ethnic" in name or "Religion" in name or "Type" in name]
    assert frame[[*empty, "IsRootEvent", "AvgTone"]].isna().all().all()
    assert frame.EventRootCode.eq(frame.EventCode.str[:2]).all()
    assert not frame.SOURCEURL.dropna().str.contains("javascript").any()


def test_the_claims_stand_beside_the_events(hostile: Database, tmp_path: Path) -> None:
    table, claims = export(hostile, "gdelt", tmp_path / "e.tsv").files
    joined = gdelt(table).merge(pandas.read_csv(claims, dtype={"GLOBALEVENTID": str}), on="GLOBALEVENTID")
    assert len(joined) == len(gdelt(table))
    assert all(int(number) < 2**63 for number in joined.GLOBALEVENTID)
    assert (joined.Actor1Code == joined.source).all()
    assert {"quote", "status", "confidence"} <= set(joined)


def test_dates_are_no_finer_than_the_claim(hostile: Database, tmp_path: Path) -> None:
    frame = gdelt(export(hostile, "gdelt", tmp_path / "e.tsv").files[0]).set_index("Actor1Code")
    assert frame.loc["VNM", ["SQLDATE", "MonthYear", "Year", "FractionDate"]].tolist() == [
        20240102,
        202401,
        2024,
        2024.0055,
    ]
    month = frame.loc["CUB"]
    assert (month.MonthYear, month.Year) == (202406, 2024)
    assert pandas.isna(month.SQLDATE)
    assert pandas.isna(month.FractionDate)
    assert frame.loc["LAO", ["SQLDATE", "MonthYear", "Year"]].isna().all()  # since December 2023: open
