"""Near-duplicate signatures: wire copies and rewrites of one story get signatures that resemble each other.

A signature is a tuple of unsigned 32-bit numbers made by MinHash (`rensa`, seed fixed), so that it is the same on
every run and platform and can be stored. `bands` gives keys for an index: articles that share a key are candidates,
and `is_duplicate` settles whether they belong together. A store keeps the keys in a table.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rensa import RMinHash

from haluan.model import Document

_NUMBERS = 128  # of a signature: the estimate of similarity is right to about 0.04
_SEED = 20_240_101
_ROWS = 4  # numbers of one band: two texts with similarity s share one of 32 bands with 1 - (1 - s**4)**32
_SHINGLE = 3  # words
_SHORT = 30  # words: below, single words and pairs are compared, or one changed word would hide a copy
SAME = 0.5
"""Least similarity of two texts that belong together."""
SAME_SHORT = 0.8
"""The same for headlines and other short texts, where half the words agree by chance."""

_WORD = re.compile(r"[^\W_]+")


def readable(document: Document) -> str:
    """Return the text that a signature is made of: the sentences, without boilerplate and datelines.

    The title is left out, since copies of a report have titles of their own; a short text keeps it, because what is
    below it may be no more than a caption that many reports share.
    """
    text = document.article.text
    body = [sentence for sentence in document.sentences if not sentence.title]
    if sum(len(sentence.words) for sentence in body) < 2 * _SHORT:
        body = list(document.sentences)
    return "\n".join(text[sentence.span.start : sentence.span.end] for sentence in body)


def signature(text: str) -> tuple[int, ...]:
    """Return the signature of ``text``; empty for a text without a word.

    The first number tells the form: 1 for a short text, 0 for others; forms never resemble each other.
    """
    found = [word.casefold() for word in _WORD.findall(text)]
    if not found:
        return ()
    short = len(found) < _SHORT
    if short:
        # Headlines of different days differ in nothing but a number ("38 ribu", "39 ribu"): it goes into each shingle.
        numbers = " ".join(sorted(word for word in found if word.isdigit()))
        shingles = {f"{shingle}|{numbers}" for shingle in (*found, *map(" ".join, pairwise(found)))}
    else:
        shingles = {" ".join(found[at : at + _SHINGLE]) for at in range(len(found) - _SHINGLE + 1)}
    hasher = RMinHash(num_perm=_NUMBERS, seed=_SEED)
    hasher.update(sorted(shingles))
    return (int(short), *hasher.digest())


def bands(signature: tuple[int, ...]) -> tuple[str, ...]:
    """Return the keys under which an index finds candidates for ``signature``; none for an empty one."""
    if not signature:
        return ()
    form, numbers = signature[0], signature[1:]
    return tuple(
        f"{form}:{at // _ROWS}:" + "".join(f"{number:08x}" for number in numbers[at : at + _ROWS])
        for at in range(0, len(numbers), _ROWS)
    )


def similarity(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return the estimated share of word sequences that two texts have in common, 0 to 1."""
    if not first or not second or first[0] != second[0] or len(first) != len(second):
        return 0.0
    same = sum(a == b for a, b in zip(first[1:], second[1:], strict=True))
    return same / (len(first) - 1)


def is_duplicate(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Tell whether two signatures are of texts that count as one independent source."""
    return similarity(first, second) >= (SAME_SHORT if first and first[0] else SAME)
