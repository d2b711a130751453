"""The composer that writes: ingest -> text -> mentions -> claims -> store, and an account of what was skipped and why.

`run` streams any number of articles through an executor, each read by a pure function (`haluan.reading`), and commits
chunk by chunk, so that whatever ends a run loses only what was not finished.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from haluan import ingest
from haluan.claims import DEFAULT
from haluan.endpoint import Endpoint
from haluan.executor import Crash, Executor, local
from haluan.languagemodel import with_model
from haluan.model import Article, Reading, Skip
from haluan.ontology import Name, Term
from haluan.projectnames import with_names
from haluan.reading import (
    STAGES,
    InstallationError,
    Outcome,
    Stages,
    Study,
    failure,
    probe,
    read,
    read_chunk,
    study,
)
from haluan.store import Store, StoreError, Validator, open_store

__all__ = [
    "STAGES",
    "InstallationError",
    "Options",
    "Outcome",
    "Report",
    "Stages",
    "Study",
    "articles",
    "probe",
    "read",
    "read_chunk",
    "read_into",
    "run",
    "study",
    "with_names",
]

_CHUNK_ARTICLES = 32
_CHUNK_CHARACTERS = 500_000  # a few books must not fill the memory
_CHUNK_SECONDS = 2.0  # what a slow server gave is committed while it gives the next

Progress = Callable[[int, int, int, int], None]
"""Is told (articles, claims, skips, already known) so far, after every commit."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: ``workers`` 0 is one a CPU, 1 this process; ``timeout`` is seconds an article, more where a
    language model reads."""

    reader: str = DEFAULT
    workers: int = 0
    timeout: float = 60.0
    ingest: ingest.Options = field(default_factory=ingest.Options)
    names: tuple[Name, ...] = ()  # what the project settled
    terms: tuple[Term, ...] = ()  # terms of office that the project took over
    endpoint: Endpoint | None = None  # the language model that the reader llm asks

    @property
    def limit(self) -> float:
        """Seconds an article."""
        return self.timeout if self.endpoint is None else max(self.timeout, self.endpoint.article_timeout)

    @property
    def chunk(self) -> int:
        """Articles that are committed together; an answer of a language model is too dear to be lost."""
        return _CHUNK_ARTICLES if self.endpoint is None else 1


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``articles`` were read now, ``known`` had been read before by this version of the reader.

    ``claims`` are new claims, ``skips`` everything that was not read or not kept, by stage in ``stages`` and listed
    by ``store.log(run)``; ``revised`` articles were stored under a new id; ``unchanged`` are web pages and feeds that
    have not changed since they were read. ``interrupted`` tells that Ctrl-C ended it. ``dropped`` are those of the
    skips that are single claims, found in articles that were read, but not proven by them.
    """

    run: int
    articles: int
    claims: int
    skips: int
    known: int
    revised: int
    stages: Mapping[str, int]
    interrupted: bool = False
    unchanged: int = 0
    dropped: int = 0


def articles(names: Iterable[str], options: ingest.Options | None = None) -> Iterator[Article | Skip]:
    """Give the articles of all sources without a store. Raises `ingest.SourceError` before the first is read."""
    listed = list(names)
    ingest.check(listed)
    return STAGES.sources(listed, options or ingest.Options())


def run(
    sources: Iterable[str],
    store: Store,
    options: Options | None = None,
    progress: Progress | None = None,
    *,
    seen: Callable[[str], None] | None = None,
    stages: Stages = STAGES,
    executor: Executor | None = None,
) -> Report:
    """Read all ``sources`` into ``store`` and report. Articles that the store has are not read again.

    ``seen`` is told the stored id of every article met, known ones too. Raises `ingest.SourceError` where a source
    does not exist and `StoreError` (`StoreFull`) where the store fails; what was committed before is kept.
    """
    names, chosen = list(sources), options or Options()
    workers = chosen.workers or os.cpu_count() or 1
    return _Run(store, chosen, stages, progress, seen).through(names, executor or local(workers, preload=[__name__]))


def read_into(
    path: str | Path,
    sources: Iterable[str],
    options: Options | None = None,
    progress: Progress | None = None,
    *,
    seen: Callable[[str], None] | None = None,
    waiting: Callable[[str], None] | None = None,
) -> Report:
    """Open the store at ``path``, made where there is none, and `run`. ``waiting``: see `haluan.store.open_store`.

    No store is made where a source or the reader does not exist, the installation is broken, or the language model
    that is to read does not answer.
    """
    names, chosen = list(sources), options or Options()
    ingest.check(names)
    with_model(STAGES, chosen.reader, chosen.endpoint).reader(chosen.reader)
    probe()
    if chosen.endpoint is not None:
        chosen.endpoint.check()
    with open_store(path, waiting=waiting) as store:
        return run(names, store, chosen, progress, seen=seen)


