"""The store as it was: ids of its states, and views that hide whatever came after one.

Everything that is read or judged is only ever added under growing keys, so that the last key of each kind names a
state. The views take the place of the tables for one connection; every question that the store answers is then asked of
the past. Near-duplicate groups are the exception: they are as they are known today.
"""

# ruff: noqa: S608 - only names of tables and numbers are put into statements

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass

from haluan.store.errors import NotInStore
from haluan.store.protocol import Snapshot

_ID = re.compile(r"([0-9a-f]{1,13})\.([0-9a-f]{1,13})\.([0-9a-f]{1,13})\.([0-9a-f]{6})")
_KINDS = ("readings", "claims", "judgements")


@dataclass(frozen=True, slots=True)
class State:
    """The last key of each kind; 0 where there was none."""

    readings: int
    claims: int
    judgements: int


def present(connection: sqlite3.Connection, schema: str = "") -> State:
    """Return the state that the connection sees, or the newest that the file holds for the schema "main"."""
    tips = ", ".join(f"(SELECT ifnull(max(key), 0) FROM {_of(schema)}{kind})" for kind in _KINDS)
    return State(*connection.execute(f"SELECT {tips}").fetchone())


def identify(connection: sqlite3.Connection, state: State, schema: str = "") -> str:
    """Return the id of a state: its keys, and a sum of what stands under them that no other store has."""
    where = _of(schema)
    stands = connection.execute(
        f"SELECT (SELECT a.digest FROM {where}readings AS r JOIN {where}articles AS a ON a.key = r.article"
        f" WHERE r.key = ?), (SELECT id FROM {where}claims WHERE key = ?),"
        f" (SELECT id FROM {where}judgements WHERE key = ?)",
        (state.readings, state.claims, state.judgements),
    ).fetchone()
    check = hashlib.sha256(repr((state.readings, state.claims, state.judgements, stands)).encode()).hexdigest()[:6]
    return f"{state.readings:x}.{state.claims:x}.{state.judgements:x}.{check}"


def find(connection: sqlite3.Connection, snapshot: str) -> tuple[State, Snapshot]:
    """Return the state with an id, and when it began; raises `NotInStore` where this store never was in it."""
    parts = _ID.fullmatch(snapshot)
    if parts is not None:
        state = State(*(int(part, 16) for part in parts.groups()[:3]))
        if identify(connection, state) == snapshot:
            (recorded,) = connection.execute(
                "SELECT max(ifnull((SELECT recorded FROM readings WHERE key = ?), ''),"
                " ifnull((SELECT time FROM judgements WHERE key = ?), ''))",
                (state.readings, state.judgements),
            ).fetchone()
            return state, Snapshot(snapshot, recorded, state.claims)
    raise NotInStore(f"no snapshot {snapshot[:60]!r} of this store")


def hold(connection: sqlite3.Connection, snapshot: str | None) -> State | None:
    """Have a connection see one state from now on: that with the id, else the present one; None for the latter.

    Raises `NotInStore` where the store never was in that state.
    """
    connection.execute("BEGIN")
    now = present(connection)
    if snapshot is None:
        return None
    state, _ = find(connection, snapshot)
    if state == now:
        return None
    for statement in _views(connection, state):
        connection.execute(statement)
    return state


def _views(connection: sqlite3.Connection, state: State) -> list[str]:
    """Statements that make the views; a view has no parameters, so the numbers stand in it."""
    readings, claims, judgements = state.readings, state.claims, state.judgements
    later = connection.execute("SELECT recorded FROM readings WHERE key > ? ORDER BY key", (readings,)).fetchone()
    # Skips and runs have no place among the keys of readings: their times tell
    since = "" if later is None else f" WHERE {{}} <= '{_time(later[0])}'"
    tables = {
        "articles": f" WHERE key < {_first_new(connection, readings)}",
        "readings": f" WHERE key <= {readings}",
        "claims": f" WHERE key <= {claims}",
        "judgements": f" WHERE key <= {judgements}",
        "skips": since.format("recorded"),
        "runs": since.format("started"),
        "snapshots": f" WHERE readings <= {readings} AND claims <= {claims}",
    }
    return [
        *(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name}{where}" for name, where in tables.items()),
        "CREATE TEMP VIEW newest_readings AS SELECT * FROM readings AS r WHERE NOT EXISTS"
        f" (SELECT 1 FROM main.readings AS n WHERE n.article = r.article AND n.key > r.key AND n.key <= {readings})",
        "CREATE TEMP VIEW newest_claims AS SELECT c.* FROM claims AS c JOIN findings AS f ON f.claim = c.key"
        " JOIN newest_readings AS r ON r.key = f.reading",
    ]


def _first_new(connection: sqlite3.Connection, readings: int) -> int:
    """Return the key from which on articles were first read after a reading.

    An article comes with its first reading, so that the keys of both grow together.
    """
    low, high = 1, connection.execute("SELECT ifnull(max(key), 0) + 1 FROM articles").fetchone()[0]
    while low < high:
        middle = (low + high) // 2
        first = connection.execute("SELECT min(key) FROM readings WHERE article = ?", (middle,)).fetchone()[0]
        if first is not None and first <= readings:
            low = middle + 1
        else:
            high = middle
    return int(low)


def _of(schema: str) -> str:
    return f"{schema}." if schema else ""


def _time(text: str) -> str:
    return text.replace("'", "")
