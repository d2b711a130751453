"""Check: a pasted text with its claims marked and what the reference facts say of them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from haluan import pipeline
from haluan.answers import open_project
from haluan.answers.checking import Check, Checker, TextCheck
from haluan.model import Article, Claim, Skip
from haluan.web.segments import Quote
from haluan.web.visit import Visit

MOST_CHARACTERS = 100_000
_KINDS = {"supported": "friendly", "contradicted": "hostile", "not covered": "neutral"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what was found in it: checks in the order of the text, and claims that no fact bears on."""

    article: Article
    outcome: TextCheck | None
    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]
    skipped: str | None = None


def page(visit: Visit) -> Response:
    """The empty form."""
    return visit.render("check.html", checked=None, text="", date="", problem="", names={})


def result(visit: Visit, form: Mapping[str, str]) -> Response:
    """The text of the form, checked."""
    text, date = form.get("text", "").replace("\r\n", "\n").strip(), form.get("date", "").strip()
    problem = _problem(visit, text, date)
    if problem:
        return visit.render("check.html", 400, checked=None, text=text, date=date, problem=problem, names={})
    checked = check(visit, text, date or None)
    return visit.render("check.html", checked=checked, text=text, date=date, problem="", names=_Labels(visit))


class _Labels:
    """Says claims that are in no store in words."""

    def __init__(self, visit: Visit) -> None:
        from haluan.answers import Naming
        from haluan.ontology import load

        self._naming = Naming(load(), visit.language)

    def __call__(self, claim: Claim) -> str:
        return self._naming.label(claim.source, claim.relation, claim.target)


def _problem(visit: Visit, text: str, date: str) -> str:
    if not text:
        return visit.say("check.page.empty")
    if len(text) > MOST_CHARACTERS:
        return visit.say("check.page.long", most=visit.say.number(MOST_CHARACTERS))
    try:
        datetime.date.fromisoformat(date or "2000-01-01")
    except ValueError:
        return visit.say("check.page.date", date=date)
    return ""


def check(visit: Visit, text: str, date: str | None, language: str | None = None) -> Checked:
    """Read a text as `haluan read` does, without storing it, and check it as `haluan check` does."""
    project = open_project(visit.desk.db.parent)
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    article = Article(f"pasted-{name}", text, date=date)
    study = pipeline.study(article, stages=pipeline.with_names(pipeline.STAGES, project.names, project.overlay.terms))
    if isinstance(study, Skip):
        return Checked(article, None, (), (), study.reason)
    outcome = Checker(language or visit.language, project).check(study.document, study.mentions, study.claims)
    checked = [_quote(number, one) for number, one in enumerate(outcome.checks)]
    rest = tuple(claim for claim in study.claims if not any(_same(claim, one) for one in outcome.checks))
    others = [Quote(f"claim-{at}", one.evidence.start, one.evidence.end, "claim") for at, one in enumerate(rest)]
    return Checked(article, outcome, rest, (*checked, *others))


def _quote(number: int, check: Check) -> Quote:
    evidence = check.claim["evidence"]
    assert isinstance(evidence, dict)
    return Quote(f"check-{number}", int(evidence["start"]), int(evidence["end"]), _KINDS[check.verdict.value])


def _same(claim: Claim, check: Check) -> bool:
    """Tell whether a check is of this claim: between the same two, in words that the claim's words share."""
    evidence = check.claim["evidence"]
    assert isinstance(evidence, dict)
    ends = {check.claim["source"], check.claim["target"]} == {claim.source, claim.target}
    return ends and evidence["start"] < claim.evidence.end and claim.evidence.start < evidence["end"]