class _Run:
    """One run: what it counts, and what it holds back until it can be stored."""

    def __init__(
        self,
        store: Store,
        options: Options,
        stages: Stages,
        progress: Progress | None,
        seen: Callable[[str], None] | None,
    ) -> None:
        self._store = store
        self._options = options
        stages = with_model(stages, options.reader, options.endpoint)
        self._stages = with_names(stages, options.names, options.terms)
        self._progress = progress or (lambda *_: None)
        self._tells = seen is not None
        self._seen = seen or (lambda _: None)
        self._reader = self._stages.reader(options.reader)
        self._counts: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()  # by stage
        self._batch: list[Reading] = []
        self._skips: list[Skip] = []
        self._validators: dict[str, ingest.Validators] = {}
        self._web_failed = False
        self._run = 0

    def through(self, names: Sequence[str], executor: Executor) -> Report:
        """Read everything."""
        arguments = {"sources": list(names), "reader": self._reader.name, "version": self._reader.version}
        self._run = self._store.start_run(arguments)
        work = partial(read_chunk, reader_name=self._options.reader, timeout=self._options.limit, stages=self._stages)
        interrupted = False
        try:
            with closing(executor.map_chunks(work, self._chunks(names))) as results:  # type: ignore[type-var]
                for outcomes in results:
                    self._keep(outcomes)
            self._commit()
            self._keep_validators()
        except KeyboardInterrupt:
            interrupted = True
            self._commit()
        finally:
            with suppress(StoreError):  # a full disk has been reported already, or will be
                self._store.finish_run(self._run, {**self._counts, "skips": self._skipped.total()})
        return self._report(interrupted)

    def _report(self, interrupted: bool) -> Report:
        counts, skips = self._counts, self._skipped.total()
        return Report(
            self._run,
            counts["articles"],
            counts["claims"],
            skips,
            counts["known"],
            counts["revised"],
            dict(self._skipped),
            interrupted,
            counts["unchanged"],
            counts["dropped"],
        )

    def _chunks(self, names: Sequence[str]) -> Iterator[list[Article]]:
        """Yield the articles that have to be read, in chunks; note skips and known articles on the way."""
        chunk: list[Article] = []
        characters, started = 0, time.monotonic()
        for article in self._unknown(self._stages.sources(names, self._ingest_options())):
            if not chunk:
                characters, started = 0, time.monotonic()
            chunk.append(article)
            characters += len(article.text)
            full = len(chunk) >= self._options.chunk or characters >= _CHUNK_CHARACTERS
            if full or time.monotonic() - started > _CHUNK_SECONDS:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def _unknown(self, records: Iterable[Article | Skip]) -> Iterator[Article]:
        for record in records:
            if isinstance(record, Skip) and record.stage == ingest.UNCHANGED:
                self._counts["unchanged"] += 1
            elif isinstance(record, Skip):
                self._skip(record)
            elif self._store.has(record.id, record.digest, self._reader.name, self._reader.version):
                self._counts["known"] += 1
                self._seen(self._store.stored_as(record.id, record.digest))
                if self._counts["known"] % _CHUNK_ARTICLES == 0:
                    self._tell()
            else:
                yield record
            if len(self._skips) >= _CHUNK_ARTICLES:
                self._commit()

    def _keep(self, outcomes: Sequence[Outcome | Crash[Article]]) -> None:
        """Store one chunk's outcomes in one transaction."""
        for outcome in outcomes:
            if isinstance(outcome, Crash):
                self._fail(failure(outcome.item, "claims", f"reading ended the worker: {outcome.reason}"))
                continue
            self._counts["dropped"] += len(outcome.dropped)
            for skip in outcome.dropped:
                self._skip(skip)
            if isinstance(outcome.result, Skip):
                self._fail(outcome.result)
            else:
                self._batch.append(outcome.result)
        self._commit()

    def _skip(self, skip: Skip) -> None:
        self._skips.append(skip)
        self._skipped[skip.stage] += 1

    def _fail(self, skip: Skip) -> None:
        """Note an article that will be tried again next time."""
        self._skip(skip)
        self._web_failed |= skip.origin.startswith(("http://", "https://"))

    def _commit(self) -> None:
        """Store what is held back. After an interruption it may be called again: adding twice changes nothing."""
        if not self._batch and not self._skips:
            return
        added = self._store.add(self._batch, self._skips, run=self._run, nearness=self._stages.nearness)
        batch, self._batch, self._skips = self._batch, [], []
        self._counts["articles"] += len(added.ids) - added.known
        self._counts["claims"] += added.claims
        self._counts["known"] += added.known
        self._counts["revised"] += added.revised
        self._skipped.update({"store": added.refused} if added.refused else {})
        self._skipped.update(reading.skipped.stage for reading in batch if reading.skipped)
        for stored_id in added.ids:
            self._seen(stored_id)
        self._tell()

    def _tell(self) -> None:
        self._progress(self._counts["articles"], self._counts["claims"], self._skipped.total(), self._counts["known"])

    def _ingest_options(self) -> ingest.Options:
        # An unchanged page would keep back which articles it holds, so whoever wants to be told gets it whole.
        known = None if self._tells else self._known_validators
        return replace(self._options.ingest, known=known, remember=self._validators.__setitem__)

    @property
    def _reader_tag(self) -> str:
        """Whose reading a page is unchanged for; a feed that was read alone has not been followed yet."""
        follow = " follow" if self._options.ingest.follow else ""
        return f"{self._reader.name} {self._reader.version}{follow}"

    def _known_validators(self, url: str) -> ingest.Validators | None:
        stored = self._store.validator(url, self._reader_tag)
        return None if stored is None else ingest.Validators(stored.etag, stored.last_modified)

    def _keep_validators(self) -> None:
        """Keep what servers gave, only now that all articles are stored: a page said to be unchanged is not read.

        Where an article from the web could not be read none is kept, so that its page comes again.
        """
        if self._web_failed:
            return
        for url, given in self._validators.items():
            self._store.keep_validator(url, self._reader_tag, Validator(given.etag, given.modified))
