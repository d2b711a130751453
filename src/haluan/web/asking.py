"""Ask: a question as typed text or as chips, and the ranked answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from haluan.answers import ActorName, Asked, Database, Question, StoreMissing
from haluan.web.filters import Filters
from haluan.web.visit import Visit

_MOST_TIES = 4
_MOST_OUTLETS = 200  # to choose from


def start(visit: Visit) -> Response:
    """The start page; a typed question leads on to its answer."""
    typed = visit.asked.get("q", "").strip()
    try:
        with visit.open() as database:
            if not typed:
                coverage = database.coverage()
                return visit.render("start.html", q="", coverage=coverage, question=None, **choices(visit, database))
            question = database.understand(typed)
            address = address_of(replace(visit, snapshot=database.snapshot()), question)
            if address is not None:
                return visit.go(address)
            coverage = database.coverage()
            return visit.render(
                "start.html", 404, q=typed, coverage=coverage, question=question, **choices(visit, database)
            )
    except StoreMissing:
        return visit.render("empty.html", q="")


def address_of(visit: Visit, question: Question) -> str | None:
    """The page that answers a question; None where there is none."""
    url, actors = visit.url, question.actors
    period = {"since": question.since or "", "until": question.until or ""}
    shared = {**Filters(**period).parameters, "q": question.text}
    if question.asked is Asked.RANK:
        against = {"against": "1"} if question.against else {}
        place = {"in": question.region or ""}
        manner = {"quiet": "1"} if question.quiet else {"quiet": "0"} if question.openly else {}
        return url.plain("rank", toward=actors[0], **place, **manner, **against, **shared)
    if question.asked is Asked.PAIR:
        return url.plain("tie", *actors, **shared)
    if question.asked is Asked.STATE:
        return url.plain("state", actors[0], **shared)
    if question.asked is Asked.BLOC:
        return url.plain("bloc", actors[0], reach=question.region or "", **shared)
    if question.asked is Asked.SPLIT:
        return url.plain("bloc", actors[0], on=actors[1], **shared)
    return None


def rank(visit: Visit) -> Response:
    """Who stands with an actor."""
    asked, toward = visit.asked, visit.asked.get("toward", "").strip()
    if not toward:
        return visit.go(visit.url.fresh())
    region, manner = asked.get("in", "").strip(), asked.get("quiet")
    with visit.open() as database:
        answer = database.rank(
            toward, region or None, manner == "1", None, visit.filters.window(), openly=manner == "0"
        )
        # An answer about all the world leaves out who is silent; a page has room to fold them away.
        gaps = answer.gaps if region else database.standings(toward, window=visit.filters.window()).gaps
        return visit.render(
            "rank.html",
            answer=answer,
            basis=answer.basis,
            gaps=gaps,
            q=asked.get("q", ""),
            against=asked.get("against") == "1",
            most=_MOST_TIES,
            **choices(visit, database),
        )


def choices(visit: Visit, database: Database) -> dict[str, Any]:
    """What the chips offer: the actors of the store, most claims first, and the regions by name."""
    naming, coverage = database.view.naming, database.coverage()
    actors = [naming.named(code) for code, _ in coverage.actors if code in naming.ontology.actors]
    regions = [ActorName(code, visit.say(f"region.{code}")) for code in naming.ontology.regions]
    return {
        "actors": actors,
        "regions": sorted(regions, key=lambda region: region.name.casefold()),
        "outlets": coverage.outlets[:_MOST_OUTLETS],
    }
