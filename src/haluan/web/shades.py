"""Which kind of colour and hatching stands for a value on the map, and what each kind means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from haluan.answers import Standing

SHOWN: Final = ("said", "done", "gap")
# From these on a value is called so; scores are drawn to nought where little is reported.
_SOME, _MUCH = 0.1, 0.4
_SCORE: Final = ("f2", "f1", "n0", "h1", "h2")
_GAP: Final = ("d2", "d1", "g0", "w1", "w2")
# Colours of a file, which no style sheet reaches; url() names a hatching, so that nothing rests on colour alone.
FILLS: Final = {
    "f2": "#0b6b74",
    "f1": "#8ccdd1",
    "n0": "url(#map-n0)",
    "g0": "url(#map-n0)",
    "h1": "url(#map-h1)",
    "h2": "url(#map-h2)",
    "d2": "#5b3b8c",
    "d1": "#bda9dd",
    "w1": "url(#map-w1)",
    "w2": "url(#map-w2)",
    "none": "#c9cdd2",
    "pole": "#16202b",
    "land": "#eceef0",
}


def kinds(shown: str) -> tuple[str, ...]:
    """The kinds that a map of ``shown`` has, the most friendly first."""
    return _GAP if shown == "gap" else _SCORE


def value(standing: Standing, shown: str) -> float | None:
    """What a map of ``shown`` colours a state by; None where nothing is reported."""
    if shown == "gap":
        return standing.gap
    score = standing.said if shown == "said" else standing.done
    return score.value if score.friendly + score.hostile else None


def kind(found: float | None, shown: str) -> str:
    """The kind for a value."""
    if found is None:
        return "none"
    names = kinds(shown)
    size = 2 if abs(found) >= _MUCH else 1 if abs(found) >= _SOME else 0
    return names[2 - size] if found > 0 else names[2 + size]


def bounds(name: str, number: Callable[[float, int], str]) -> str:
    """Say from where to where a kind reaches, such as +0.1 … +0.4."""
    sign = "+" if name[0] in "fd" else "−"
    some, much = number(_SOME, 1), number(_MUCH, 1)
    if name[1] == "0":
        return f"−{some} … +{some}"
    return f"{sign}{some} … {sign}{much}" if name[1] == "1" else f"{'≥' if sign == '+' else '≤'} {sign}{much}"
