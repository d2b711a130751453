"""Composes the stage: article in, readable document out."""

from __future__ import annotations

from haluan.model import Article, Document, Skip
from haluan.text.language import READ, detect
from haluan.text.sentences import sentences


def prepare(article: Article) -> Document | Skip:
    """Return ``article`` made readable, or a `Skip` where it is empty or in a language that is not read.

    Pure, and never fails: any text gives a document or a reason. Offsets index ``article.text`` as it stands.
    """
    if not article.text.strip():
        return _skip(article, "the text is empty")
    language = detect(article.text, article.language)
    if language not in READ:
        return _skip(article, f"language {language} is not read")
    found = sentences(article.text, article.title, ())
    if not found:
        return _skip(article, "the text has no words")
    return Document(article, language, found, ())


def _skip(article: Article, reason: str) -> Skip:
    return Skip(article.origin or article.id, "text", reason, article.id)
