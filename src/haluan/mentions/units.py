"""Tokens cut into the units that names are matched by, so that matching does not depend on how hyphens, dots and
possessives were tokenised: ``US-backed``, ``U.S.``, ``Israel's`` become ``us - backed``, ``u . s .``, ``israel ' s``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from haluan.model import Sentence

_UNIT = re.compile(r"[^\W_]+|[^\w\s]|_")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "ʼ": "'", "ı": "i", "ø": "o", "ł": "l", "đ": "d"})
_HYPHENS = frozenset("-‐‑–")


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Casefold and drop diacritics (``Erdoğan`` -> ``erdogan``), with one apostrophe and one hyphen for all."""
    if word.isascii():
        return word.lower()
    if word in _HYPHENS:
        return "-"
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).casefold().translate(_APOSTROPHES))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def split(word: str) -> tuple[str, ...]:
    """Cut one token or name into its surface units."""
    return tuple(_UNIT.findall(word))


@dataclass(frozen=True, slots=True)
class Units:
    """A sentence as units: their surface, their folded form, and the token that each one belongs to."""

    surface: tuple[str, ...]
    folded: tuple[str, ...]
    owner: tuple[int, ...]


def units(sentence: Sentence) -> Units:
    """Cut a sentence's tokens into units; a plain word is its own unit."""
    surface: list[str] = []
    owner: list[int] = []
    for index, word in enumerate(sentence.words):
        if word.isalnum():
            surface.append(word)
            owner.append(index)
        else:
            for part in split(word):
                surface.append(part)
                owner.append(index)
    return Units(tuple(surface), tuple(map(folded, surface)), tuple(owner))
