"""Checks one text: what it asserts, in its own forms and in the reader's claims, against the reference facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from haluan.answers.checking.bonds import judge_bond
from haluan.answers.checking.detect import detect
from haluan.answers.checking.explain import Explainer, outcome
from haluan.answers.checking.fromclaims import KINDS, asserted, matching, relation_of
from haluan.answers.checking.groups import judge_group
from haluan.answers.checking.lists import UNSURE, settled
from haluan.answers.checking.misspelled import hints
from haluan.answers.checking.names import names
from haluan.answers.checking.numbers import judge_count
from haluan.answers.checking.offices import judge_office
from haluan.answers.checking.orders import judge_order, judge_sequence
from haluan.answers.checking.referents import referents
from haluan.answers.checking.regions import judge_region
from haluan.answers.checking.slots import slotted
from haluan.answers.checking.successions import judge_succession
from haluan.answers.checking.types import Against, Aspect, Assertion, Check, Finding, Kind, Outcome, TextCheck
from haluan.answers.checking.words import words
from haluan.answers.naming import Naming
from haluan.answers.project import Project
from haluan.i18n import catalogue
from haluan.mentions.people import day
from haluan.model import Article, Claim, Document, Mention, Status
from haluan.ontology.facts import Facts, Period

_GOES_ON = re.compile(r"\b(?:and|dan|serta) (?:is|are|was|were|adalah|merupakan|menjadi)\b")
# "a neighbour of NATO members": what the members are to it.
_THEIRS = re.compile(
    r"(?<!\bone )\b(?:of|to|with|by|from|for|against|over) (?:[\w-]+ ){0,3}members\b"
    r"|, (?:termasuk|including)\b"  # lists are read by the forms
    r"|(?<!antara )\b(?:negara-negara|para|sejumlah|beberapa) anggota\b"
)
_FORCE = 2  # years between ratifying a treaty and being bound by it
_ROLE = "(role"  # cue of a standing: "anggota", "member"
_JUDGES = {
    Kind.OFFICE: judge_office,
    Kind.SUCCESSION: judge_succession,
    Kind.COUNT: judge_count,
    Kind.ORDER: judge_order,
    Kind.SEQUENCE: judge_sequence,
    Kind.GROUP: judge_group,
    Kind.REGION: judge_region,
}


class Checker:
    """Checks texts against the reference facts, with names and reasons in one language (``id``, ``en``)."""

    def __init__(self, language: str = "en", project: Project | None = None) -> None:
        chosen = project or Project()
        self._facts: Facts = chosen.facts
        self._project = chosen
        self._naming = Naming(chosen.ontology, language)
        self._explainer = Explainer(self._naming, catalogue(language))

    def check(self, document: Document, mentions: Sequence[Mention], claims: Sequence[Claim]) -> TextCheck:
        """Check one text as read: its sentences, who is named in them, and the reader's claims.

        Everything is judged as of the date that is told with it, else the article's; without either only what was so,
        or never so, in all the time that the facts are complete for.
        """
        article = document.article
        as_of = day(article.date)
        told = [(one, judge(self._facts, one, as_of)) for one in assertions(document, mentions, claims, self._project)]
        found = settled(told, document, mentions)
        checks = [self._checked(article, one, finding, matching(one, claims) or one.claim) for one, finding in found]
        checks.sort(key=lambda check: _start(check))
        right = {(one.kind, one.object) for one, finding in found if outcome(one, finding) is Outcome.SUPPORTED}
        unsure = any(
            finding.reason == UNSURE and (one.kind, one.object) in right and _straight(document, one)
            for one, finding in found
        )
        return TextCheck(article.id, _overall(checks, unsure), tuple(checks), hints(document, mentions))

    def may_know(self, claim: Claim) -> bool:
        """Tell whether the facts may speak of claims with this relation."""
        return claim.relation in KINDS

    def check_claim(self, document: Document, claim: Claim) -> Check | None:
        """Check one claim of a text as read; None where it asserts nothing that the facts may know."""
        found = next(asserted((claim,), (), document.sentences), None)
        if found is None:
            return None
        return self._checked(document.article, found, judge(self._facts, found, day(document.article.date)), claim)

    def _checked(self, article: Article, assertion: Assertion, finding: Finding, claim: Claim | None) -> Check:
        return Check(
            self._claim(article, assertion, claim),
            outcome(assertion, finding),
            self._explainer.fact(finding),
            self._explainer.source(finding),
            finding.as_of,
            self._explainer.reason(assertion, finding),
        )

    def _claim(self, article: Article, assertion: Assertion, claim: Claim | None) -> dict[str, object]:
        status = Status.DENIED if assertion.negated else assertion.status
        evidence = assertion.evidence
        told: dict[str, object] = {
            "article": article.id,
            "source": assertion.subject,
            "source_name": self._naming.name(assertion.subject) if assertion.subject else assertion.person,
            "relation": relation_of(assertion),
            "target": assertion.object,
            "target_name": self._naming.name(assertion.object) if assertion.object else None,
            "status": status.value,
            "quiet": claim.quiet if claim else False,
            "speaker": claim.speaker if claim else None,
            "when": assertion.when,
            "evidence": {"start": evidence.start, "end": evidence.end, "text": evidence.text},
            "confidence": round(claim.confidence, 4) if claim else None,
            "kind": assertion.kind.value,
        }
        extra: dict[str, object] = {
            "person": assertion.person,
            "number": assertion.number,
            "place": assertion.place,
            "among": assertion.among,
        }
        return told | {key: value for key, value in extra.items() if value is not None}


def assertions(
    document: Document, mentions: Sequence[Mention], claims: Sequence[Claim], project: Project
) -> tuple[Assertion, ...]:
    """All that a text asserts and the facts may know, each once."""
    language = "en" if document.language == "en" else "id"
    known = names(language, project.names, project.overlay.terms)
    article = document.article
    referred = referents(document, mentions)
    sentences = [
        slotted(
            article,
            sentence,
            [m for m in mentions if m.sentence == sentence.index],
            document.language,
            known,
            referred.get(sentence.index, {}),
        )
        for sentence in document.sentences
    ]
    found = tuple(detect(article, sentences))
    return (*found, *asserted(claims, found, document.sentences))


def judge(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check one assertion as of the article's day. What is only planned, asked for or possible is no fact yet."""
    if assertion.vague:
        return _at_some_time(facts, assertion, as_of)
    if assertion.status is not Status.ACTUAL:
        return _not_yet(facts, assertion, as_of)
    if _goes_on_until(assertion, as_of):
        assertion = replace(assertion, aspect=Aspect.NOW, when=None)
    told, cut = assertion.when, _so_far(assertion.when, as_of)
    finding = _JUDGES.get(assertion.kind, judge_bond)(facts, replace(assertion, when=cut), as_of)
    if finding.as_of == cut:
        finding = replace(finding, as_of=told)
    if (
        cut != told
        and finding.truth is False
        and _JUDGES.get(assertion.kind, judge_bond)(facts, assertion, as_of).truth
    ):
        return replace(finding, truth=None, reason="unsettled")  # some days after the text, in the year that it tells
    if finding.truth is assertion.negated and not _counts(assertion, finding):
        return Finding(None, UNSURE, finding.as_of, finding.facts, finding.terms, finding.roster)
    return finding


