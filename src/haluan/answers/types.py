"""What a question is answered with. Every answer is a frozen value with ``to_dict`` for machines.

All weights are sums of `haluan.answers.weights`, counting each independent source (near-duplicate group) once a tie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any

from haluan.alignment import Change, Reading, Score
from haluan.answers.window import EVERYTHING, Window
from haluan.model import Article, CitedClaim, Span, Status
from haluan.store import Coverage, Hit, LogEntry, Run

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from haluan.answers.tables import Level, Table


_PLAIN = frozenset({str, int, bool, NoneType})


def _encode(value: object) -> Any:
    """Plain JSON types for dataclasses, enums and tuples, in field order."""
    kind: Any = type(value)
    if kind in _PLAIN:  # most values are: asking for these first is three times as fast
        return value
    if isinstance(value, (tuple, list)):
        return [_encode(item) for item in value]
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    if is_dataclass(value):
        return {name: _encode(getattr(value, name)) for name in _names(kind)}
    return round(value, 4) if isinstance(value, float) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Fields of a dataclass, looked up once."""
    return tuple(field.name for field in fields(kind))


class Record:
    """Base of what is answered: frozen dataclasses that turn into plain dictionaries."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the value as JSON types; field names are stable."""
        kind: Any = type(self)
        return {name: _encode(getattr(self, name)) for name in _names(kind)}

    def table(self, level: Level = "lines") -> Table:
        """Return the value as a table: of its ``lines``, its ``ties`` or its ``claims``."""
        from haluan.answers.tables import table  # lazily: a question needs no table

        return table(self, level)

    def to_pandas(self, level: Level = "lines") -> pandas.DataFrame:
        """Return `table` as a pandas data frame; needs ``haluan[notebook]``."""
        return self.table(level).to_pandas()

    def to_polars(self, level: Level = "lines") -> polars.DataFrame:
        """Return `table` as a Polars data frame; needs ``haluan[notebook]``."""
        return self.table(level).to_polars()

    def to_arrow(self, level: Level = "lines") -> pyarrow.Table:
        """Return `table` as an Arrow table; needs ``haluan[parquet]``."""
        return self.table(level).to_arrow()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the lines to whatever reads Arrow (DuckDB, Polars ...), by the PyCapsule protocol."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """Show the value in a notebook, its quotes marked; what articles say stays text."""
        from haluan.answers.html import page

        return page(self)


@dataclass(frozen=True, slots=True)
class ActorName(Record):
    """An actor's code beside its name in the language of the answer."""

    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class Citation(Record):
    """One stored claim with its quote and the names of its actors; ``label`` says it in one phrase."""

    cited: CitedClaim
    source_name: str
    target_name: str
    label: str

    def to_dict(self) -> dict[str, Any]:
        """Return one claim in the fixed JSONL form, with the citation beside it."""
        claim = self.cited.claim
        return {
            "id": self.cited.id,
            "article": claim.article,
            "source": claim.source,
            "source_name": self.source_name,
            "relation": claim.relation,
            "target": claim.target,
            "target_name": self.target_name,
            "status": claim.status.value,
            "quiet": claim.quiet,
            "speaker": claim.speaker,
            "when": claim.when,
            "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "text": claim.evidence.text},
            "confidence": round(claim.confidence, 4),
            "context": claim.context,
            "label": self.label,
            "outlet": self.cited.outlet,
            "date": self.cited.date,
            "title": self.cited.title,
            "url": self.cited.url,
            "language": self.cited.language,
            "group": self.cited.group,
            "reader": claim.reader,
            "reader_version": claim.reader_version,
            "cue": claim.cue,
            "recorded": self.cited.recorded,
            "review": _encode(self.cited.review),
        }


@dataclass(frozen=True, slots=True)
class Tie(Record):
    """All claims that say (or all that deny) one (source, relation, target), best quote first.

    ``sign`` is +1 friendly, -1 hostile, 0 neither, with a denial already turned round; ``status`` is the strongest
    that is reported; ``direction`` is out, in or mutual as seen from the actor whose line it is; ``first`` and
    ``last`` are the earliest and latest date (EDTF of the event, else the article's day), None where unknown.
    ``quiet`` says that the quote and enough of the sources mark the tie as quiet, ``marked`` counts the claims that do.
    ``doubtful`` marks a tie that no claim can bear, ``against_facts`` a membership that the reference facts contradict.
    """

    source: str
    source_name: str
    relation: str
    target: str
    target_name: str
    label: str
    direction: str
    status: Status
    sign: int
    quiet: bool
    weight: float
    claims: int
    independent: int
    first: str | None
    last: str | None
    citations: tuple[Citation, ...]
    marked: int = 0
    in_force: bool | None = None
    until: str | None = None
    ended_by: str | None = None
    doubtful: bool = False
    against_facts: bool = False

    @property
    def best(self) -> Citation:
        """The claim to quote first."""
        return self.citations[0]

    @property
    def partly(self) -> int:
        """How many claims mark the tie as quiet where not all of them do."""
        return self.marked if self.marked < self.claims else 0


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """A stretch of an article as stored: ``text`` stands at ``start`` to ``end`` of it, near the claim ``claim``."""

    article: str
    start: int
    end: int
    text: str
    claim: str
    outlet: str | None
    date: str | None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Relationship(Record):
    """One actor's ties with the actor asked about: supporting, contrary and neutral, each with quotes.

    ``stance`` is friendly, hostile, mixed or neutral; ``friendly`` and ``hostile`` are weights >= 0. ``said`` and
    ``done`` are the scores of docs/alignment.md, ``reading`` how openly they are carried; ``open``, ``hushed`` and
    ``denied`` count the friendly ties that are reported plainly, marked as quiet, and denied. Where there are many
    ``ties``, the lightest ``more_ties`` are left out. ``motives`` quote sentences that give reasons, ``against`` are
    hostile ties with others that stand in the same passages. ``unsure`` are ties of which the reader is not sure and
    that count in no weight, ``more_unsure`` of them left out; the scores take all claims by how sure they are.
    """

    actor: str
    name: str
    stance: str
    friendly: float
    hostile: float
    quiet: bool
    claims: int
    independent: int
    ties: tuple[Tie, ...]
    said: Score | None = None
    done: Score | None = None
    reading: Reading | None = None
    open: int = 0
    hushed: int = 0
    denied: int = 0
    more_ties: int = 0
    motives: tuple[Passage, ...] = ()
    against: tuple[Tie, ...] = ()
    unsure: tuple[Tie, ...] = ()
    more_unsure: int = 0

    @property
    def supporting(self) -> tuple[Tie, ...]:
        """Ties that count as friendly."""
        return tuple(tie for tie in self.ties if tie.sign > 0)

    @property
    def contrary(self) -> tuple[Tie, ...]:
        """Ties that count as hostile."""
        return tuple(tie for tie in self.ties if tie.sign < 0)


