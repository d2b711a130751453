"""What each claim weighs in the stance of one actor toward another: the model of docs/alignment.md, as arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from haluan.alignment.lines import Flags, Floats, Ints, Lines, codes
from haluan.alignment.standing import Endings, endings
from haluan.alignment.weights import WORDS, Weights
from haluan.columns import ClaimColumns
from haluan.model import Status

_EPOCH = 719163  # ordinal of 1970-01-01
_LATE = 10**7  # later than any day
_SUREST = 0.99  # no single report makes an event certain
_MONTHS = 1 << 17  # more than there are months up to the year 9999
_WIDEST = 1 << 62
_LEAST = 5e-324  # the smallest number above 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """One row a claim, in the order of ``columns``; see `haluan.alignment.types.Part` for what the factors are.

    ``lines`` are pairs of (actor, pole); ``tie`` and ``event`` number what counts together; ``counted`` marks the one
    claim that stands for its near-duplicate group in a tie; ``value`` are signed observations.
    """

    columns: ClaimColumns
    lines: Lines
    frame: Frame
    done: Flags
    denied: Flags
    tie: Ints
    event: Ints
    intensity: Floats
    status: Floats
    way: Floats
    decay: Floats
    confidence: Floats
    ended: Flags
    counted: Flags
    stands_for: Ints  # row that is counted for this one
    value: Floats
    endings: Endings  # of the standing ties


@dataclass(frozen=True, slots=True)
class Kinds:
    """What claims of one relation, status and direction have in common, a row a kind.

    ``way`` is seen from the lines' actors and, in its second row, from the poles; ``tie`` numbers what else than the
    line tells ties apart.
    """

    done: Flags
    denied: Flags
    intensity: Floats
    status: Floats
    way: Floats
    tie: Ints
    half: Floats

    @classmethod
    def of(cls, columns: ClaimColumns, weights: Weights, symmetric: Callable[[str], bool]) -> Kinds:
        """Take the weights of the relations and statuses that the columns know."""
        relations, statuses = columns.relation.names, columns.status.names
        relation, status, away = (some.ravel() for some in np.indices((len(relations), len(statuses), 2)))

        def by_relation(value: Callable[[str], object], kind: type) -> Any:
            return np.array([value(name) for name in relations], kind)[relation]

        def by_status(value: Callable[[str], object], kind: type) -> Any:
            return np.array([value(name) for name in statuses], kind)[status]

        deed = by_relation(lambda name: weights.channel.get(name) == "done", bool)
        done, denied = deed & ~by_status(WORDS.__contains__, bool), by_status(Status.DENIED.__eq__, bool)
        intensity = by_relation(lambda name: weights.intensity.get(name, 0.0), np.float64)
        mutual = by_relation(symmetric, bool)
        way = np.where(deed, weights.incoming["done"], weights.incoming["said"])
        incoming = ~mutual & (away == 1)
        return cls(
            done=done,
            denied=denied,
            intensity=np.where(denied, -1.0, 1.0) * intensity / weights.unit,
            status=by_status(lambda name: weights.status.get(name, 0.0), np.float64),
            way=np.stack([np.where(incoming, way, 1.0), np.where(mutual | incoming, 1.0, way)]),
            tie=((relation * 2 + incoming) * 2 + denied) * 2 + done,
            half=by_relation(weights.days, np.float64),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """What of claims' weights depends on no day, one row a claim: its row in ``kinds`` and its tie.

    Numbers of ties are below ``ties``, and each line has as many of them. ``order`` are rows in the order of the
    store's keys, as far as sums need it, ``again`` those of what a group reports more than once of a tie.
    """

    columns: ClaimColumns
    lines: Lines
    kinds: Kinds
    kind: Ints
    tie: Ints
    ties: int
    order: Ints | slice
    again: Ints


def framed(columns: ClaimColumns, lines: Lines, weights: Weights, symmetric: Callable[[str], bool]) -> Frame:
    """Work out what of the claims' weights depends on no day."""
    kinds, group = Kinds.of(columns, weights, symmetric), np.asarray(columns.group, np.int64)
    kind = (codes(columns.relation) * len(columns.status.names) + codes(columns.status)) * 2 + lines.away
    each_line = max(len(columns.relation.names), 1) * 8
    tie = lines.of * each_line + kinds.tie.take(kind)
    order = _order(np.asarray(columns.key, np.int64), lines.of)
    return Frame(columns, lines, kinds, kind, tie, len(lines) * each_line, order, _again(tie, group))


