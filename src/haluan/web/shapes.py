"""Numbers as places in a drawing. Only arithmetic: the templates draw."""

from __future__ import annotations

import math
from dataclasses import dataclass

from haluan.answers import Score


@dataclass(frozen=True, slots=True)
class Bar:
    """A score on a line from -1 (left) to +1 (right), in units of the drawing. ``x``/``width`` reach from nought."""

    zero: float
    x: float
    width: float
    at: float
    low: float
    high: float


def bar(score: Score, width: float = 120.0, margin: float = 4.0) -> Bar:
    """Place a score and its interval."""
    half = width / 2 - margin
    at, low, high = (round(width / 2 + half * value, 1) for value in (score.value, score.low, score.high))
    zero = width / 2
    return Bar(zero, min(zero, at), round(abs(at - zero), 1), at, low, high)


def level(count: int, most: int) -> int:
    """How strongly to shade a count, from 1 to 4, by its order of magnitude against the greatest."""
    return 4 if most <= 1 else 1 + round(3 * math.log(count) / math.log(most)) if count else 0


def known(score: Score | None) -> bool:
    """Whether anything is reported from which the score could come."""
    return score is not None and score.friendly + score.hostile > 0
