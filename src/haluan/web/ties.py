"""Tie: all claims between two actors, each with its words; and one claim in its context, to be judged."""

from __future__ import annotations

from starlette.responses import Response

from haluan.model import CORRECTABLE, Status, Verdict
from haluan.web.chronicle import line_of_time
from haluan.web.visit import Visit

_FIRST = 10  # claims of the line of time; the others are behind a link


def tie(visit: Visit) -> Response:
    """All reported ties between two actors, as ties and on a line of time."""
    a, b = visit.request.path_params["a"], visit.request.path_params["b"]
    with visit.open() as database:
        answer = database.pair(a, b, visit.filters.window())
        time = line_of_time(visit, database, ("tie", answer.a.actor, answer.b.actor), _FIRST)
    return visit.render(
        "tie.html",
        answer=answer,
        basis=answer.basis,
        q=visit.asked.get("q", ""),
        time=time,
        part=visit.asked.get("part", ""),
        done=visit.asked.get("done", ""),
    )


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
