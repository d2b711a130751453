"""What each claim weighs in the stance of one actor toward another: the model of docs/alignment.md, as arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from haluan.alignment.standing import Interval, Key, intervals, tie_key
from haluan.alignment.weights import WORDS, Weights
from haluan.model import ClaimColumns

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_EPOCH = 719163  # ordinal of 1970-01-01
_LATE = 10**7  # later than any day
_SUREST = 0.99  # no single report makes an event certain


@dataclass(frozen=True, slots=True)
class Weighed:
    """One row a claim, in the order of ``columns``; see `haluan.alignment.types.Part` for what the factors are.

    ``line`` indexes ``lines``, pairs of (actor, pole); ``tie`` and ``event`` number what counts together; ``counted``
    marks the one claim that stands for its near-duplicate group in a tie; ``value`` are signed observations.
    """

    columns: ClaimColumns
    lines: tuple[tuple[str, str], ...]
    line: Ints
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
    intervals: dict[Key, tuple[Interval, ...]]  # of the standing ties
    order: Ints  # rows in the order of the store's keys


def weigh(
    columns: ClaimColumns, pairs: Sequence[tuple[str, str]], at: int, weights: Weights, symmetric: Callable[[str], bool]
) -> Weighed:
    """Weigh each claim in the stance of the first actor of its pair toward the second, on day ``at`` (an ordinal).

    ``pairs`` has a row a claim; relations that the weights do not know weigh nothing.
    """
    # Sums run in the order of the keys, so that they are the same however the claims come
    order = np.argsort(np.asarray(columns.key, np.int64), kind="stable")
    lines: dict[tuple[str, str], int] = {}
    line = np.fromiter((lines.setdefault(pair, len(lines)) for pair in pairs), np.int64, len(pairs))
    relations = {name: number for number, name in enumerate(dict.fromkeys(columns.relation))}
    relation = _map(columns.relation, relations, np.int64)
    sources = zip(columns.source, pairs, strict=True)
    away = np.fromiter((source != actor for source, (actor, _) in sources), bool, len(columns))
    mutual = _map(columns.relation, {name: symmetric(name) for name in relations}, bool)
    incoming = away & ~mutual
    words = _map(columns.status, {status: status in WORDS for status in set(columns.status)}, bool)
    deed = _map(columns.relation, {name: weights.channel.get(name) == "done" for name in relations}, bool)
    done = deed & ~words
    denied = np.fromiter((status == "denied" for status in columns.status), bool, len(columns))
    unsigned = _map(columns.relation, {name: weights.intensity.get(name, 0.0) for name in relations}, np.float64)
    intensity = np.where(denied, -1.0, 1.0) * unsigned / weights.unit
    status = _map(columns.status, {name: weights.status.get(name, 0.0) for name in set(columns.status)}, np.float64)
    way = np.where(incoming, np.where(deed, weights.incoming["done"], weights.incoming["said"]), 1.0)
    confidence = np.asarray(columns.confidence, np.float64)
    tie = (((line * (len(relations) + 1) + relation) * 2 + incoming) * 2 + denied) * 2 + done
    group = np.asarray(columns.group, np.int64)
    day = _days(columns, tie, group)
    stands = _map(columns.relation, {name: name in weights.standing for name in relations}, bool) & ~denied & ~words
    decay = _decay(columns, day, at, stands, weights, relations)
    spans = intervals(columns, weights, symmetric)
    ended = _ended(columns, at, spans, np.flatnonzero(stands), symmetric)
    weight = status * way * decay * confidence * ~ended
    stands_for = _representatives(tie, group, weight, order)
    counted = stands_for == np.arange(len(columns))
    month = np.where(stands, 0, _months(day))
    event = _numbered(tie, month)
    value = intensity * _shares(event, np.where(counted, weight, 0.0), order)
    return Weighed(
        columns, tuple(lines), line, done, denied, tie, event, intensity, status, way, decay, confidence, ended,
        counted, stands_for, value, spans, order,
    )  # fmt: skip


def toward(columns: ClaimColumns, pole: str) -> list[tuple[str, str]]:
    """Pairs for claims that all have ``pole`` at one end: where the others stand toward it."""
    return [(b if a == pole else a, pole) for a, b in zip(columns.source, columns.target, strict=True)]


def seen_from(columns: ClaimColumns, actor: str) -> list[tuple[str, str]]:
    """Pairs for claims that all have ``actor`` at one end: where it stands toward the others."""
    return [(actor, b if a == actor else a) for a, b in zip(columns.source, columns.target, strict=True)]


def _map(
    values: Sequence[str], table: dict[str, int] | dict[str, float] | dict[str, bool], kind: type
) -> npt.NDArray[Any]:
    return np.fromiter(map(table.__getitem__, values), kind, len(values))


def _days(columns: ClaimColumns, tie: Ints, group: Ints) -> Ints:
    """Day of each claim, `_LATE` for unknown. Copies come later than the first report, but report the same day."""
    day = np.fromiter((_LATE if day is None else day for day in columns.day), np.int64, len(columns))
    published = np.fromiter((when is None for when in columns.when), bool, len(columns))
    if not len(day):
        return day
    order = np.lexsort((group, tie))
    first = np.flatnonzero(_changes(tie[order], group[order]))
    earliest = np.minimum.reduceat(np.where(published, day, _LATE)[order], first)
    spread = np.zeros(len(day), np.int64)
    spread[order] = np.repeat(earliest, np.diff(np.append(first, len(day))))
    settled: Ints = np.where(published, spread, day)
    return settled


def _changes(*sorted_keys: Ints) -> Flags:
    """Mark the rows at which one of the sorted keys changes."""
    changed = np.ones(len(sorted_keys[0]), bool)
    changed[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in sorted_keys])
    return changed


def _decay(
    columns: ClaimColumns, day: Ints, at: int, stands: Flags, weights: Weights, relations: dict[str, int]
) -> Floats:
    half = _map(columns.relation, {name: weights.days(name) for name in relations}, np.float64)
    fading = np.where(day == _LATE, weights.undated, 0.5 ** (np.maximum(at - day, 0) / half))
    return np.where(stands, 1.0, fading)


def _ended(
    columns: ClaimColumns,
    at: int,
    known: dict[Key, tuple[Interval, ...]],
    rows: Ints,
    symmetric: Callable[[str], bool],
) -> Flags:
    """Mark the claims in ``rows``, those of standing ties, whose tie had ended by day ``at``."""
    marks = np.zeros(len(columns), bool)
    over = {key for key, spans in known.items() if not any(span.until is None or span.until > at for span in spans)}
    if over:
        ends = ((columns.source[row], columns.relation[row], columns.target[row]) for row in rows.tolist())
        marks[rows] = np.fromiter((tie_key(*end, symmetric) in over for end in ends), bool, len(rows))
    return marks


def _representatives(tie: Ints, group: Ints, weight: Floats, place: Ints) -> Ints:
    """For each claim the row that counts for its group in its tie: the heaviest, of equals the oldest."""
    size = len(tie)
    if not size:
        return np.arange(0)
    age = np.empty(size, np.int64)
    age[place] = np.arange(size)
    order = np.lexsort((age, -weight, group, tie))
    first = np.flatnonzero(_changes(tie[order], group[order]))
    chosen = np.empty(size, np.int64)
    chosen[order] = np.repeat(order[first], np.diff(np.append(first, size)))
    return chosen


def _months(day: Ints) -> Ints:
    """Calendar month of each day as a number > 0; 1 for unknown days."""
    months = (day - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    numbered: Ints = np.where(day == _LATE, 1, months + 12 * 3000)
    return numbered


def _numbered(tie: Ints, month: Ints) -> Ints:
    numbers: Ints = np.unique(tie * 100_000 + month, return_inverse=True)[1]
    return numbers


def _shares(event: Ints, weight: Floats, order: Ints) -> Floats:
    """How sure an event is by all who report it, shared out among them by weight."""
    if not len(event):
        return weight
    sure = -np.expm1(np.bincount(event[order], np.log1p(-np.minimum(weight[order], _SUREST))))
    total = np.bincount(event[order], weight[order])
    share: Floats = np.divide(sure, total, out=np.zeros_like(total), where=total > 0)[event] * weight
    return share
