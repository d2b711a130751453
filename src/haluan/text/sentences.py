"""Cuts a text into sentences of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from haluan.model import Sentence, Span
from haluan.text.glue import names_in
from haluan.text.paragraphs import Paragraph
from haluan.text.tokens import Token, folded, tokenize
from haluan.text.vocabulary import words

_STOPS = frozenset((".", "!", "?", "...", "…"))
_CLOSERS = frozenset("\"'”’»)]")
_OPENERS = frozenset("\"'“‘«([")
_INITIALISM = re.compile(r"(?:[A-Z]\.){2,}")


def split(tokens: list[Token], heading: bool = False) -> Iterator[list[Token]]:
    """Yield the sentences of one paragraph as lists of tokens; ``heading`` also parts them at " | "."""
    first = 0
    quotes = 0
    position = 0
    count = len(tokens)
    while position < count:
        word = tokens[position].word
        if word == '"':
            quotes += 1
        end = _end(tokens, position, quotes) if word[-1] in ".!?…" else 0
        if heading and word == "|" and position > first:
            yield tokens[first:position]
            first = position + 1
        elif end and end < count:
            quotes += sum(token.word == '"' for token in tokens[position + 1 : end])
            yield tokens[first:end]
            first = end
            position = end - 1
        position += 1
    if first < count:
        yield tokens[first:]


def _end(tokens: list[Token], position: int, quotes: int) -> int:
    """Return the index after the sentence that ends with the stop at ``position``, or 0 where none ends."""
    word = tokens[position].word
    end = position + 1
    count = len(tokens)
    while end < count and tokens[end].word in _STOPS:
        end += 1
    quotes_open = quotes
    while end < count and _closes(tokens[end], tokens[end - 1], quotes_open):
        quotes_open += tokens[end].word == '"'
        end += 1
    if end >= count:
        return end
    following = end
    while following < count and tokens[following].word in _OPENERS:
        following += 1
    if following >= count:
        return count
    opener = tokens[following].word
    if word not in _STOPS:
        return end if _ends_after_abbreviation(word, opener) else 0
    spaced = tokens[end].start > tokens[end - 1].end
    if opener[0].isupper():
        return end
    if word in ("...", "…"):
        return 0
    # A period that ends nothing stands before a small letter; a number or a mark may open a sentence.
    return end if spaced and not opener[0].islower() and opener not in _STOPS and opener[0].isdigit() else 0


def _closes(token: Token, before: Token, quotes: int) -> bool:
    """Tell whether a closing mark belongs to the sentence that ``before`` ends."""
    if token.word not in _CLOSERS or token.start > before.end:
        return False
    return token.word != '"' or quotes % 2 == 1


def _ends_after_abbreviation(word: str, opener: str) -> bool:
    if _INITIALISM.fullmatch(word) or word[:-1] in words("sentences", "closing"):
        return opener in words("sentences", "openers")
    return False


def build(index: int, tokens: list[Token], paragraph: int, title: bool) -> Sentence:
    """Return the sentence of ``tokens``, which must not be empty."""
    return Sentence(
        index=index,
        span=Span(tokens[0].start, tokens[-1].end),
        words=tuple(token.word for token in tokens),
        lower=tuple(folded(token.word) for token in tokens),
        starts=tuple(token.start for token in tokens),
        ends=tuple(token.end for token in tokens),
        paragraph=paragraph,
        title=title,
    )


def sentences(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in ``paragraphs``, those without a word left out."""
    found: list[Sentence] = []
    names = names_in(text)
    for paragraph in paragraphs:
        tokens = [token for piece in paragraph.pieces for token in tokenize(text, piece.start, piece.end, names)]
        for sentence in split(tokens, paragraph.title):
            if any(token.word[0].isalnum() for token in sentence):
                found.append(build(len(found), sentence, paragraph.number, paragraph.title))
    return tuple(found)
