"""Tie: all claims between two actors, each with its words; and one claim in its context, to be judged."""

from __future__ import annotations

from itertools import groupby

from starlette.responses import Response

from haluan.answers import Citation, PairAnswer
from haluan.model import CORRECTABLE, Status, Verdict
from haluan.web.visit import Visit

UNDATED = ""


def tie(visit: Visit) -> Response:
    """All reported ties between two actors, as ties and on a line of time."""
    a, b = visit.request.path_params["a"], visit.request.path_params["b"]
    with visit.open() as database:
        answer = database.pair(a, b, visit.filters.window())
    return visit.render("tie.html", answer=answer, basis=answer.basis, q=visit.asked.get("q", ""), years=years(answer))


def years(answer: PairAnswer) -> list[tuple[str, list[Citation]]]:
    """The cited claims by year of the event, else of the article, the oldest first and the undated last."""
    ties = answer.relationship.ties if answer.relationship else ()
    cited = {one.cited.id: one for tie in ties for one in tie.citations}
    dated = sorted(cited.values(), key=lambda one: (moment(one) or "~", one.cited.id))
    return [(year, list(group)) for year, group in groupby(dated, key=lambda one: (moment(one) or UNDATED)[:4])]


def moment(citation: Citation) -> str | None:
    """When it happened, else when it was reported."""
    return citation.cited.claim.when or citation.cited.date


def claim(visit: Visit) -> Response:
    """One claim with its quote in context, what people judged of it, and the forms to judge it."""
    with visit.open() as database:
        shown = database.show(visit.request.path_params["claim"])
        fact = database.verdict(shown.citation)
        judged = database.judgements(shown.citation.cited.id)
        return visit.render(
            "claim.html",
            shown=shown,
            basis=shown.basis,
            judgements=judged,
            fact=fact,
            statuses=list(Status),
            relations=list(database.view.naming.ontology.relations),
            fields=CORRECTABLE,
            verdicts=Verdict,
            reviewer=visit.desk.reviewer,
            done=visit.asked.get("done", ""),
        )
