"""Adds the mentions that are found only through another sentence: "kedua negara", "ia", "pihaknya", "kami"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from haluan.mentions.discourse import Turn, quoted, turn
from haluan.mentions.found import Found
from haluan.mentions.resolvers import RESOLVERS, Place
from haluan.mentions.story import Story, ends_section, heading_of
from haluan.mentions.words import Anaphors, Phrases
from haluan.model import Document, Sentence
from haluan.ontology.types import Actor

_HOME = {"id": "IDN", "ms": "MYS"}  # whose government an outlet means where it says only "pemerintah"


def resolve(
    document: Document,
    named: Sequence[list[Found]],
    actors: Mapping[str, Actor],
    anaphors: Anaphors,
    phrases: Phrases,
) -> list[list[Found]]:
    """Return each sentence's mentions with the anaphors that are clear, in order."""
    turns = [turn(s, found, anaphors, phrases) for s, found in zip(document.sentences, named, strict=True)]
    story = _story(document, turns, actors, phrases)
    merged: list[list[Found]] = []
    is_open = False
    before: Sentence | None = None
    for index, here in enumerate(turns):
        sentence = here.sentence
        _follow_sections(story, here, before)
        inside, is_open = quoted(sentence, is_open and _same_flow(before, sentence))
        found = list(here.found)
        for first, last, kind in _spots(sentence, here.found, anaphors):
            if first and sentence.lower[first - 1] in phrases.former:
                continue  # "mantan perdana menteri"
            earlier = tuple(item for item in found if item.last <= first)
            following = tuple(turns[index + 1 : index + 3])
            place = Place(sentence, first, last, earlier, here, following, first in inside, anaphors)
            answer = RESOLVERS[kind](story, place)
            if answer is not None:
                found.append(answer)
                found.sort(key=lambda item: item.first)
        story.turns.append(here if len(found) == len(here.found) else turn(sentence, found, anaphors, phrases))
        merged.append(found)
        before = sentence
    return merged


def _same_flow(before: Sentence | None, sentence: Sentence) -> bool:
    """A quotation runs on to the next sentence, but not past the next line."""
    return before is not None and sentence.paragraph - before.paragraph <= 1


def _story(document: Document, turns: Sequence[Turn], actors: Mapping[str, Actor], phrases: Phrases) -> Story:
    counts: Counter[str] = Counter()
    story = Story(actors, phrases, _HOME.get(document.language, ""), counts)
    for item in turns:
        counts.update(story.states(item.found))
    before = [None, *(item.sentence for item in turns)]
    story.holders = _holders(turns)
    heads = [heading_of(item.sentence, last, story, item.found) for item, last in zip(turns, before, strict=False)]
    story.headings = tuple(dict.fromkeys(code for code in heads if code is not None))
    titles = [item for item in turns if item.sentence.title] or list(turns[:1])
    story.title = story.any_actors(mention for item in titles for mention in item.found)
    poles = set(story.title) - set(story.headings)
    if len(story.headings) > 1 and len(poles) == 1:
        story.pole = poles.pop()
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
    heading = heading_of(here.sentence, before, story, here.found)
    if heading is not None:
        story.heading = heading
    elif story.heading is not None and ends_section(here.sentence, before):
        story.heading = None


def _spots(sentence: Sentence, found: Sequence[Found], anaphors: Anaphors) -> list[tuple[int, int, str]]:
    """Find the anaphors of a sentence outside its named mentions, the longest at each place."""
    lower = sentence.lower
    taken = {token for item in found for token in range(item.first, item.last)}
    spots: list[tuple[int, int, str]] = []
    at = 0
    while at < len(lower):
        entry = _entry(lower, at, taken, anaphors)
        if entry is None:
            at += 1
            continue
        last, kind = entry
        spots.append((at, last, kind))
        at = last
    return spots


def _entry(lower: tuple[str, ...], at: int, taken: set[int], anaphors: Anaphors) -> tuple[int, str] | None:
    for tokens, kind in anaphors.by_word.get(lower[at], ()):
        last = at + len(tokens)
        if lower[at:last] == tokens and taken.isdisjoint(range(at, last)):
            return last, kind
    return None
