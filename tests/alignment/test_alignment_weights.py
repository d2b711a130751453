"""Weights as data: the bundled ones fit the ontology, a project's file changes them and the change is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from haluan.alignment import Change, WeightsError, default_weights, load_weights
from haluan.ontology import load


def test_the_bundled_weights_cover_the_relations_and_agree_with_the_ontology() -> None:
    weights, relations = default_weights(), load().relations
    assert weights.intensity.keys() == weights.channel.keys() == relations.keys()
    for name, relation in relations.items():
        assert weights.channel[name] == relation.channel
        assert (weights.intensity[name] > 0) - (weights.intensity[name] < 0) == relation.sign
    assert weights.changes == ()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "status: {planned: 0.9, actual: 1.0}\nunit: 4\nchannel: {meets: said}\nstanding: {disputes: [eases]}\n"
    )
    weights = load_weights(path)
    assert (weights.status["planned"], weights.status["possible"], weights.unit) == (0.9, 0.2, 4)
    assert weights.standing["disputes"] == ("eases",)
    assert weights.file == "mine.yaml"
    assert sorted(weights.changes, key=lambda change: change.key) == [
        Change("channel.meets", "done", "said"),
        Change("standing.disputes", None, ["eases"]),
        Change("status.planned", 0.5, 0.9),
        Change("unit", 5.0, 4),
    ]


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.touch()
    assert load_weights(path).changes == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("country: {ISR: 2}", "no weight is called 'country'"),
        ("intensity: {ISR: 2}", "intensity.ISR: no such relation"),
        ("intensity: {arms: 99}", r"intensity.arms: must be a number from -10 to 10, not 99"),
        ("status: {maybe: 0.5}", "status.maybe: must be one of"),
        ("channel: {arms: thought}", "channel.arms: must be one of said, done"),
        ("standing: {joins: leaves}", "standing.joins: must be a list of relations"),
        ("unit: true", "unit: must be a number"),
        ("- 1", "must name weights"),
        ("status: 3", "status: must name single weights"),
        ("a: [", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_with_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(WeightsError, match=message) as caught:
        load_weights(path)
    assert "bad.yaml" in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="cannot be read"):
        load_weights(tmp_path / "none.yaml")
