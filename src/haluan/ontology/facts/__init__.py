"""Reference facts: who belonged to what, recognized whom, was bound by which treaty, held which office, and when.

Public: `load_facts` (all of it, cached) and the questions of `Facts`. Every row has dates, a source and the day when it
was checked; absence means "no" only where a roster is marked complete for the time that is asked about. The rows of
2026-11-22 were written down from knowledge and checked against each other, known counts and an independent package
(tests/ontology/test_facts_data.py), not against each page that they name; where a day was not sure, they give the year.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from haluan.ontology import load_with
from haluan.ontology.facts.dates import DateError, Period, today
from haluan.ontology.facts.overlay import Overlay, laid_over, read_overlay, write_overlay
from haluan.ontology.facts.queries import BELONGING, Facts
from haluan.ontology.facts.reading import FactsError, read_facts, read_rosters
from haluan.ontology.facts.types import (
    Ally,
    Fact,
    FactKind,
    FactStatus,
    Holds,
    Listing,
    OfficeVerdict,
    Roster,
    Verdict,
)

__all__ = [
    "BELONGING",
    "Ally",
    "DateError",
    "Fact",
    "FactKind",
    "FactStatus",
    "Facts",
    "FactsError",
    "Holds",
    "Listing",
    "OfficeVerdict",
    "Overlay",
    "Period",
    "Roster",
    "Verdict",
    "laid_over",
    "load_facts",
    "read_overlay",
    "today",
    "write_overlay",
]

# Actors of which another one's rows speak as well.
_STANDS_FOR = {"ROMESTATUTE": "ICC"}
_NOTHING = Overlay()


@lru_cache(maxsize=4)
def load_facts(overlay: Overlay = _NOTHING) -> Facts:
    """Load the reference facts that ship with Haluan, with what a project lays over them.

    Once a process for each overlay. Raises `FactsError` if they are damaged.
    """
    ontology, folder = load_with((), overlay.terms), Path(__file__).parent / "data"
    facts = laid_over(read_facts(folder, ontology.actors), overlay.facts)
    return Facts(facts, read_rosters(folder, ontology.actors), ontology.terms, _STANDS_FOR)
