"""The reader: one article with its claims marked and what was not read greyed; and the search for articles."""

from __future__ import annotations

import re

from starlette.responses import Response

from haluan.web.segments import Quote
from haluan.web.visit import Visit

# The store puts found words in brackets
_HIT = re.compile(r"\[([^\[\]]+)\]")


def article(visit: Visit) -> Response:
    """One article, by its id in the address, at one of its claims."""
    with visit.open() as database:
        answer = database.article(visit.asked.get("id", ""))
    chosen = visit.asked.get("claim", "")
    spans = [(one, one.cited.claim.evidence) for one in answer.citations]
    quotes = [Quote(one.cited.id, span.start, span.end, visit.kind(one)) for one, span in spans]
    return visit.render("article.html", answer=answer, basis=answer.basis, quotes=quotes, chosen=chosen)


def search(visit: Visit) -> Response:
    """Articles that hold the words."""
    text = visit.asked.get("text", "").strip()[:200]
    if not text:
        return visit.go(visit.url.fresh("corpus"))
    with visit.open() as database:
        answer = database.search(text, 50)
    marked = [_HIT.split(hit.snippet) for hit in answer.hits]
    return visit.render("search.html", answer=answer, basis=answer.basis, marked=marked)
