"""Tells a seat of government that acts ("Beijing menolak") from one that is only where something happens."""

from __future__ import annotations

from collections.abc import Sequence

from haluan.mentions.words import Phrases

_LOOK_BACK = 6  # tokens within which a word of travel makes "ke" and "to" a journey
_DATELINE = frozenset("-–—,(:")


def is_only_place(words: Phrases, lower: Sequence[str], first: int, last: int) -> bool:
    """Tell whether the seat at ``[first, last)`` is named as a place."""
    if _is_dateline(lower, first, last):
        return True
    before = lower[first - 1] if first else ""
    if before in words.locative:
        return True
    if before in words.directional:
        return bool(words.travel.intersection(lower[max(0, first - _LOOK_BACK) : first - 1]))
    return False


def _is_dateline(lower: Sequence[str], first: int, last: int) -> bool:
    """ "TEHERAN - ", "Liputan6.com, Teheran -", "WASHINGTON, KOMPAS.com": a place before the report begins."""
    if last >= len(lower) or first > 3 or lower[last] not in _DATELINE:
        return False
    if lower[last] == ",":
        return last + 1 < len(lower) and first == 0 and "." in lower[last + 1]
    return all("." in word or word in "," for word in lower[:first])
