"""Lists of states in a sentence: "A, B, dan C", and which of them are announced ("... adalah A dan B")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from haluan.mentions.discourse import Turn
from haluan.mentions.found import Found
from haluan.mentions.words import Anaphors
from haluan.model import MentionKind, Sentence
from haluan.ontology.types import Actor, ActorKind

_JOINS = frozenset((",", "dan", "and", "serta", "&", "maupun", "atau", "-", "the", "juga", "dengan"))


def states_of(found: Iterable[Found], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Return the distinct states that mentions name, in order, without mere places."""
    codes = (code for item in found if item.kind is not MentionKind.PLACE for code in item.actors)
    return tuple(dict.fromkeys(code for code in codes if is_state(code, actors)))


def is_state(code: str, actors: Mapping[str, Actor]) -> bool:
    """Tell whether a code stands for a state."""
    return code in actors and actors[code].kind is ActorKind.STATE


def coordinated(sentence: Sentence, found: Sequence[Found]) -> list[tuple[Found, ...]]:
    """Group mentions that are joined by commas and "dan": one entry a list of at least two."""
    groups: list[list[Found]] = []
    for item in found:
        gap = sentence.lower[groups[-1][-1].last : item.first] if groups else ()
        if groups and gap and len(gap) <= 3 and _JOINS.issuperset(gap):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [tuple(group) for group in groups if len(group) > 1]


def announced(
    turn: Turn, first: int, number: int | None, actors: Mapping[str, Actor], words: Anaphors
) -> tuple[str, ...]:
    """Return the states that the sentence lists from token ``first`` on: "... adalah A, B, dan C".

    The list has to follow the announcing word, and to have ``number`` members where a number is given.
    """
    lower = turn.sentence.lower
    marks = words.announcing if number is None else words.announcing | words.sets.dashes
    starts = {at + 1 for at in range(first, len(lower)) if lower[at] in marks}
    if number is not None and lower[first : first + 1] == (",",):
        starts.add(first + 1)  # "the two countries, A and B, ..."
    starts |= {at + 1 for at in starts if at < len(lower) and lower[at] == "the"}
    for group in coordinated(turn.sentence, [item for item in turn.found if item.first >= first]):
        states = states_of(group, actors)
        if group[0].first in starts and len(states) == len(group) and number in (None, len(states)):
            return states
    return ()
