"""Lines that open the section of one state in a list article: "4. Filipina"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haluan.mentions.discourse import Turn
from haluan.mentions.found import Found
from haluan.mentions.lists import states_of
from haluan.model import Sentence
from haluan.ontology.types import Actor

_LONGEST = 9  # tokens of the longest heading ("4. Uni Emirat Arab (UEA)")
_MARKS = frozenset("#*•-")
_AFTER = frozenset(":,(-–—")  # what may follow the state in a heading that says more


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens the section of one state. ``number`` is None where the line has none."""

    sentence: int
    code: str
    number: int | None
    clean: bool  # it begins with the state, so that the section is that state's


def find_headings(turns: Sequence[Turn], actors: Mapping[str, Actor], promised: int | None) -> list[Heading]:
    """Return the headings of an article; lines without numbers count only where a number of states was promised."""
    numbered: list[Heading] = []
    bare: list[Heading] = []
    for index, turn in enumerate(turns):
        before = turns[index - 1].sentence if index else None
        heading = _heading(turn, before, actors)
        if heading is not None:
            (bare if heading.number is None else numbered).append(heading)
    if promised is not None and len(numbered) < 2 <= len(bare) <= promised:
        return bare
    return numbered


def _heading(turn: Turn, before: Sentence | None, actors: Mapping[str, Actor]) -> Heading | None:
    """Read "4. Filipina", also where the number is a sentence of its own or where the state stands alone."""
    sentence, found = turn.sentence, turn.found
    if not found or sentence.title:
        return None
    number, first = _numeral(sentence.words)
    if number is None and before is not None:
        number, rest = _numeral(before.words)
        if rest < len(before.words):
            number = _trailing(before.words) if _repeated(sentence, found) else None
    states = states_of(found, actors)
    if _repeated(sentence, found) and number is not None:
        return Heading(sentence.index, found[0].actors[0], number, True)
    if len(states) != 1 or len(sentence.words) > _LONGEST or sentence.words[-1] == ".":
        return None
    ends = found[0].last == len(sentence.words)
    first += sentence.lower[first : first + 1] == ("the",)
    clean = found[0].first == first and (ends or sentence.words[found[0].last] in _AFTER)
    alone = ends and before is not None and before.paragraph != sentence.paragraph
    if number is None and not (clean and alone):
        return None
    return Heading(sentence.index, states[0], number, clean)


def _numeral(words: Sequence[str]) -> tuple[int | None, int]:
    """Return the number that opens a line ("## 4.", "4)"), and the token after it."""
    at = 0
    while at < len(words) and words[at] in _MARKS:
        at += 1
    if at >= len(words):
        return None, 0
    word = words[at].rstrip(".")
    if not word.isdecimal() or len(word) > 2:
        return None, 0
    dotted = word != words[at] or (at + 1 < len(words) and words[at + 1] in ".):")
    if not dotted and at + 1 < len(words):
        return None, 0
    return int(word), at + 1 + (word == words[at] and at + 1 < len(words))


def _trailing(words: Sequence[str]) -> int | None:
    """Return the number that a scraper glued to the line before: "... terbesar1."."""
    last = words[-2] if words[-1] == "." and len(words) > 1 else words[-1]
    digits = last[len(last.rstrip("0123456789")) :]
    return int(digits) if 0 < len(digits) <= 2 else None


def _repeated(sentence: Sentence, found: Sequence[Found]) -> bool:
    """Whether a heading is glued to the sentence that begins with the same name: "IsraelIsrael merupakan"."""
    return (
        len(found) > 1
        and found[0].first == 0
        and found[1].first == found[0].last
        and (
            sentence.lower[0 : found[0].last] == sentence.lower[found[0].last : found[1].last] and bool(found[0].actors)
        )
    )
