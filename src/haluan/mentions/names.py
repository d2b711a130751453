"""Where a person's name stands in running text, told by capitals."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from haluan.mentions.units import folded, split
from haluan.mentions.words import Phrases
from haluan.model import Sentence

_LONGEST = 5  # words of a name


def is_name_word(words: Phrases, surface: str, lower: str) -> bool:
    """Tell whether a capitalised token may be part of a name: no weekday, no office."""
    return (
        surface[0].isupper()
        and (surface.isalpha() or surface[-1] == "." or "'" in lower)
        and lower not in words.not_names
        and lower not in words.fills
        and lower not in words.offices
        and lower not in words.forces
        and lower not in words.organs
    )


def name_end(words: Phrases, surface: Sequence[str], lower: Sequence[str], first: int, taken: Collection[int]) -> int:
    """Return where the name that begins at ``first`` ends; ``first`` itself where none begins there."""
    at, last, count = first, first, 0
    while at < len(surface) and count < _LONGEST and at not in taken:
        if is_name_word(words, surface[at], lower[at]):
            count += 1
            last = at + 1
        elif not (lower[at] in words.particles or (lower[at] == "-" and last == at and at > first)):
            break
        at += 1
    return last


def skip_honorifics(words: Phrases, lower: Sequence[str], first: int) -> int:
    """Step over ranks and titles before a name ("Jenderal", "Ayatollah")."""
    while first < len(lower) and lower[first] in words.honorifics:
        first += 1
    return first


def is_someone_else(
    words: Phrases, sentence: Sentence, first: int, last: int, own: str, taken: Collection[int]
) -> bool:
    """Tell whether a capitalised neighbour makes a surname another name ("Ivanka" Trump, Trump "Tower").

    ``own`` is the full name of the person whom the surname would mean.
    """
    parts = {folded(part) for part in split(own)}

    def foreign(at: int) -> bool:
        surface, lower = sentence.words[at], sentence.lower[at]
        if at in taken or not is_name_word(words, surface, lower) or lower in words.honorifics:
            return False
        return folded(surface) not in parts

    # The first word of a sentence is capitalised anyway.
    return (first > 1 and foreign(first - 1)) or (last < len(sentence.words) and foreign(last))


def written(sentence: Sentence, first: int, last: int) -> str:
    """Return tokens ``[first, last)`` with spaces only where the text has a gap."""
    parts = [sentence.words[first]]
    for at in range(first + 1, last):
        parts.append(" " * (sentence.starts[at] > sentence.ends[at - 1]) + sentence.words[at])
    return "".join(parts)
