"""Whom a set of states stands for: "5 Negara Asia", "negara-negara tersebut", "Nomor 2" of a list."""

from __future__ import annotations

from haluan.mentions.counted import Counted
from haluan.mentions.lists import announced, coordinated, states_of
from haluan.mentions.spots import Answer, Place, stands_for
from haluan.mentions.story import Story

_PAIR = 2
_AHEAD = 3  # sentences within which "dua negara" are named afterwards; pairs are too common to look farther
_LISTING = 3  # tokens before a set in which "daftar" or "one of" stands


def counted(story: Story, place: Place) -> Answer:
    """ "5 Negara Asia", "keempat negara itu": those that the article names as that many."""
    item = place.spot.counted
    if item is None:
        return None
    named_now = announced(place.here, place.last, item.number, story.actors, place.anaphors)
    if named_now or item.rest:
        return stands_for(place, named_now)
    near = _told_before(story, place, item.number) if item.definite else ()
    members = near or _members(story, place, item)
    if not item.holds(members):
        return None
    inside = [code for code in states_of(place.here.found, story.actors) if code in members]
    if len(inside) in (0, len(members)):
        return stands_for(place, members)
    words = place.sentence.lower[max(0, place.first - _LISTING) : place.first]
    return stands_for(place, inside if len(inside) == 1 and place.anaphors.sets.listing.intersection(words) else ())


def _members(story: Story, place: Place, item: Counted) -> tuple[str, ...]:
    """The states that the article names as a set of this size, wherever it does so."""
    listicle, index = story.listicle, place.sentence.index
    if listicle.states and listicle.number == item.number:
        return listicle.states
    lists = [listed for listed in listicle.listed if listed.number == item.number]
    if item.number == _PAIR:
        lists = [listed for listed in lists if 0 < listed.sentence - index <= _AHEAD]
    return lists[0].states if len({frozenset(listed.states) for listed in lists}) == 1 else ()


def states(story: Story, place: Place) -> Answer:
    """ "negara-negara itu": those that a list article goes through, else the list that was told last."""
    named_now = announced(place.here, place.last, None, story.actors, place.anaphors)
    return stands_for(place, named_now or story.listicle.states or _told_before(story, place, None))


def _told_before(story: Story, place: Place, number: int | None) -> tuple[str, ...]:
    """The one list of so many states (more than two without a number) in the last sentences."""
    for turn in story.back(2):
        codes = story.states(item for item in turn.found if not story.is_individual(item))
        if number is not None and len(codes) == number:
            return codes
        lists = [story.states(group) for group in coordinated(turn.sentence, turn.found)]
        fitting = [group for group in lists if (len(group) > _PAIR if number is None else len(group) == number)]
        if len(fitting) == 1:
            return fitting[0]
    return ()


def ranked(story: Story, place: Place) -> Answer:
    """ "Nomor 2": the state of the second heading."""
    code = story.listicle.ranked(place.spot.rank)
    return stands_for(place, (code,) if code else ())
