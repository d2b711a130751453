"""When the course of a tie turned: change points in a series of months.

The best partition is found exactly by dynamic programming; a library for it (ruptures) would bring all of scipy for a
series of at most a few hundred months.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np


def turning_points(series: Sequence[float]) -> list[int]:
    """Places at which the level of ``series`` changes: the partition with the least squared error plus a penalty.

    The penalty for each turn is that of the Bayesian information criterion, 2 * variance * log(length), with the
    variance taken from the differences of neighbours, so that a shift does not hide itself.
    """
    size = len(series)
    if size < 4:
        return []
    noise = sum((b - a) ** 2 for a, b in pairwise(series)) / (2 * (size - 1))
    penalty = 2 * max(noise, 1e-9) * math.log(size)
    values = np.asarray(series, np.float64)
    sums, squares = (np.concatenate(([0.0], np.cumsum(part))) for part in (values, values * values))
    best, before, lengths = np.full(size + 1, -penalty), [0], np.arange(size, 0, -1)
    for end in range(1, size + 1):
        errors = squares[end] - squares[:end] - (sums[end] - sums[:end]) ** 2 / lengths[size - end :]
        costs = best[:end] + errors + penalty
        before.append(int(np.argmin(costs)))  # the first of equals
        best[end] = costs[before[-1]]
    turns, at = [], size
    while (at := before[at]) > 0:
        turns.append(at)
    return turns[::-1]
