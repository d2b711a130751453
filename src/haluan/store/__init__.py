"""Where everything that was read is kept, with the words that prove it. The only SQL of Haluan is in here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from haluan.store.errors import (
    AmbiguousId,
    NotInStore,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreNewer,
    StoreUnreadable,
)
from haluan.store.opening import engine
from haluan.store.protocol import (
    Added,
    Coverage,
    Group,
    Hit,
    LogEntry,
    Nearness,
    Run,
    Snapshot,
    Store,
    StoredArticle,
    Undecided,
    Validator,
    Versions,
)
from haluan.store.sqlite import NOW, open_sqlite

__all__ = [
    "NOW",
    "Added",
    "AmbiguousId",
    "Coverage",
    "Group",
    "Hit",
    "LogEntry",
    "Nearness",
    "NotInStore",
    "Run",
    "Snapshot",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "StoreMissing",
    "StoreNewer",
    "StoreUnreadable",
    "StoredArticle",
    "Undecided",
    "Validator",
    "Versions",
    "engine",
    "open_store",
]


def open_store(
    path: str | Path,
    read_only: bool = False,
    *,
    wait: float = 10.0,
    waiting: Callable[[str], None] | None = None,
    at: str | None = None,
) -> Store:
    """Open the store at ``path``; without ``read_only`` it is made where there is none.

    Only one process may write at a time: another waits up to ``wait`` seconds, after giving ``waiting`` a line that
    says so, and gets `StoreBusy` then. Readers never wait for the writer. Raises `StoreMissing` (``read_only`` and
    nothing there), `StoreNewer`, `StoreUnreadable` (no store, damaged, forbidden) or `StoreFull`.

    With ``read_only`` the store can be held ``at`` one state, whatever is written meanwhile: `NOW`, or that of the
    snapshot with this id, as if nothing had been read or judged since; raises `NotInStore` where it never was so.
    """
    return open_sqlite(Path(path), read_only, wait, waiting, at)
