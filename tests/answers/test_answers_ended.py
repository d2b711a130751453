"""A tie of which a text says until when it held is over, in every answer."""

from __future__ import annotations

from pathlib import Path

import pytest

import haluan
from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.store import open_store

TEXT = "Laos dan Kuba adalah sekutu hingga tahun 1985."


def told(path: Path, when: str | None) -> Path:
    evidence = Evidence.cut(TEXT, 0, TEXT.index(" hingga"))
    claim = Claim("a", "LAO", "partners", "CUB", Status.ACTUAL, evidence, when=when, confidence=0.95)
    with open_store(path) as store:
        store.add([Reading(Article("a", TEXT, date="2025-06-16"), "id", (claim,), reader="hand")])
    return path


@pytest.mark.parametrize(
    ("when", "in_force", "until", "first"),
    [
        ("../1985", False, "1985-12-31", "1985"),
        ("../2035", True, None, "2035"),
        ("1985", True, None, "1985"),
        ("1985/..", True, None, "1985/.."),
        ("2025-06-09/2025-06-15", True, None, "2025-06-09/2025-06-15"),
        (None, True, None, "2025-06-16"),
    ],
)
def test_a_tie_that_held_until_a_day(
    tmp_path: Path, when: str | None, in_force: bool, until: str | None, first: str
) -> None:
    with haluan.open(told(tmp_path / "a.db", when)) as db:
        found = db.pair("LAO", "CUB")
        (tie,) = found.relationship.ties
        assert (tie.in_force, tie.until, tie.first) == (in_force, until, first)
        scores = db.explain("LAO", "CUB")
        assert (scores.said_value + scores.done_value > 0) is in_force
