"""Cuts a line of text into tokens. The conventions stand in the docstring of `haluan.text`."""

from __future__ import annotations

import re
from typing import NamedTuple

from haluan.text.glue import seams
from haluan.text.vocabulary import words


class Token(NamedTuple):
    """Half-open range of one token in the article's text, with its word."""

    start: int
    end: int
    word: str


def _abbreviations() -> str:
    ordered = sorted(words("sentences", "abbreviations"), key=lambda w: (-len(w), w))
    return "|".join(re.escape(word) for word in ordered)


# Letters with combining marks of decomposed accents; digits may follow ("G7", "COP28").
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_WORD = rf"(?:{_LETTER}|\d)+"
_WHOLE = 5  # letters: no shorter word is looked at for seams
_DOMAIN = r"(?:com|COM|co|CO|id|ID|net|NET|org|ORG|tv|TV|news)"
_PATTERN = re.compile(
    rf"""
      (?P<plain>[^\W\d_]+(?=\s))   # most words: nothing below could match more of them
    | (?P<entity>&(?:\#\d+|[a-z]+);(?:s\b)?)
    | (?P<address>https?://[^\s<>"]{{1,2000}}[^\s<>".,;:!?)\]] | @\w[\w.]{{0,60}}\w
        | \b[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,3}}\.{_DOMAIN}(?:\.[a-z]{{2}})?\b(?!\.\w))
    | (?P<initials>(?<![\w.])(?:[A-Z]\.){{2,}}|(?<![\w.'’-])[A-Z]\.(?=\s?[A-Z]))
    | (?P<abbreviation>(?<![\w.])(?:{_abbreviations()})\.(?!\.))
    | (?P<money>(?:US|A|S|C|NZ|HK)?\$)
    | (?P<number>\d++(?:[.,/:]\d++)++|\d++(?![^\W\d_]))
    | (?P<word>{_WORD}(?:['’](?!s\b){_WORD})*)
    | (?P<genitive>['’]s\b)
    | (?P<ellipsis>\.{{2,}}|…)
    | (?P<dash>-{{2,}})
    | (?P<mark>[^\w\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad])
    | (?P<rest>_+)
    """,
    re.VERBOSE,
)


def tokenize(text: str, start: int, end: int, names: frozenset[str] = frozenset()) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order; glued words are split (``names``: see `seams`)."""
    found: list[Token] = []
    for match in _PATTERN.finditer(text, start, end):
        first, last = match.span()
        word = match.group()
        if match.lastgroup in ("plain", "word") and last - first > _WHOLE:
            at = first
            for cut in seams(word, names):
                found.append(Token(at, first + cut, text[at : first + cut]))
                at = first + cut
            found.append(Token(at, last, text[at:last]))
        else:
            found.append(Token(first, last, word))
    return found


def folded(word: str) -> str:
    """Return the form that lexicons match: casefolded, with straight apostrophes."""
    if word.startswith("&") and word.endswith(";s"):
        return "'s"  # "Israel&#039;s": feeds escape twice
    return word.casefold().replace("’", "'")
