"""Finds where scrapers glued words together ("agresiIsraelterhadap").

Web pages lose the space around links, so a name sticks to the word before it or after it, or two plain words to each
other. A capital inside a word is a seam unless the word is known to be whole. A seam between small letters needs
proof: the left part is an actor's name or stands alone elsewhere in the article, and the right part is a known word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from haluan.text.vocabulary import vocabulary, words

_HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-Z])")
_PREFIX = re.compile(r"(?:Mc|Mac|De|La|Le|Di|Du|Da|Van|Von|Fitz|Al|El|Ben|Bin|Abu|Abd)\Z")
_ACRONYM = re.compile(r"[A-Z]{2,}(?=[a-z]{2})")
_NAME = re.compile(r"[A-Z][^\W\d_]*[a-zà-öø-ÿ]{2}|[A-Z]{2,}\d?")
_CAPITALISED = re.compile(r"(?<![^\W_])(?:[A-Z][^\W\d_]*[a-zà-öø-ÿ]{2}|[A-Z]{2,6}\d?)(?![^\W_])")
# Verb forms that follow a subject, so that the list of words need not hold every verb.
_VERB = re.compile(r"(?:me(?:m|n|ng|ny)?|ber|ter)[a-z]{5,}")
_LEFT_LENGTH = 4  # shortest word that a small-letter seam may leave on its left


def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words of ``text`` that stand alone: proof that they are words of their own."""
    return frozenset(_CAPITALISED.findall(text))


def seams(word: str, names: frozenset[str]) -> tuple[int, ...]:
    """Return the offsets inside ``word`` at which a missing space belongs; empty for a word that is whole.

    ``names`` are the capitalised words that stand alone in the same article.
    """
    if len(word) < 2 * _LEFT_LENGTH - 2 or word.isupper():
        return ()
    if word.islower():
        return _plain_seam(word)
    cuts: list[int] = []
    start = 0
    for hump in (*_humps(word), len(word)):
        inner = _name_seam(word[start:hump], names)
        if inner:
            cuts.append(start + inner)
        if hump < len(word):
            cuts.append(hump)
        start = hump
    return tuple(cuts)


@lru_cache(maxsize=1 << 16)
def _humps(word: str) -> tuple[int, ...]:
    """Return the places where a small letter meets a capital in a word that is not known to be whole."""
    if word[1:].islower() or word.casefold() in words("glue", "camel"):
        return ()
    found = []
    last = 0
    for match in _HUMP.finditer(word):
        cut = match.start()
        # "MbZ", "PhD", "SpaceX": one letter is no word. "iPhone", "eBay": nor is a brand's prefix.
        if cut - last >= 2 and len(word) - cut >= 2 and not _PREFIX.search(word[last:cut]):
            found.append(cut)
            last = cut
    return tuple(found)


def _name_seam(part: str, names: frozenset[str]) -> int:
    """Return where a name ends and a plain word begins in ``part``, or 0: "Israelterhadap", "ASyang", "RIPrabowo"."""
    for cut, certain in _name_cuts(part):
        if certain or part[:cut] in names:
            return cut
    return 0


@lru_cache(maxsize=1 << 16)
def _name_cuts(part: str) -> tuple[tuple[int, bool], ...]:
    """Return the cuts that leave a known word on the right, longest name first, and whether the name is known."""
    if len(part) < 4 or not part[0].isupper() or part.isupper() or part.casefold() in vocabulary():
        return ()
    acronym = _ACRONYM.match(part)
    if acronym:
        run = acronym.group()
        follows = _follows(part[len(run) :], run in words("glue", "acronyms"))
        joined = len(run) > 2 and run[:-1] in words("glue", "acronyms") and len(part) - len(run) >= 3
        return (((len(run), False),) if follows else ()) + (((len(run) - 1, True),) if joined else ())
    return tuple(
        (cut, False)
        for cut in range(len(part) - 2, _LEFT_LENGTH - 1, -1)
        if _NAME.fullmatch(part, 0, cut) and _follows(part[cut:], False)
    )


def _follows(rest: str, known: bool) -> bool:
    if rest in words("glue", "short") or (len(rest) >= _LEFT_LENGTH and rest in vocabulary()):
        return True
    return known and (rest in words("glue", "clitics") or _VERB.fullmatch(rest) is not None)


@lru_cache(maxsize=1 << 16)
def _plain_seam(word: str) -> tuple[int, ...]:
    """Return the seam between two known plain words in one that is not known: "imbasserangan"."""
    known = vocabulary()
    if word in known or not word.isascii():
        return ()
    for cut in range(len(word) - 2, _LEFT_LENGTH - 2, -1):
        left, right = word[:cut], word[cut:]
        if (left in known or left in words("glue", "before")) and (
            right in words("glue", "after") or (len(right) >= _LEFT_LENGTH and right in known)
        ):
            return (cut,)
    return ()
