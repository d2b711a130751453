"""Outlines of states: all of them, each where it is meant to be, none round the world."""

from __future__ import annotations

from itertools import pairwise

import pytest

from haluan.ontology import ActorKind, load
from haluan.ontology.outlines import Shape, area, middle, outlines


def holds(shape: Shape, x: float, y: float) -> bool:
    inside = False
    for ring in shape:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def test_every_state_is_on_the_map() -> None:
    states = {code for code, actor in load().actors.items() if actor.kind is ActorKind.STATE}
    assert states <= outlines().keys()
    assert all(ring[0] == ring[-1] for shape in outlines().values() for ring in shape)


@pytest.mark.parametrize(
    ("state", "east", "north"),
    [
        ("UKR", 34.3, 45.3),  # Crimea
        ("ESH", -13.5, 24.5),  # Western Sahara
        ("PSE", 35.25, 32.0),  # West Bank
        ("PSE", 34.4, 31.4),  # Gaza
        ("IDN", 107.6, -7.0),  # Bandung
        ("BHR", 50.55, 26.05),
        ("SGP", 103.82, 1.36),
        ("XKX", 20.9, 42.6),
        ("TWN", 121.0, 23.8),
        ("RUS", -175.0, 66.5),  # Chukotka, beyond the date line
        ("RUS", 175.0, 66.5),
    ],
)
def test_places_lie_where_the_map_is_meant_to_have_them(state: str, east: float, north: float) -> None:
    assert [code for code, shape in outlines().items() if holds(shape, east, north)] == [state]


def test_no_outline_but_that_of_antarctica_crosses_the_date_line() -> None:
    across = {
        code
        for code, shape in outlines().items()
        for ring in shape
        if any(abs(before - after) > 180 for (before, _), (after, _) in pairwise(ring))
    }
    assert across == {"ATA"}
    assert area(outlines()["RUS"]) == pytest.approx(2900, rel=0.05)  # square degrees
    assert 90 < middle(outlines()["RUS"])[0] < 110
