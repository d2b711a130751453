"""The questions about single claims and articles: claims, show, search, log."""

from __future__ import annotations

from collections.abc import Generator

from haluan.answers.types import ArticleAnswer, Citation, LogAnswer, SearchAnswer, ShowAnswer
from haluan.answers.view import View
from haluan.model import ClaimQuery

# Characters of context to show on either side of a quote; a paragraph is cut there.
CONTEXT = 400


def claims(view: View, query: ClaimQuery) -> Generator[Citation]:
    """Yield the claims that fit, newest first, without holding them all in memory."""
    for cited in view.judged().claims(query):
        yield view.naming.cite(cited)


def show(view: View, claim: str) -> ShowAnswer:
    """One claim, by its id or the beginning of it, in its paragraph, rejected or not.

    Raises `NotInStore` or `AmbiguousId`.
    """
    cited = view.judged().judge(view.store.claim(claim))
    article = view.store.article(cited.claim.article).article
    quote = cited.claim.evidence
    before = article.text[max(0, quote.start - CONTEXT) : quote.start]
    after = article.text[quote.end : quote.end + CONTEXT]
    return ShowAnswer(
        citation=view.naming.cite(cited),
        origin=article.origin,
        author=article.author,
        before=before[before.rfind("\n") + 1 :],
        after=after.partition("\n")[0],
        basis=view.basis(),
    )


def article(view: View, article_id: str) -> ArticleAnswer:
    """One article as stored, with the claims that its newest reading found; raises `NotInStore`."""
    stored = view.store.article(article_id)
    found = view.judged().claims(ClaimQuery(articles=frozenset({article_id})))
    cited = sorted(found, key=lambda one: (one.claim.evidence.start, one.claim.evidence.end, one.id))
    return ArticleAnswer(
        article=stored.article,
        language=stored.language,
        boilerplate=stored.boilerplate,
        skipped=stored.skipped,
        recorded=stored.recorded,
        group=stored.group,
        citations=tuple(view.naming.cite(one) for one in cited),
        basis=view.basis(),
    )


def search(view: View, text: str, limit: int = 20) -> SearchAnswer:
    """Articles that hold all the words of ``text``, best match first."""
    return SearchAnswer(text, view.store.search(text, limit), view.basis())


def log(view: View, run: int | None = None, limit: int | None = None) -> LogAnswer:
    """The last ``limit`` runs of reading, or the one numbered ``run``, and what was skipped; all of them for None."""
    runs = tuple(found for found in view.store.runs() if run is None or found.id == run)[:limit]
    shown = {found.id for found in runs}
    # Something skipped again and again stands in the last run that met it.
    skips = tuple(entry for entry in view.store.log(run) if limit is None or entry.run is None or entry.run in shown)
    return LogAnswer(runs, skips, view.basis())
