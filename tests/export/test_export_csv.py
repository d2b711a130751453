"""The CSV pair: nothing in it is a formula, everything in it can be read back exactly, pandas and networkx read it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.answers import Database
from haluan.answers.flat import claim_row
from haluan.export import export
from haluan.export.cells import cell, plain

ACTIVE = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_claim_is_an_edge_with_all_that_it_says(db: Database, tmp_path: Path) -> None:
    done = export(db, "csv", tmp_path / "web.csv")
    assert [path.name for path in done.files] == ["web.nodes.csv", "web.edges.csv"]
    edges = {row["Id"]: row for row in read(done.files[1])}
    claims = list(db.claims())
    assert len(edges) == len(claims) == done.claims
    for citation in claims:
        row, told = edges[citation.cited.id], claim_row(citation)
        assert (plain(row["Source"]), plain(row["Target"])) == (told["source"], told["target"])
        for name in ("quote", "speaker", "outlet", "group", "reader", "reader_version", "status", "when", "title"):
            assert plain(row[name]) == (told[name] or "")
        assert (int(row["start"]), int(row["end"])) == (told["start"], told["end"])
        assert float(row["confidence"]) == told["confidence"]
        assert row["quiet"] == str(told["quiet"]).lower()


def test_no_cell_is_a_formula(hostile: Database, tmp_path: Path) -> None:
    for path in export(hostile, "csv", tmp_path / "web.csv").files + export(hostile, "plover", tmp_path / "p").files:
        with path.open(encoding="utf-8", newline="") as file:
            active = [text for row in csv.reader(file) for text in row if text.startswith(tuple(ACTIVE))]
        assert all(re.fullmatch(r"-\d+\.\d", text) for text in active)  # Goldstein's scale has negative numbers


def test_a_review_is_told(hostile: Database, tmp_path: Path) -> None:
    edges = read(export(hostile, "csv", tmp_path / "web.csv").files[1])
    assert {(row["Source"], row["review"], row["reviewers"]) for row in edges if row["review"]} == {
        ("LAO", "accept", "Ani")
    }


def test_pandas_and_networkx_read_the_pair(db: Database, tmp_path: Path) -> None:
    nodes, edges = (pandas.read_csv(path) for path in export(db, "csv", tmp_path / "web").files)
    graph = networkx.from_pandas_edgelist(
        edges, "Source", "Target", edge_attr=True, edge_key="Id", create_using=networkx.MultiDiGraph
    )
    assert graph.number_of_edges() == sum(1 for _ in db.claims())
    assert set(graph.nodes) == set(nodes["Id"])
    assert dict(zip(nodes["Id"], nodes["claims"], strict=True)) == dict(graph.degree())
    assert set(edges["Type"]) <= {"Directed", "Undirected"}
    assert edges.loc[edges["relation"] == "meets", "Type"].eq("Undirected").all()


def test_filters_hold(world: Database, tmp_path: Path) -> None:
    done = export(world, "csv", tmp_path / "web", world.query(source="Israel"))
    assert {row["Source"] for row in read(done.files[1])} == {"ISR"}


@given(st.text())
def test_a_cell_is_no_formula_and_can_be_undone(text: str) -> None:
    assert not cell(text).startswith(tuple(ACTIVE))
    assert plain(cell(text)) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (True, "true"), (-0.5, "-0.5"), (["=a", "b"], "'=a; b"), ("'a", "''a"), ("a=b", "a=b")],
)
def test_cells(value: object, written: str) -> None:
    assert cell(value) == written
