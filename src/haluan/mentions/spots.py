"""Where anaphors stand in a sentence, and what a resolver gets to know of the place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from haluan.mentions.counted import Counted
from haluan.mentions.discourse import Turn
from haluan.mentions.found import Found
from haluan.mentions.words import Anaphors
from haluan.model import MentionKind, Sentence

Answer = Found | None
_PAIR = 2  # "kedua negara" is resolved like "both countries", by the two that are near
_TITLES = 3  # sentences at the head of an article that may say "Nomor 2"


@dataclass(frozen=True, slots=True)
class Spot:
    """An anaphor at tokens ``[first, last)`` and the name of its resolver."""

    first: int
    last: int
    kind: str
    counted: Counted | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anaphor stands: ``earlier`` are the mentions before it in its sentence."""

    spot: Spot
    earlier: tuple[Found, ...]
    here: Turn  # the sentence with its named mentions
    following: tuple[Turn, ...]  # the next sentences, with their named mentions
    in_quote: bool
    anaphors: Anaphors

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.here.sentence

    @property
    def first(self) -> int:
        """Its first token."""
        return self.spot.first

    @property
    def last(self) -> int:
        """The token after it."""
        return self.spot.last

    @property
    def before(self) -> str:
        """The folded word before it, empty at the beginning of a sentence."""
        return self.sentence.lower[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """The folded word after it, empty at the end of a sentence."""
        return self.sentence.lower[self.last] if self.last < len(self.sentence.lower) else ""


def stands_for(place: Place, actors: Sequence[str], person: Found | None = None) -> Answer:
    """Return the anaphor as a mention of ``actors``; None where there are none."""
    if not actors:
        return None
    found = Found(place.first, place.last, MentionKind.ANAPHOR, tuple(actors))
    return found if person is None else replace(found, person=person.person, terms=person.terms, head=person.head)


def find_spots(sentence: Sentence, found: Sequence[Found], sets: Sequence[Counted], anaphors: Anaphors) -> list[Spot]:
    """Find the anaphors of a sentence outside its named mentions, the longest at each place.

    A counted set may hold the name of its region ("5 Negara Asia").
    """
    lower = sentence.lower
    taken = {token for item in found for token in range(item.first, item.last)}
    counted = {item.first: item for item in sets}
    spots: list[Spot] = []
    at = 0
    while at < len(lower):
        spot = _set(counted[at], found) if at in counted else None
        entry = _entry(lower, at, taken, anaphors)
        if entry is not None and (spot is None or spot.last <= entry.last):
            spot = entry if spot is None or spot.last < entry.last else replace(spot, kind=entry.kind)
        if spot is None and lower[at] in anaphors.sets.ranks:
            spot = _rank(sentence, at, anaphors)
        if spot is not None:
            spots.append(spot)
        at = at + 1 if spot is None else spot.last
    return spots


def _entry(lower: Sequence[str], at: int, taken: Collection[int], anaphors: Anaphors) -> Spot | None:
    for tokens, kind in anaphors.by_word.get(lower[at], ()):
        last = at + len(tokens)
        if lower[at:last] == tokens and not any(token in taken for token in range(at, last)):
            return Spot(at, last, kind)
    return None


def _set(item: Counted, found: Sequence[Found]) -> Spot | None:
    """Cut a counted set back to its noun where a name goes on beyond it ("dua negara Arab" Saudi)."""
    last = item.last
    for name in found:
        if name.first < last and item.first < name.last and not (item.first <= name.first and name.last <= last):
            last = item.noun
        if name.first < last and item.first < name.first < item.noun < name.last > last:
            return None
    kind = "both_states" if item.definite and item.number == _PAIR and not item.rest else "counted"
    return Spot(item.first, last, kind, item)


def _rank(sentence: Sentence, at: int, anaphors: Anaphors) -> Spot | None:
    """ "Nomor 2", "No. 2" in a title or near it."""
    lower = sentence.lower
    if not sentence.title and sentence.index >= _TITLES:
        return None
    number = at + 2 if at + 1 < len(lower) and lower[at + 1] == "." else at + 1
    if number >= len(lower) or (number + 1 < len(lower) and lower[number + 1] in anaphors.sets.ranked_things):
        return None
    word = lower[number]
    rank = int(word) if word.isdecimal() else anaphors.sets.counts.get(word, 0)
    return Spot(at, number + 1, "ranked", None, rank) if 0 < rank < 100 else None
