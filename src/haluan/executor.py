"""Runs one pure function over chunks of items, here or in a pool of processes, and survives what kills a worker.

An executor knows nothing of articles. Results come in the order of the chunks, one for each item, and only a bounded
number of chunks is under way, so that memory stays flat however long the input is.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_GIVING_WAY = 10  # of 19: a tenth of the weight of others where all cores are busy, all of it where they are not
_CHUNKS_PER_WORKER = 2  # one at work, one waiting: nobody idles while the caller stores results


@dataclass(frozen=True, slots=True)
class Crash(Generic[Item]):
    """Stands for the result of an item that killed its worker, or whose result could not be brought back."""

    item: Item
    reason: str


class Executor(Protocol):
    """Where chunks are worked on."""

    def map_chunks(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Sequence[Result | Crash[Item]]]:
        """Yield what ``work`` gives for each chunk, in order; a `Crash` for an item that cannot be worked on.

        ``work`` returns one result for each item. Close the iterator to stop early.
        """


class Serial:
    """Works in this process. What kills the process is not survived here."""

    def map_chunks(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Sequence[Result | Crash[Item]]]:
        """See `Executor.map_chunks`."""
        for chunk in chunks:
            yield _singly(chunk, lambda items: _attempt(work, items))


class Pool:
    """Works in ``workers`` processes, which end with this one even if it is killed.

    ``preload`` names modules that all workers need, imported once for all where the system can.
    """

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        self._workers = workers
        # Not fork: a forked worker would keep the store's lock when this process is killed, and threads break in it
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(preload))
            _start_server()

    def map_chunks(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Sequence[Result | Crash[Item]]]:
        """See `Executor.map_chunks`."""
        pool, quarantine = _Restarting(self._context, self._workers), _Restarting(self._context, 1)
        waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]] | None]] = deque()

        def take() -> Sequence[Result | Crash[Item]]:
            chunk, future = waiting.popleft()
            try:
                if future is not None:
                    return future.result()
            except Exception:
                # When a worker dies, all chunks under way fail with it: each is tried again by itself
                pool.stop()
            return _singly(chunk, lambda items: quarantine.attempt(work, items))

        try:
            for chunk in chunks:
                waiting.append((chunk, pool.submit(work, chunk)))
                while len(waiting) > self._workers * _CHUNKS_PER_WORKER or _ready(waiting):
                    yield take()
            while waiting:
                yield take()
        finally:
            pool.stop()
            quarantine.stop()


def local(workers: int, preload: Sequence[str] = ()) -> Executor:
    """Return the executor for ``workers`` processes of this machine; 1 works in this process."""
    return Serial() if workers == 1 else Pool(workers, preload)


class _Restarting:
    """A process pool that is made when needed, again after a worker has died."""

    def __init__(self, context: multiprocessing.context.BaseContext, workers: int) -> None:
        self._context = context
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def submit(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
    ) -> Future[Sequence[Result]] | None:
        """Hand over a chunk; None where the pool has just broken."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, self._context, _start_worker)
        try:
            return self._pool.submit(work, items)
        except RuntimeError:  # broken, or shut down because it broke
            self.stop()
            return None

    def attempt(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
    ) -> Sequence[Result] | str:
        """Return the results, or why there are none."""
        future = self.submit(work, items)
        if future is None:
            return "no worker could be started"
        try:
            return future.result()
        except Exception as error:
            self.stop()
            return _reason(error)

    def stop(self) -> None:
        """Let the workers finish what they are at, and end them."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _ready(waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]] | None]]) -> bool:
    if not waiting:
        return False
    future = waiting[0][1]
    return future is None or future.done()


def _singly(
    chunk: Sequence[Item], attempt: Callable[[Sequence[Item]], Sequence[Result] | str]
) -> Sequence[Result | Crash[Item]]:
    """Work on the chunk whole; where that fails, item by item, so that only the culprit is lost."""
    whole = attempt(chunk)
    if not isinstance(whole, str):
        return whole
    results: list[Result | Crash[Item]] = []
    for item in chunk:
        one = attempt([item])
        results.append(Crash(item, one) if isinstance(one, str) else one[0])
    return results


def _attempt(work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]) -> Sequence[Result] | str:
    try:
        return work(items)
    except Exception as error:
        return _reason(error)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _start_server() -> None:
    """Start what forks the workers, with Ctrl-C blocked, which they inherit.

    `_start_worker` alone comes too late for a Ctrl-C that arrives while a worker starts: it died with a traceback.
    """
    resource_tracker.ensure_running()  # unblocks the signal when it starts, so it starts before
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Prepare a worker: the parent decides when to stop on Ctrl-C, and no worker outlives it.

    It gives way to whoever waits for an answer meanwhile, as at the desk, which it would slow to half its speed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_GIVING_WAY)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(wait_for_parent: Callable[[], None]) -> None:
    wait_for_parent()
    os._exit(1)
