"""What is checked and what comes of it, as types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from haluan.answers.types import Record
from haluan.model import Claim, Evidence, Status
from haluan.ontology.facts import Fact, Roster
from haluan.ontology.types import Term


class Outcome(StrEnum):
    """What the reference facts say of a claim, and of a text."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_COVERED = "not covered"


class Kind(StrEnum):
    """What sort of thing is asserted, which decides who checks it."""

    MEMBERSHIP = "membership"
    RECOGNITION = "recognition"
    SOVEREIGNTY = "sovereignty"
    ALLIANCE = "alliance"
    RELATIONS = "relations"
    OFFICE = "office"
    SUCCESSION = "succession"
    COUNT = "count"
    ORDER = "order"
    SEQUENCE = "sequence"
    GROUP = "group"
    REGION = "region"


class Share(StrEnum):
    """Of how many of a group something is said."""

    ALL = "all"  # but for those that are named
    NONE = "none"
    ONLY = "only"  # of those that are named, and of no other
    COUNT = "count"


class Against(StrEnum):
    """Which facts may speak against what a form finds; the others leave it open."""

    ANY = "any"
    ABSENCE = "absence"  # only that it never was so: what is agreed may hold later
    OTHERS = "others"  # no start soon after the time told: what is ratified comes into force later
    ROWS = "rows"  # only what is known to be otherwise, no silence of a list
    NONE = "none"


class Aspect(StrEnum):
    """How what is asserted lies in time."""

    NOW = "now"  # it holds at the time
    BEGAN = "began"  # it came to hold at the time
    SINCE = "since"  # it came to hold at the time, and still holds
    ONCE = "once"  # it held at the time or before; says nothing about after
    FORMER = "former"  # it held and holds no longer
    ENDED = "ended"  # it ceased to hold at the time


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a text asserts that the facts may know. ``object`` is None where an office is named without its actor.

    ``roles`` are alternatives of the fact's role or office. ``when`` is EDTF or None; ``aside`` tells that a date of
    the sentence may belong to something else, so that a claim is wrong only if it is wrong then and now. ``among``,
    ``place`` and ``of`` are the group, the place in it (negative: from the end; of a sequence 1 before ``others``, 2
    after them) and the act of an order ("second state
    of ASIA to recognize");
    ``number`` counts members; ``share`` tells of how many of the group ``among`` it is said,
    ``others`` who are the only ones or the exceptions; ``founder`` tells that it belongs from the first day on;
    ``predecessor`` is who held the office before; ``until`` tells that the end was told as that up to which it holds.
    """

    kind: Kind
    subject: str | None
    object: str | None
    evidence: Evidence
    aspect: Aspect = Aspect.NOW
    roles: tuple[str, ...] = ()
    negated: bool = False
    status: Status = Status.ACTUAL
    when: str | None = None
    aside: bool = False
    vague: bool = False
    founder: bool = False
    person: str | None = None
    number: int | None = None
    among: str | None = None
    place: int | None = None
    of: Kind | None = None
    claim: Claim | None = None
    share: Share | None = None
    others: tuple[str, ...] = ()
    predecessor: str | None = None
    against: Against = Against.ANY
    until: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the facts say of one assertion: ``truth`` None where they do not cover it. ``reason`` is a message's key.

    ``known`` fills the message with what is known. ``fact`` is the row, ``terms`` the terms of office, ``roster`` the
    mark of completeness that decided.
    """

    truth: bool | None
    reason: str
    as_of: str | None
    facts: tuple[Fact, ...] = ()
    terms: tuple[Term, ...] = ()
    roster: Roster | None = None
    known: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Check(Record):
    """One claim with its verdict. ``fact`` is the known fact in one line, ``source`` where it is from, or None."""

    claim: dict[str, object]
    verdict: Outcome
    fact: str | None
    source: str | None
    as_of: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Hint(Record):
    """A name that nothing knows, and the known name that may have been meant. A note, never a verdict."""

    name: str
    meant: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextCheck(Record):
    """All checks of one text. ``verdict`` is contradicted if any check is, else supported if any is."""

    article: str
    verdict: Outcome
    checks: tuple[Check, ...]
    hints: tuple[Hint, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the fixed form of one text; ``hints`` only where there are any."""
        form = Record.to_dict(self)
        if not self.hints:
            del form["hints"]
        return form
