"""What a store is: the one protocol that every store follows, and the values that it answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from haluan.columns import ClaimColumns, Numbers
from haluan.model import Article, CitedClaim, ClaimQuery, Judgement, Reading, Scope, Skip, Span


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of `Store.add` changed.

    ``known`` counts readings that the store had already, ``revised`` articles stored under a new id because their
    id was taken by another text, ``refused`` readings that no store can keep (each is a logged skip).
    ``ids`` are the stored article ids of the accepted readings, in the order given.
    """

    articles: int = 0
    claims: int = 0
    skips: int = 0
    known: int = 0
    revised: int = 0
    refused: int = 0
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearness:
    """How the store finds near-duplicates: the keys of a signature for an index, and the test that settles it.

    Articles that share a key and are ``alike`` belong to one group. Numbers of a signature are unsigned, 32 bits.
    """

    keys: Callable[[tuple[int, ...]], Iterable[str]]
    alike: Callable[[tuple[int, ...], tuple[int, ...]], bool]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what its newest reading says of it. ``group`` is the id of its group's oldest article."""

    article: Article
    language: str
    boilerplate: tuple[Span, ...]
    skipped: str | None
    group: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words searched for. ``snippet`` is plain text with the words in [square brackets]."""

    article: str
    title: str | None
    outlet: str | None
    date: str | None
    url: str | None
    snippet: str
    claims: int
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was not read. ``run`` is the (last) run in which it happened, None outside of runs."""

    run: int | None
    recorded: str
    skip: Skip


@dataclass(frozen=True, slots=True)
class Run:
    """One run of reading. Times are ISO, UTC; ``ended`` is None where it was cut off."""

    id: int
    started: str
    ended: str | None
    arguments: Mapping[str, object]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A noted state of the store: its id (see `Store.snapshot`), the moment (ISO, UTC) and the last claim's key."""

    id: str
    recorded: str
    claims: int


