"""What one sentence's names are while they grow from a bare name into a mention."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.model import Mention, MentionKind, Sentence, Span
from haluan.ontology.types import Term


@dataclass(frozen=True, slots=True)
class Found:
    """A name at tokens ``[first, last)``."""

    first: int
    last: int
    kind: MentionKind
    actors: tuple[str, ...]
    candidates: tuple[tuple[str, float], ...] = ()
    person: str | None = None
    terms: tuple[Term, ...] = ()
    head: str | None = None  # the office or organ word that leads the phrase

    def mention(self, sentence: Sentence) -> Mention:
        """Return the finished mention."""
        span = Span(sentence.starts[self.first], sentence.ends[self.last - 1])
        return Mention(
            sentence.index, self.first, self.last, span, self.kind, self.actors, self.candidates, self.person
        )
