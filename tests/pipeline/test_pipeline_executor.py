"""Chunks over processes: order, bounds, and workers that die."""

from __future__ import annotations

import multiprocessing
import os

import pytest
from works import choosy, double, fragile, rank_of_priority, unportable

from haluan.executor import Crash, Executor, Pool, Serial, local


def chunks(count: int, size: int = 4) -> list[list[int]]:
    return [list(range(start, min(start + size, count))) for start in range(0, count, size)]


def flat(results) -> list[object]:
    return [result for chunk in results for result in chunk]


def test_one_worker_works_here() -> None:
    assert isinstance(local(1), Serial)
    assert isinstance(local(2), Pool)


@pytest.mark.parametrize("executor", [Serial(), Pool(2)], ids=["serial", "pool"])
def test_results_come_in_order_one_for_each_item(executor: Executor) -> None:
    assert flat(executor.map_chunks(double, chunks(50))) == [2 * i for i in range(50)]
    assert flat(executor.map_chunks(double, [])) == []


@pytest.mark.parametrize("executor", [Serial(), Pool(2)], ids=["serial", "pool"])
def test_an_error_costs_only_its_item(executor: Executor) -> None:
    results = flat(executor.map_chunks(choosy, chunks(20)))
    assert results[13] == Crash(13, "ValueError: 13")
    assert results[:13] + results[14:] == [2 * i for i in range(20) if i != 13]


@pytest.mark.skipif(not hasattr(os, "nice"), reason="priorities as on POSIX")
def test_workers_give_way_to_others() -> None:
    own = os.nice(0)
    assert flat(Serial().map_chunks(rank_of_priority, chunks(4))) == [own] * 4
    assert all(rank > own for rank in flat(Pool(2).map_chunks(rank_of_priority, chunks(8))))


def test_a_dying_worker_costs_only_the_item_that_killed_it() -> None:
    results = flat(Pool(2).map_chunks(fragile, chunks(60)))
    assert [result.item for result in results if isinstance(result, Crash)] == [13, 31]
    assert [result for result in results if not isinstance(result, Crash)] == [
        2 * i for i in range(60) if i not in (13, 31)
    ]


def test_a_result_that_cannot_travel_costs_only_its_item() -> None:
    results = flat(Pool(2).map_chunks(unportable, chunks(20)))
    assert [result.item for result in results if isinstance(result, Crash)] == [13]
    assert len(results) == 20


def test_only_a_bounded_number_of_chunks_is_under_way() -> None:
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield [taken]

    results = Pool(2).map_chunks(double, endless())
    for finished in range(1, 20):
        next(results)
        assert taken - finished <= 5
    results.close()


def test_closing_early_ends_the_workers() -> None:
    results = Pool(2).map_chunks(double, chunks(400))
    next(results)
    results.close()
    assert multiprocessing.active_children() == []
