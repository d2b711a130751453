"""What is slow for first visitors is prepared when the desk starts, and again whenever the store changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from samples import make_article, make_claim, make_reading

import haluan.answers.changes as changing
from haluan.store import open_store
from haluan.store.sqlite import SqliteStore
from haluan.web.desk import Desk
from haluan.web.warming import Warming, prepare

PATIENCE_S = 60


@contextmanager
def warming(desk: Desk, work: Callable[[Desk], None] = prepare) -> Iterator[None]:
    running = Warming(desk, work, look=0.01)
    running.start()
    yield
    running.stop()
    running._thread.join(PATIENCE_S)
    assert not running._thread.is_alive()


def until(true: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.01)


def read(path: Path, name: str) -> None:
    text = f"Fiji mendukung Israel, tulis {name}."  # the same words would be quoted once
    article = make_article(name, text, date="2025-05-05", outlet=name)
    with open_store(path) as store:
        store.add([make_reading(article, make_claim(article, text[:-1], source="FJI", target="ISR"))])


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was worked out from all claims: it is this that first visitors would wait for."""
    done: list[str] = []
    greatest, months = changing._greatest, SqliteStore.months

    def counted(*given: Any) -> Any:
        found = greatest(*given)
        done.append("changes")
        return found

    def by_month(self: SqliteStore) -> Any:
        found = months(self)
        done.append("months")
        return found

    monkeypatch.setattr(changing, "_greatest", counted)
    monkeypatch.setattr(SqliteStore, "months", by_month)
    return done


def test_the_first_visitor_of_a_new_state_finds_everything_prepared(make_client, writable: Path, worked) -> None:
    desk = Desk(writable)
    with warming(desk):
        until(lambda: sorted(worked) == ["changes", "months"])
        for number in (1, 2):
            read(writable, f"later{number}")
            until(lambda number=number: sorted(worked) == sorted(["changes", "months"] * (number + 1)))
    client = make_client(db=writable, memory=desk.memory)
    done = len(worked)
    assert "later2" in client.get("/id/watch").text
    assert "later2" in client.get("/en/corpus").text
    assert len(worked) == done


def test_each_state_is_prepared_once(writable: Path) -> None:
    states: list[tuple[str, ...] | None] = []
    desk = Desk(writable)
    with warming(desk, lambda desk: states.append(desk.state())):
        until(lambda: states)
        time.sleep(0.1)  # several looks
        assert len(states) == 1
        read(writable, "later")
        until(lambda: len(states) == 2)
        (writable.parent / "haluan-weights.yaml").write_text("status: {denied: 0.1, possible: 0.9}\n")
        until(lambda: len(states) == 3)
    assert len(set(states)) == 3


def test_a_store_that_comes_later_is_prepared_and_a_fault_ends_nothing(tmp_path: Path) -> None:
    tried: list[tuple[str, ...] | None] = []

    def fail(desk: Desk) -> None:
        tried.append(desk.state())
        raise RuntimeError("made by the test")

    path = tmp_path / "soon.db"
    with warming(Desk(path), fail):
        until(lambda: tried == [None])
        read(path, "first")
        until(lambda: len(tried) > 1 and tried[-1] is not None)


def test_nothing_is_prepared_after_the_end(writable: Path) -> None:
    times: list[int] = []
    with warming(Desk(writable), lambda _: times.append(1)):
        until(lambda: times)
    read(writable, "later")
    assert times == [1]


def test_broken_weights_are_waited_out(writable: Path) -> None:
    states: list[tuple[str, ...] | None] = []
    weights = writable.parent / "haluan-weights.yaml"
    weights.write_text("status: {denied: [\n")
    with warming(Desk(writable), lambda desk: states.append(desk.state())):
        time.sleep(0.1)  # several looks
        assert states == []
        weights.unlink()
        until(lambda: states)


def test_a_desk_without_a_store_is_prepared_as_far_as_it_goes(tmp_path: Path) -> None:
    prepare(Desk(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()
