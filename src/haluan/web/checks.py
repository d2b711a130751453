"""Check: a pasted text, or that of a page, with its claims marked and what the reference facts say of them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from starlette.responses import Response

from haluan import pipeline
from haluan.answers import open_project
from haluan.answers.checking import Check, Checker, TextCheck
from haluan.answers.markup import is_web_address
from haluan.model import Article, Claim, HaluanError, Skip
from haluan.web.segments import Quote
from haluan.web.visit import Visit

MOST_CHARACTERS = 100_000
_LARGEST_PAGE = 3_000_000  # bytes
_PATIENCE = 8.0  # seconds for a server to answer
_KINDS = {"supported": "friendly", "contradicted": "hostile", "not covered": "neutral"}
_FIELDS = ("text", "url", "date")


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what was found in it: checks in the order of the text, and claims that no fact bears on."""

    article: Article
    outcome: TextCheck | None
    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]
    skipped: str | None = None
    language: str = ""


class Unfit(HaluanError):  # noqa: N818 - it is an answer, not a fault
    """Something that was sent to be checked and cannot be; the message is in the language of the page."""


def page(visit: Visit) -> Response:
    """The empty form."""
    return visit.render("check.html", checked=None, form=dict.fromkeys(_FIELDS, ""), problem="", names={})


def result(visit: Visit, form: Mapping[str, str]) -> Response:
    """The text of the form, or of the page whose address it gives, checked."""
    given = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in _FIELDS}
    try:
        checked = check(visit, sent(visit, **given))
    except Unfit as error:
        return visit.render("check.html", 400, checked=None, form=given, problem=str(error), names={})
    return visit.render("check.html", checked=checked, form=given, problem="", names=_Labels(visit))


def sent(visit: Visit, text: str, url: str, date: str) -> Article:
    """Turn what a form brought into an article; raises `Unfit`."""
    if text and url:
        raise Unfit(visit.say("check.page.both"))
    try:
        datetime.date.fromisoformat(date or "2000-01-01")
    except ValueError:
        raise Unfit(visit.say("check.page.date", date=date)) from None
    article = fetched(visit, url, date or None) if url else pasted(text, date or None)
    if not article.text:
        raise Unfit(visit.say("check.page.empty"))
    if len(article.text) > MOST_CHARACTERS:
        raise Unfit(visit.say("check.page.long", most=visit.say.number(MOST_CHARACTERS)))
    return article


def pasted(text: str, date: str | None) -> Article:
    """A text without a place in the world."""
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Article(f"pasted-{name}", text, date=date)


def fetched(visit: Visit, url: str, date: str | None) -> Article:
    """Fetch one page as `haluan read` does, politely and not from private networks; raises `Unfit`."""
    if not is_web_address(url):
        raise Unfit(visit.say("check.page.address"))
    wanted = pipeline.Options().ingest
    options = replace(
        wanted, date=date, allow_private=visit.desk.allow_private, max_bytes=_LARGEST_PAGE, timeout=_PATIENCE, delay=0.0
    )
    found = list(islice(pipeline.articles([url], options), 2))
    if not found or isinstance(found[0], Skip):
        reason = (
            visit.explain(found[0].reason) if found and isinstance(found[0], Skip) else visit.say("check.page.empty")
        )
        raise Unfit(visit.say("check.page.unread", url=url, reason=reason))
    if len(found) > 1:
        raise Unfit(visit.say("check.page.several", url=url))
    return found[0]


class _Labels:
    """Says claims that are in no store in words."""

    def __init__(self, visit: Visit) -> None:
        from haluan.answers import Naming
        from haluan.ontology import load

        self._naming = Naming(load(), visit.language)

    def __call__(self, claim: Claim) -> str:
        return self._naming.label(claim.source, claim.relation, claim.target)


def check(visit: Visit, article: Article, language: str | None = None) -> Checked:
    """Read a text as `haluan read` does, without storing it, and check it as `haluan check` does."""
    project = open_project(visit.desk.db.parent)
    study = pipeline.study(article, stages=pipeline.with_names(pipeline.STAGES, project.names, project.overlay.terms))
    if isinstance(study, Skip):
        return Checked(article, None, (), (), study.reason)
    outcome = Checker(language or visit.language, project).check(study.document, study.mentions, study.claims)
    checked = [_quote(number, one) for number, one in enumerate(outcome.checks)]
    rest = tuple(claim for claim in study.claims if not any(_same(claim, one) for one in outcome.checks))
    others = [Quote(f"claim-{at}", one.evidence.start, one.evidence.end, "claim") for at, one in enumerate(rest)]
    return Checked(article, outcome, rest, (*checked, *others), language=study.document.language)


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
