"""What a brief is made of: sentences that name what they stand on, in paragraphs, sections and numbered sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from haluan.answers import Gap
from haluan.answers.types import Basis, Record


class Topic(StrEnum):
    """What a paragraph tells; the phrases hold its label."""

    LEAD = "lead"
    STANCE = "stance"
    SAYS = "says"
    DOES = "does"
    ASKED = "asked"
    RESPONSE = "response"
    SINCE = "since"
    WHY = "why"
    WHO = "who"
    AGAINST = "against"
    UNSURE = "unsure"
    FACTS = "facts"
    ACTOR = "actor"  # one actor's paragraph in a section about several; its label is the actor's name
    SILENCE = "silence"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Run(Record):
    """A stretch of a sentence. ``quoted`` is the language of a quote (``und`` where unknown), None for own words."""

    text: str
    quoted: str | None = None


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """A stretch of a stored article that a sentence rests on besides claims."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Known(Record):
    """A row of the reference facts in one line, with the page that it is from."""

    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Sentence(Record):
    """One sentence and what it stands on: ids of claims, passages, known facts, or the corpus as a whole.

    A sentence without any of them cannot be made.
    """

    runs: tuple[Run, ...]
    claims: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: tuple[Known, ...] = ()
    corpus: bool = False

    def __post_init__(self) -> None:
        if not (self.claims or self.passages or self.facts or self.corpus):
            raise ValueError(f"a sentence without a citation: {self.text!r}")

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph(Record):
    """Sentences about one topic; ``label`` stands in front of them, where there is one."""

    topic: Topic
    sentences: tuple[Sentence, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section(Record):
    """A part of the brief under a heading; ``actor`` is the code of whom it is about, "" where of several."""

    actor: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Quote(Record):
    """A stretch of a source that sentences cite by ``mark``; offsets are characters of the article's text as stored."""

    mark: str
    start: int
    end: int
    text: str
    claims: tuple[str, ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Source(Record):
    """One cited article with all that is quoted from it."""

    number: int
    article: str
    outlet: str | None
    title: str | None
    date: str | None
    url: str | None
    language: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FactSource(Record):
    """A known fact that sentences cite by ``mark``."""

    mark: str
    fact: Known


@dataclass(frozen=True, slots=True)
class Event(Record):
    """A dated tie for the timeline: ``sign`` +1 friendly, -1 hostile, 0 neither; ``sure`` where it happened."""

    actor: str
    name: str
    date: str
    sign: int
    sure: bool
    label: str


@dataclass(frozen=True, slots=True)
class Bar(Record):
    """What one actor says and does, each a score in [-1, 1] with its interval (value, low, high)."""

    actor: str
    name: str
    said: tuple[float, float, float]
    done: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Place(Record):
    """An actor on the map; ``stance`` is friendly, hostile, mixed, neutral, pole or silent."""

    actor: str
    name: str
    stance: str


@dataclass(frozen=True, slots=True)
class Figure(Record):
    """What one picture shows. ``alt`` says it to those who do not see it; one of the three tuples is filled."""

    name: str
    title: str
    alt: str
    note: str = ""
    events: tuple[Event, ...] = ()
    bars: tuple[Bar, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief(Record):
    """An article from one answer. ``more`` counts actors that were left out; ``gaps`` are those the corpus is silent
    about; ``smoothed`` and ``put_back`` count the sentences that a language model rewrote and those it got wrong.
    """

    language: str
    title: Sentence
    lead: Paragraph
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    facts: tuple[FactSource, ...]
    gaps: tuple[Gap, ...]
    method: Paragraph
    basis: Basis
    more: int = 0
    smoothed: int = 0
    put_back: int = 0
    model: str | None = None

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, the title first."""
        parts = (self.lead, *(part for section in self.sections for part in section.paragraphs), self.method)
        return (self.title, *(sentence for part in parts for sentence in part.sentences))
