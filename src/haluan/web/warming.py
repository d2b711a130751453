"""What is slow to work out for the first visitor, worked out while nobody waits for it."""

from __future__ import annotations

import gc
from contextlib import suppress

from haluan.answers import StoreError
from haluan.ontology.facts import load_facts
from haluan.web import corpus, templates, watching, worldmap
from haluan.web.desk import Desk


def prepare(desk: Desk) -> None:
    """Read the facts, compile the pages, place the outlines of the map, and compare and count the claims of the store,
    if there is one."""
    load_facts()
    templates.prepare()
    worldmap.prepare()
    with suppress(StoreError):  # there is no store yet, or none that can be read: its pages say so
        watching.prepare(desk)
        corpus.prepare(desk)
    # What was read stays while the desk runs: no page has to wait while it is looked through for what is no longer used
    gc.collect()
    gc.freeze()
