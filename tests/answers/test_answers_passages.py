"""claims, show, search, log, and the JSON that answers turn into."""

from __future__ import annotations

import json

import pytest

from haluan.answers import Database, RankAnswer
from haluan.model import ClaimQuery
from haluan.store import NotInStore

CLAIM_KEYS = {
    "id", "article", "source", "source_name", "relation", "target", "target_name", "status", "quiet", "speaker", "when",
    "evidence", "confidence", "context", "label", "outlet", "date", "title", "url", "language", "group", "reader",
    "reader_version", "cue", "recorded", "review",
}  # fmt: skip
TIE_KEYS = {
    "source", "source_name", "relation", "target", "target_name", "label", "direction", "status", "sign", "quiet",
    "weight", "claims", "independent", "first", "last", "citations", "marked", "in_force", "until", "ended_by",
    "doubtful", "against_facts",
}  # fmt: skip
LINE_KEYS = {
    "actor", "name", "stance", "friendly", "hostile", "quiet", "claims", "independent", "ties", "said", "done",
    "reading", "open", "hushed", "denied", "more_ties", "motives", "against", "unsure", "more_unsure",
}  # fmt: skip
BASIS_KEYS = {"as_of", "snapshot", "coverage", "rejected", "at", "window", "weights", "weights_file", "weak"}


def test_claims_are_filtered(db: Database) -> None:
    found = list(db.claims(ClaimQuery(sources=frozenset({"VNM"}), quiet=True)))
    assert [citation.label for citation in found] == ["Vietnam supports Israel"]
    assert len(list(db.claims())) == 27


def test_show_gives_the_quote_in_its_paragraph(db: Database) -> None:
    (citation,) = db.claims(ClaimQuery(quiet=True))
    answer = db.show(citation.cited.id[:6])
    assert answer.citation == citation
    assert answer.before == "Hanoi membeli radar dari Israel. "
    assert answer.after == "."
    assert answer.origin == "trade.txt"


def test_show_of_an_unknown_id_fails(db: Database) -> None:
    with pytest.raises(NotInStore):
        db.show("ffffffffffff")


def test_search_finds_articles(db: Database) -> None:
    answer = db.search("abraham accords")
    assert [hit.article for hit in answer.hits] == ["pact"]
    assert db.search("nihil").hits == ()


def test_log_has_runs_and_reasons(db: Database) -> None:
    answer = db.log()
    assert [run.counts["articles"] for run in answer.runs] == [8]
    assert [entry.skip.reason for entry in answer.skips] == ["not a text: PNG image"]


def test_coverage_counts_the_store(db: Database) -> None:
    coverage = db.coverage()
    assert (coverage.articles, coverage.groups) == (8, 7)


def test_the_json_of_a_ranking_keeps_its_form(db: Database) -> None:
    record = json.loads(json.dumps(db.rank("ISR", "Asia").to_dict()))
    assert set(record) == {
        "toward",
        "region",
        "quiet",
        "openly",
        "ranked",
        "others",
        "gaps",
        "basis",
        "more_ranked",
        "more_others",
        "unsure",
    }
    assert record["toward"] == {"actor": "ISR", "name": "Israel"}
    assert set(record["basis"]) == BASIS_KEYS
    assert "actors" not in record["basis"]["coverage"]
    line = record["ranked"][0]
    assert set(line) == LINE_KEYS
    assert set(line["ties"][0]) == TIE_KEYS
    assert set(line["ties"][0]["citations"][0]) == CLAIM_KEYS
    assert set(record["gaps"][0]) == {"actor", "name", "claims"}


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        (
            lambda db: db.pair("VNM", "ISR"),
            {"a", "b", "relationship", "gaps", "basis", "back", "timeline", "courses", "turns"},
        ),
        (lambda db: db.state("ISR"), {"actor", "relationships", "gaps", "basis", "more", "unsure"}),
        (
            lambda db: db.bloc("NATO"),
            {"bloc", "region", "members", "leavers", "suitors", "critics", "reach", "alongside", "gaps", "basis"}
            | {"asked", "dissent", "unsure", "known"},
        ),
        (
            lambda db: db.split("NATO", "PSE"),
            {"bloc", "on", "members", "own", "friendly", "hostile", "mixed", "neutral", "gaps", "basis"}
            | {"cohesion", "known", "unsure"},
        ),
        (lambda db: db.search("NATO"), {"text", "hits", "basis"}),
        (lambda db: db.log(), {"runs", "skips", "basis"}),
    ],
)
def test_the_json_of_every_answer_keeps_its_form(db: Database, question: object, keys: set[str]) -> None:
    assert callable(question)
    assert set(json.loads(json.dumps(question(db).to_dict()))) == keys


def test_the_same_store_gives_the_same_answer(db: Database) -> None:
    first, second = db.rank("ISR", "Asia"), db.rank("ISR", "Asia")
    assert isinstance(first, RankAnswer)
    assert (first.ranked, first.others, first.gaps) == (second.ranked, second.others, second.gaps)
    assert first.basis.snapshot == second.basis.snapshot
