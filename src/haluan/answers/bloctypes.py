"""What the questions about blocs are answered with."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.answers.types import ActorName, Basis, Gap, Record, Relationship, Tie
from haluan.model import Status
from haluan.ontology.facts import Holds


@dataclass(frozen=True, slots=True)
class FactMark(Record):
    """What the reference facts say of a reported membership at the day asked about, and the fact that says so."""

    holds: Holds = Holds.UNKNOWN
    since: str | None = None
    until: str | None = None
    role: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class KnownMember(Record):
    """A member by the reference facts; ``since`` is EDTF."""

    actor: str
    name: str
    role: str
    since: str
    source: str


@dataclass(frozen=True, slots=True)
class Membership(Record):
    """What is reported of one actor's belonging to a bloc; ``tie`` is what most sources say, ``contrary`` the rest.

    ``fact`` is what the reference facts say of it.
    """

    actor: str
    name: str
    status: Status
    first: str | None
    last: str | None
    tie: Tie
    contrary: tuple[Tie, ...]
    fact: FactMark = FactMark()


@dataclass(frozen=True, slots=True)
class Reach(Record):
    """A bloc's ties with one state of a region, and what it asks of it."""

    relationship: Relationship
    asked: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class BlocAnswer(Record):
    """A bloc's members and joiners, leavers, suitors, critics, its reach, and ties reported in the same passages.

    ``asked`` is what it asks of whom, ``dissent`` are members that themselves speak or act against it.
    ``unsure`` are actors of whose ties with it only unsure claims are left. ``known`` are its members by the reference
    facts, whatever is reported.
    """

    bloc: ActorName
    region: ActorName | None
    members: tuple[Membership, ...]
    leavers: tuple[Tie, ...]
    suitors: tuple[Relationship, ...]
    critics: tuple[Relationship, ...]
    reach: tuple[Reach, ...]
    alongside: tuple[Tie, ...]
    gaps: tuple[Gap, ...]
    basis: Basis
    asked: tuple[Tie, ...] = ()
    dissent: tuple[Relationship, ...] = ()
    unsure: tuple[ActorName, ...] = ()
    known: tuple[KnownMember, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the corpus says nothing of the bloc."""
        return not (self.members or self.leavers or self.suitors or self.critics or self.reach)


@dataclass(frozen=True, slots=True)
class SplitAnswer(Record):
    """Where the members of a bloc stand toward a third actor; ``own`` is the bloc's own line.

    ``members`` are those reported, ``known`` those of the reference facts. ``cohesion`` is the agreement index of those
    with ties whom the facts do not contradict: 1 all on one side, 0 evenly spread over friendly, hostile and neither.
    ``unsure`` are members of whose ties only unsure claims are left.
    """

    bloc: ActorName
    on: ActorName
    members: tuple[Membership, ...]
    own: Relationship | None
    friendly: tuple[Relationship, ...]
    hostile: tuple[Relationship, ...]
    mixed: tuple[Relationship, ...]
    neutral: tuple[Relationship, ...]
    gaps: tuple[Gap, ...]
    basis: Basis
    cohesion: float | None = None
    known: tuple[KnownMember, ...] = ()
    unsure: tuple[ActorName, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no tie of the bloc or of a member with the third actor is reported."""
        return not (self.own or self.friendly or self.hostile or self.mixed or self.neutral)
