"""What the reference facts hold, as types: facts with dates and sources, rosters with marks of completeness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from haluan.ontology.facts.dates import Period
from haluan.ontology.types import Term


class FactKind(StrEnum):
    """What sort of bond a fact states between its subject and its object."""

    MEMBERSHIP = "membership"  # subject belongs to the bloc or pact, in a role; seats of a council too
    RECOGNITION = "recognition"  # subject recognizes the statehood (or government) of the object
    SOVEREIGNTY = "sovereignty"  # subject recognizes the object's sovereignty over what the role names
    TREATY = "treaty"  # a treaty between the two; which comes first has no meaning
    PARTNERSHIP = "partnership"  # a named standing of partner or ally
    RELATIONS = "relations"  # embassies, relations cut off


class FactStatus(StrEnum):
    """Whether the fact holds between its dates, or is only said to."""

    IN_FORCE = "in_force"
    ANNOUNCED = "announced"  # made public, but not (known to be) in effect
    DISPUTED = "disputed"  # the parties themselves, or good sources, say different things


class Holds(StrEnum):
    """Whether something was so at a time."""

    YES = "yes"  # all the time that was asked about
    PARTLY = "partly"  # on some days of it: joined or left in that month or year
    NO = "no"  # on no day of it
    UNKNOWN = "unknown"  # not covered


@dataclass(frozen=True, slots=True)
class Fact:
    """One row. ``since`` and ``until`` are EDTF: a day, month or year; ``../1990`` is "some time up to 1990".

    ``until`` is the first day (month, year) on which it no longer holds; None while it does. ``title`` names the
    treaty or says in a few English words what is particular. ``checked`` is the day when the row was last checked.
    """

    kind: FactKind
    subject: str
    object: str
    role: str
    since: str
    until: str | None
    status: FactStatus
    title: str
    source: str
    checked: str

    def holds(self, period: Period) -> Holds:
        """Whether it held in ``period``; UNKNOWN where its dates are too coarse, or where it is not in force."""
        begins, ends = Period.parse(self.since), Period.parse(self.until) if self.until else None
        if period.last < begins.first or (ends is not None and ends.last <= period.first):
            return Holds.NO
        if self.status is not FactStatus.IN_FORCE:
            return Holds.UNKNOWN
        if begins.last <= period.first and (ends is None or period.last < ends.first):
            return Holds.YES
        if begins.last <= period.last and (ends is None or max(begins.last, period.first) < ends.first):
            return Holds.PARTLY
        return Holds.UNKNOWN


@dataclass(frozen=True, slots=True)
class Roster:
    """From when to when the rows of (kind, object, role) are complete, so that absence means "no".

    ``bond`` is ``mutual_defence`` where all members are bound to defend each other.
    """

    kind: FactKind
    object: str
    role: str
    complete_from: str
    complete_until: str
    bond: str
    source: str
    checked: str

    def covers(self, period: Period) -> bool:
        """Whether it is complete on every day of ``period``."""
        return self.complete_from <= period.first and period.last <= self.complete_until


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something was so as of a date, the rows that say so, and the roster that makes absence mean "no"."""

    holds: Holds
    as_of: str
    facts: tuple[Fact, ...] = ()
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Who stood in a bond with ``object``: ``facts`` that held, ``unsure`` ones, and whether that is all of them."""

    object: str
    as_of: str
    facts: tuple[Fact, ...]
    unsure: tuple[Fact, ...]
    roster: Roster | None
    complete: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of those that stood in it, each once, in the order of the alphabet."""
        return tuple(sorted({fact.subject for fact in self.facts}))


@dataclass(frozen=True, slots=True)
class Ally:
    """One ally and the rows that make it one: bilateral, or both sides' membership of a defence bloc."""

    actor: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class OfficeVerdict:
    """Whether a person held an office: ``terms`` of the person that were asked about, ``holders`` of it at the time.

    ``holds`` is NO only where another is known to have held an office that has room for one.
    """

    holds: Holds
    as_of: str
    terms: tuple[Term, ...] = ()
    holders: tuple[Term, ...] = ()