def _goes_on_until(assertion: Assertion, as_of: str | None) -> bool:
    """Whether the end that is told lies ahead: "holds a seat until December" in a text of March."""
    bond = assertion.aspect is Aspect.ENDED and assertion.until and assertion.when is not None and as_of is not None
    return bool(bond) and Period.parse(as_of or "").last < Period.parse(assertion.when or "").last


def _counts(assertion: Assertion, finding: Finding) -> bool:
    """Whether what the facts say against it is enough to call a text wrong.

    Not where only the reader says so, by a verb in a form that no pattern vouches for.
    """
    if assertion.claim is not None:
        return _plain(assertion.claim)
    if assertion.against is Against.NONE:
        return False
    if assertion.against is Against.OTHERS and assertion.when:
        told = int(Period.parse(assertion.when).first[:4])
        return not any(0 <= int(Period.parse(fact.since).first[:4]) - told <= _FORCE for fact in finding.facts)
    known = bool(finding.facts or finding.terms)
    return assertion.against is Against.ANY or known is (assertion.against is Against.ROWS)


def _at_some_time(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """The time is open: only of whoever never was one up to the text is "was not yet one then" right at any time."""
    known = assertion.kind in (Kind.MEMBERSHIP, Kind.RECOGNITION) and assertion.status is Status.ACTUAL
    if known and assertion.negated and as_of and assertion.aspect is Aspect.ONCE and not assertion.founder:
        never = judge_bond(facts, replace(assertion, when=None, negated=False), as_of)
        if never.truth is False:
            return never
    return Finding(None, "vague", as_of)


def _straight(document: Document, assertion: Assertion) -> bool:
    """Whether nothing in its sentence turns round what is said, as "not" and "except" do."""
    at = assertion.evidence.start
    turned = frozenset(words()["turned"])
    told = (one for one in document.sentences if one.span.start <= at < one.span.end)
    return all(turned.isdisjoint(sentence.lower) for sentence in told)


def _so_far(when: str | None, as_of: str | None) -> str | None:
    """Cut the year or month in which the text was written off at its day: what came later it does not speak of."""
    if when is None or as_of is None or "/" in when:
        return when
    period, day = Period.parse(when), Period.parse(as_of)
    inside = period.first <= day.first and day.last < period.last
    return f"{period.first}/{day.last}" if inside else when


def _plain(claim: Claim) -> bool:
    """Whether a claim of the reader is about a standing, and of its subject: not "border Iran and are members"."""
    quote = claim.evidence.text
    other = not frozenset(words()["no_members"]).isdisjoint(quote.casefold().split()) or _THEIRS.search(quote)
    return _ROLE in (claim.cue or "") and not other and _GOES_ON.search(quote) is None


def _not_yet(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Note where what is only planned or asked for is so already."""
    if assertion.kind in (Kind.MEMBERSHIP, Kind.RECOGNITION):
        now = judge_bond(facts, replace(assertion, status=Status.ACTUAL, when=None), as_of)
        if now.truth and not assertion.negated and as_of:
            return Finding(None, "already", as_of, now.facts)
    return Finding(None, f"status_{assertion.status.value}", as_of)


def _overall(checks: Sequence[Check], unsure: bool) -> Outcome:
    """Judge the text by its worst part; where more is said of a bloc than is sure, what is right is no proof."""
    verdicts = {check.verdict for check in checks}
    order = (Outcome.CONTRADICTED,) if unsure else (Outcome.CONTRADICTED, Outcome.SUPPORTED)
    return next((verdict for verdict in order if verdict in verdicts), Outcome.NOT_COVERED)


def _start(check: Check) -> int:
    evidence = check.claim["evidence"]
    return int(evidence["start"]) if isinstance(evidence, dict) else 0
