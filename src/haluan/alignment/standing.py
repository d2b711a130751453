"""Ties that stand until something ends them: which of them had ended by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from haluan.alignment.weights import Weights
from haluan.model import ClaimColumns

Key = tuple[str, str, str]  # source, relation, target; by the alphabet where the order does not matter


@dataclass(frozen=True, slots=True)
class Interval:
    """When a tie stood: days as ordinals; ``since`` None where no claim is dated, ``until`` None while it stands.

    ``ended_by`` is the key of the claim that ends it.
    """

    since: int | None
    until: int | None = None
    ended_by: int | None = None


@dataclass(slots=True)
class _Course:
    affirmed: list[int | None]
    ended: list[tuple[int, int]]  # day, key of the claim


def intervals(
    columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]
) -> dict[Key, tuple[Interval, ...]]:
    """When each standing tie of the claims stood, oldest first.

    An act that ends it counts from a day after the last that affirms it; a later affirmation begins it anew. Undated
    affirmations begin it at an unknown day; undated ends, and those that are too unsure, end nothing.
    """
    return {key: tuple(_spans(course)) for key, course in _courses(columns, weights, symmetric).items()}


def _courses(columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]) -> dict[Key, _Course]:
    ending: dict[str, list[str]] = defaultdict(list)
    for relation, enders in weights.standing.items():
        for ender in enders:
            ending[ender].append(relation)
    affirmed: dict[Key, list[int | None]] = defaultdict(list)
    ended: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    concerned = weights.standing.keys() | ending.keys()
    used = (columns.key, columns.source, columns.relation, columns.target, columns.status, columns.day)
    for key, source, relation, target, status, day, confidence in zip(*used, columns.confidence, strict=True):
        if relation not in concerned or status not in ("actual", "denied"):
            continue
        sure = day is not None and confidence >= weights.ending_confidence
        if relation in weights.standing:
            tie = tie_key(source, relation, target, symmetric)
            if status == "actual":
                affirmed[tie].append(day)
            elif sure:
                ended[tie].append((day, key))
        if status == "actual" and sure:
            for other in ending.get(relation, ()):
                ended[tie_key(source, other, target, symmetric)].append((day, key))
    return {tie: _Course(days, ended.get(tie, [])) for tie, days in affirmed.items()}


def tie_key(source: str, relation: str, target: str, symmetric: Callable[[str], bool]) -> Key:
    """Name a tie the same from either side where the order of its actors does not matter."""
    return (target, relation, source) if target < source and symmetric(relation) else (source, relation, target)


def _spans(course: _Course) -> Iterator[Interval]:
    marks = [(day, 0, 0) for day in course.affirmed if day is not None]
    stands = len(marks) < len(course.affirmed)  # an undated claim: since nobody knows when
    since: int | None = None
    last: int | None = None
    for day, ends, claim in sorted(marks + [(day, 1, claim) for day, claim in course.ended]):
        if not ends:
            since, last, stands = (since if stands else day), day, True
        elif stands and last is not None and day > last:
            yield Interval(since, day, claim)
            stands = False
    if stands:
        yield Interval(since)
