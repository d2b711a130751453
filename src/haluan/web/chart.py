"""A small curve over years, as places in a drawing. Years without a value leave a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from haluan.answers import Unity

WIDTH, HEIGHT = 720, 190
_NARROWEST, _PER_YEAR = 340, 90  # a few years fit a phone
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 20.0, 18.0, 34.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One year: where it lies, and where its value does, None without one."""

    year: Unity
    x: float
    y: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The marks, the lines that join neighbours (as points), and the heights of 0, one half and 1."""

    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    levels: tuple[tuple[float, float], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: float = _LEFT
    right: float = WIDTH - _RIGHT


def curve(years: Sequence[Unity]) -> Curve:
    """Place the cohesion of years between 0 and 1; what is below 0 is drawn at 0."""
    steps = max(1, len(years) - 1)
    width = min(WIDTH, max(_NARROWEST, _PER_YEAR * steps))
    step = (width - _LEFT - _RIGHT) / steps
    marks = tuple(
        Mark(one, round(_LEFT + step * place, 1), None if one.cohesion is None else _height(one.cohesion))
        for place, one in enumerate(years)
    )
    runs = (list(run) for known, run in groupby(marks, key=lambda mark: mark.y is not None) if known)
    lines = tuple(" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if len(run) > 1)
    levels = tuple((value, _height(value)) for value in (0.0, 0.5, 1.0))
    return Curve(marks, lines, levels, width, right=width - _RIGHT)


def _height(value: float) -> float:
    return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - max(0.0, value)), 1)
