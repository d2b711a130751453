"""A limit on the time that parsing one hostile page may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OverdueError(BaseException):
    """Time is up. Not an `Exception`, because the parsers below catch those in many places."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `OverdueError` inside the block after ``seconds``.

    Signals reach only the main thread of a process and do not exist on Windows: elsewhere there is no limit but the
    size of the page.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def overdue(_number: int, _frame: object) -> None:
        raise OverdueError

    previous = signal.signal(signal.SIGALRM, overdue)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
