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

    def ended(self, at: int) -> Flags:
        """Mark the claims that affirm a tie which had ended by day ``at``."""
        return np.append(self.over(at), False).take(self.of, mode="wrap")  # -1: the last, of those that affirm none

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
        mutual = np.array([self.symmetric[number]])
        code = _code(np.array([one]), np.array([other]), np.array([number]), mutual, self)[0]
        place = int(np.searchsorted(self.tie, code))
        return place if place < len(self.tie) and self.tie[place] == code else None


def endings(columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]) -> Endings:
    """Work out the last of the `intervals` of every standing tie, for many claims at once."""
    return marked(columns, weights, symmetric).endings(np.ones(len(columns), bool))


@dataclass(frozen=True, slots=True)
class Marks:
    """Which claims affirm and which end which standing ties.

    ``affirming`` and ``ending`` are rows of ``columns``, ``affirmed`` and ``ended`` the ties that they speak of, as
    places in ``ties``; ``days`` tells when the latter end, ``told`` whether the claim itself says until when.
    """

    columns: ClaimColumns
    frame: Endings
    ties: Ints
    affirming: Ints
    affirmed: Ints
    ending: Ints
    ended: Ints
    days: Ints
    told: Flags

    @property
    def stands(self) -> Flags:
        """Mark the claims that affirm a tie."""
        found = np.zeros(len(self.columns), bool)
        found[self.affirming] = True
        return found

    def endings(self, known: Flags) -> Endings:
        """Work out the last interval of every tie from the claims that are ``known``."""
        own = np.flatnonzero(known.take(self.affirming))
        rows, ties = self.affirming.take(own), self.affirmed.take(own)
        there = np.bincount(ties, minlength=len(self.ties)) > 0
        of = np.full(len(self.columns), -1)
        of[rows] = (np.cumsum(there) - 1).take(ties)
        ends_ = np.flatnonzero(known.take(self.ending))
        itself = ends_[self.told.take(ends_)]
        last = _last(self.columns, rows, ties, self.ending.take(itself), self.ended.take(itself), len(self.ties))
        # What ends a tie follows its last dated affirmation
        before = last.take(self.ended.take(ends_))
        ends_ = ends_[(before > 0) & (self.days.take(ends_) >= before + ~self.told.take(ends_))]
        at, ended = self.ended.take(ends_), self.days.take(ends_)
        keys = np.asarray(self.columns.key, np.int64).take(self.ending.take(ends_))
        order = np.lexsort((keys, ended, at))[::-1]  # backwards, so that the first of a tie is written last
        until, ended_by = np.zeros_like(last), np.zeros_like(last)
        until[at[order]], ended_by[at[order]] = ended[order], keys[order]
        frame = self.frame
        return Endings(
            frame.names, frame.relations, frame.symmetric, self.ties[there], until[there], ended_by[there], of
        )


def _last(columns: ClaimColumns, rows: Ints, places: Ints, told: Ints, at: Ints, ties: int) -> Ints:
    """The last day on which each tie is affirmed, 0 for none; ``told`` are claims until when the ties ``at`` held."""
    day = np.asarray(columns.day, np.int64)[rows]
    if len(told):
        group = np.asarray(columns.group, np.int64)
        width = int(group.max(initial=0)) + 1
        same_report = np.isin(places * width + group[rows], at * width + group[told])
        untimed = each(columns.when, lambda when: when is None, bool)[rows]
        day = np.where(same_report & untimed, 0, day)
    last = np.zeros(ties, np.int64)
    np.maximum.at(last, places, day)
    return last


def marked(columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]) -> Marks:
    """Tell which claims affirm and which end which standing ties."""
    relations, empty = tuple(weights.standing), np.zeros(0, np.int64)
    frame = Endings(columns.source.names, relations, tuple(map(symmetric, relations)), empty, empty, empty, empty)
    own, ending = _told(columns, weights, frame)
    affirmed, ended = _ties(columns, *own, frame), _ties(columns, ending.rows, ending.relation, frame)
    ties, places = numbered(affirmed, len(frame.names) ** 2 * len(relations))
    at = np.searchsorted(ties, ended)
    counts = np.flatnonzero(at < len(ties))  # what ends a tie that there is
    counts = counts[ties[at[counts]] == ended[counts]]
    return Marks(
        columns, frame, ties, own[0], places, ending.rows[counts], at[counts], ending.days[counts], ending.told[counts]
    )


@dataclass(frozen=True, slots=True)
class _Ends:
    rows: Ints
    relation: Ints  # that which ends, by its place in the weights
    days: Ints
    told: Flags


def _told(columns: ClaimColumns, weights: Weights, frame: Endings) -> tuple[tuple[Ints, Ints], _Ends]:
    """Which claims affirm standing ties of which relation, and which end them; whether there is such a tie or not."""
    numbers = {name: number for number, name in enumerate(frame.relations)}
    standing = np.array([numbers.get(name, -1) for name in columns.relation.names], np.int64)
    enders = {ender for some in weights.standing.values() for ender in some}
    concerned = (standing >= 0) | np.array([name in enders for name in columns.relation.names], bool)
    rows = np.flatnonzero(concerned[codes(columns.relation)])
    relation, status = codes(columns.relation).take(rows), codes(columns.status).take(rows)
    day = np.asarray(columns.day, np.int64).take(rows)
    actual, denied = (
        np.array([name == one for name in columns.status.names], bool)[status] for one in ("actual", "denied")
    )
    sure = (day > 0) & (np.asarray(columns.confidence).take(rows) >= weights.ending_confidence)
    number = standing[relation]
    affirms = np.flatnonzero((number >= 0) & actual)
    refused = np.flatnonzero((number >= 0) & denied & sure)
    until = untils(columns, rows[affirms]) * sure[affirms]
    told = np.flatnonzero(until)
    found = [
        (rows[refused], number[refused], day[refused], np.zeros(len(refused), bool)),
        (rows[affirms[told]], number[affirms[told]], until[told], np.ones(len(told), bool)),
    ]
    ends_ = actual & sure
    for place, name in enumerate(frame.relations):
        enders_ = np.array([ender in weights.standing[name] for ender in columns.relation.names], bool)
        acts = np.flatnonzero(enders_[relation] & ends_)
        found.append((rows[acts], np.full(len(acts), place), day[acts], np.zeros(len(acts), bool)))
    return (rows[affirms], number[affirms]), _Ends(*(np.concatenate(some) for some in zip(*found, strict=True)))


def untils(columns: ClaimColumns, rows: Ints) -> Ints:
    """The day until which some claims say that something held, where they say no more; else 0."""
    found, times = np.zeros(len(rows), np.int64), codes(columns.when).take(rows)
    timed = np.flatnonzero(times)
    if len(timed):
        some, places = np.unique(times[timed], return_inverse=True)
        found[timed] = np.array([_until(columns.when.names[code]) for code in some.tolist()], np.int64)[places]
    return found


def _ties(columns: ClaimColumns, rows: Ints, relation: Ints, frame: Endings) -> Ints:
    """Number the ties of ``frame`` that claims speak of."""
    source, target = (some.take(rows) for some in ends(columns))
    mutual = np.array(frame.symmetric, bool)[relation]
    return _code(source, target, relation, mutual, frame)


def _code(source: Ints, target: Ints, relation: Ints, mutual: Flags, frame: Endings) -> Ints:
    """Number ties of ``frame``, those of a mutual relation the same from either side."""
    turned = mutual & (target < source)
    one, other = np.where(turned, target, source), np.where(turned, source, target)
    return (one * len(frame.names) + other) * len(frame.relations) + relation
