"""The questions to the reference facts. They need no store: what is known, not what is reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from haluan.answers.naming import Naming
from haluan.answers.project import Project
from haluan.answers.types import ActorName, Record
from haluan.ontology.facts import Fact, Facts, Holds, Listing, Period, Roster, Verdict


@dataclass(frozen=True, slots=True)
class FactLine(Record):
    """One row of the facts with the names of its actors; see `haluan.ontology.facts.Fact`."""

    kind: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    role: str
    since: str
    until: str | None
    status: str
    title: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class ListAnswer(Record):
    """Who stood in a bond with ``actor``: ``facts`` that held, ``unsure`` ones, and whether these are all.

    ``roster`` says from when to when the rows are complete; None where no such mark exists.
    """

    question: str
    actor: ActorName
    as_of: str
    facts: tuple[FactLine, ...]
    unsure: tuple[FactLine, ...]
    complete: bool
    roster: Roster | None


@dataclass(frozen=True, slots=True)
class VerdictAnswer(Record):
    """Whether ``subject`` stood in a bond with ``object``, with the rows that say so and the mark of completeness."""

    question: str
    subject: ActorName
    object: ActorName
    as_of: str
    holds: Holds
    facts: tuple[FactLine, ...]
    roster: Roster | None


@dataclass(frozen=True, slots=True)
class OfficeLine(Record):
    """One person's time in one office."""

    person: str
    office: str
    since: str
    until: str | None
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class OfficesAnswer(Record):
    """Who held the offices of ``actor`` on some day of ``as_of``, in the order of the terms."""

    question: str
    actor: ActorName
    as_of: str
    offices: tuple[OfficeLine, ...]


class Reference:
    """The reference facts to ask, with names in one language. Actors may be given by code or by any name.

    Every question may raise `UnknownNameError`, and `haluan.ontology.facts.DateError` for what is no EDTF date.
    """

    def __init__(self, language: str = "en", project: Project | None = None) -> None:
        chosen = project or Project()
        self._facts: Facts = chosen.facts
        self._naming = Naming(chosen.ontology, language)

    def members(self, bloc: str, as_of: str, role: str | None = None) -> ListAnswer:
        """Who belonged to a bloc or pact; with ``role`` who stood in that role to it (observer, candidate...)."""
        code = self._naming.actor(bloc)
        return self._list("member", code, self._facts.members(code, as_of, role))

    def is_member(self, actor: str, bloc: str, as_of: str, role: str | None = None) -> VerdictAnswer:
        """Whether an actor belonged to a bloc or pact."""
        subject, code = self._naming.actor(actor), self._naming.actor(bloc)
        return self._verdict("member", subject, code, self._facts.is_member(subject, code, as_of, role))

    def recognizers(self, actor: str, as_of: str) -> ListAnswer:
        """Who recognized an actor as a state (armed groups: as a government)."""
        code = self._naming.actor(actor)
        return self._list("recognizes", code, self._facts.recognizers(code, as_of))

    def recognizes(self, subject: str, actor: str, as_of: str) -> VerdictAnswer:
        """Whether ``subject`` recognized ``actor`` as a state."""
        first, second = self._naming.actor(subject), self._naming.actor(actor)
        return self._verdict("recognizes", first, second, self._facts.recognizes(first, second, as_of))

    def offices(self, actor: str, as_of: str, office: str | None = None) -> OfficesAnswer:
        """Who held the offices of an actor; with ``office`` (``head_of_state``...) only that one."""
        code = self._naming.actor(actor)
        terms = self._facts.offices(code, as_of, office)
        lines = (
            OfficeLine(term.person, term.office, term.since, term.until, term.source, term.checked) for term in terms
        )
        return OfficesAnswer("office", self._naming.named(code), as_of, tuple(lines))

    def about(self, actor: str, as_of: str | None = None) -> ListAnswer:
        """All facts about an actor; with ``as_of`` only those that held, or may have held, then."""
        code = self._naming.actor(actor)
        rows = self._facts.about(code)
        if as_of is None:
            return ListAnswer("about", self._naming.named(code), "", self._lines(rows), (), False, None)
        period = Period.parse(as_of)
        held = [fact for fact in rows if fact.holds(period) in (Holds.YES, Holds.PARTLY)]
        unsure = [fact for fact in rows if fact.holds(period) is Holds.UNKNOWN]
        return ListAnswer("about", self._naming.named(code), as_of, self._lines(held), self._lines(unsure), False, None)

    def _list(self, question: str, code: str, found: Listing) -> ListAnswer:
        named, facts, unsure = self._naming.named(code), self._lines(found.facts), self._lines(found.unsure)
        return ListAnswer(question, named, found.as_of, facts, unsure, found.complete, found.roster)

    def _verdict(self, question: str, subject: str, object_: str, found: Verdict) -> VerdictAnswer:
        first, second = self._naming.named(subject), self._naming.named(object_)
        return VerdictAnswer(question, first, second, found.as_of, found.holds, self._lines(found.facts), found.roster)

    def _lines(self, facts: Iterable[Fact]) -> tuple[FactLine, ...]:
        name = self._naming.name
        return tuple(
            FactLine(
                fact.kind.value,
                fact.subject,
                name(fact.subject),
                fact.object,
                name(fact.object),
                fact.role,
                fact.since,
                fact.until,
                fact.status.value,
                fact.title,
                fact.source,
                fact.checked,
            )
            for fact in facts
        )
