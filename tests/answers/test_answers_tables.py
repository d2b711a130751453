"""Answers as data frames and Arrow: every line, tie and claim is there, typed, and nothing needs an extra before."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas
import polars
import pyarrow
import pytest

import haluan
from haluan.answers import Citation, Database, MissingExtraError, flat, tables
from haluan.answers.types import Tie


def test_lines_hold_the_ranked_the_others_and_the_silent(db: Database) -> None:
    answer = db.rank(toward="Israel", region="Asia")
    frame = answer.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame[frame.part == "ranked"].actor) == [line.actor for line in answer.ranked]
    assert set(frame[frame.part == "gaps"].actor) == {gap.actor for gap in answer.gaps}
    assert frame[frame.part == "gaps"].friendly.isna().all()
    assert frame.set_index("actor").friendly["VNM"] == answer.ranked[0].friendly


def test_the_three_libraries_say_the_same(db: Database) -> None:
    answer = db.split("NATO", "PSE")
    for level in ("lines", "ties", "claims"):
        arrow = answer.to_arrow(level)
        assert isinstance(arrow, pyarrow.Table)
        assert polars.from_arrow(arrow).equals(answer.to_polars(level))
        assert list(answer.to_pandas(level).columns) == arrow.column_names
        assert len(answer.to_pandas(level)) == arrow.num_rows


def test_ties_have_their_best_quote_and_their_actor(db: Database) -> None:
    answer = db.rank(toward="ISR", region="Asia")
    rows = answer.to_polars("ties").to_dicts()
    ties = [tie for line in (*answer.ranked, *answer.others) for tie in (*line.ties, *line.unsure)]
    assert [row["doubtful"] for row in rows] == [tie.doubtful for tie in ties]
    assert [row["quote"] for row in rows] == [tie.best.cited.claim.evidence.text for tie in ties]
    assert [row["actor"] for row in rows] == [
        line.actor for line in (*answer.ranked, *answer.others) for _ in (*line.ties, *line.unsure)
    ]


def test_claims_keep_quote_offsets_confidence_status_and_group(db: Database) -> None:
    answer = db.pair("VNM", "ISR")
    assert answer.relationship is not None
    found = {citation.cited.id: citation for tie in answer.relationship.ties for citation in tie.citations}
    rows = answer.to_polars("claims").to_dicts()
    assert {row["id"] for row in rows} == found.keys()
    for row in rows:
        cited = found[row["id"]].cited
        quote = cited.claim.evidence
        assert (row["quote"], row["start"], row["end"]) == (quote.text, quote.start, quote.end)
        assert (row["status"], row["group"], row["outlet"]) == (cited.claim.status.value, cited.group, cited.outlet)
        assert row["confidence"] == pytest.approx(cited.claim.confidence, abs=1e-4)


def test_an_empty_answer_has_its_columns(db: Database) -> None:
    empty = db.rank(toward="FJI").to_arrow()
    assert empty.num_rows == 0
    assert {"part", "actor", "friendly", "stance"} <= set(empty.column_names)
    assert empty.schema.field("friendly").type == pyarrow.float64()


def test_every_key_of_a_claim_is_a_column(db: Database) -> None:
    citation = next(db.claims())
    spread = {"evidence": {"quote", "start", "end"}, "review": {"review", "reviewers", "disputed", "review_notes"}}
    names = {name for key in citation.to_dict() for name in spread.get(key, {key})}
    assert names == {column.name for column in flat.claim_columns(flat.claim_row(citation))}


def test_a_column_that_nobody_foresaw_comes_along() -> None:
    table = tables.Table(flat.claim_columns({"id": "1", "mood": {"a": 1}}), [{"id": "1", "mood": {"a": 1}}])
    assert table.to_polars()["mood"].to_list() == ['{"a": 1}']


@pytest.mark.parametrize("question", ["rank", "pair", "state", "bloc", "reach", "split", "search", "log", "conflicts"])
def test_every_answer_is_a_table(db: Database, question: str) -> None:
    answer = {
        "rank": lambda: db.rank("ISR"),
        "pair": lambda: db.pair("VNM", "ISR"),
        "state": lambda: db.state("ISR"),
        "bloc": lambda: db.bloc("ABRAHAM"),
        "reach": lambda: db.bloc("NATO", "Asia"),
        "split": lambda: db.split("NATO", "PSE"),
        "search": lambda: db.search("Israel"),
        "log": lambda: db.log(),
        "conflicts": lambda: db.conflicts(),
    }[question]()
    for level in ("lines", "ties", "claims"):
        table = tables.table(answer, level)
        known = {column.name for column in table.columns}
        assert len(known) == len(table.columns)
        kinds = [column.kind for column in table.columns]
        for row in table.cells():
            assert len(row) == len(kinds)
        assert table.to_arrow().num_rows == len(list(tables.table(answer, level).rows))
    assert answer.to_pandas().shape[0] > 0


def test_the_parts_are_all_there(db: Database) -> None:
    answer = db.bloc("ABRAHAM")
    ties = sum(1 for _ in flat.find(answer, Tie))
    assert answer.to_arrow("ties").num_rows == ties > 0
    assert answer.to_arrow("claims").num_rows == sum(1 for _ in flat.find(answer, Citation))


def test_a_stream_of_claims_is_a_table_by_batches(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH", 3)
    everything = [citation.cited.id for citation in db.claims()]
    reader = db.claims().table().batches()
    assert [len(batch) for batch in reader][:2] == [3, 3]
    assert pyarrow.table(db.claims())["id"].to_pylist() == everything
    assert db.claims().to_polars()["id"].to_list() == everything
    assert list(db.claims().to_pandas().id) == everything
    assert db.claims(source="FJI").to_arrow().num_rows == 0


def test_an_answer_can_be_read_by_whatever_reads_arrow(db: Database) -> None:
    answer = db.rank(toward="ISR", region="Asia")
    assert polars.DataFrame(answer).equals(answer.to_polars())


def test_claims_take_names_as_people_write_them(db: Database) -> None:
    found = list(db.claims(source="Israel", relation="arms"))
    assert {(one.cited.claim.source, one.cited.claim.relation) for one in found} == {("ISR", "arms")}
    either = list(db.claims(actor=["Vietnam", "Malaysia"]))
    assert all({one.cited.claim.source, one.cited.claim.target} & {"VNM", "MYS"} for one in either)


def test_a_missing_extra_is_named(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = db.rank(toward="ISR")
    for package, extra, ask in (
        ("pandas", "notebook", answer.to_pandas),
        ("polars", "notebook", answer.to_polars),
        ("pyarrow", "parquet", answer.to_arrow),
    ):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtraError, match=rf"{package}: pip install 'haluan\[{extra}\]'"):
            ask()


def test_the_import_loads_no_extra_and_no_answers() -> None:
    code = (
        "import sys, haluan\n"
        "print(sorted({'pandas', 'polars', 'pyarrow', 'numpy', 'yaml', 'haluan.answers'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_the_front_door_opens_and_closes(tmp_path: Path) -> None:
    from world import make_world

    path = make_world(tmp_path / "w.db")
    with haluan.open(path, "id") as database:
        assert database.rank(toward="ISR", region="Asia").toward.name == "Israel"
        assert database.rank(toward="ISR").basis.language == "id"
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.rank(toward="ISR")
