"""Sources, the score's breakdown, and what changed, whose address is the saved question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.responses import Response

from haluan.answers import Database, NotInStore
from haluan.web.asking import choices
from haluan.web.desk import Desk
from haluan.web.forms import Refused
from haluan.web.stretches import SIZE, Stretch, place, stretches
from haluan.web.templates import day
from haluan.web.visit import Visit

_FIRST = 50  # claims of each score; the rest is behind a link
_DAYS = 90  # looked back where nobody says since when


def sources(visit: Visit) -> Response:
    """Who reports the ties between two actors, and which outlets do not."""
    a, b = visit.request.path_params["a"], visit.request.path_params["b"]
    with visit.open() as database:
        answer = database.sources(a, b, visit.asked.get("relation") or None, visit.filters.window())
    return visit.render("sources.html", answer=answer, basis=answer.basis)


def why(visit: Visit) -> Response:
    """What each claim adds to the scores of an actor toward another."""
    with visit.open() as database:
        answer = database.explain(
            visit.request.path_params["a"], visit.request.path_params["b"], visit.filters.window()
        )
    page = ("why", answer.actor.actor, answer.pole.actor)
    cut = stretches({"said": answer.said, "done": answer.done}, visit.asked, page, {}, _FIRST)
    return visit.render("why.html", answer=answer, basis=answer.basis, cut=cut, part=visit.asked.get("part", ""))


def watch(visit: Visit) -> Response:
    """What changed since a day or a noted state of the store."""
    with visit.open() as database:
        since, actor = since_when(visit, database), visit.asked.get("actor", "").strip()
        start = place(visit.asked)
        # No claim is fetched for what comes after this page.
        answer = database.changes(since, None, actor or None, start + SIZE)
        total = len(answer.changes) + answer.more
        if start and start >= total:
            raise Refused("refused.no_page", 404)
        asked = {"since": since, "actor": actor}
        return visit.render(
            "watch.html",
            answer=answer,
            basis=answer.basis,
            cut=Stretch("changes", answer.changes[start:], start, total, ("watch",), asked),
            since=since,
            told=told_since(database, since),
            actor=actor,
            noted=database.snapshots()[:10],
            **choices(visit, database),
        )


def prepare(desk: Desk) -> None:
    """Work out what the page shows to those who ask for nothing special."""
    with desk.open(desk.language) as database:
        database.changes(_lately(database), None, None, SIZE)


def since_when(visit: Visit, database: Database) -> str:
    """Since when; without a word some weeks before the newest article."""
    asked = visit.asked.get("since", "").strip()
    return asked or _lately(database)


def told_since(database: Database, since: str) -> str:
    """Say since when as people read it: of a state of the store, the moment at which it began."""
    try:
        began = database.find_snapshot(since).recorded
    except NotInStore:
        return since
    return f"{day(began)} UTC" if began else since


def _lately(database: Database) -> str:
    last = database.coverage().last or datetime.now(UTC).date().isoformat()
    return (datetime.fromisoformat(last) - timedelta(days=_DAYS)).date().isoformat()
