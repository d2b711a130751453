"""Says a finding to people: the known fact in one line, where it is from, and one sentence of reasoning."""

from __future__ import annotations

from haluan.answers.checking.types import Assertion, Finding, Outcome
from haluan.answers.naming import Naming
from haluan.i18n import Catalogue
from haluan.ontology.facts import Fact, Roster
from haluan.ontology.types import Term

_BEFORE = "../"


def outcome(assertion: Assertion, finding: Finding) -> Outcome:
    """Turn what the facts say into a verdict on what the text says."""
    if finding.truth is None:
        return Outcome.NOT_COVERED
    return Outcome.SUPPORTED if finding.truth is not assertion.negated else Outcome.CONTRADICTED


class Explainer:
    """Explains in one language."""

    def __init__(self, naming: Naming, say: Catalogue) -> None:
        self._naming = naming
        self._say = say

    def fact(self, finding: Finding) -> str | None:
        """The rows that decided; else the roster, whose silence did."""
        if finding.facts:
            return "; ".join(self._row(fact) for fact in finding.facts)
        if finding.terms:
            return "; ".join(self._term(term) for term in finding.terms)
        return self._roster(finding.roster) if finding.roster else None

    def source(self, finding: Finding) -> str | None:
        """Address of the page that the fact is from."""
        rosters = (finding.roster,) if finding.roster else ()
        sources = [holder.source for holders in (finding.facts, finding.terms, rosters) for holder in holders]
        return next((source for source in sources if source), None)

    def reason(self, assertion: Assertion, finding: Finding) -> str:
        """One sentence of reasoning."""
        values = {
            "subject": self._naming.name(assertion.subject or "") or (assertion.person or ""),
            "object": self._naming.name(assertion.object or ""),
            "person": assertion.person or "",
            "as_of": self._when(finding.as_of),
            "what": self._say(f"check.kind.{assertion.kind.value}"),
            "number": assertion.number or assertion.place or 0,
            "fact": self.fact(finding) or "-",
            **{key: self._known(key, value) for key, value in finding.known},
        }
        sentence = self._say(f"check.reason.{finding.reason}", **values)
        verdict = outcome(assertion, finding)
        if verdict is Outcome.NOT_COVERED:
            return sentence
        denied = self._say("check.denied") if assertion.negated else ""
        return f"{sentence}{denied}"

    def _known(self, key: str, value: str) -> str:
        return ", ".join(self._naming.name(code) for code in value.split()) if key == "actors" else value

    def _when(self, as_of: str | None) -> str:
        if as_of is None:
            return self._say("check.no_date")
        as_of = as_of.removesuffix("/..")  # since a date on: the date is what is meant
        first, slash, last = as_of.partition("/")
        return self._say("facts.span", since=first, until=last) if slash and first and last else as_of

    def _row(self, fact: Fact) -> str:
        title = f" ({fact.title})" if fact.title else ""
        subject, object_ = self._naming.name(fact.subject), self._naming.name(fact.object)
        return f"{subject} → {object_}: {self._say(f'role.{fact.role}')}, {self._span(fact.since, fact.until)}{title}"

    def _term(self, term: Term) -> str:
        office = self._say(f"office.{term.office}")
        return f"{term.person}: {office}, {self._naming.name(term.actor)}, {self._span(term.since, term.until)}"

    def _roster(self, roster: Roster) -> str:
        return self._say(
            "check.roster",
            object=self._naming.name(roster.object),
            role=self._say(f"role.{roster.role}"),
            first=roster.complete_from,
            last=roster.complete_until,
        )

    def _span(self, since: str, until: str | None) -> str:
        begins = self._say("facts.by", date=since.removeprefix(_BEFORE)) if since.startswith(_BEFORE) else since
        if until is None:
            return self._say("facts.from", since=begins)
        return self._say("facts.span", since=begins, until=until)