def weigh(columns: ClaimColumns, lines: Lines, at: int, weights: Weights, symmetric: Callable[[str], bool]) -> Weighed:
    """Weigh each claim in the stance of its line's actor toward the pole, on day ``at`` (an ordinal).

    Relations that the weights do not know weigh nothing.
    """
    frame, spans = framed(columns, lines, weights, symmetric), endings(columns, weights, symmetric)
    day, stands = days(frame), spans.of >= 0
    kinds, kind = frame.kinds, frame.kind
    denied, intensity = kinds.denied.take(kind), kinds.intensity.take(kind)
    known = Weighed(
        columns=columns,
        lines=lines,
        frame=frame,
        done=kinds.done.take(kind),
        denied=denied,
        tie=frame.tie,
        event=events(frame.tie, stands, day),
        intensity=intensity,
        status=kinds.status.take(kind),
        way=kinds.way[0].take(kind),
        decay=decays(frame, day, stands, at, weights),
        confidence=np.asarray(columns.confidence, np.float64),
        ended=spans.ended(at),
        counted=denied,  # these three until it is known who counts
        stands_for=frame.tie,
        value=intensity,
        endings=spans,
    )
    return _valued(known)


def turned(weighed: Weighed) -> Weighed:
    """Weigh what `weigh` gave from the other side: where the poles stand toward the actors.

    What counts together stays the same, as each tie is seen from one side; only what is incoming changes.
    """
    frame = weighed.frame
    return _valued(replace(weighed, lines=weighed.lines.turned(), way=frame.kinds.way[1].take(frame.kind)))


def _valued(weighed: Weighed) -> Weighed:
    """Let one claim of each group count in each tie, and say what it is worth."""
    weight = weighed.status * weighed.way * weighed.decay * weighed.confidence * ~weighed.ended
    every = np.arange(len(weight))
    stands_for = every.copy()
    rows, chosen = copied(weighed.frame, weight)
    stands_for[rows] = chosen
    counted = stands_for == every
    value = weighed.intensity * shares(weighed.event, weight * counted, weighed.frame.order)
    return replace(weighed, counted=counted, stands_for=stands_for, value=value)


def _order(key: Ints, line: Ints) -> Ints | slice:
    """Rows in the order of the keys, so that sums are the same however the claims come.

    Nothing needs to move where each line's claims stand together by their keys.
    """
    if not len(key):
        return slice(None)
    change = line[1:] != line[:-1]
    tidy = np.count_nonzero(change) + 1 == np.count_nonzero(np.bincount(line)) and (change | (key[1:] > key[:-1])).all()
    return slice(None) if tidy else np.argsort(key, kind="stable")


def _again(tie: Ints, group: Ints) -> Ints:
    """Rows of ties that a near-duplicate group reports more than once, in the order of ties and groups."""
    if not len(tie):
        return tie
    width = int(group.max()) + 1
    if int(tie.max()) >= _WIDEST // width:  # too large for one number
        group = np.unique(group, return_inverse=True)[1]
        width = int(group.max()) + 1
    order, both = _sorted(tie * width + group)
    same = both[1:] == both[:-1]
    repeated = np.zeros(len(both), bool)
    repeated[1:] |= same
    repeated[:-1] |= same
    return order[repeated]


