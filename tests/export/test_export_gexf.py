"""GEXF: valid by the schema, read by networkx with every claim, its days, and its quote."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from haluan.answers import Database
from haluan.answers.flat import claim_row
from haluan.export import export

CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "gexf13.xsd"))


@pytest.fixture
def path(db: Database, tmp_path: Path) -> Path:
    return export(db, "gexf", tmp_path / "web.gexf").files[0]


def edges(path: Path) -> dict[str, dict[str, Any]]:
    graph = networkx.read_gexf(path, version="1.3")
    return {data["id"]: {**data, "ends": (source, target)} for source, target, data in graph.edges(data=True)}


def test_the_file_is_valid(path: Path) -> None:
    SCHEMA.assertValid(etree.parse(path))


def test_the_schema_refuses_what_is_wrong(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in (('version="1.3"', 'version="1.1"'), ('mode="dynamic"', 'mode="x"'), (' title="', ' name="')):
        assert old in text
        assert not SCHEMA.validate(etree.fromstring(text.replace(old, new).encode()))


def test_networkx_reads_every_claim(db: Database, path: Path) -> None:
    found, claims = edges(path), list(db.claims())
    assert found.keys() == {citation.cited.id for citation in claims}
    for citation in claims:
        edge, row = found[citation.cited.id], claim_row(citation)
        assert edge["ends"] == (row["source"], row["target"])
        # XML cannot hold some control characters; all else is as it stands in the article
        assert edge["quote"] == re.sub(CONTROLS, "\ufffd", row["quote"])
        assert (edge["quote_start"], edge["quote_end"]) == (row["start"], row["end"])
        for name in ("status", "confidence", "quiet", "outlet", "when", "relation", "reader", "review"):
            assert edge.get(name) == (
                re.sub(CONTROLS, "\ufffd", row[name]) if isinstance(row[name], str) else row[name]
            )


def test_days_are_those_of_the_event(hostile: Database, tmp_path: Path) -> None:
    found = {edge["ends"]: edge for edge in edges(export(hostile, "gexf", tmp_path / "g").files[0]).values()}
    since, month, day = found[("LAO", "CUB")], found[("CUB", "LAO")], found[("VNM", "ISR")]
    assert (since["start"], since.get("end")) == ("2023-12-01", None)
    assert (month["start"], month["end"]) == ("2024-06-01", "2024-06-30")
    assert (day["start"], day["end"]) == ("2024-01-02", "2024-01-02")


def test_actors_are_named(world: Database, tmp_path: Path) -> None:
    graph = networkx.read_gexf(export(world, "gexf", tmp_path / "g").files[0], version="1.3")
    assert graph.nodes["VNM"] == {
        "label": "Vietnam", "kind": "state", "region": "SOUTHEAST_ASIA", "name_en": "Vietnam",
        "name_id": "Vietnam", "claims": graph.degree("VNM"),
    }  # fmt: skip
    assert graph.nodes["NATO"]["kind"] == "bloc"
