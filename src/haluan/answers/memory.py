"""What was worked out from many claims and may be asked for again while the store stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")

_MOST = 16  # results; those not asked for longest are let go


class Memory:
    """Results by what they depend on. Several databases of one store may share one, also in several threads."""

    def __init__(self) -> None:
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._large: tuple[Hashable, Any] | None = None
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` gave for the key, or gives now. Two that ask at once may both work it out."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                kept: Made = self._results[key]
                return kept
        made = make()
        with self._lock:
            self._results[key] = made
            while len(self._results) > _MOST:
                self._results.popitem(last=False)
        return made

    def large(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Do the same for what is so large that only one such result is kept: the last."""
        with self._lock:
            if self._large is not None and self._large[0] == key:
                kept: Made = self._large[1]
                return kept
            self._large = None  # let go before the next is made
        made = make()
        with self._lock:
            self._large = key, made
        return made