def _sorted(numbers: Ints) -> tuple[Ints, Ints]:
    """The order of numbers from 0 on, and the numbers in it."""
    places = int(len(numbers) - 1).bit_length()
    if int(numbers.max()) >= _WIDEST >> places:
        order = np.argsort(numbers)
        return order, numbers[order]
    both = np.sort(numbers << places | np.arange(len(numbers)))  # twice as fast as sorting the places
    return both & ((1 << places) - 1), both >> places


def _runs(tie: Ints, group: Ints, rows: Ints) -> Ints:
    """Places in ``rows`` at which a run of one group in one tie begins."""
    first = np.ones(len(rows), bool)
    first[1:] = (tie[rows][1:] != tie[rows][:-1]) | (group[rows][1:] != group[rows][:-1])
    return np.flatnonzero(first)


def days(frame: Frame, known: Flags | None = None) -> Ints:
    """Day of each claim, `_LATE` for unknown. Copies come later than the first report, but report the same day.

    Of several reports only those that are ``known`` tell of it, by default all.
    """
    day, again = np.array(frame.columns.day, np.int64), frame.again
    day[day == 0] = _LATE
    if not len(again):
        return day
    published = codes(frame.columns.when)[again] == 0
    if known is not None:
        published &= known[again]
    runs = _runs(frame.tie, np.asarray(frame.columns.group, np.int64), again)
    earliest = np.minimum.reduceat(np.where(published, day[again], _LATE), runs)
    spread = np.repeat(earliest, np.diff(np.append(runs, len(again))))
    day[again] = np.where(published, spread, day[again])
    return day


def copied(frame: Frame, weight: Floats) -> tuple[Ints, Ints]:
    """Rows of what groups report more than once of a tie, and for each the row that counts for its group there: the
    heaviest, of equals the oldest."""
    again, columns = frame.again, frame.columns
    if not len(again):
        return again, again
    key, group = np.asarray(columns.key, np.int64), np.asarray(columns.group, np.int64)
    rows = again[np.lexsort((key[again], -weight[again], group[again], frame.tie[again]))]
    runs = _runs(frame.tie, group, rows)
    return rows, np.repeat(rows[runs], np.diff(np.append(runs, len(rows))))


def decays(frame: Frame, day: Ints, stands: Flags, at: int, weights: Weights) -> Floats:
    """What is left of each claim on day ``at``: all of what stands, less of what is long ago."""
    decay: Floats = np.exp2(np.maximum(at - day, 0) * ~stands / -frame.kinds.half.take(frame.kind))
    decay[(day == _LATE) & ~stands] = weights.undated
    return decay


def _months(day: Ints) -> Ints:
    """Calendar month of each day as a number > 0; 1 for unknown days."""
    known = day != _LATE
    if not known.any():
        return np.ones(len(day), np.int64)
    first, last = int(day[known].min()), int(day[known].max())
    every = (np.arange(first, last + 1) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found: Ints = every.take((day - first) * known) + 12 * 3000
    found[~known] = 1
    return found


def events(tie: Ints, stands: Flags, day: Ints) -> Ints:
    """Number what is reported of each tie in each month, and of each tie that stands."""
    if not len(tie):
        return tie
    order, both = _sorted(tie * _MONTHS + _months(day) * ~stands)
    found = np.empty(len(both), np.int64)
    found[order] = np.concatenate([[0], np.cumsum(both[1:] != both[:-1])])
    return found


def shares(event: Ints, weight: Floats, order: Ints | slice) -> Floats:
    """How sure an event is by all who report it, shared out among them by weight."""
    if not len(event):
        return weight
    sure = 0.0 - np.expm1(np.bincount(event[order], np.log1p(-np.minimum(weight[order], _SUREST))))
    total = np.bincount(event[order], weight[order])
    share: Floats = (sure / np.maximum(total, _LEAST)).take(event) * weight
    return share
