"""What an article that goes through a set of states says of that set: its headings, its members, its pole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from haluan.mentions.counted import Counted
from haluan.mentions.discourse import Turn
from haluan.mentions.headings import Heading, find_headings
from haluan.mentions.lists import announced, coordinated, is_state, states_of
from haluan.mentions.words import Anaphors
from haluan.ontology.types import Actor

_PAIR = 2  # pairs are too common to be found by what points back to them
_LEAD = 1.5  # a state of the title is the pole where it is named so many times as often as the next one


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of states in a sentence that says how many they are."""

    sentence: int
    number: int
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listicle:
    """The sets of an article. ``states`` is the one that it goes through, empty where it goes through none.

    ``number`` is how many the article promises; a page of several may hold fewer. ``lead`` is the state of a section
    whose heading stood on the page before.
    """

    headings: Mapping[int, Heading] = field(default_factory=dict)
    states: tuple[str, ...] = ()
    number: int | None = None
    lead: str | None = None
    pole: str | None = None
    listed: tuple[Listed, ...] = ()

    def ranked(self, number: int) -> str | None:
        """Return the state of the heading with this number."""
        codes = {item.code for item in self.headings.values() if item.number == number}
        return codes.pop() if len(codes) == 1 else None


@dataclass(frozen=True, slots=True)
class _Article:
    """A whole article, whose turns hold only named mentions so far, and what is needed to read it."""

    turns: Sequence[Turn]
    sets: Sequence[tuple[Counted, ...]]
    actors: Mapping[str, Actor]
    words: Anaphors

    def titles(self) -> tuple[int, ...]:
        """Return which turns are titles; the first one where none is marked."""
        return tuple(at for at, turn in enumerate(self.turns) if turn.sentence.title) or (0,)

    def named(self, turns: Iterable[Turn]) -> tuple[str, ...]:
        """Return the states that are named in some turns."""
        return states_of((found for turn in turns for found in turn.found), self.actors)


def of(
    turns: Sequence[Turn], sets: Sequence[tuple[Counted, ...]], actors: Mapping[str, Actor], words: Anaphors
) -> Listicle:
    """Look at a whole article, whose turns hold only named mentions so far."""
    if not turns:
        return Listicle()
    article = _Article(turns, sets, actors, words)
    listed = tuple(item for index in range(len(turns)) for item in _lists(article, index))
    promised = next((c.number for at in article.titles() for c in sets[at] if not c.rest), None)
    complete = {frozenset(item.states): item.states for item in listed if item.number == promised}
    told = next(iter(complete.values())) if len(complete) == 1 else ()
    headings = find_headings(turns, actors, promised)
    clean = [item for item in headings if item.clean and (promised is None or (item.number or 0) <= promised)]
    own = tuple(dict.fromkeys(item.code for item in clean))
    own = own if len(own) > 1 else ()
    pole = _pole(article, own or told)
    lead = _lead(article, headings[0], pole) if own else None
    members = told or (_members(article, own, lead, pole, promised, headings[-1].sentence) if own else ())
    return Listicle({item.sentence: item for item in headings}, members, promised, lead, pole, listed)


def _members(
    article: _Article, own: tuple[str, ...], lead: str | None, pole: str | None, promised: int | None, end: int
) -> tuple[str, ...]:
    """The states that head sections, and those that the text adds as long as no more come than it promised."""
    members = tuple(dict.fromkeys((*((lead,) if lead else ()), *own)))
    added = _examples(article, end, {*members, pole or ""})
    return members + added if promised is not None and len(members) + len(added) <= promised else members


def _lists(article: _Article, index: int) -> list[Listed]:
    """The sets that one sentence counts and names: after an announcing word, before the number, or a sentence ago."""
    turn = article.turns[index]
    lists: list[Listed] = []
    for item in article.sets[index]:
        states = announced(turn, item.last, item.number, article.actors, article.words)
        if not states and item.first and not turn.sentence.lower[item.first - 1].isalpha():
            states = _list_before(article, turn, item)
        if not states and item.definite and not item.rest and item.number > _PAIR:
            states = _told_before(article, index, item)
        if states and item.holds(states):
            lists.append(Listed(turn.sentence.index, item.number, states))
    return lists


def _list_before(article: _Article, turn: Turn, item: Counted) -> tuple[str, ...]:
    """ "A, B, dan C, tiga negara yang ..." """
    groups = coordinated(turn.sentence, [found for found in turn.found if found.last < item.first])
    if not groups or groups[-1][-1].last != item.first - 1:
        return ()
    states = states_of(groups[-1], article.actors)
    return states if len(states) == item.number else ()


def _told_before(article: _Article, index: int, item: Counted) -> tuple[str, ...]:
    """The list that "ketiga negara itu" points back to."""
    for turn in article.turns[max(0, index - 2) : index][::-1]:
        lists = [states_of(group, article.actors) for group in coordinated(turn.sentence, turn.found)]
        fitting = [states for states in lists if len(states) == item.number]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ()
    return ()


def _pole(article: _Article, members: tuple[str, ...]) -> str | None:
    """The one state of the title that is no member of the set: towards it, the members do what the title says."""
    if not members:
        return None
    titles = article.named(article.turns[at] for at in article.titles())
    outside = [code for code in titles if code not in members]
    counts = Counter(code for turn in article.turns for code in article.named([turn]) if code in outside)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def _lead(article: _Article, first: Heading, pole: str | None) -> str | None:
    """The state of the section that a continued page begins in: the only other state before its first heading."""
    if (first.number or 1) < 2:
        return None
    begin = article.titles()[-1] + 1
    before = (turn for turn in article.turns[begin:] if turn.sentence.index < first.sentence)
    others = [code for code in article.named(before) if code != pole]
    return others[0] if len(others) == 1 else None


def _examples(article: _Article, after: int, known: set[str]) -> tuple[str, ...]:
    """States that the end of the article gives as further examples: "Sebagai contoh, India ..."."""
    added: dict[str, None] = {}
    for turn in article.turns:
        lower = turn.sentence.lower
        opening = next((e for e in article.words.sets.examples if lower[: len(e)] == e), None)
        first = turn.found[0] if turn.found else None
        if turn.sentence.index <= after or opening is None or first is None:
            continue
        if len(first.actors) == 1 and first.first <= len(opening) + 1 and is_state(first.actors[0], article.actors):
            added.update({code: None for code in first.actors if code not in known})
    return tuple(added)
