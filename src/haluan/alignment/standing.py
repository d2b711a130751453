"""Ties that stand until something ends them: when they stood, and which of them had ended by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from haluan.alignment.lines import Flags, Ints, codes, each, ends, numbered
from haluan.alignment.weights import Weights
from haluan.columns import ClaimColumns
from haluan.days import last_day, ordinal

Key = tuple[str, str, str]  # source, relation, target; by the alphabet where the order does not matter


@dataclass(frozen=True, slots=True)
class Interval:
    """When a tie stood: days as ordinals; ``since`` None where no claim is dated, ``until`` None while it stands.

    ``ended_by`` is the key of the claim that ends it.
    """

    since: int | None
    until: int | None = None
    ended_by: int | None = None


_End = tuple[int, int, bool]  # day, key of the claim, whether the claim itself says until when


@dataclass(slots=True)
class _Course:
    affirmed: list[int | None]
    ended: list[_End]


def intervals(
    columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]
) -> dict[Key, tuple[Interval, ...]]:
    """When each standing tie of the claims stood, oldest first.

    An act that ends it counts from a day after the last that affirms it; a later affirmation begins it anew. A claim
    that the tie held until a day ends it on that day, and what the same report says of it without a time affirms
    nothing later. Undated affirmations begin it at an unknown day; undated ends, and those that are too unsure, end
    nothing.
    """
    return {key: tuple(_spans(course)) for key, course in _courses(columns, weights, symmetric).items()}


def _courses(columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]) -> dict[Key, _Course]:
    ending = _ending(weights)
    affirmed: dict[Key, list[int | None]] = defaultdict(list)
    ended: dict[Key, list[_End]] = defaultdict(list)
    concerned = weights.standing.keys() | ending.keys()
    plain: list[tuple[Key, int, int | None]] = []  # tie, group and day of affirmations without a time of their own
    told: set[tuple[Key, int]] = set()
    for key, source, relation, target, status, day, when, _, _, confidence, _, group in columns.rows():
        if relation not in concerned or status not in ("actual", "denied"):
            continue
        sure = day is not None and confidence >= weights.ending_confidence
        if relation in weights.standing:
            tie = tie_key(source, relation, target, symmetric)
            until = _until(when) if sure else 0
            if status == "denied":
                ended[tie].extend([(day, key, False)] if sure else [])
            elif until:
                affirmed[tie].extend([None, day])
                ended[tie].append((until, key, True))
                told.add((tie, group))
            elif when is None:
                plain.append((tie, group, day))
            else:
                affirmed[tie].append(day)
        if status == "actual" and sure:
            for other in ending.get(relation, ()):
                ended[tie_key(source, other, target, symmetric)].append((day, key, False))
    for tie, group, day in plain:
        affirmed[tie].append(None if (tie, group) in told else day)
    return {tie: _Course(days, ended.get(tie, [])) for tie, days in affirmed.items()}


def _until(when: str | None) -> int:
    """The day until which a claim says that something held, where it says no more; else 0."""
    day = last_day(when)
    return ordinal(day) if day is not None else 0


def _ending(weights: Weights) -> Mapping[str, list[str]]:
    """The standing relations that each act ends."""
    found: dict[str, list[str]] = defaultdict(list)
    for relation, enders in weights.standing.items():
        for ender in enders:
            found[ender].append(relation)
    return found


def tie_key(source: str, relation: str, target: str, symmetric: Callable[[str], bool]) -> Key:
    """Name a tie the same from either side where the order of its actors does not matter."""
    return (target, relation, source) if target < source and symmetric(relation) else (source, relation, target)


def _spans(course: _Course) -> Iterator[Interval]:
    marks = [(day, 0, 0, False) for day in course.affirmed if day is not None]
    stands = len(marks) < len(course.affirmed)  # an undated claim: since nobody knows when
    since: int | None = None
    last: int | None = None
    for day, ends_, claim, told in sorted(marks + [(day, 1, claim, told) for day, claim, told in course.ended]):
        if not ends_:
            since, last, stands = (since if stands else day), day, True
        elif stands and last is not None and (day > last or told):
            yield Interval(since, day, claim)
            stands = False
    if stands:
        yield Interval(since)


@dataclass(frozen=True, slots=True)
class Endings:
    """The last interval of every standing tie, as arrays: ``until`` is 0 where it still stands.

    ``tie`` holds numbers that `key` and `find` know; ``of`` is the place of each claim's tie, -1 for all but
    the claims that affirm one.
    """

    names: tuple[str, ...]
    relations: tuple[str, ...]
    symmetric: tuple[bool, ...]
    tie: Ints
    until: Ints
    ended_by: Ints
    of: Ints

    def __len__(self) -> int:
        return len(self.tie)

    def over(self, at: int) -> Flags:
        """Mark the ties that had ended by day ``at``."""
        return (self.until > 0) & (self.until <= at)

    def key(self, place: int) -> Key:
        """Return the source, relation and target of a tie, the same from either side."""
        ends_, relation = divmod(int(self.tie[place]), len(self.relations))
        one, other = (self.names[code] for code in divmod(ends_, len(self.names)))
        name = self.relations[relation]
        return tie_key(one, name, other, lambda _: self.symmetric[relation])

    def find(self, source: str, relation: str, target: str) -> int | None:
        """Return the place of a tie; None where none stands between the two."""
        if relation not in self.relations or not {source, target} <= set(self.names):
            return None
        number = self.relations.index(relation)
        one, other = self.names.index(source), self.names.index(target)
        code = _code(np.array([one]), np.array([other]), number, self.symmetric[number], self)[0]
        place = int(np.searchsorted(self.tie, code))
        return place if place < len(self.tie) and self.tie[place] == code else None


def endings(columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]) -> Endings:
    """Work out the last of the `intervals` of every standing tie, for many claims at once."""
    relations = tuple(weights.standing)
    mutual = tuple(map(symmetric, relations))
    empty = np.zeros(0, np.int64)
    frame = Endings(columns.source.names, relations, mutual, empty, empty, empty, np.full(len(columns), -1))
    affirming, ending = _marks(columns, weights, frame)
    rows, ties = (np.concatenate([empty, *some]) for some in zip(*affirming, strict=True))
    found, places = numbered(ties, len(frame.names) ** 2 * len(relations))
    frame.of[rows] = places
    ending_rows, ties, ended, told = (np.concatenate(some) for some in zip(*ending, strict=True))
    at = np.searchsorted(found, ties)
    counts = at < len(found)  # what ends a tie that there is
    counts[counts] = found[at[counts]] == ties[counts]
    last = _last(columns, rows, places, ending_rows[counts & told], at[counts & told], len(found))
    # ... and follows its last dated affirmation
    counts[counts] &= (last[at[counts]] > 0) & (ended[counts] >= last[at[counts]] + ~told[counts])
    at, ended = at[counts], ended[counts]
    keys = np.asarray(columns.key, np.int64)[ending_rows[counts]]
    order = np.lexsort((keys, ended, at))[::-1]  # backwards, so that the first of a tie is written last
    until, ended_by = np.zeros_like(last), np.zeros_like(last)
    until[at[order]], ended_by[at[order]] = ended[order], keys[order]
    return Endings(frame.names, relations, mutual, found, until, ended_by, frame.of)


def _last(columns: ClaimColumns, rows: Ints, places: Ints, told: Ints, at: Ints, ties: int) -> Ints:
    """The last day on which each tie is affirmed, 0 for none; ``told`` are claims until when the ties ``at`` held."""
    day, group = np.asarray(columns.day, np.int64), np.asarray(columns.group, np.int64)
    width = int(group.max(initial=0)) + 1
    same_report = np.isin(places * width + group[rows], at * width + group[told])
    untimed = each(columns.when, lambda when: when is None, bool)[rows]
    last = np.zeros(ties, np.int64)
    np.maximum.at(last, places, np.where(same_report & untimed, 0, day[rows]))
    return last


_Affirming = list[tuple[Ints, Ints]]  # rows and the ties that they speak of
_Ending = list[tuple[Ints, Ints, Ints, Flags]]  # the same, on which day, and whether the claim itself says until when


def _marks(columns: ClaimColumns, weights: Weights, frame: Endings) -> tuple[_Affirming, _Ending]:
    """Which claims affirm and which end which ties."""
    source, target = ends(columns)
    relation, day = codes(columns.relation), np.asarray(columns.day, np.int64)
    actual = each(columns.status, lambda status: status == "actual", bool)
    denied = each(columns.status, lambda status: status == "denied", bool)
    sure = (day > 0) & (np.asarray(columns.confidence) >= weights.ending_confidence)
    told = each(columns.when, _until, np.int64)
    none = np.zeros(0, np.int64)
    affirming: _Affirming = [(none, none)]
    ending: _Ending = [(none, none, none, none.astype(bool))]
    concerned = {*frame.relations, *(ender for enders in weights.standing.values() for ender in enders)}
    by_name = {
        name: np.flatnonzero(relation == place)
        for place, name in enumerate(columns.relation.names)
        if name in concerned
    }
    for number, name in enumerate(frame.relations):

        def ties(rows: Ints, number: int = number) -> Ints:
            return _code(source[rows], target[rows], number, frame.symmetric[number], frame)

        def end(rows: Ints, days: Ints, itself: bool) -> None:
            ending.append((rows, ties(rows), days[rows], np.full(len(rows), itself)))

        own = by_name.get(name, none)
        affirming.append((own[actual[own]], ties(own[actual[own]])))
        end(own[denied[own] & sure[own]], day, itself=False)
        end(own[actual[own] & sure[own] & (told[own] > 0)], told, itself=True)
        for ender in weights.standing[name]:
            rows = by_name.get(ender, none)
            end(rows[actual[rows] & sure[rows]], day, itself=False)
    return affirming, ending


def _code(source: Ints, target: Ints, relation: int, mutual: bool, frame: Endings) -> Ints:
    """Number a tie of ``frame``."""
    one, other = (np.minimum(source, target), np.maximum(source, target)) if mutual else (source, target)
    return (one * len(frame.names) + other) * len(frame.relations) + relation
