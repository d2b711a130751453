"""Figures: the same bytes each time, said in words as well, on a map whose borders are those we mean."""

from __future__ import annotations

import pytest

from haluan.answers import Database
from haluan.briefs import Brief, write
from haluan.briefs.drawing import draw
from haluan.briefs.types import Event, Figure, Place
from haluan.briefs.wording import phrases


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
