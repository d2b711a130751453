"""Checks claims of a store against the reference facts."""

from __future__ import annotations

from functools import lru_cache

from haluan.answers.checking.check import Checker
from haluan.answers.checking.types import Check
from haluan.answers.types import Citation
from haluan.answers.view import View
from haluan.model import Document
from haluan.text import prepare

# Claims of one article mostly come one after the other.
_KEPT = 32


class StoredChecker:
    """Checks claims one by one; each is judged in its article's sentences, as `haluan check` judges a text."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._checker = Checker(view.naming.language)
        self._document = lru_cache(maxsize=_KEPT)(self._read)

    def check(self, citation: Citation) -> Check | None:
        """Check a claim; None where it asserts nothing that the facts may know."""
        claim = citation.cited.claim
        document = self._document(claim.article) if self._checker.may_know(claim) else None
        return None if document is None else self._checker.check_claim(document, claim)

    def _read(self, article_id: str) -> Document | None:
        document = prepare(self._view.store.article(article_id).article)
        return document if isinstance(document, Document) else None
