"""What is slow to work out for the first visitor, worked out while nobody waits for it."""

from __future__ import annotations

from haluan.answers import StoreError
from haluan.ontology.facts import load_facts
from haluan.web import corpus, watching, worldmap
from haluan.web.desk import Desk


def prepare(desk: Desk) -> None:
    """Read the facts, place the outlines of the map, and compare and count the claims of the store, if there is one."""
    load_facts()
    worldmap.prepare()
    try:
        watching.prepare(desk)
        corpus.prepare(desk)
    except StoreError:
        return  # there is no store yet, or none that can be read: its pages say so
