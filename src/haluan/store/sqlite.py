"""The store in one SQLite file: WAL, one writer and many readers across processes, full-text search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock

from haluan.columns import ClaimColumns
from haluan.model import Article, CitedClaim, ClaimQuery, Judgement, Reading, Scope, Skip, Span
from haluan.store import judging, opening, packing, past, querying, searching, snapshots, surveying, unpacking
from haluan.store.errors import AmbiguousId, NotInStore
from haluan.store.protocol import (
    Added,
    Coverage,
    Group,
    Hit,
    LogEntry,
    Nearness,
    Run,
    Snapshot,
    StoredArticle,
    Undecided,
    Validator,
    Versions,
)
from haluan.store.writing import Writing, candidate_ids, is_version, now

NOW = "now"
_TOGETHER = 32_000  # claims to count at once
_MOST_LOOSE = 10_000  # claims outside of the packs, each of which takes some three microseconds to read


class SqliteStore:
    """`haluan.store.Store` on one SQLite file. Made by `open_sqlite`; one object belongs to one thread."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: FileLock | None, held: past.State | None = None
    ) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._held = held
        self._terms: tuple[tuple[int, int], packing.Terms] | None = None

    # writing

    def add(
        self,
        readings: Iterable[Reading],
        skips: Iterable[Skip] = (),
        *,
        run: int | None = None,
        nearness: Nearness | None = None,
    ) -> Added:
        """See `haluan.store.Store.add`."""
        writing = Writing(self._connection, run, nearness)
        with self._transaction():
            for reading in readings:
                writing.add(reading)
            for skip in skips:
                writing.add_skip(skip)
            # A long run must not make those wait who ask meanwhile
            if self._connection.execute("SELECT count(*) FROM loose").fetchone()[0] >= _MOST_LOOSE:
                packing.pack(self._connection)
        return writing.result()

    def start_run(self, arguments: Mapping[str, object]) -> int:
        """See `haluan.store.Store.start_run`."""
        with self._transaction():
            run = self._connection.execute(
                "INSERT INTO runs (started, arguments) VALUES (?, ?)", (now(), json.dumps(dict(arguments)))
            ).lastrowid
        assert run is not None
        return run

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """See `haluan.store.Store.finish_run`."""
        with self._transaction():
            self._connection.execute(
                "UPDATE runs SET ended = ?, counts = ? WHERE key = ?", (now(), json.dumps(dict(counts)), run)
            )
            packing.pack(self._connection)
            snapshots.note(self._connection, self.snapshot(), self._counted())

    def pack(self) -> None:
        """Put claims of an older form, of runs that were cut off, or that came outside of runs, where questions read
        them fastest."""
        with self._transaction():
            packing.pack(self._connection)

    def keep_validator(self, url: str, reader: str, validator: Validator) -> None:
        """See `haluan.store.Store.keep_validator`."""
        with self._transaction():
            # What another version read since may be unchanged for the server, but is not read by this one.
            self._connection.execute("DELETE FROM validators WHERE url = ? AND reader <> ?", (url, reader))
            self._connection.execute(
                "INSERT INTO validators VALUES (?, ?, ?, ?) ON CONFLICT (url, reader) DO UPDATE"
                " SET etag = excluded.etag, last_modified = excluded.last_modified",
                (url, reader, validator.etag, validator.last_modified),
            )

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """See `haluan.store.Store.judge`."""
        with self._transaction():
            new = judging.insert(self._connection, judgements)
            if new:
                snapshots.note(self._connection, self.snapshot(), snapshots.current(self._rows))
        return new

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing; the right to write is taken at the start, so that no read can turn stale in between."""
        with opening.explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Several statements that see the same state of the store."""
        with opening.explained(self.path):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    # reading

    def has(self, article_id: str, digest: str, reader: str, version: str) -> bool:
        """See `haluan.store.Store.has`."""
        row = self._row(
            "SELECT r.reader, r.version FROM articles AS a JOIN newest_readings AS r ON r.article = a.key"
            " WHERE a.id IN (?, ?, ?) AND a.digest = ?",
            (*candidate_ids(article_id, digest), digest),
        )
        return row is not None and row[0] == reader and is_version(row[1], version)

    def stored_as(self, article_id: str, digest: str) -> str:
        """See `haluan.store.Store.stored_as`."""
        row = self._row(
            "SELECT id FROM articles WHERE id IN (?, ?, ?) AND digest = ?",
            (*candidate_ids(article_id, digest), digest),
        )
        if row is None:
            raise NotInStore(f"{self.path} does not hold this text of article {article_id}")
        return str(row[0])

    def claims(self, query: ClaimQuery) -> Iterator[CitedClaim]:
        """See `haluan.store.Store.claims`."""
        return map(querying.cited, self._rows(*querying.select(query)))

    def columns(self, scope: Scope) -> ClaimColumns:
        """See `haluan.store.Store.columns`."""
        with self._unpacked(scope) as (reader, pairs):
            return reader.columns(pairs)

    def chunks(self, scope: Scope, most: int) -> Iterator[ClaimColumns]:
        """See `haluan.store.Store.chunks`."""
        with self._unpacked(scope) as (reader, pairs):
            yield from reader.chunks(pairs, most)

    def versions(self, most: int) -> Iterator[Versions]:
        """See `haluan.store.Store.versions`."""
        with self._still():
            reader = unpacking.Reader(self._connection, self._known_terms(), Scope())
            for part in unpacking.parts(unpacking.pairs(self._connection, Scope()), most):
                yield reader.versions(part)

    @contextmanager
    def _unpacked(self, scope: Scope) -> Iterator[tuple[unpacking.Reader, list[unpacking.Pair]]]:
        """Who reads the claims of a scope, and of which pairs, while the store stays as it is."""
        with self._still():
            reader = unpacking.Reader(self._connection, self._known_terms(), scope, self.last())
            yield reader, unpacking.pairs(self._connection, scope)

    def _known_terms(self) -> packing.Terms:
        """The terms as they are now, read again only after a change."""
        # Changes by others show in the version, own ones in the count
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        state = version, self._connection.total_changes
        if self._terms is None or self._terms[0] != state:
            self._terms = state, packing.Terms(self._connection)
        return self._terms[1]

    def count(self, scope: Scope) -> int:
        """See `haluan.store.Store.count`."""
        with self._unpacked(scope) as (reader, pairs):
            return reader.count(pairs, _TOGETHER)

    def claims_from(self, outlets: frozenset[str]) -> frozenset[int]:
        """See `haluan.store.Store.claims_from`."""
        found = self._rows(
            "SELECT c.key FROM articles AS a CROSS JOIN claims AS c ON c.article = a.key"
            " WHERE a.outlet IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(outlets)),),
        )
        return frozenset(key for (key,) in found)

    def columns_by_id(self, ids: frozenset[str]) -> dict[str, ClaimColumns]:
        """See `haluan.store.Store.columns_by_id`."""
        found = self._rows(querying.BY_ID, (json.dumps(sorted(ids)),))
        return {row[0]: ClaimColumns.of([row[1:]]) for row in found}

    def cited(self, keys: Iterable[int]) -> dict[int, CitedClaim]:
        """See `haluan.store.Store.cited`."""
        found = self._rows(querying.BY_KEY, (json.dumps(sorted({int(key) for key in keys})),))
        return {row[-1]: querying.cited(row[:-1]) for row in found}

    def claim(self, id_or_prefix: str) -> CitedClaim:
        """See `haluan.store.Store.claim`."""
        prefix = id_or_prefix.lower()
        asked = f"{querying.EVER} WHERE c.id >= ? AND c.id < ? ORDER BY r.key DESC"
        found: dict[str, CitedClaim] = {}
        with closing(self._rows(asked, (prefix, f"{prefix}g"))) as rows:
            for row in rows if prefix else ():
                found.setdefault(row[0], querying.cited(row))
                if len(found) > 1:
                    raise AmbiguousId(f"several claims begin with {id_or_prefix}: give more of the id")
        if not found:
            raise NotInStore(f"{self.path} holds no claim {id_or_prefix}")
        return found.popitem()[1]

    def article(self, article_id: str) -> StoredArticle:
        """See `haluan.store.Store.article`."""
        row = self._row(
            "SELECT a.id, a.text, a.title, a.date, a.language, a.outlet, a.url, a.author, a.origin,"
            " r.language, r.boilerplate, r.skipped, l.id, a.recorded"
            " FROM articles AS a JOIN newest_readings AS r ON r.article = a.key"
            " JOIN article_groups AS g ON g.article = a.key JOIN articles AS l ON l.key = g.leader WHERE a.id = ?",
            (article_id,),
        )
        if row is None:
            raise NotInStore(f"{self.path} holds no article {article_id}")
        language, boilerplate, skipped, group, recorded = row[9:]
        spans = tuple(Span(start, end) for start, end in json.loads(boilerplate))
        return StoredArticle(Article(*row[:9]), language, spans, skipped, group, recorded)

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """See `haluan.store.Store.search`."""
        return searching.search(self._rows, text, limit)

    def log(self, run: int | None = None) -> Iterator[LogEntry]:
        """See `haluan.store.Store.log`."""
        return surveying.log(self._rows, run)

    def undecided(self) -> Iterator[Undecided]:
        """See `haluan.store.Store.undecided`."""
        return surveying.undecided(self._rows)

    def groups(self) -> Iterator[Group]:
        """See `haluan.store.Store.groups`."""
        return surveying.groups(self._rows)

    def counts(self) -> Coverage:
        """See `haluan.store.Store.counts`."""
        return snapshots.current(self._rows) or self._counted()

    def _counted(self) -> Coverage:
        with self._unpacked(Scope()) as (reader, pairs):
            return surveying.coverage(self._rows, reader.by_actor(pairs, _TOGETHER))

    def skips(self) -> int:
        """See `haluan.store.Store.skips`."""
        return sum(count for (count,) in self._rows("SELECT count(*) FROM skips"))

    def months(self) -> tuple[tuple[str | None, str | None, int], ...]:
        """See `haluan.store.Store.months`."""
        return surveying.outlet_months(self._rows)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """See `haluan.store.Store.snapshots`."""
        return snapshots.noted(self._rows)

    def judgements(self, claim: str | None = None) -> Iterator[Judgement]:
        """See `haluan.store.Store.judgements`."""
        return judging.select(self._rows, claim)

    def runs(self) -> tuple[Run, ...]:
        """See `haluan.store.Store.runs`."""
        return surveying.runs(self._rows)

    def problems(self) -> tuple[str, ...]:
        """See `haluan.store.Store.problems`."""
        packed = (key for columns in self.chunks(Scope(), _TOGETHER) for key in columns.key.tolist())
        return surveying.problems(self._rows, frozenset(packed))

    def snapshot(self) -> str:
        """See `haluan.store.Store.snapshot`."""
        with opening.explained(self.path):
            return past.identify(self._connection, past.present(self._connection))

    def newest(self) -> str:
        """See `haluan.store.Store.newest`."""
        with opening.explained(self.path):
            return past.identify(self._connection, past.present(self._connection, "main"), "main")

    def last(self) -> int | None:
        """See `haluan.store.Store.last`."""
        return None if self._held is None else self._held.readings

    def find_snapshot(self, snapshot: str) -> Snapshot:
        """See `haluan.store.Store.find_snapshot`."""
        with opening.explained(self.path):
            return past.find(self._connection, snapshot)[1]

    def validator(self, url: str, reader: str) -> Validator | None:
        """See `haluan.store.Store.validator`."""
        row = self._row("SELECT etag, last_modified FROM validators WHERE url = ? AND reader = ?", (url, reader))
        return None if row is None else Validator(*row)

    def version(self) -> int:
        """See `haluan.store.Store.version`."""
        with opening.explained(self.path):
            return opening.version(self._connection)

    def _rows(self, statement: str, values: Iterable[object] = ()) -> Generator[tuple[Any, ...]]:
        with opening.explained(self.path):
            yield from self._connection.execute(statement, tuple(values))

    def _row(self, statement: str, values: Iterable[object] = ()) -> tuple[Any, ...] | None:
        with opening.explained(self.path):
            row: tuple[Any, ...] | None = self._connection.execute(statement, tuple(values)).fetchone()
        return row

    # life

    def close(self) -> None:
        """See `haluan.store.Store.close`."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_sqlite(
    path: Path, read_only: bool, wait: float, waiting: Callable[[str], None] | None, at: str | None = None
) -> SqliteStore:
    """Open the file; see `haluan.store.open_store`."""
    if read_only:
        connection = opening.connect_reader(path)
        if opening.version(connection) != opening.newest_version():
            connection.close()  # an older form: brought up to date by writing, then read
            open_sqlite(path, False, wait, waiting).close()
            connection = opening.connect_reader(path)
        return SqliteStore(path, connection, None, _hold(connection, path, at))
    lock = opening.acquire_writer(path, wait, waiting)
    try:
        store = SqliteStore(path, opening.connect_writer(path), lock)
        store.pack()
        return store
    except BaseException:
        lock.release()
        raise


def _hold(connection: sqlite3.Connection, path: Path, at: str | None) -> past.State | None:
    """Have a connection see one state of the store; it may make views of its own, but change nothing."""
    if at is None:
        return None
    try:
        with opening.explained(path):
            connection.execute("PRAGMA query_only = OFF")
            held = past.hold(connection, None if at == NOW else at)
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return held
