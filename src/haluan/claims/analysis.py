"""What every reader needs of an article: its clauses, who speaks in each, and the dates that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haluan.claims import dates
from haluan.claims.clause import Clause, prepare
from haluan.claims.speech import Speech, Voice, carried, speeches
from haluan.model import Document, Mention


@dataclass(frozen=True, slots=True)
class Analysed:
    """One sentence with its reported speech and its date expressions."""

    clause: Clause
    said: tuple[Speech, ...]
    dated: tuple[dates.Dated, ...]


def analyse(document: Document, mentions: tuple[Mention, ...]) -> tuple[Analysed, ...]:
    """Analyse all sentences of ``document`` in order; quotations and pronouns carry voices on."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    clauses = list(_clauses(document, by_sentence))
    said: list[tuple[Speech, ...]] = []
    last: Voice | None = None
    for clause in clauses:
        said.append(speeches(clause, last))
        if said[-1]:
            last = said[-1][-1].voice
    published = document.article.date
    return tuple(
        Analysed(clause, speech, tuple(dates.find(clause.tokens, published)))
        for clause, speech in zip(clauses, carried(clauses, said), strict=True)
    )


def _clauses(document: Document, by_sentence: dict[int, list[Mention]]) -> Iterator[Clause]:
    """Clauses of all sentences in order; quotations go on within a paragraph."""
    is_open, paragraph = False, -1
    for sentence in document.sentences:
        is_open = is_open and sentence.paragraph == paragraph
        paragraph = sentence.paragraph
        here = tuple(by_sentence.get(sentence.index, ()))
        clause = prepare(sentence, here, document.language, open_before=is_open)
        is_open = clause.open_after
        yield clause
