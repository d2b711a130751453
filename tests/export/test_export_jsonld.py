"""JSON-LD: one reading of it as PyLD and rdflib see it, of the shape that pySHACL demands, without any network."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import to_isomorphic

from haluan.answers import Database
from haluan.answers.flat import claim_row
from haluan.export import export

SHAPES = Path(__file__).parent / "shapes.ttl"
S = rdflib.Namespace("https://schema.org/")
H = rdflib.Namespace("https://pypi.org/project/haluan/#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


@pytest.fixture
def path(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def refuse(*_: Any) -> None:
        raise AssertionError("JSON-LD was to be read without any network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return export(db, "jsonld", tmp_path / "w.jsonld").files[0]


@pytest.fixture
def graph(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path, format="json-ld")


def test_the_graph_has_the_shape(graph: rdflib.Graph) -> None:
    conforms, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    assert conforms, text


def test_the_shapes_refuse_what_is_wrong(graph: rdflib.Graph) -> None:
    claim = next(graph.subjects(rdflib.RDF.type, S.Claim))
    for predicate in (S.text, S.appearance, H.confidence, PROV.generatedAtTime):
        broken = rdflib.Graph() + graph
        broken.remove((claim, predicate, None))
        assert not pyshacl.validate(broken, shacl_graph=rdflib.Graph().parse(SHAPES))[0]


def test_both_readers_see_the_same(path: Path, graph: rdflib.Graph) -> None:
    normalized = jsonld.normalize(
        json.loads(path.read_text(encoding="utf-8")), {"algorithm": "URDNA2015", "format": "application/n-quads"}
    )
    other = rdflib.Dataset().parse(data=normalized, format="nquads").default_graph
    assert to_isomorphic(other) == to_isomorphic(rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt"))


def test_every_claim_is_there_with_its_quote(db: Database, graph: rdflib.Graph) -> None:
    claims = {str(graph.value(node, S.identifier)): node for node in graph.subjects(rdflib.RDF.type, S.Claim)}
    told = {citation.cited.id: claim_row(citation) for citation in db.claims()}
    assert claims.keys() == told.keys()
    for key, row in told.items():
        assert str(graph.value(claims[key], S.text)) == row["quote"]
        assert int(graph.value(claims[key], H.start)) == row["start"]  # type: ignore[arg-type]
        source = graph.value(claims[key], H.source)
        assert str(graph.value(source, S.identifier)) == row["source"]
        author = graph.value(claims[key], S.author)
        assert (str(graph.value(author, S.name)) if author else None) == row["speaker"]


def test_what_the_facts_settle_is_reviewed(world: Database, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(export(world, "jsonld", tmp_path / "w").files[0], format="json-ld")
    verdicts = {
        (
            str(graph.value(review, S.claimReviewed)),
            int(str(graph.value(graph.value(review, S.reviewRating), S.ratingValue))),
        )
        for review in graph.subjects(rdflib.RDF.type, S.ClaimReview)
    }
    assert ("Hungary, both in NATO", 5) in verdicts
    assert {quote for quote, _ in verdicts} <= {row.cited.claim.evidence.text for row in world.claims()}


def test_a_verdict_is_that_of_the_checker(world: Database) -> None:
    found = {row.cited.claim.evidence.text: world.verdict(row) for row in world.claims()}
    check = found["Spain recognised Palestine"]
    assert check is not None
    assert check.verdict.value == "supported"
    assert found["Hanoi membeli radar dari Israel"] is None
