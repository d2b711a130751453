"""The network's measures against brute force and networkx on random graphs."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Sequence

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haluan.alignment import network as net
from haluan.alignment.turning import turning_points

WEIGHT = st.sampled_from([0.0, 0.0, 0.0, 0.2, 0.5, 0.9, -0.3, -0.8])


@st.composite
def networks(draw: st.DrawFn, most: int = 7) -> np.ndarray:
    size = draw(st.integers(0, most))
    matrix = np.zeros((size, size))
    for one, other in itertools.combinations(range(size), 2):
        matrix[one, other] = matrix[other, one] = draw(WEIGHT)
    return matrix


def partitions(items: Sequence[int]) -> Iterator[list[list[int]]]:
    if not items:
        yield []
        return
    head, *rest = items
    for parts in partitions(rest):
        yield [[head], *parts]
        for place in range(len(parts)):
            yield [*parts[:place], [head, *parts[place]], *parts[place + 1 :]]


@settings(max_examples=60, deadline=None)
@given(networks(most=6))
def test_blocs_come_near_the_best_partition(matrix: np.ndarray) -> None:
    found = net.blocs(matrix)
    assert sorted(actor for bloc in found for actor in bloc) == list(range(len(matrix)))
    best = max((net.modularity(matrix, parts) for parts in partitions(range(len(matrix)))), default=0.0)
    assert best * 0.6 - 1e-9 <= net.modularity(matrix, found) <= best + 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_planted_blocs_are_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    of = random.integers(0, 3, 30)
    noise = np.triu(random.uniform(0.1, 0.9, (30, 30)) * (random.random((30, 30)) < 0.6), 1)
    matrix = np.where(of[:, None] == of[None, :], 1, -1) * (noise + noise.T)
    planted = {frozenset(np.flatnonzero(of == name).tolist()) for name in set(of.tolist())}
    assert {frozenset(bloc) for bloc in net.blocs(matrix)} == planted


@given(networks())
def test_without_foes_modularity_is_that_of_networkx(matrix: np.ndarray) -> None:
    friendly = np.abs(matrix)
    if not friendly.any():
        return
    found = net.blocs(friendly)
    graph = networkx.from_numpy_array(friendly)
    assert net.modularity(friendly, found) == pytest.approx(networkx.community.modularity(graph, found))


@given(networks())
def test_triangles_are_counted_and_ranked_as_by_hand(matrix: np.ndarray) -> None:
    def sides(triad: tuple[int, int, int]) -> list[float]:
        return [matrix[a, b] for a, b in itertools.combinations(triad, 2)]

    triangles = [triad for triad in itertools.combinations(range(len(matrix)), 3) if all(sides(triad))]
    tense = [triad for triad in triangles if math.prod(sides(triad)) < 0]
    assert net.balance(matrix) == (len(triangles) - len(tense), len(tense))
    by_hand = sorted(tense, key=lambda triad: (-min(map(abs, sides(triad))), triad))
    assert [triad.actors for triad in net.strained(matrix, 4)] == by_hand[:4]


@given(networks(), st.integers(1, 3))
def test_bridges_and_brokers_as_by_hand(matrix: np.ndarray, parts: int) -> None:
    size = len(matrix)
    blocs = [list(range(start, size, parts)) for start in range(parts)]
    of = {actor: number for number, bloc in enumerate(blocs) for actor in bloc}
    pairs = list(itertools.combinations(range(size), 2))
    across = {pair for pair in pairs if matrix[pair] > 0 and of[pair[0]] != of[pair[1]]}
    assert set(net.bridges(matrix, blocs, 99)) == across
    counts = {
        k: sum(1 for a, b in pairs if matrix[k, a] > 0 < matrix[k, b] and of[a] != of[b] and matrix[a, b] <= 0)
        for k in range(size)
    }
    assert dict(net.brokers(matrix, blocs, 99)) == {k: n for k, n in counts.items() if n}


def test_a_shift_is_found_where_it_is() -> None:
    assert turning_points([0.1, 0, 0.2, 0.1, 2.1, 2, 2.2, 2.1]) == [4]
    assert turning_points([1.0] * 12) == []
    assert turning_points([0.0, 5.0]) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([-1.0, 0.0, 0.5, 2.0]), min_size=4, max_size=9))
def test_turning_points_are_the_best_partition(series: list[float]) -> None:
    noise = sum((b - a) ** 2 for a, b in itertools.pairwise(series)) / (2 * (len(series) - 1))
    penalty = 2 * max(noise, 1e-9) * math.log(len(series))

    def cost(turns: Sequence[int]) -> float:
        edges = [0, *turns, len(series)]
        parts = [series[a:b] for a, b in itertools.pairwise(edges)]
        return sum(sum((x - sum(part) / len(part)) ** 2 for x in part) for part in parts) + penalty * len(turns)

    every = (turns for n in range(len(series)) for turns in itertools.combinations(range(1, len(series)), n))
    assert cost(turning_points(series)) == pytest.approx(min(map(cost, every)))


@given(networks(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_noise_of_sums_decides_no_near_tie(matrix: np.ndarray, random: random.Random) -> None:
    noisy = matrix.copy()
    for one, other in zip(*np.nonzero(np.triu(matrix)), strict=True):
        noisy[one, other] = noisy[other, one] = matrix[one, other] + random.choice([-2e-16, 0.0, 2e-16])
    assert net.blocs(noisy) == net.blocs(matrix)
