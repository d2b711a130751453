"""Figures: the same bytes each time, said in words as well, on a map whose borders are those we mean."""

from __future__ import annotations

from itertools import pairwise

import pytest

from haluan.answers import Database
from haluan.briefs import Brief, write
from haluan.briefs.atlas import Shape, shapes
from haluan.briefs.drawing import draw
from haluan.briefs.types import Event, Figure, Place
from haluan.briefs.wording import phrases
from haluan.ontology import ActorKind, load


def holds(shape: Shape, x: float, y: float) -> bool:
    inside = False
    for ring in shape:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def test_every_state_is_on_the_map() -> None:
    states = {code for code, actor in load().actors.items() if actor.kind is ActorKind.STATE}
    assert states <= shapes().keys()
    assert all(ring[0] == ring[-1] for shape in shapes().values() for ring in shape)


@pytest.mark.parametrize(
    ("state", "east", "north"),
    [
        ("UKR", 34.3, 45.3),  # Crimea
        ("ESH", -13.5, 24.5),  # Western Sahara
        ("PSE", 35.25, 32.0),  # West Bank
        ("IDN", 107.6, -7.0),  # Bandung
        ("BHR", 50.55, 26.05),
        ("SGP", 103.82, 1.36),
        ("XKX", 20.9, 42.6),
    ],
)
def test_places_lie_where_the_map_is_meant_to_have_them(state: str, east: float, north: float) -> None:
    assert [code for code, shape in shapes().items() if holds(shape, east, north)] == [state]


@pytest.fixture
def brief(demo: Database) -> Brief:
    return write(demo, demo.rank("RUS", "Asia"))


def test_a_ranking_has_scores_a_timeline_and_a_map(brief: Brief) -> None:
    assert [figure.name for figure in brief.figures] == ["scores", "timeline", "map"]


@pytest.mark.parametrize("form", ["svg", "png"])
def test_drawings_are_the_same_each_time(brief: Brief, form: str) -> None:
    words = phrases(brief.language)["figures"]
    for figure in brief.figures:
        first = draw(figure, words, form)
        assert first == draw(figure, words, form)
        assert first.startswith(b"<?xml" if form == "svg" else b"\x89PNG")


def test_descriptions_name_all_that_is_drawn(brief: Brief) -> None:
    for figure in brief.figures:
        shown = [place.name for place in figure.places if place.stance != "silent"]
        for name in [event.name for event in figure.events] + [bar.name for bar in figure.bars] + shown:
            assert name in figure.alt


@pytest.mark.parametrize(
    "figure",
    [
        Figure("timeline", "t", "a", events=(Event("IDN", "Indonesia", "2024-02-29", 1, False, "x"),) * 2),
        Figure("map", "t", "a", places=(Place("FJI", "Fiji", "friendly"), Place("USA", "US", "pole"))),
        Figure("map", "t", "a", places=(Place("SGP", "Singapura", "mixed"), Place("HAMAS", "Hamas", "hostile"))),
    ],
)
def test_little_is_drawn_too(figure: Figure) -> None:
    assert draw(figure, phrases("id")["figures"], "svg")
