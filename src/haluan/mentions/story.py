"""The running state of coreference within one article, and the questions that resolvers ask it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from haluan.mentions.discourse import Turn
from haluan.mentions.found import Found
from haluan.mentions.listicle import Listicle
from haluan.mentions.words import Phrases
from haluan.model import MentionKind, Sentence
from haluan.ontology.types import Actor, ActorKind


@dataclass(slots=True)
class Story:
    """What has been told so far. Mutable; lives within one call of `haluan.mentions.link`."""

    actors: Mapping[str, Actor]
    phrases: Phrases
    home: str
    counts: Counter[str]
    listicle: Listicle = field(default_factory=Listicle)
    title: tuple[str, ...] = ()  # actors named in the title
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)  # head of an office -> for whom it acts here
    heading: str | None = None  # of the section that is being read
    turns: list[Turn] = field(default_factory=list)

    def is_state(self, code: str) -> bool:
        """Tell whether the code stands for a state."""
        actor = self.actors.get(code)
        return actor is not None and actor.kind is ActorKind.STATE

    def is_kind(self, code: str, kinds: frozenset[ActorKind]) -> bool:
        """Tell whether the actor is one of these kinds."""
        actor = self.actors.get(code)
        return actor is not None and actor.kind in kinds

    def is_individual(self, found: Found) -> bool:
        """Tell whether the mention names one person who acts for the actor."""
        return found.person is not None or found.kind is MentionKind.PERSON or found.head in self.phrases.offices

    def states(self, found: Iterable[Found], places: bool = False) -> tuple[str, ...]:
        """Return the distinct states that the mentions name, in order; mere places only on demand."""
        codes = (
            code
            for item in found
            if places or item.kind is not MentionKind.PLACE
            for code in item.actors
            if self.is_state(code)
        )
        return tuple(dict.fromkeys(codes))

    def any_actors(self, found: Iterable[Found]) -> tuple[str, ...]:
        """Return the distinct actors that the mentions name, in order, without mere places."""
        return tuple(
            dict.fromkeys(code for item in found if item.kind is not MentionKind.PLACE for code in item.actors)
        )

    def back(self, turns: int) -> list[Turn]:
        """Return the last turns, nearest first."""
        return self.turns[: -turns - 1 : -1]


def ends_section(sentence: Sentence, before: Sentence | None) -> bool:
    """Tell whether a line is a heading of another kind, after which the section's state is no longer the topic."""
    own_line = before is None or before.paragraph != sentence.paragraph
    return own_line and len(sentence.words) <= 12 and sentence.words[-1] not in '.,"”:;)'
