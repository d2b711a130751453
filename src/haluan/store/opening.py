"""Opening one SQLite file as a store: form, version, lock, and what can be wrong with it."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from filelock import FileLock, Timeout

from haluan.store.errors import StoreBusy, StoreError, StoreFull, StoreMissing, StoreNewer, StoreUnreadable

APPLICATION_ID = 0x48414C55  # "HALU": tells a store from any other SQLite file
_LOG = logging.getLogger(__name__)
_CACHE_KIB = 32 * 1024  # of pages that a reader keeps: what one question quotes stands on some thousands
_SMALLEST = 512  # bytes of a database page
_BUSY_S = 30.0  # how long a statement waits for another process's transaction

_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}  # the second: quota or file size limit
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FORBIDDEN = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}


@cache
def _migrations() -> list[tuple[int, str]]:
    """Return the numbered migrations in order: ``0001_start.sql`` leads to version 1."""
    found = []
    for entry in files("haluan.store").joinpath("migrations").iterdir():
        number = re.match(r"(\d{4})_\w+\.sql$", entry.name)
        if number:
            found.append((int(number[1]), entry.read_text(encoding="utf-8")))
    return sorted(found)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into the store's own errors; programming errors pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        explanation = _explanation(error, path)
        if explanation is None:
            raise
        raise explanation from error


def _explanation(error: sqlite3.DatabaseError, path: Path) -> StoreError | None:
    extended = getattr(error, "sqlite_errorcode", 0)
    primary = extended & 0xFF
    if extended in _NO_ROOM:
        return StoreFull(f"no room left to write {path}; what was stored before is kept")
    if primary in _DAMAGED:
        return StoreUnreadable(f"{path} is no store, or is damaged: {error}")
    if primary in _FORBIDDEN:
        return StoreUnreadable(f"{path} cannot be opened or written: {error}")
    if primary == sqlite3.SQLITE_IOERR:
        return StoreUnreadable(f"{path} cannot be read or written: {error}")
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusy(f"{path} is in use by another process; try again when it has finished")
    return None


def acquire_writer(path: Path, wait: float, waiting: Callable[[str], None] | None) -> FileLock:
    """Return the held lock that makes this process the only writer of ``path``; ends with the process.

    Waits up to ``wait`` seconds, after telling ``waiting`` why, and raises `StoreBusy` then.
    """
    if not path.parent.is_dir():
        raise StoreUnreadable(f"{path} cannot be made: there is no folder {path.parent}")
    # thread_local=False: whoever closes the store may let go of the lock
    lock = FileLock(f"{path}-lock", thread_local=False)
    try:
        with suppress(Timeout):
            lock.acquire(timeout=0)
            return lock
        if waiting is not None:
            waiting(f"another process is writing to {path}; waiting up to {wait:.0f} s for it")
        lock.acquire(timeout=wait)
    except Timeout:
        raise StoreBusy(f"another process is writing to {path}; try again when it has finished") from None
    except OSError as error:
        raise StoreUnreadable(f"{path} cannot be written: {error.strerror or error}") from error
    return lock


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open ``path`` for writing, created or brought to the newest version where needed."""
    _require_database(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        try:
            _require_ours(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            # NORMAL: a killed process loses nothing; a power cut at most the last commits, which are read again
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE deletes past the triggers
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open ``path`` for reading only; raises `StoreMissing` where there is nothing."""
    if not path.exists() or path.stat().st_size == 0:  # 0 bytes: cut off before anything was stored
        raise StoreMissing(f"there is no store at {path}; `haluan read` makes one")
    _require_database(path)
    with explained(path):
        connection = _open_readable(path)
        try:
            _require_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _open_readable(path: Path) -> sqlite3.Connection:
    """Open so that no statement can change anything; where the file allows it the last reader tidies up the WAL."""
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=_BUSY_S, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # In a folder where nobody may write, WAL cannot make its files; but then nobody changes the store either
        if error.sqlite_errorcode & 0xFF not in _FORBIDDEN or Path(f"{path}-wal").exists():
            raise
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
    return connection


def _require_database(path: Path) -> None:
    """Raise where ``path`` holds a file too small for a database: SQLite would take it for empty and overwrite it.

    The file is not opened: closing it would drop the locks of other connections of this process.
    """
    if path.exists() and 0 < path.stat().st_size < _SMALLEST:
        raise StoreUnreadable(f"{path} is no store")


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that the store has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def engine() -> str:
    """Name and version of the database engine: "SQLite 3.45.1"."""
    return f"SQLite {sqlite3.sqlite_version}"


def newest_version() -> int:
    """Return the number of the last migration that this Haluan knows."""
    return _migrations()[-1][0]


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise unless the file is empty or a store of a version that we know."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (tables or application):
        raise StoreUnreadable(f"{path} is a database of another program")
    found, known = version(connection), newest_version()
    if found > known:
        raise StoreNewer(f"{path} was made by a newer Haluan (form {found}, this one knows {known}): update Haluan")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the store to the newest version, one transaction a migration."""
    start = version(connection)
    if (
        0 < start < newest_version()
    ):  # takes seconds where there are a million claims: nobody should take it for a fault
        _LOG.warning("%s has form %d: it is brought to form %d, once", path, start, newest_version())
    for number, script in _migrations():
        if number <= start:
            continue
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{script}\n"
                f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {number};\nCOMMIT;"
            )
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise
