"""An article cut into stretches that are quoted, not read, or plain, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from haluan.model import Span

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something is quoted: ``id`` of the claim, and the kind by which the mark is drawn."""

    id: str
    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text within one paragraph. ``opens`` are the quotes that begin here, ``quotes`` those that cover."""

    text: str
    quotes: tuple[Quote, ...]
    opens: tuple[Quote, ...]
    boilerplate: bool

    @property
    def kind(self) -> str:
        """How to draw the mark: as the side on which the quotes agree; as neither where they are on both."""
        sides = {quote.kind for quote in self.quotes if quote.kind in ("friendly", "hostile")}
        return sides.pop() if len(sides) == 1 else "neutral" if sides else self.quotes[0].kind


def paragraphs(text: str, quotes: Iterable[Quote], boilerplate: Sequence[Span] = ()) -> Iterator[tuple[Segment, ...]]:
    """Yield the paragraphs of a text, each as its stretches; together they are the text without its line ends."""
    marked = sorted(quotes, key=lambda quote: (quote.start, -quote.end, quote.id))
    for line in _LINE.finditer(text):
        yield tuple(_segments(text, line.start(), line.end(), marked, boilerplate))


def _segments(text: str, start: int, end: int, quotes: list[Quote], boilerplate: Sequence[Span]) -> Iterator[Segment]:
    here = [quote for quote in quotes if quote.start < end and quote.end > start]
    dull = [span for span in boilerplate if span.start < end and span.end > start]
    edges = {start, end}
    for first, last in [(one.start, one.end) for one in here] + [(one.start, one.end) for one in dull]:
        edges |= {edge for edge in (first, last) if start < edge < end}
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        covering = tuple(quote for quote in here if quote.start <= left and right <= quote.end)
        opens = tuple(quote for quote in covering if quote.start == left)
        yield Segment(text[left:right], covering, opens, any(s.start <= left and right <= s.end for s in dull))
