"""Days, periods and least confidence restrict every question; scores, facts and context stand beside the ties."""

from __future__ import annotations

from pathlib import Path

import pytest

import haluan
from haluan.answers import Database, Reading, WeightsError, Window, WindowError
from haluan.ontology.facts import Holds


def test_as_of_leaves_out_what_came_later_and_what_is_undated(db: Database) -> None:
    whole = {line.actor for line in db.rank("ISR", "Asia").ranked}
    early = db.rank("ISR", "Asia", window=Window.of(as_of="2024-05"))
    assert {line.actor for line in early.ranked} == {"VNM"} < whole
    assert early.basis.at == "2024-05-31"
    assert early.basis.window.dated


def test_a_period_has_two_ends(db: Database) -> None:
    answer = db.state("ISR", window=Window.of(since="2024-06", until="2024-06"))
    assert {line.actor for line in answer.relationships} == {"KAZ", "MYS"}


@pytest.mark.parametrize("question", [lambda db, window: db.pair("VNM", "ISR", window).relationship,
                                      lambda db, window: db.state("VNM", window=window).relationships,
                                      lambda db, window: db.rank("ISR", window=window).ranked,
                                      lambda db, window: db.bloc("NATO", window=window).members,
                                      lambda db, window: db.split("NATO", "PSE", window).friendly])  # fmt: skip
def test_the_least_confidence_holds_for_every_question(db: Database, question) -> None:
    assert question(db, Window.of(min_confidence=0.5))
    assert not question(db, Window.of(min_confidence=0.81))


@pytest.mark.parametrize("given", [{"as_of": "yesterday"}, {"since": "2024", "until": "2023"}, {"min_confidence": 2}])
def test_what_cannot_be_asked_is_said(given: dict[str, object]) -> None:
    with pytest.raises(WindowError):
        Window.of(**given)


def test_each_line_is_scored(db: Database) -> None:
    line = db.rank("ISR", "Asia").ranked[0]
    assert line.said
    assert line.done
    assert line.said.low < 0 < line.said.value < line.said.high
    assert line.reading is Reading.QUIET
    assert (line.open, line.hushed, line.denied) == (1, 1, 0)


def test_the_stance_of_a_pair_is_scored_both_ways(db: Database) -> None:
    answer = db.pair("MYS", "ISR")
    assert answer.relationship
    assert answer.relationship.done
    assert answer.back
    assert answer.relationship.done.value < 0
    assert answer.back.actor == "ISR"
    assert answer.back.done.value != answer.relationship.done.value


def test_reported_members_are_marked_by_the_facts(db: Database) -> None:
    assert {m.actor: m.fact.holds for m in db.split("NATO", "PSE").members} == dict.fromkeys(
        ("ESP", "HUN", "NOR"), Holds.YES
    )
    (cuba,) = db.bloc("BRICS").members
    assert cuba.fact.holds is Holds.NO
    assert "POL" in {member.actor for member in db.split("NATO", "PSE").known}


def test_cohesion_is_the_agreement_index(db: Database) -> None:
    assert db.split("NATO", "PSE").cohesion == pytest.approx(0)  # one friendly, one hostile, one mixed
    assert db.split("NATO", "UKR").cohesion is None


def test_a_bloc_asks(db: Database) -> None:
    assert [(tie.target, tie.relation) for tie in db.bloc("NATO").asked] == [("JPN", "urges")]


def test_weights_beside_the_store_count_and_are_told(store_path: Path, tmp_path: Path) -> None:
    plain = haluan.open(store_path)
    file = tmp_path / "mine.yaml"
    file.write_text("intensity: {arms: 1.0}")
    with plain, haluan.open(store_path, weights=file) as changed:
        before, after = (db.rank("ISR", "Asia") for db in (plain, changed))
    assert after.ranked[0].done.value < before.ranked[0].done.value
    assert [(change.key, change.default, change.value) for change in after.basis.weights] == [
        ("intensity.arms", 8.3, 1.0)
    ]
    assert (after.basis.weights_file, before.basis.weights_file) == ("mine.yaml", None)
    file.write_text("{")
    with pytest.raises(WeightsError):
        haluan.open(store_path, weights=file)
