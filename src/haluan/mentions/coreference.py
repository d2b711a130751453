"""Adds the mentions that are found only through another sentence: "kedua negara", "ia", "pihaknya", "kami"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from haluan.mentions import listicle
from haluan.mentions.counted import Counted, find_all
from haluan.mentions.discourse import Turn, quoted, turn
from haluan.mentions.found import Found
from haluan.mentions.resolvers import RESOLVERS, last_voice
from haluan.mentions.senses import Lexicon
from haluan.mentions.spots import Place, find_spots
from haluan.mentions.story import Story, ends_section
from haluan.mentions.words import Anaphors
from haluan.model import Document, Sentence
from haluan.ontology.types import Actor

_HOME = {"id": "IDN", "ms": "MYS"}  # whose government an outlet means where it says only "pemerintah"


def resolve(
    document: Document,
    named: Sequence[list[Found]],
    actors: Mapping[str, Actor],
    anaphors: Anaphors,
    lexicon: Lexicon,
) -> list[list[Found]]:
    """Return each sentence's mentions with the anaphors that are clear, in order."""
    phrases = lexicon.phrases
    turns = [turn(s, found, anaphors, phrases) for s, found in zip(document.sentences, named, strict=True)]
    sets = [find_all(s.lower, anaphors.sets, lexicon.groupings) for s in document.sentences]
    story = _story(document, turns, sets, actors, anaphors, lexicon)
    merged: list[list[Found]] = []
    is_open = False
    before: Sentence | None = None
    for index, plain in enumerate(turns):
        sentence = plain.sentence
        _follow_sections(story, plain, before)
        inside, is_open = quoted(sentence, is_open and _same_flow(before, sentence))
        here = _voiced(story, plain, anaphors)
        found = list(here.found)
        for spot in find_spots(sentence, here.found, sets[index], anaphors):
            if spot.first and sentence.lower[spot.first - 1] in phrases.former:
                continue  # "mantan perdana menteri"
            earlier = tuple(item for item in found if item.last <= spot.first)
            following = tuple(turns[index + 1 : index + 3])
            place = Place(spot, earlier, here, following, spot.first in inside, anaphors)
            answer = RESOLVERS[spot.kind](story, place)
            if answer is not None:
                found = [item for item in found if item.last <= answer.first or answer.last <= item.first]
                found.append(answer)
                found.sort(key=lambda item: item.first)
        if tuple(found) != here.found:
            here = _voiced(story, turn(sentence, found, anaphors, phrases), anaphors)
        story.turns.append(here)
        merged.append(found)
        before = sentence
    return merged


def _same_flow(before: Sentence | None, sentence: Sentence) -> bool:
    """A quotation runs on to the next sentence, but not past the next line."""
    return before is not None and sentence.paragraph - before.paragraph <= 1


def _voiced(story: Story, here: Turn, anaphors: Anaphors) -> Turn:
    """Give "ujarnya" its speaker: whoever spoke last, and nobody who is only spoken to."""
    if here.speaker is not None or here.unknown_voice or anaphors.speech_own.isdisjoint(here.sentence.lower):
        return here
    speaker, unknown = last_voice(story)
    return replace(here, speaker=speaker, stranger=here.stranger or unknown, unknown_voice=unknown)


def _story(
    document: Document,
    turns: Sequence[Turn],
    sets: Sequence[tuple[Counted, ...]],
    actors: Mapping[str, Actor],
    anaphors: Anaphors,
    lexicon: Lexicon,
) -> Story:
    counts: Counter[str] = Counter()
    story = Story(actors, lexicon.phrases, _HOME.get(document.language, ""), counts)
    for item in turns:
        counts.update(story.states(item.found))
    story.holders = _holders(turns)
    story.listicle = listicle.of(turns, sets, actors, anaphors)
    story.heading = story.listicle.lead
    titles = [item for item in turns if item.sentence.title] or list(turns[:1])
    story.title = story.any_actors(mention for item in titles for mention in item.found)
    return story


def _holders(turns: Sequence[Turn]) -> dict[str, frozenset[str]]:
    """Collect for whom each office acts in the article: {"menlu": {"IDN"}}."""
    holders: dict[str, set[str]] = {}
    for item in turns:
        for mention in item.found:
            if mention.head is not None:
                for word in item.sentence.lower[mention.first : mention.last]:
                    holders.setdefault(word, set()).update(mention.actors)
    return {head: frozenset(actors) for head, actors in holders.items()}


def _follow_sections(story: Story, here: Turn, before: Sentence | None) -> None:
    heading = story.listicle.headings.get(here.sentence.index)
    if heading is not None:
        story.heading = heading.code
    elif story.heading is not None and not here.sentence.title and ends_section(here.sentence, before):
        story.heading = None
