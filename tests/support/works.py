"""Work for executors. At the top level of a module, so that workers can import it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence


def double(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def fragile(items: Sequence[int]) -> list[int]:
    for item in items:
        if item == 13:
            os._exit(1)
        if item == 31:
            os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def choosy(items: Sequence[int]) -> list[int]:
    if 13 in items:
        raise ValueError("13")
    return double(items)


def unportable(items: Sequence[int]) -> list[object]:
    return [threading.Lock() if item == 13 else 2 * item for item in items]


def rank_of_priority(items: Sequence[int]) -> list[int]:
    """How far each worker gives way to others."""
    return [os.nice(0) for _ in items]
