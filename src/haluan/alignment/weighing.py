"""What each claim weighs in the stance of one actor toward another: the model of docs/alignment.md, as arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from haluan.alignment.lines import Flags, Floats, Ints, Lines, codes, each
from haluan.alignment.standing import Endings, endings
from haluan.alignment.weights import WORDS, Weights
from haluan.columns import ClaimColumns

_EPOCH = 719163  # ordinal of 1970-01-01
_LATE = 10**7  # later than any day
_SUREST = 0.99  # no single report makes an event certain
_MONTHS = 1 << 17  # more than there are months up to the year 9999
_WIDEST = 1 << 62


@dataclass(frozen=True, slots=True)
class Weighed:
    """One row a claim, in the order of ``columns``; see `haluan.alignment.types.Part` for what the factors are.

    ``lines`` are pairs of (actor, pole); ``tie`` and ``event`` number what counts together; ``counted`` marks the one
    claim that stands for its near-duplicate group in a tie; ``value`` are signed observations.
    """

    columns: ClaimColumns
    lines: Lines
    done: Flags
    denied: Flags
    tie: Ints
    ties: int  # numbers of ties are below this; each line has ``ties // len(lines)`` of them
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
    order: Ints | slice  # rows in the order of the store's keys, as far as sums need it
    again: Ints  # rows of what a group reports more than once of a tie


def weigh(columns: ClaimColumns, lines: Lines, at: int, weights: Weights, symmetric: Callable[[str], bool]) -> Weighed:
    """Weigh each claim in the stance of its line's actor toward the pole, on day ``at`` (an ordinal).

    Relations that the weights do not know weigh nothing.
    """
    words = each(columns.status, lambda status: status in WORDS, bool)
    denied = each(columns.status, lambda status: status == "denied", bool)
    deed = each(columns.relation, lambda name: weights.channel.get(name) == "done", bool)
    done = deed & ~words
    unsigned = each(columns.relation, lambda name: weights.intensity.get(name, 0.0), np.float64)
    intensity = np.where(denied, -1.0, 1.0) * unsigned / weights.unit
    incoming = lines.away & ~each(columns.relation, symmetric, bool)
    relations = max(len(columns.relation.names), 1)
    tie = (((lines.of * relations + codes(columns.relation)) * 2 + incoming) * 2 + denied) * 2 + done
    group = np.asarray(columns.group, np.int64)
    again = _again(tie, group)
    day = _days(columns, tie, group, again)
    spans = endings(columns, weights, symmetric)
    stands = spans.of >= 0
    ended = np.zeros(len(columns), bool)
    ended[stands] = spans.over(at)[spans.of[stands]]
    half = each(columns.relation, weights.days, np.float64)
    decay = np.where(day == _LATE, weights.undated, np.exp2(np.maximum(at - day, 0) / -half))
    known = Weighed(
        columns=columns,
        lines=lines,
        done=done,
        denied=denied,
        tie=tie,
        ties=len(lines) * relations * 8,
        event=_events(tie, np.where(stands, 0, _months(day))),
        intensity=intensity,
        status=each(columns.status, lambda name: weights.status.get(name, 0.0), np.float64),
        way=_ways(incoming, deed, weights),
        decay=np.where(stands, 1.0, decay),
        confidence=np.asarray(columns.confidence, np.float64),
        ended=ended,
        counted=denied,  # these three until it is known who counts
        stands_for=tie,
        value=intensity,
        endings=spans,
        order=_order(np.asarray(columns.key, np.int64), lines.of),
        again=again,
    )
    return _valued(known)


def turned(weighed: Weighed, weights: Weights, symmetric: Callable[[str], bool]) -> Weighed:
    """Weigh the same claims from the other side: where the poles stand toward the actors.

    What counts together stays the same, as each tie is seen from one side; only what is incoming changes.
    """
    columns, lines = weighed.columns, weighed.lines.turned()
    deed = each(columns.relation, lambda name: weights.channel.get(name) == "done", bool)
    incoming = lines.away & ~each(columns.relation, symmetric, bool)
    return _valued(replace(weighed, lines=lines, way=_ways(incoming, deed, weights)))


def _ways(incoming: Flags, deed: Flags, weights: Weights) -> Floats:
    return np.where(incoming, np.where(deed, weights.incoming["done"], weights.incoming["said"]), 1.0)


def _valued(weighed: Weighed) -> Weighed:
    """Let one claim of each group count in each tie, and say what it is worth."""
    weight = weighed.status * weighed.way * weighed.decay * weighed.confidence * ~weighed.ended
    stands_for = _representatives(weighed, weight)
    counted = stands_for == np.arange(len(weight))
    value = weighed.intensity * _shares(weighed.event, np.where(counted, weight, 0.0), weighed.order)
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
    both = tie * width + group
    order = np.argsort(both)
    both = both[order]
    same = both[1:] == both[:-1]
    repeated = np.zeros(len(both), bool)
    repeated[1:] |= same
    repeated[:-1] |= same
    return order[repeated]


def _runs(tie: Ints, group: Ints, rows: Ints) -> Ints:
    """Places in ``rows`` at which a run of one group in one tie begins."""
    first = np.ones(len(rows), bool)
    first[1:] = (tie[rows][1:] != tie[rows][:-1]) | (group[rows][1:] != group[rows][:-1])
    return np.flatnonzero(first)


def _days(columns: ClaimColumns, tie: Ints, group: Ints, again: Ints) -> Ints:
    """Day of each claim, `_LATE` for unknown. Copies come later than the first report, but report the same day."""
    day = np.array(columns.day, np.int64)
    day[day == 0] = _LATE
    if not len(again):
        return day
    published = codes(columns.when)[again] == 0
    runs = _runs(tie, group, again)
    earliest = np.minimum.reduceat(np.where(published, day[again], _LATE), runs)
    spread = np.repeat(earliest, np.diff(np.append(runs, len(again))))
    day[again] = np.where(published, spread, day[again])
    return day


def _representatives(weighed: Weighed, weight: Floats) -> Ints:
    """For each claim the row that counts for its group in its tie: the heaviest, of equals the oldest."""
    chosen, again, columns = np.arange(len(weight)), weighed.again, weighed.columns
    if len(again):
        key, group = np.asarray(columns.key, np.int64), np.asarray(columns.group, np.int64)
        rows = again[np.lexsort((key[again], -weight[again], group[again], weighed.tie[again]))]
        runs = _runs(weighed.tie, group, rows)
        chosen[rows] = np.repeat(rows[runs], np.diff(np.append(runs, len(rows))))
    return chosen


def _months(day: Ints) -> Ints:
    """Calendar month of each day as a number > 0; 1 for unknown days."""
    known = day != _LATE
    if not known.any():
        return np.ones(len(day), np.int64)
    first, last = int(day[known].min()), int(day[known].max())
    every = (np.arange(first, last + 1) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found: Ints = np.where(known, every[np.where(known, day - first, 0)] + 12 * 3000, 1)
    return found


def _events(tie: Ints, month: Ints) -> Ints:
    """Number what is reported of each tie in each month."""
    if not len(tie):
        return tie
    both = tie * _MONTHS + month
    order = np.argsort(both)
    both = both[order]
    events = np.empty(len(both), np.int64)
    events[order] = np.concatenate([[0], np.cumsum(both[1:] != both[:-1])])
    return events


def _shares(event: Ints, weight: Floats, order: Ints | slice) -> Floats:
    """How sure an event is by all who report it, shared out among them by weight."""
    if not len(event):
        return weight
    sure = -np.expm1(np.bincount(event[order], np.log1p(-np.minimum(weight[order], _SUREST))))
    total = np.bincount(event[order], weight[order])
    share: Floats = np.divide(sure, total, out=np.zeros_like(total), where=total > 0)[event] * weight
    return share
