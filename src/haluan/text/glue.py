"""Finds where scrapers glued words together ("agresiIsraelterhadap").

Web pages lose the space around links, so a name sticks to the word before it or after it, or two plain words to each
other. A capital inside a word is a seam unless the word is known to be whole. A seam between small letters needs
proof: the left part is an actor's name or stands alone elsewhere in the article, and the right part is a known word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from haluan.text.names import acronyms, name_words, whole_words
from haluan.text.vocabulary import vocabulary, words

_HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-Z])")
_PREFIX = re.compile(r"(?:Mc|Mac|De|La|Le|Di|Du|Da|Van|Von|Fitz|Al|El|Ben|Bin|Abu|Abd)\Z")
_ACRONYM = re.compile(r"[A-Z]{2,}(?=[a-z]{2})")
_NAME = re.compile(r"[A-Z][^\W\d_]*[a-zà-öø-ÿ]{2}|[A-Z]{2,}\d?")
_CAPITALISED = re.compile(r"(?<![^\W_])(?:[A-Z][^\W\d_]*[a-zà-öø-ÿ]{2}|[A-Z]{2,6}\d?)(?![^\W_])")
# Verb forms that follow a subject, so that the list of words need not hold every verb.
_VERB = re.compile(r"(?:me|ber|ter|di)[a-z]{5,}")
_LEFT_LENGTH = 4  # shortest word that a small-letter seam may leave on its left
_LONGEST = 80  # letters: what is longer is no text


def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words of ``text`` that stand alone: proof that they are words of their own."""
    return frozenset(_CAPITALISED.findall(text))


def seams(word: str, names: frozenset[str]) -> tuple[int, ...]:
    """Return the offsets inside ``word`` at which a missing space belongs; empty for a word that is whole.

    ``names`` are the capitalised words that stand alone in the same article.
    """
    if not 2 * _LEFT_LENGTH - 2 <= len(word) <= _LONGEST or word.isupper():
        return ()
    if word[0].isdigit():
        return _after_digits(word)
    if word.islower():
        return _plain_seams(word)
    cuts: list[int] = []
    start = 0
    for hump in (*_humps(word), len(word)):
        inner = _name_seam(word[start:hump], names)
        while inner:
            start += inner
            cuts.append(start)
            inner = _name_seam(word[start:hump], names) if word[start].isupper() else 0
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
    """Return the cuts that leave a known word on the right, longest name first, and whether the name is an actor's."""
    if len(part) < 4 or not part[0].isupper() or part.isupper():
        return ()
    whole = part.casefold()
    if whole in vocabulary() or whole in whole_words() or whole in words("glue", "whole"):
        return ()
    acronym = _ACRONYM.match(part)
    if acronym:
        return _acronym_cuts(part, acronym.group())
    found = []
    for cut in range(len(part) - 2, _LEFT_LENGTH - 1, -1):
        known = part[:cut] in name_words()
        if not known and cut <= _LEFT_LENGTH:
            continue
        if _follows(part[cut:], known) and _NAME.fullmatch(part, 0, cut):
            found.append((cut, known))
    return tuple(found)


def _acronym_cuts(part: str, run: str) -> tuple[tuple[int, bool], ...]:
    """Return the cuts after the capitals ``run`` that ``part`` begins with, or before the last of them."""
    known = run in acronyms()
    after = ((len(run), known),) if _follows(part[len(run) :], known) else ()
    joined = run[:-1] in acronyms() and len(part) - len(run) >= 3
    return (*after, (len(run) - 1, True)) if joined else after


def _follows(rest: str, known: bool) -> bool:
    """Tell whether ``rest`` is a word that may stick to a name; after a ``known`` one clitics and any verb may."""
    if rest in words("glue", "endings"):
        return False
    if rest in words("glue", "short") or (len(rest) >= _LEFT_LENGTH and rest in vocabulary()):
        return True
    return known and (rest in words("glue", "clitics") or _VERB.fullmatch(rest) is not None)


@lru_cache(maxsize=1 << 16)
def _plain_seams(word: str) -> tuple[int, ...]:
    """Return the seams between two or three known plain words in one that is not known: "imbasserangan"."""
    known = vocabulary()
    if word in known or word in words("glue", "whole") or not word.isascii():
        return ()
    if word.endswith("nya") and word[:-3] in known:
        return ()
    for cut in range(len(word) - 2, _LEFT_LENGTH - 2, -1):
        if (word[:cut] in known or word[:cut] in words("glue", "before")) and _plain(word[cut:]):
            return (cut,)
    for cut in range(_LEFT_LENGTH - 1, len(word) - 2 * _LEFT_LENGTH + 1):
        if word[:cut] in known or word[:cut] in words("glue", "before"):
            rest = _plain_seams(word[cut:])
            if len(rest) == 1 and rest[0] >= _LEFT_LENGTH:
                return (cut, cut + rest[0])
    return ()


def _plain(word: str) -> bool:
    return word in words("glue", "after") or (len(word) >= _LEFT_LENGTH and word in vocabulary())


def _after_digits(word: str) -> tuple[int, ...]:
    """Return the seam between a number and the word after it: "48jet", "10China"; "20detik" and "10th" are whole."""
    digits = len(word) - len(word.lstrip("0123456789"))
    rest = word[digits:]
    if len(rest) < _LEFT_LENGTH or rest.casefold() in words("glue", "whole"):
        return ()
    return (digits,) if rest in vocabulary() or (rest[0].isupper() and rest[1:].islower()) else ()
