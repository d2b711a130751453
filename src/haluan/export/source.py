"""What is exported: a stream of claims with what the writers ask of the database."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from haluan import __version__
from haluan.answers import Citation, Database
from haluan.answers.conflicts.times import ANY, of_act
from haluan.ontology import Actor

_OPEN = ("/..", "/")


@dataclass(slots=True)
class Source:
    """Claims to write, each once. ``actors`` counts them by code as they go by; ``skipped`` what has no place."""

    database: Database
    citations: Iterator[Citation]
    actors: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    claims: int = 0

    def __iter__(self) -> Iterator[Citation]:
        for citation in self.citations:
            claim = citation.cited.claim
            self.actors[claim.source] += 1
            self.actors[claim.target] += 1
            self.claims += 1
            yield citation

    def actor(self, code: str) -> Actor:
        """What the reference data says of an actor."""
        return self.database.actor(code)

    def name(self, code: str) -> str:
        """Display name of an actor in the language of the database."""
        return self.database.view.naming.name(code)

    def mutual(self, relation: str) -> bool:
        """Tell whether a relation has no direction."""
        return self.database.view.naming.symmetric(relation)

    def origin(self) -> dict[str, str]:
        """What an export says of itself: which snapshot of the store, by which version."""
        return {"snapshot": self.database.snapshot(), "software": f"haluan {__version__}"}


def days(citation: Citation) -> tuple[str | None, str | None]:
    """First and last ISO day of which a claim speaks: of its event, else its article's day; None where it is open.

    "Since June 2022" has no last day; a season counts as its year.
    """
    when, published = citation.cited.claim.when, citation.cited.date
    period = of_act(when) if when else None
    if when is None or period is None:
        return published, published
    first = None if period.first == ANY.first else _iso(period.first)
    return first, None if when.endswith(_OPEN) else _iso(period.last)


def _iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()
