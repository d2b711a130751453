"""How many claims tell of each actor in each month, counted from claims as columns."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from haluan.alignment.lines import Ints
from haluan.columns import ClaimColumns

_EPOCH = 719163  # ordinal of 1970-01-01
_LOWEST = 12 * 1970 + 1  # added to months counted from 1970, so that the first known is 1 and the unknown can be 0
_MONTHS = 1 << 17  # more than there are months up to the year 9999
_CELLS = 1 << 20  # of a table of actors by months that is counted at once

Counted = tuple[str, str | None, int]
"""An actor, a month ("2024-06"; None for what has no date), and how many claims."""


def by_actor(parts: Iterable[ClaimColumns]) -> list[Counted]:
    """Count the claims at either end of which an actor stands, by actor and month."""
    places: dict[str, int] = {}
    keys, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for columns in parts:
        own = np.array([places.setdefault(name, len(places)) for name in columns.source.names], np.int64)
        month = _months(np.asarray(columns.day, np.int64))
        for end in (columns.source, columns.target):
            found, n = _counted(own[np.asarray(end.codes, np.int64)], month)
            keys.append(found)
            counts.append(n)
    found, of = np.unique(np.concatenate(keys), return_inverse=True)
    sums = np.bincount(of, np.concatenate(counts), minlength=len(found)).astype(np.int64)
    names, months = list(places), {month: _name(month) for month in np.unique(found % _MONTHS).tolist()}
    return [
        (names[at // _MONTHS], months[at % _MONTHS], n) for at, n in zip(found.tolist(), sums.tolist(), strict=True)
    ]


def _months(day: Ints) -> Ints:
    """The months of days (0: not known) as numbers."""
    month: Ints = (day - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + _LOWEST
    month[day == 0] = 0
    return month


def _counted(actor: Ints, month: Ints) -> tuple[Ints, Ints]:
    """Which actors and months stand together, as one number, and how often."""
    known = month[month > 0]
    before = int(known.min()) - 1 if len(known) else 0  # where the unknown is counted
    months = int(month.max(initial=0)) - before + 1
    if not len(actor) or int(actor.max() + 1) * months > _CELLS:
        return np.unique(actor * _MONTHS + month, return_counts=True)
    n = np.bincount(actor * months + np.maximum(month - before, 0))
    found = np.flatnonzero(n)
    own, at = np.divmod(found, months)
    return own * _MONTHS + np.where(at, at + before, 0), n[found]


def _name(month: int) -> str | None:
    return str(np.datetime64(month - _LOWEST, "M")) if month else None
