"""Finds claims that contradict each other. Pure: claims in, contradictions out.

Claims are indexed by the pair of their actors and by relation, so that only those are compared that can contradict
each other; within these, each looks its nearest counterparts up in sorted days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from haluan.answers.conflicts.rules import Rules
from haluan.answers.conflicts.times import Days, of_act, of_report
from haluan.model import CitedClaim, Status


class Kind(StrEnum):
    """In what two reports contradict each other."""

    DENIED = "denied"  # it is so, it is not so
    EXCLUSIVE = "exclusive"  # joins, leaves
    DATES = "dates"  # the same act on different days
    MEMBERS = "members"  # different numbers of members


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim with the days that count for a comparison."""

    days: Days
    cited: CitedClaim


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims on two sides; each contradicts one or more of the other side, at most ``window`` days away."""

    kind: Kind
    left: tuple[Dated, ...]
    right: tuple[Dated, ...]
    window: int | None


def contradictions(
    claims: Iterable[CitedClaim], rules: Rules, symmetric: Callable[[str], bool]
) -> Iterator[Contradiction]:
    """Yield all contradictions between claims, one a pair of actors, kind, relation and (for dates) pair of dates."""
    for relations in _index(claims, rules, symmetric).values():
        for (relation, _), said in relations.items():
            window = rules.within(relation)
            yield from _opposed(Kind.DENIED, said[Status.ACTUAL], said[Status.DENIED], window)
            if relation in rules.once:
                yield from _dates(said[Status.ACTUAL], rules.once[relation])
        for one, other in rules.exclusive:
            undirected = symmetric(one) or symmetric(other)
            for left, right in _rivals(relations, one, other, undirected):
                yield from _opposed(Kind.EXCLUSIVE, left, right, rules.within(other))


# What is said of one pair of actors: (relation, who is its source; "" where it is symmetric) -> status -> claims
_Said = dict[tuple[str, str], dict[Status, list[CitedClaim]]]


def _index(
    claims: Iterable[CitedClaim], rules: Rules, symmetric: Callable[[str], bool]
) -> dict[tuple[str, str], _Said]:
    index: dict[tuple[str, str], _Said] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for cited in claims:
        claim = cited.claim
        ends = (claim.source, claim.target) if claim.source < claim.target else (claim.target, claim.source)
        way = "" if symmetric(claim.relation) else claim.source
        index[ends][(claim.relation, way)][claim.status].append(cited)
    return index


def _rivals(
    relations: _Said, one: str, other: str, undirected: bool
) -> Iterator[tuple[list[CitedClaim], list[CitedClaim]]]:
    """Yield the actual claims of two exclusive relations: direction by direction, unless one of them has none."""
    found: dict[str, tuple[list[CitedClaim], list[CitedClaim]]] = defaultdict(lambda: ([], []))
    for (relation, way), said in relations.items():
        if relation in (one, other):
            found["" if undirected else way][relation == other].extend(said[Status.ACTUAL])
    yield from found.values()


def _opposed(
    kind: Kind, left: Sequence[CitedClaim], right: Sequence[CitedClaim], window: int
) -> Iterator[Contradiction]:
    if not left or not right:
        return
    ones, others = _dated(left), _dated(right)
    near_left, near_right = _near(ones, others, window), _near(others, ones, window)
    if near_left:
        yield Contradiction(kind, near_left, near_right, window)


def _dated(claims: Sequence[CitedClaim]) -> list[Dated]:
    return [Dated(of_report(cited.claim.when, cited.date), cited) for cited in claims]


def _near(ones: Sequence[Dated], others: Sequence[Dated], window: int) -> tuple[Dated, ...]:
    """Keep those of ``ones`` that have one of ``others`` at most ``window`` days away."""
    sorted_days = sorted(other.days for other in others)
    firsts = [days.first for days in sorted_days]
    latest = list(accumulate((days.last for days in sorted_days), max))  # of all that begin no later
    kept = []
    for one in ones:
        begun = bisect_right(firsts, one.days.last + window)
        if begun and latest[begun - 1] >= one.days.first - window:
            kept.append(one)
    return tuple(kept)


def _dates(claims: Sequence[CitedClaim], window: int | None) -> Iterator[Contradiction]:
    """Yield each two dates of one act that do not overlap, the earlier one to the left."""
    by_days: dict[Days, list[Dated]] = defaultdict(list)
    for cited in claims:
        days = of_act(cited.claim.when) if cited.claim.when else None
        if days is not None:
            by_days[days].append(Dated(days, cited))
    ordered = sorted(by_days)
    firsts = [days.first for days in ordered]
    for days in ordered:
        for later in ordered[bisect_right(firsts, days.last) :]:
            if window is not None and days.apart(later) > window:
                break
            yield Contradiction(Kind.DATES, tuple(by_days[days]), tuple(by_days[later]), window)
