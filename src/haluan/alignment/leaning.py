"""To which side many actors lean at several times: the sums of `haluan.alignment.stances` alone, of the same claims.

What of a claim's weight depends on no day is worked out once, and nothing that only a printed stance needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haluan.alignment.lines import Flags, Floats, Ints, Lines
from haluan.alignment.standing import Endings, marked
from haluan.alignment.weighing import Frame, copied, days, decays, events, framed, shares
from haluan.alignment.weights import Weights
from haluan.columns import ClaimColumns

Moment = tuple[Flags, int]  # which claims were known, and on which day (an ordinal)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What is reported of each line at one time, seen from its actor and, in a second row, from its pole.

    ``reported`` are observations of both sides, ``lean`` the friendly ones less the hostile ones; ``told`` marks the
    lines of which anything was known; ``standing`` are the ties that stand until they end.
    """

    told: Flags
    reported: Floats
    lean: Floats
    standing: Endings


def leanings(
    columns: ClaimColumns,
    lines: Lines,
    moments: Sequence[Moment],
    weights: Weights,
    symmetric: Callable[[str], bool],
) -> list[Leaning]:
    """Weigh claims as they were known at several times. There may be lines without any claim."""
    frame, marks = framed(columns, lines, weights, symmetric), marked(columns, weights, symmetric)
    stands, confidence = marks.stands, np.asarray(columns.confidence, np.float64)
    ways = [(frame.kinds.status * way).take(frame.kind) for way in frame.kinds.way]
    channel = (lines.of * 4) + (frame.kinds.done * 2 + (frame.kinds.intensity < 0)).take(frame.kind)
    size = np.abs(frame.kinds.intensity).take(frame.kind)
    found = []
    for (known, at), (day, event) in zip(moments, _events(frame, stands, moments), strict=True):
        standing = marks.endings(known)
        decay = decays(frame, day, stands, at, weights) * (known & ~standing.ended(at))
        sums = [_sums(frame, way * decay * confidence, event, channel, size) for way in ways]
        told = np.bincount(lines.of, known, minlength=len(lines)) > 0
        reported, lean = (np.stack(some) for some in zip(*map(_both, sums), strict=True))
        found.append(Leaning(told, reported, lean, standing))
    return found


def _events(frame: Frame, stands: Flags, moments: Sequence[Moment]) -> Iterator[tuple[Ints, Ints]]:
    """For each time on which day the claims count, and which of them tell of one event."""
    last = None
    for known, _ in moments:
        day = days(frame, known)
        if last is None or not np.array_equal(day, last[0]):
            last = day, events(frame.tie, stands, day)
        yield last


def _sums(frame: Frame, weight: Floats, event: Ints, channel: Ints, size: Floats) -> Floats:
    """Observations of each line: friendly and hostile words, friendly and hostile deeds."""
    rows, chosen = copied(frame, weight)
    weight[rows[rows != chosen]] = 0.0
    value = size * shares(event, weight, frame.order)
    sums = np.bincount(channel[frame.order], value[frame.order], minlength=len(frame.lines) * 4)
    return sums.astype(np.float64).reshape(len(frame.lines), 4).T


def _both(sums: Floats) -> tuple[Floats, Floats]:
    """What is reported, and to which side it leans."""
    return (sums[0] + sums[1]) + (sums[2] + sums[3]), (sums[0] - sums[1]) + (sums[2] - sums[3])
