"""Finds the stretches of readable text in which sentences are looked for.

A line is a paragraph. Some scrapers break lines around each link, though ("dilansir", "Reuters", ", Senin ..."): such
lines run on, and are read as one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from haluan.model import Span
from haluan.text.headlines import is_headline
from haluan.text.lines import Line
from haluan.text.vocabulary import words

_BROKEN = 3  # so many lines that begin in the middle of a sentence show that the text is broken around its links
_SHORT = 6  # words of a link, at most
_STOPS = '.!?:;"”…'
_MARKS = "-•*#0123456789"  # of list items and headings


class Paragraph(NamedTuple):
    """Pieces of text that hold sentences together; ``number`` is that of the first line."""

    number: int
    title: bool
    pieces: tuple[Span, ...]


def paragraphs(lines: list[Line], boilerplate: tuple[Span, ...], title: str | None) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text in order, without its boilerplate; every piece around a gap stands alone."""
    broken = _is_broken(lines, boilerplate)
    open_at: Line | None = None
    held: list[Span] = []
    number = 0
    for order, line in enumerate(lines):
        heading = order == 0 and is_title(line.text, title)
        for piece in _outside(line, boilerplate):
            joined = (
                open_at is not None
                and piece.start == line.start
                and line.number == open_at.number + 1
                and held[-1].end == open_at.end
                and _runs_on(open_at.text, line.text, broken)
            )
            if not joined:
                if held:
                    yield Paragraph(number, False, tuple(held))
                held, number = [], line.number
            held.append(piece)
            open_at = line
            if heading:
                yield Paragraph(number, True, tuple(held))
                held, open_at = [], None
    if held:
        yield Paragraph(number, False, tuple(held))


def _is_broken(lines: list[Line], boilerplate: tuple[Span, ...]) -> bool:
    """Tell whether the text's lines are broken around links, by how many begin in the middle of a sentence."""
    read = [line for line in lines[1:] if next(_outside(line, boilerplate), None) is not None]
    return sum(_goes_on(line.text) and before.text[-1] not in _STOPS for before, line in pairwise(read)) >= _BROKEN


def is_title(line: str, title: str | None) -> bool:
    """Tell whether the first line is the article's title: told so, or short without a period at its end."""
    if title:
        known, seen = title.casefold().strip(), line.casefold().strip()
        if known.startswith(seen) or seen.startswith(known):
            return len(seen) <= len(known) + 80
    return len(line) <= 160 and line[-1] not in ".:;,"


def _goes_on(line: str) -> bool:
    """Tell whether the line begins in the middle of a sentence."""
    if line[0] in ",;)" or line == ".":
        return True
    start = line.lstrip("\"'“‘(")[:2]
    return len(start) == 2 and start.isalpha() and start.islower()


def _runs_on(before: str, line: str, broken: bool) -> bool:
    """Tell whether the sentence at the end of the line ``before`` goes on in ``line``."""
    if before[-1] in _STOPS:
        return False
    if _goes_on(line):
        return True
    final = before.rsplit(None, 1)[-1]
    if final in words("sentences", "dangling"):
        return True
    if not broken or before[0] in _MARKS or line[0] in _MARKS:
        return False
    return before[-1] == "," or (len(before.split()) <= _SHORT and not is_headline(before))


def _outside(line: Line, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Yield what ``spans`` (sorted, disjoint) leave of the line."""
    at = line.start
    for index in range(bisect_right(spans, line.start, key=_end), len(spans)):
        span = spans[index]
        if span.start >= line.end:
            break
        if span.start > at:
            yield Span(at, span.start)
        at = span.end
    if at < line.end:
        yield Span(at, line.end)


def _end(span: Span) -> int:
    return span.end
