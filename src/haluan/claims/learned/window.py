"""What the model looks at: one sentence with a little context, its actors, and the pairs that it judges.

A window is a sequence of words: the end of the title and of the sentence before, then the sentence itself. Actors of
the context count as well, because a quarter of all claims take one side from another sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haluan.model import Document, Mention, MentionKind, Sentence

TITLE_WORDS = 20
BEFORE_WORDS = 32
SENTENCE_WORDS = 90
MAX_ACTORS = 8
KINDS = {kind: k + 1 for k, kind in enumerate(MentionKind)}


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor of a window. ``spans`` are word ranges; ``inside`` tells whether the sentence itself mentions it.

    ``mention`` is its first mention in the sentence, or in the context for an actor that only stands there.
    """

    code: str
    spans: tuple[tuple[int, int], ...]
    inside: bool
    mention: Mention


@dataclass(frozen=True, slots=True)
class Window:
    """Words, their marks (kind of mention) and slots (number of actor, 0 for none), and the actors."""

    sentence: Sentence
    words: tuple[str, ...]
    start: int  # index of the sentence's first word
    marks: tuple[int, ...]
    slots: tuple[int, ...]
    entities: tuple[Entity, ...]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Ordered pairs of actors of which at least one stands in the sentence."""
        for a, one in enumerate(self.entities):
            for b, two in enumerate(self.entities):
                if a != b and (one.inside or two.inside):
                    yield a, b


@dataclass(frozen=True, slots=True)
class _Part:
    sentence: Sentence
    first: int  # first token taken
    last: int
    offset: int  # where the first token stands in the window
    inside: bool


def windows(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Window]:
    """Windows of all sentences that can hold a claim: two actors, one of them inside."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.actors:
            by_sentence.setdefault(mention.sentence, []).append(mention)
    sentences = document.sentences
    for i, sentence in enumerate(sentences):
        if sentence.index not in by_sentence:
            continue
        window = _window(sentences, i, by_sentence)
        if len(window.entities) > 1:
            yield window


def _parts(sentences: tuple[Sentence, ...], i: int) -> list[_Part]:
    parts: list[_Part] = []
    offset = 0
    taken: list[tuple[Sentence, int]] = []
    if i > 1:
        taken.append((sentences[0], TITLE_WORDS))
    if i > 0:
        taken.append((sentences[i - 1], BEFORE_WORDS))
    for sentence, limit in taken:
        first = max(len(sentence.words) - limit, 0) if sentence is not sentences[0] else 0
        last = min(first + limit, len(sentence.words))
        parts.append(_Part(sentence, first, last, offset, False))
        offset += last - first
    last = min(len(sentences[i].words), SENTENCE_WORDS)
    parts.append(_Part(sentences[i], 0, last, offset, True))
    return parts


def _window(sentences: tuple[Sentence, ...], i: int, by_sentence: dict[int, list[Mention]]) -> Window:
    parts = _parts(sentences, i)
    words: list[str] = []
    for part in parts:
        words.extend(part.sentence.words[part.first : part.last])
    marks, slots = [0] * len(words), [0] * len(words)
    spans: dict[str, list[tuple[int, int]]] = {}
    firsts: dict[str, tuple[bool, Mention]] = {}
    for part in reversed(parts):  # the sentence first, then what stands before it
        for mention in by_sentence.get(part.sentence.index, ()):
            _add(part, mention, marks, spans, firsts)
    entities = tuple(
        Entity(code, tuple(spans[code]), firsts[code][0], firsts[code][1]) for code in list(spans)[:MAX_ACTORS]
    )
    for number, entity in enumerate(entities, 1):
        for first, last in entity.spans:
            slots[first:last] = [number] * (last - first)
    return Window(sentences[i], tuple(words), parts[-1].offset, tuple(marks), tuple(slots), entities)


def _add(
    part: _Part,
    mention: Mention,
    marks: list[int],
    spans: dict[str, list[tuple[int, int]]],
    firsts: dict[str, tuple[bool, Mention]],
) -> None:
    """Enter one mention, unless its actor already stands nearer."""
    first, last = max(mention.first, part.first), min(mention.last, part.last)
    if first >= last:
        return
    at = (part.offset + first - part.first, part.offset + last - part.first)
    marks[at[0] : at[1]] = [KINDS[mention.kind]] * (at[1] - at[0])
    for code in mention.actors:
        if code in firsts and firsts[code][0] != part.inside:
            continue
        firsts.setdefault(code, (part.inside, mention))
        spans.setdefault(code, []).append(at)
