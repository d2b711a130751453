"""Two actors over time: what was reported of which month, and when their standing ties held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from haluan import alignment
from haluan.alignment import Stance
from haluan.answers.gathering import Gathered
from haluan.answers.ties import best_first
from haluan.answers.types import ActorName, Basis, Citation, Gap, Record, Relationship
from haluan.answers.window import iso
from haluan.model import Status

_Key = tuple[str, tuple[str, str, str], str, int]  # month, tie, status, sign


@dataclass(frozen=True, slots=True)
class Moment(Record):
    """What is reported of a tie with one status in one month (None where nothing is dated), with the best claim."""

    month: str | None
    first: str | None
    source: str
    relation: str
    target: str
    label: str
    status: Status
    sign: int
    quiet: bool
    claims: int
    independent: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Stretch(Record):
    """From when to when a tie stood: ISO days, None where unknown or not yet; ``ended_by`` is a claim's id."""

    since: str | None
    until: str | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Course(Record):
    """A tie over time: all that affirms it and all that speaks against it.

    ``supporting`` and ``contrary`` count claims, ``judged`` those that people judged; ``stretches`` are when a
    tie stood that holds until something ends it, empty for events.
    """

    source: str
    relation: str
    target: str
    label: str
    supporting: int
    contrary: int
    independent: int
    judged: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Turn(Record):
    """A month from which the monthly balance of what is reported was at another level than before."""

    month: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class PairAnswer(Record):
    """All reported ties between two actors, either way, scored as the stance of ``a`` toward ``b``.

    ``back`` is the stance of ``b`` toward ``a``; ``timeline`` has what is reported of each month, undated last;
    ``courses`` are the ties over time, ``turns`` the months in which the balance of events changed its level.
    """

    a: ActorName
    b: ActorName
    relationship: Relationship | None
    gaps: tuple[Gap, ...]
    basis: Basis
    back: Stance | None = None
    timeline: tuple[Moment, ...] = ()
    courses: tuple[Course, ...] = ()
    turns: tuple[Turn, ...] = ()


def timeline(found: Gathered, other: str) -> tuple[Moment, ...]:
    """The months of a pair in the order of time, undated last."""
    columns = found.columns
    months: dict[_Key, list[int]] = defaultdict(list)
    days, statuses = columns.day.tolist(), list(columns.status)
    for tie in found.ties.sure(found.line(other)):
        key, sign = found.key(tie)[:3], int(found.ties.sign[tie])
        own = found.ties.claims(tie)
        for row in own[found.ties.trusted[own]].tolist():
            day = iso(days[row] or None)
            months[day[:7] if day else "9999", key, statuses[row], sign].append(row)
    owners = np.repeat(np.arange(len(months)), [len(rows) for rows in months.values()])
    rows = np.array([row for some in months.values() for row in some], np.int64)
    order = best_first(columns, rows, owners, found.ties.trusted, found.hushed)
    first = rows[order[np.searchsorted(owners, np.arange(len(months)))]].tolist()
    citations = found.view.cite(columns.key[row] for row in first)
    moments = [
        _moment(found, key, some, citations[columns.key[best]])
        for (key, some), best in zip(months.items(), first, strict=True)
    ]
    return tuple(sorted(moments, key=lambda one: (one.first or "9999", one.relation, one.source, one.status)))


def _moment(found: Gathered, key: _Key, rows: Sequence[int], citation: Citation) -> Moment:
    columns, naming = found.columns, found.view.naming
    (_, (source, relation, target), status, sign) = key
    first = iso(min((int(day) for row in rows if (day := columns.day[row])), default=None))
    groups = {columns.group[row] for row in rows}
    marking = {columns.group[row] for row in rows if columns.quiet[row]}
    return Moment(
        month=first[:7] if first else None,
        first=first,
        source=source,
        relation=relation,
        target=target,
        label=naming.label(source, relation, target),
        status=Status(status),
        sign=sign,
        quiet=found.view.weights.is_hushed(len(marking), len(groups)),
        claims=len(rows),
        independent=len(groups),
        citation=citation,
    )


def courses(found: Gathered, other: str) -> tuple[Course, ...]:
    """The ties of a pair over time, the best supported first."""
    columns, naming = found.columns, found.view.naming
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for tie in found.ties.sure(found.line(other)):
        rows[found.key(tie)[:3]] += found.ties.claims(tie).tolist()
    judged = found.view.judged().keys()
    intervals = alignment.intervals(columns, found.view.model, naming.symmetric)
    made = []
    for key, some in rows.items():
        spans = intervals.get(alignment.tie_key(*key, naming.symmetric), ())
        denied = sum(columns.status[row] == "denied" for row in some)
        own = {columns.key[row] for row in some}
        made.append(
            Course(
                *key,
                label=naming.label(*key),
                supporting=len(some) - denied,
                contrary=denied + sum(span.ended_by not in own | {None} for span in spans),
                independent=len({columns.group[row] for row in some}),
                judged=sum(columns.key[row] in judged for row in some),
                stretches=tuple(_stretch(found, span) for span in spans),
            )
        )
    return tuple(sorted(made, key=lambda course: (-course.supporting, course.relation, course.source)))


def _stretch(found: Gathered, span: alignment.Interval) -> Stretch:
    ender = found.view.cite([] if span.ended_by is None else [span.ended_by]).values()
    return Stretch(iso(span.since), iso(span.until), next((one.cited.id for one in ender), None))


def turns(moments: Sequence[Moment], intensity: Mapping[str, float]) -> tuple[Turn, ...]:
    """When the balance of a pair's actual events turned, month by month; ``moments`` as `timeline` gives them."""
    told: dict[str, float] = defaultdict(float)
    for one in moments:
        if one.month and one.status in (Status.ACTUAL, Status.DENIED):
            told[one.month] += one.sign * abs(intensity.get(one.relation, 0.0)) * one.citation.cited.claim.confidence
    return turned(told)


def turned(told: Mapping[str, float]) -> tuple[Turn, ...]:
    """When the monthly balance ``told`` turned; months in which nothing is told count as 0.

    No turn leads to months of which nothing is told at all: that reports end is no change of the tie.
    """
    if not told:
        return ()
    months = _months(min(told), max(told))
    series = [told.get(month, 0.0) for month in months]
    edges = [0, *alignment.turning_points(series), len(series)]
    means = [sum(series[start:end]) / (end - start) for start, end in pairwise(edges)]
    return tuple(
        Turn(months[edge], before, after)
        for (edge, end), (before, after) in zip(pairwise(edges[1:]), pairwise(means), strict=True)
        if any(month in told for month in months[edge:end])
    )


def _months(first: str, last: str) -> list[str]:
    """All months from the first to the last."""
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
