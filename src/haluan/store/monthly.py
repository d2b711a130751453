"""How many claims tell of each actor in each month, counted from claims as columns."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from haluan.columns import ClaimColumns

_EPOCH = 719163  # ordinal of 1970-01-01
_LOWEST = 12 * 1970 + 1  # added to months counted from 1970, so that the first known is 1 and the unknown can be 0
_MONTHS = 1 << 17  # more than there are months up to the year 9999


def by_actor(parts: Iterable[ClaimColumns]) -> list[tuple[str, str | None, int]]:
    """Count the claims at either end of which an actor stands, by actor and month (None for what has no date)."""
    places: dict[str, int] = {}
    keys, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for columns in parts:
        own = np.array([places.setdefault(name, len(places)) for name in columns.source.names], np.int64)
        day = np.asarray(columns.day, np.int64)
        month = (day - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + _LOWEST
        month[day == 0] = 0
        both = [own[np.asarray(end.codes, np.int64)] * _MONTHS + month for end in (columns.source, columns.target)]
        found, n = np.unique(np.concatenate(both), return_counts=True)
        keys.append(found)
        counts.append(n)
    found, of = np.unique(np.concatenate(keys), return_inverse=True)
    sums = np.bincount(of, np.concatenate(counts), minlength=len(found)).astype(np.int64)
    names, months = list(places), {month: _name(month) for month in np.unique(found % _MONTHS).tolist()}
    return [
        (names[at // _MONTHS], months[at % _MONTHS], n) for at, n in zip(found.tolist(), sums.tolist(), strict=True)
    ]


def _name(month: int) -> str | None:
    return str(np.datetime64(month - _LOWEST, "M")) if month else None
