"""When the course of a tie turned: change points in a series of months.

The best partition is found exactly by dynamic programming; a library for it (ruptures) would bring all of scipy for a
series of at most a few hundred months.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise


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
    sums, squares = [0.0], [0.0]
    for value in series:
        sums.append(sums[-1] + value)
        squares.append(squares[-1] + value * value)

    def error(start: int, end: int) -> float:
        return squares[end] - squares[start] - (sums[end] - sums[start]) ** 2 / (end - start)

    best, before = [-penalty], [0]
    for end in range(1, size + 1):
        cost, start = min((best[start] + error(start, end) + penalty, start) for start in range(end))
        best.append(cost)
        before.append(start)
    turns, at = [], size
    while (at := before[at]) > 0:
        turns.append(at)
    return turns[::-1]
