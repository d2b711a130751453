"""To which claims a question is restricted: a day, a period, a least confidence, a state of the store."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from haluan.model import HaluanError, Scope
from haluan.ontology.facts import DateError, Period, today

# Of the claims below it that the default reader made in held-out articles, three in four were wrong (docs/reader.md)
SURE = 0.35
# What a line of an answer may stand on by itself: docs/judged.md says how it was chosen
FIRM = 0.8


class WindowError(HaluanError):
    """A day or period that cannot be asked about."""


@dataclass(frozen=True, slots=True)
class Window:
    """``as_of`` asks as if no later event were reported, ``since`` and ``until`` for a period (ISO days).

    With any of them undated claims are left out. Claims less sure than ``min_confidence`` are left out, unless a person
    accepted or corrected them. ``known`` is the key of the last claim of a noted snapshot.
    ``outlets`` are those that are listened to, by name; none for all.
    """

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = SURE
    known: int | None = None
    outlets: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float | None = None,
        outlets: Iterable[str] = (),
    ) -> Window:
        """Read dates as people give them (2024, 2024-06, 2024-06-18): the last day, for ``since`` the first.

        Raises `WindowError`.
        """
        least = SURE if min_confidence is None else min_confidence
        if not 0 <= least <= 1:
            raise WindowError(f"the least confidence must be from 0 to 1, not {least}")
        try:
            first = None if since is None else Period.parse(since).first
            ends = [None if day is None else Period.parse(day).last for day in (as_of, until)]
        except DateError as error:
            raise WindowError(str(error)) from error
        if first is not None and any(end is not None and end < first for end in ends):
            raise WindowError(f"the period ends before {first}, when it begins")
        return cls(ends[0], first, ends[1], least, outlets=tuple(sorted(set(outlets))))

    @property
    def last(self) -> str | None:
        """The last day that is asked about; None where there is no end."""
        return min((day for day in (self.as_of, self.until) if day is not None), default=None)

    @property
    def firm(self) -> float:
        """How sure a claim must be to be shown by itself; who asks for another least confidence gets what they ask."""
        return FIRM if self.min_confidence == SURE else self.min_confidence

    @property
    def dated(self) -> bool:
        """Whether undated claims are left out."""
        return self.since is not None or self.last is not None

    def at(self, covered: str | None) -> str:
        """The day that scores are for: the last of the window, else of what the store covers, else today."""
        return self.last or min(covered or today(), today())

    def weak(self, scope: Scope) -> Scope:
        """The claims that ``scope`` leaves out of this window because they are not sure enough."""
        return replace(scope, min_confidence=0.0, below=self.min_confidence)

    def scope(self, actors: frozenset[str] = frozenset(), others: frozenset[str] = frozenset()) -> Scope:
        """The claims between ``actors`` and ``others`` in this window."""
        return Scope(
            actors=actors,
            others=others,
            since=self.since,
            until=self.last,
            min_confidence=self.min_confidence,
            known=self.known,
            outlets=frozenset(self.outlets),
        )


EVERYTHING = Window()
"""No restriction but the usual confidence."""


def ordinal(day: str) -> int:
    """Count an ISO day as the store does."""
    return datetime.date.fromisoformat(day).toordinal()


def iso(day: int | None) -> str | None:
    """Turn a count of days back into an ISO day."""
    return None if day is None else datetime.date.fromordinal(day).isoformat()
