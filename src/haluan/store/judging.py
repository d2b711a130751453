"""Judgements of people as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from haluan.model import Judgement, Verdict
from haluan.store.surveying import Rows


def insert(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Keep judgements, each once, and return how many are new; the caller begins and commits."""
    return sum(
        connection.execute(
            "INSERT INTO judgements (id, claim, reviewer, verdict, corrected, note, time, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (
                one.id,
                one.claim,
                one.reviewer,
                one.verdict.value,
                json.dumps(dict(one.corrected), separators=(",", ":")),
                one.note,
                one.time,
                one.undoes,
            ),
        ).rowcount
        for one in judgements
    )


def select(rows: Rows, claim: str | None) -> Iterator[Judgement]:
    """Yield judgements of one claim, or all, by time."""
    found = rows(
        "SELECT claim, reviewer, verdict, time, corrected, note, undoes FROM judgements"
        " WHERE ?1 IS NULL OR claim = ?1 ORDER BY time, id",
        (claim,),
    )
    for name, reviewer, verdict, time, corrected, note, undoes in found:
        changes = tuple(sorted(json.loads(corrected).items()))
        yield Judgement(name, reviewer, Verdict(verdict), time, changes, note, undoes)
