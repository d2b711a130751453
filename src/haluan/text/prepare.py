"""Composes the stage: article in, readable document out."""

from __future__ import annotations

from haluan.model import Article, Document, Skip
from haluan.text.boilerplate import boilerplate
from haluan.text.language import READ, detect
from haluan.text.lines import lines_of
from haluan.text.names import acronyms
from haluan.text.paragraphs import paragraphs
from haluan.text.sentences import sentences

_LONGEST = 1_000_000  # characters: 500 times an article, and two seconds of reading


def prepare(article: Article) -> Document | Skip:
    """Return ``article`` made readable, or a `Skip` where it is empty, endless or in a language that is not read.

    Pure, and never fails: any text gives a document or a reason. Offsets index ``article.text`` as it stands.
    """
    if not article.text.strip():
        return _skip(article, "the text is empty")
    if len(article.text) > _LONGEST:
        return _skip(article, f"a text of {len(article.text)} characters is no article (at most {_LONGEST} are read)")
    language = detect(article.text, article.language)
    if language not in READ:
        return _skip(article, f"language {language} is not read")
    lines = list(lines_of(article.text))
    spans = boilerplate(article.text, lines, acronyms())
    found = sentences(article.text, paragraphs(lines, spans, article.title))
    if not found:
        return _skip(article, "the text has no words of its own")
    return Document(article, language, found, spans)


def _skip(article: Article, reason: str) -> Skip:
    return Skip(article.origin or article.id, "text", reason, article.id)
