"""What is slow to work out for the first visitor of a state of the store, worked out while nobody waits for it."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from haluan.answers import StoreError
from haluan.model import HaluanError
from haluan.ontology.facts import load_facts
from haluan.web import corpus, templates, watching, worldmap
from haluan.web.desk import Desk

_LOOK = 1.0  # seconds between two looks whether the store changed
_SHARE = 4  # while a long run changes it again and again, a fifth of one core's time is spent on preparing at most
_LOG = logging.getLogger(__name__)


def prepare(desk: Desk) -> None:
    """Read the facts, compile the pages, place the outlines of the map, and compare and count the claims of the store,
    if there is one."""
    load_facts()
    templates.prepare()
    worldmap.prepare()
    with suppress(StoreError):  # there is no store yet, or none that can be read: its pages say so
        watching.prepare(desk)
        corpus.prepare(desk)
    # What was read first stays while the desk runs: no page has to wait while it is looked through for what is no
    # longer used. What comes later does not: states of the store pass.
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()


class Warming:
    """Prepares the states of a desk's store in the background: the present one, and each to which it changes."""

    def __init__(self, desk: Desk, prepare: Callable[[Desk], None] = prepare, look: float = _LOOK) -> None:
        """``look`` is in seconds."""
        self._desk, self._prepare, self._look = desk, prepare, look
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End soon; what is being prepared is not waited for."""
        self._over.set()

    def _watch(self) -> None:
        prepared: tuple[str, ...] | None = ()  # no state is called so
        while not self._over.is_set():
            started = time.monotonic()
            prepared = self._after(prepared)
            self._over.wait(max(self._look, _SHARE * (time.monotonic() - started)))

    def _after(self, prepared: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """Prepare the present state unless it is the one that is prepared; return which one is now."""
        try:
            state = self._desk.state()
        except HaluanError:  # weights that cannot be read: every page says so
            return prepared
        if state != prepared:
            try:
                self._prepare(self._desk)
            except Exception:  # a fault here must not end the thread
                _LOG.exception("a state of the store could not be prepared")
        return state
