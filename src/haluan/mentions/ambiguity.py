"""Decides which actor a name means where it could mean several, or says that it cannot be decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from haluan.mentions.units import folded, split

NONE = "NONE"  # in ambiguous.yaml: the reading that is no actor
DEFAULT = "*"  # in ambiguous.yaml: the reading to take where no context word decides
# Weights of a context word close to the name, in its sentence, in its document; of the actor being named beyond
# doubt somewhere; and of being the default reading.
_CLOSE, _SENTENCE, _DOCUMENT, _NAMED, _USUAL = 4.0, 1.5, 0.5, 1.0, 2.0
_MARGIN = 1.2  # a reading has to weigh this many times the next one
_WINDOW = 4  # units on either side that are close

Readings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a name: close by, in its sentence and in its document as spaced folded words."""

    close: str
    sentence: str
    document: str
    actors: Counter[str]  # named beyond doubt in the document


@dataclass(frozen=True, slots=True)
class Decision:
    """The actor that a name means; None where it means no actor; ``candidates`` where it stays open."""

    code: str | None
    candidates: tuple[tuple[str, float], ...] = ()


def spaced(units: tuple[str, ...]) -> str:
    """Join units so that a context word can be searched for as a whole word."""
    return f" {' '.join(units)} "


def readings_by_name(table: Mapping[str, Readings]) -> dict[str, Readings]:
    """Bring the table of ambiguous names into the folded form that texts are searched in."""
    return {
        spaced(_units(name)): {
            code: tuple(word if word == DEFAULT else spaced(_units(word)) for word in words)
            for code, words in readings.items()
        }
        for name, readings in table.items()
    }


def close_by(units: tuple[str, ...], first: int, last: int) -> str:
    """Return the words close to the name at units ``[first, last)``, without the name."""
    return spaced((*units[max(0, first - _WINDOW) : first], "", *units[last : last + _WINDOW]))


def decide(readings: Readings, around: Surroundings) -> Decision:
    """Weigh the context words of each reading; the default reading has some weight of its own."""
    weights = {code: _weight(code, words, around) for code, words in readings.items()}
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    best, runner_up = ranked[0], ranked[1] if len(ranked) > 1 else (NONE, 0.0)
    if best[1] > 0 and best[1] >= _MARGIN * runner_up[1]:
        return Decision(None if best[0] == NONE else best[0])
    total = sum(weights.values()) or float(len(weights))
    share = tuple((code, (weight or 1.0) / total) for code, weight in ranked if code != NONE)
    return Decision(None, share)


def _weight(code: str, words: tuple[str, ...], around: Surroundings) -> float:
    weight = _NAMED if around.actors[code] else 0.0
    for word in words:
        if word == DEFAULT:
            weight += _USUAL
        elif word in around.close:
            weight += _CLOSE
        elif word in around.sentence:
            weight += _SENTENCE
        elif word in around.document:
            weight += _DOCUMENT
    return weight


def _units(name: str) -> tuple[str, ...]:
    return tuple(folded(unit) for unit in split(name))
