"""Answered pages, kept while the store stays as it is: coming back to one costs no second answer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from starlette.responses import Response

from haluan.web.visit import Visit

_MOST = 48_000_000  # bytes of pages
_LARGEST = 6_000_000  # bytes of one that is kept
Page = Callable[[Visit], Response]
Key = tuple[str, ...]


class Kept:
    """The pages of one desk by address, state of the store, weights and day; those not seen for longest are let go."""

    def __init__(self, most: int = _MOST) -> None:
        self._pages: OrderedDict[Key, Response] = OrderedDict()
        self._most, self._size = most, 0
        self._lock = threading.Lock()

    def page(self, page: Page) -> Page:
        """Make a page that is answered once for each state of the store. It must depend on nothing else."""

        def answer(visit: Visit) -> Response:
            key = _key(visit)
            found = self._get(key) if key else None
            if found is None:
                found = page(visit)
                if key and found.status_code == 200:
                    self._keep(key, found)
            return found

        return answer

    def _get(self, key: Key) -> Response | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _keep(self, key: Key, page: Response) -> None:
        if len(page.body) > min(_LARGEST, self._most):
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._size += len(page.body) - (len(old.body) if old else 0)
            while self._size > self._most:
                self._size -= len(self._pages.popitem(last=False)[1].body)


def _key(visit: Visit) -> Key | None:
    """What the page depends on; None where there is no store to answer from."""
    state = visit.desk.state()
    return None if state is None else (str(visit.request.url), *state)
