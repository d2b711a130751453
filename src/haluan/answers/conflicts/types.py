"""What `haluan conflicts` is answered with."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.answers.conflicts.finding import Kind
from haluan.answers.types import ActorName, Basis, Citation, Record
from haluan.model import Evidence, Status


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """A place of an article that gives the number of a bloc's members. ``group`` is its near-duplicate group."""

    article: str
    bloc: str
    members: int
    evidence: Evidence
    outlet: str | None
    date: str | None
    title: str | None
    url: str | None
    group: str


@dataclass(frozen=True, slots=True)
class Side(Record):
    """What one side says, the quote to read first in front; of the other side, that quote contradicts the first too.

    ``when`` is the date that it gives, where dates differ; ``members`` the number, where numbers do. ``independent``
    counts near-duplicates once; ``first`` and ``last`` are days of its articles. ``confidence`` is how sure it is that
    at least one of its sources says so: the reader may have erred in each, and a claim that people accepted is sure.
    """

    label: str
    relation: str | None
    status: Status | None
    when: str | None
    members: int | None
    independent: int
    first: str | None
    last: str | None
    confidence: float
    quotes: tuple[Citation | Statement, ...]


@dataclass(frozen=True, slots=True)
class Conflict(Record):
    """Two sides that cannot both be right. ``independent`` counts the sources of both; 1: a source contradicts itself.

    ``confidence`` is how sure it is that both sides are said, and not misread; ``credible`` tells that it is enough.

    ``target`` is None where the number of members of ``source`` is at stake.
    """

    kind: Kind
    source: ActorName
    target: ActorName | None
    left: Side
    right: Side
    independent: int
    confidence: float
    credible: bool


@dataclass(frozen=True, slots=True)
class ConflictsAnswer(Record):
    """All contradictions found, the credible ones first; a limit left ``more`` of them out."""

    actor: ActorName | None
    relation: str | None
    conflicts: tuple[Conflict, ...]
    more: int
    basis: Basis
