"""A brief as a row of blocks that every format writes in its own way, so that all formats hold the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haluan.briefs.sourcing import Marks
from haluan.briefs.times import spoken
from haluan.briefs.types import Brief, Figure, Paragraph, Quote, Run, Source
from haluan.briefs.wording import Wording, phrases


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its marks."""

    runs: tuple[Run, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``label`` stands in front in bold where there is one; ``small`` is what is said about the brief."""

    label: str
    lines: tuple[Line, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A place for a figure."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry in the list of sources: ``mark`` or number, what it is, its address, and what is quoted from it."""

    mark: str
    text: str
    url: str | None
    quotes: tuple[tuple[Quote, str], ...] = ()  # with where it stands and who says it
    language: str | None = None


Block = Heading | Text | Picture | Reference


def blocks(brief: Brief) -> Iterator[Block]:
    """Yield the brief from title to sources."""
    say = phrases(brief.language)
    marks = Marks(brief, say["source"]["corpus_mark"])
    yield Heading(1, brief.title.text)
    yield _text(brief.lead, marks)
    pictures = [Picture(figure) for figure in brief.figures]
    yield from pictures[:1]
    for section in brief.sections:
        yield Heading(2, section.heading)
        for paragraph in section.paragraphs:
            yield _text(paragraph, marks)
    if pictures[1:]:
        yield Heading(2, say["headings"]["figures"])
        yield from pictures[1:]
    yield Heading(2, say["headings"]["method"])
    yield _text(brief.method, marks, small=True)
    yield from _references(brief)


def _references(brief: Brief) -> Iterator[Block]:
    say = phrases(brief.language)
    yield Heading(2, say["headings"]["sources"])
    for source in brief.sources:
        yield _reference(source, say["source"], brief.language)
    coverage = brief.basis.coverage
    corpus = say["source"]["corpus"].format(
        articles=coverage.articles, claims=coverage.claims, snapshot=brief.basis.snapshot
    )
    yield Reference(say["source"]["corpus_mark"], corpus, None)
    if brief.facts:
        yield Heading(2, say["headings"]["facts"])
        for entry in brief.facts:
            yield Reference(entry.mark, entry.fact.text, entry.fact.source)


def _reference(source: Source, say: dict[str, str], language: str) -> Reference:
    title = f"“{source.title}”" if source.title else source.article
    date = spoken(Wording(language), source.date) if source.date else say["undated"]
    parts = [source.outlet, title, date]
    quotes = []
    for quote in source.quotes:
        where = say["characters"].format(start=quote.start, end=quote.end)
        who = f"; {say['speaker'].format(speaker=quote.speaker)}" if quote.speaker else ""
        quotes.append((quote, where + who))
    text = ", ".join(part for part in parts if part)
    return Reference(str(source.number), text, source.url, tuple(quotes), source.language)


def _text(paragraph: Paragraph, marks: Marks, small: bool = False) -> Text:
    lines = tuple(Line(sentence.runs, marks.of(sentence)) for sentence in paragraph.sentences)
    return Text(paragraph.label, lines, small)
