"""Finds where scrapers glued two words together ("agresiIsraelterhadap").

Web pages lose the space around links, so a name sticks to the word before or after it.
"""

from __future__ import annotations

import re

from haluan.text.vocabulary import words

_HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-Z])")
_PREFIX = re.compile(r"(?:Mc|Mac|De|La|Le|Di|Du|Da|Van|Von|Fitz|Al|El|Ben|Bin|Abu|Abd)\Z")


def seams(word: str) -> tuple[int, ...]:
    """Return the offsets inside ``word`` at which a missing space belongs; empty for a word that is whole."""
    if word.islower() or word.isupper() or word[1:].islower():
        return ()
    return tuple(cut.start() for cut in _HUMP.finditer(word) if _plausible(word, cut.start()))


def _plausible(word: str, cut: int) -> bool:
    left, right = word[:cut], word[cut:]
    if word.casefold() in words("glue", "camel"):
        return False
    # "MbZ", "PhD", "SpaceX": one letter is no word. "iPhone", "eBay": one letter before it is a brand's prefix.
    if len(left) < 2 or len(right) < 2:
        return False
    return _PREFIX.search(left) is None
