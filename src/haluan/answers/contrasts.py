"""Stated policy against reported deeds: where words and deeds toward another differ most, with both quoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from haluan.alignment import Score, Weights
from haluan.answers.types import Record, Relationship, StateAnswer, Tie

_LEAST = 0.2  # of difference: below it, words and deeds agree
MOST = 6


@dataclass(frozen=True, slots=True)
class Contrast(Record):
    """Toward one other: both scores, ``gap`` as deeds less words, and a tie of each to quote; no word for silence."""

    actor: str
    name: str
    said: Score | None
    done: Score | None
    gap: float
    word: Tie | None
    deed: Tie


def contrasts(answer: StateAnswer, model: Weights, most: int = MOST) -> tuple[Contrast, ...]:
    """The others of an answer toward whom deeds are reported that differ from the words, the greatest gap first."""
    found = [one for line in answer.relationships if (one := _contrast(line, model)) is not None]
    return tuple(sorted(found, key=lambda one: (-abs(one.gap), one.name.casefold()))[:most])


def _contrast(line: Relationship, model: Weights) -> Contrast | None:
    if line.said is None or line.done is None:
        return None
    gap = line.done.value - line.said.value
    deeds = [tie for tie in line.ties if tie.sign and model.is_deed(tie.relation, tie.status.value)]
    words = [tie for tie in line.ties if tie.sign and tie.direction != "in" and tie not in deeds]
    if not deeds or abs(gap) < _LEAST:
        return None
    word = _best(words, line.said) if words else None
    return Contrast(line.actor, line.name, line.said, line.done, gap, word, _best(deeds, line.done))


def _best(ties: Iterable[Tie], score: Score) -> Tie:
    """The tie to quote: on the side of the score and by the actor itself, where there is such a one."""
    return min(ties, key=lambda tie: (tie.sign * score.value < 0, tie.direction == "in", -tie.weight))
