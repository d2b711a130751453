"""States of the store that were noted: to compare with later, and to know at once what the store covers."""

# ruff: noqa: S608 - only names of tables are put into statements

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict

from haluan.store.protocol import Coverage, Snapshot
from haluan.store.surveying import Rows
from haluan.store.writing import now

_TIP = ", ".join(f"(SELECT ifnull(max(key), 0) FROM {table})" for table in ("readings", "claims", "skips"))
_COUNTED = 200  # states whose counts are kept for those who look back, of some kilobytes each
_TALLIES = ("outlets", "languages", "actors")


def note(connection: sqlite3.Connection, snapshot: str, coverage: Coverage | None) -> None:
    """Note the present state; only the newest rows keep what the store covers. The caller begins and commits."""
    connection.execute(
        f"INSERT INTO snapshots (id, recorded, coverage, readings, claims, skips) SELECT ?, ?, ?, {_TIP}",
        (snapshot, now(), None if coverage is None else json.dumps(asdict(coverage))),
    )
    connection.execute(
        "UPDATE snapshots SET coverage = NULL"
        " WHERE coverage IS NOT NULL AND key <= (SELECT max(key) FROM snapshots) - ?",
        (_COUNTED,),
    )


def current(rows: Rows) -> Coverage | None:
    """Return what the store covers as it was counted, unless something was added since."""
    found = rows(
        "SELECT coverage FROM snapshots WHERE key = (SELECT max(key) FROM snapshots)"
        f" AND (readings, claims, skips) = ({_TIP})"
    )
    for (coverage,) in found:
        if coverage is not None:
            values = json.loads(coverage)
            return Coverage(**values | {name: tuple(map(tuple, values[name])) for name in _TALLIES})
    return None


def noted(rows: Rows) -> tuple[Snapshot, ...]:
    """Return the states, newest first."""
    return tuple(Snapshot(*row) for row in rows("SELECT id, recorded, claims FROM snapshots ORDER BY key DESC"))
