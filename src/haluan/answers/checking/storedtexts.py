"""Checks stored articles against the reference facts, with the claims that the store holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from haluan.answers.checking.check import Checker
from haluan.answers.checking.types import TextCheck
from haluan.answers.project import Project
from haluan.answers.view import View
from haluan.mentions import link
from haluan.model import ClaimQuery, Skip
from haluan.text import prepare


def check_stored(view: View, articles: Iterable[str], project: Project | None = None) -> Iterator[TextCheck]:
    """Check articles of the store, those that can be read; raises `haluan.store.NotInStore` for an unknown id."""
    checker = Checker(view.naming.language, project)
    for name in articles:
        article = view.store.article(name).article
        document = prepare(article)
        if not isinstance(document, Skip):
            claims = [cited.claim for cited in view.claims(ClaimQuery(articles=frozenset({name})))]
            yield checker.check(document, link(document), claims)
