"""An article in stretches that fit one request, each with the actors that the linker found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from haluan.model import Document, Mention, Sentence

_BEFORE = 400  # characters of what stands before
_NAMES = 4  # names of an actor that are shown


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may hold."""

    sentences: int
    characters: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence as the model sees it, with the mentions in it."""

    sentence: Sentence
    text: str
    mentions: tuple[Mention, ...]

    def names(self, code: str) -> bool:
        """Whether this sentence itself names the actor."""
        return any(code in mention.actors and mention.named for mention in self.mentions)

    def speaks_of(self, code: str) -> bool:
        """Whether this sentence names the actor or refers to it ("kedua negara")."""
        return any(code in mention.actors for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences, numbered from 1, with what helps to understand them.

    ``actors`` are the codes that occur in the sentences or before them, with their names as written; ``known`` those
    that occur anywhere before the passage.
    """

    sentences: tuple[Shown, ...]
    before: str
    actors: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    date: str | None = None


def passages(document: Document, mentions: tuple[Mention, ...], limits: Limits) -> Iterator[Passage]:
    """Cut ``document``; stretches in which no two actors could meet are left out."""
    shown = _shown(document, mentions)
    first = 0
    while first < len(shown):
        last = _end(shown, first, limits)
        passage = _passage(document, shown, first, last)
        if len(passage.actors) > 1 and any(one.mentions for one in passage.sentences):
            yield passage
        first = last


def _shown(document: Document, mentions: tuple[Mention, ...]) -> list[Shown]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.actors:
            found.setdefault(mention.sentence, []).append(mention)
    text = document.article.text
    return [
        Shown(one, text[one.span.start : one.span.end], tuple(found.get(one.index, ()))) for one in document.sentences
    ]


def _end(shown: list[Shown], first: int, limits: Limits) -> int:
    """Where the passage that begins at ``first`` ends; it holds one sentence at least."""
    last, size = first + 1, len(shown[first].text)
    while last < len(shown) and last - first < limits.sentences:
        size += len(shown[last].text)
        if size > limits.characters:
            break
        last += 1
    return last


def _passage(document: Document, shown: list[Shown], first: int, last: int) -> Passage:
    # The title says whom an article is about, the sentence before whom "ia" and "kedua negara" mean
    before = [one for one in dict.fromkeys((0, first - 1)) if 0 <= one < first]
    names: dict[str, dict[str, None]] = {}
    for one in [*(shown[i] for i in before), *shown[first:last]]:
        for mention in one.mentions:
            for code in mention.actors:
                names.setdefault(code, {})[document.article.text[mention.span.start : mention.span.end]] = None
    return Passage(
        sentences=tuple(shown[first:last]),
        before=" ".join(shown[i].text[:_BEFORE] for i in before),
        actors={code: tuple(forms)[:_NAMES] for code, forms in names.items()},
        known=frozenset(code for one in shown[:first] for mention in one.mentions for code in mention.actors),
        date=document.article.date,
    )