@dataclass(frozen=True, slots=True)
class Basis(Record):
    """On what an answer rests: the store's snapshot, when it was asked (ISO, UTC), and what the store covers.

    ``rejected`` counts the claims that it covers but people rejected, so that no answer holds them. ``language`` is
    that of the answer's names and labels. ``at`` is the day that scores are for; ``window`` says to which claims the
    question was restricted; ``weights`` are the changes that a project made to the weights of scores, ``weights_file``
    the file that makes them. ``weak`` counts the claims of the question that were left out because they are less sure
    than the window asks.
    """

    as_of: str
    snapshot: str
    coverage: Coverage
    rejected: int = 0
    language: str = "en"
    at: str = ""
    window: Window = EVERYTHING
    weights: tuple[Change, ...] = ()
    weights_file: str | None = None
    weak: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Leave out the counts by actor, which no single answer needs, and what only pages need."""
        coverage = {name: value for name, value in _encode(self.coverage).items() if name != "actors"}
        return {
            "as_of": self.as_of,
            "snapshot": self.snapshot,
            "coverage": coverage,
            "rejected": self.rejected,
            "weak": self.weak,
            "at": self.at,
            "window": _encode(self.window),
            "weights": _encode(self.weights),
            "weights_file": self.weights_file,
        }


@dataclass(frozen=True, slots=True)
class Gap(Record):
    """An actor about whom the corpus is silent in this question; ``claims`` counts what it says of it otherwise."""

    actor: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class StateAnswer(Record):
    """One actor's relationships, the best evidenced first; a limit left ``more`` of them out.

    ``unsure`` are those of whose ties with it only unsure claims are left.
    """

    actor: ActorName
    relationships: tuple[Relationship, ...]
    gaps: tuple[Gap, ...]
    basis: Basis
    more: int = 0
    unsure: tuple[ActorName, ...] = ()


@dataclass(frozen=True, slots=True)
class RankAnswer(Record):
    """Who stands with ``toward``: ``ranked`` by friendly weight; ``others`` have ties that do not outweigh.

    ``gaps`` are states of the region about whose ties with ``toward`` the corpus is silent - never "no tie". A limit
    left ``more_ranked`` and ``more_others`` out. ``unsure`` are states of whose ties only unsure claims are left.
    """

    toward: ActorName
    region: ActorName | None
    quiet: bool
    ranked: tuple[Relationship, ...]
    others: tuple[Relationship, ...]
    gaps: tuple[Gap, ...]
    basis: Basis
    more_ranked: int = 0
    more_others: int = 0
    unsure: tuple[ActorName, ...] = ()
    openly: bool = False

    @property
    def manner(self) -> str:
        """The end of the names of messages that say how those stand who were asked for."""
        return "_quiet" if self.quiet else "_open" if self.openly else ""


@dataclass(frozen=True, slots=True)
class ShowAnswer(Record):
    """One claim in its context: ``before`` + quote + ``after`` is a stretch of the article's text as stored."""

    citation: Citation
    origin: str | None
    author: str | None
    before: str
    after: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ArticleAnswer(Record):
    """One article as stored with its claims, in the order of the text; ``boilerplate`` spans were not read.

    ``skipped`` says why it was not read, where it was not; ``group`` is the oldest article that tells the same text.
    """

    article: Article
    language: str
    boilerplate: tuple[Span, ...]
    skipped: str | None
    recorded: str
    group: str
    citations: tuple[Citation, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class SearchAnswer(Record):
    """Articles that hold the words, best match first; the words stand in [square brackets] in the snippets."""

    text: str
    hits: tuple[Hit, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class LogAnswer(Record):
    """The runs of reading, newest first, and what was skipped in them and why."""

    runs: tuple[Run, ...]
    skips: tuple[LogEntry, ...]
    basis: Basis