@dataclass(frozen=True, slots=True)
class Versions:
    """What was ever found between some pairs of actors, so that it is known of each state of the store.

    ``found`` are the numbers of the readings that found the claims, ``untils`` of those that took their place, 0 where
    they are the newest. Pair by pair, each by claim.
    """

    columns: ClaimColumns
    found: Numbers
    untils: Numbers


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the store holds: the frame in which an answer is to be read.

    ``claims``, ``languages`` and ``actors`` count the newest reading of each article; ``outlets`` and ``languages``
    are articles by name, most first; ``actors`` are claims by code; ``first`` and ``last`` are ISO days of articles.
    """

    articles: int
    claims: int
    groups: int
    skips: int
    undecided: int
    outlets: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    actors: tuple[tuple[str, int], ...] = ()
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A mention that stayed ambiguous: ``text`` at ``span`` of ``article``, and between whom (code, weight)."""

    article: str
    span: Span
    text: str
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that tell one text: wire copies and rewrites. ``id`` is the oldest of ``articles``."""

    id: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validator:
    """What a server gave for conditional requests of one URL; both None where it gave nothing."""

    etag: str | None = None
    last_modified: str | None = None


class Store(Protocol):
    """Keeps articles, readings, claims and judgements; nothing that was read or judged is ever changed or deleted.

    Every method may raise `StoreUnreadable`; methods that write may raise `StoreFull` as well. Questions see the
    newest reading of each article.
    """

    def add(
        self,
        readings: Iterable[Reading],
        skips: Iterable[Skip] = (),
        *,
        run: int | None = None,
        nearness: Nearness | None = None,
    ) -> Added:
        """Keep readings and skips in one transaction: all of them or, on an error, none.

        Adding again what is there changes nothing. A reading whose text differs from the stored one of the same id
        is stored under ``ID~<first 8 hex digits of its digest>``, and the log says so. A reading that cannot be kept
        (a quote that is not in the text, a character that no database holds) becomes a skip of stage ``store``.
        Without ``nearness`` only equal texts are grouped.
        """

    def has(self, article_id: str, digest: str, reader: str, version: str) -> bool:
        """Tell whether the newest reading of this text under this id is by this version of the reader."""

    def stored_as(self, article_id: str, digest: str) -> str:
        """Return the id that a text has in the store (see `add`); raises `NotInStore`."""

    def claims(self, query: ClaimQuery) -> Iterator[CitedClaim]:
        """Yield the claims that fit, newest first, undated last; in a fixed order."""

    def columns(self, scope: Scope) -> ClaimColumns:
        """Return the claims that fit as columns, without their words, each once, in no particular order."""

    def count(self, scope: Scope) -> int:
        """Count the claims that fit."""

    def claims_from(self, outlets: frozenset[str]) -> frozenset[int]:
        """Return the keys of the claims in articles of these outlets (see `ClaimColumns.key`)."""

    def chunks(self, scope: Scope, most: int) -> Iterator[ClaimColumns]:
        """Yield the claims that fit in parts of about ``most``, so that a large store needs little memory.

        All claims between two actors stand in one part. The store stays as it is until all are taken.
        """

    def versions(self, most: int) -> Iterator[Versions]:
        """Yield what was ever found, of all states of the store, in parts as those of `chunks`."""

    def newest(self) -> str:
        """Return the id of the newest state of the store, whichever is looked at."""

    def last(self) -> int | None:
        """Return the number of the last reading of an earlier state that is looked at; None for the newest."""

    def columns_by_id(self, ids: frozenset[str]) -> dict[str, ClaimColumns]:
        """Return the claims of the newest readings with these ids as columns of one row each, by id."""

    def cited(self, keys: Iterable[int]) -> dict[int, CitedClaim]:
        """Return claims of the newest readings by their keys (see `ClaimColumns.key`)."""

    def claim(self, id_or_prefix: str) -> CitedClaim:
        """Return one claim, also of an older reading; raises `NotInStore` or `AmbiguousId`."""

    def article(self, article_id: str) -> StoredArticle:
        """Return one article; raises `NotInStore`."""

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return articles that hold all the words, best first. Words are taken literally, marks are ignored."""

    def log(self, run: int | None = None) -> Iterator[LogEntry]:
        """Yield what was skipped, oldest first: in one run, or each thing once over all runs."""

    def undecided(self) -> Iterator[Undecided]:
        """Yield the mentions that stayed ambiguous in the newest readings."""

    def groups(self) -> Iterator[Group]:
        """Yield the near-duplicate groups of two articles and more."""

    def counts(self) -> Coverage:
        """Return what the store holds."""

    def skips(self) -> int:
        """Return how much was skipped. With the snapshot it tells whether `counts` can have changed."""

    def months(self) -> tuple[tuple[str | None, str | None, int], ...]:
        """Count the articles by outlet and month ("2024-06"), each None where it is not known."""

    def snapshot(self) -> str:
        """Return a short id of the contents: it stays while the answers stay. `open_store` goes back to it."""

    def find_snapshot(self, snapshot: str) -> Snapshot:
        """Return the state with this id, noted or not; raises `NotInStore` where the store never was in it."""

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the states that were noted at the end of runs and with judgements, newest first."""

    def start_run(self, arguments: Mapping[str, object]) -> int:
        """Note the start of a run and return its number."""

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """Note the end of a run and what it counted."""

    def runs(self) -> tuple[Run, ...]:
        """Return all runs, newest first."""

    def validator(self, url: str, reader: str) -> Validator | None:
        """Return what the server last gave for ``url`` when ``reader`` (name and version) read it.

        None where it did not read it; an empty `Validator` where it did, and the server gave nothing.
        """

    def keep_validator(self, url: str, reader: str, validator: Validator) -> None:
        """Keep what the server gave. Call it after the articles from ``url`` are stored, never before."""

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements in one transaction and return how many are new; those that are here already change nothing.

        The claims need not be here.
        """

    def judgements(self, claim: str | None = None) -> Iterator[Judgement]:
        """Yield all judgements, withdrawn ones too, or those of the claim with this id, by their time."""

    def version(self) -> int:
        """Return the number of the store's form, which grows with each migration."""

    def problems(self) -> tuple[str, ...]:
        """Check the whole store, every quote included (slow), and return what is wrong with it."""

    def close(self) -> None:
        """Let go of the store and of the right to write. Closing twice is harmless."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
