"""Claims of a pair of actors in one piece: fixed records of numbers, which numpy reads as columns at once.

A pack is a copy of what ``ends`` holds. What came after it, and pairs without a good pack, are read from there. Both
are those of the present; of an earlier state the claims up to its last are taken (``Scope.known``).
"""

# ruff: noqa: S608 - only constants and placeholders are put into statements

from __future__ import annotations

import json
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from haluan.columns import ClaimColumns, Coded
from haluan.days import ordinal
from haluan.model import Scope

# Little endian on every machine: a store may travel
_FORM = struct.Struct("<qqdiiiiBB")
_RECORD = np.dtype(
    [
        ("key", "<i8"), ("group", "<i8"), ("confidence", "<f8"), ("day", "<i4"), ("length", "<i4"), ("when", "<i4"),
        ("relation", "<i4"), ("status", "u1"), ("marks", "u1"),
    ]
)  # fmt: skip
_OUTGOING, _QUIET, _CONTEXT = 1, 2, 4  # bits of marks; outgoing: the first actor of the pair is the source
_STATUSES = ("actual", "planned", "requested", "possible", "denied")  # never reordered: packs hold their places
_STATUS = {status: place for place, status in enumerate(_STATUSES)}

_LOOSE_CLAIMS = 50  # how many claims a pair that is not packed is taken to have

Records = npt.NDArray[Any]
Pair = tuple[int, str, str, int, int, int]  # key, a, b, packed_to, packed, loose

_LOOSE = """
SELECT {columns} e.claim, g.leader, e.confidence, ifnull(e.day, 0), e.length, e.happened, e.relation, e.status,
       e.outgoing, e.quiet, e.context
FROM pairs AS p CROSS JOIN main.ends AS e ON e.actor = p.a AND e.other = p.b AND e.claim > p.packed_to
CROSS JOIN article_groups AS g ON g.article = e.article
"""
_ONE = _LOOSE.format(columns="") + "WHERE p.key = ? ORDER BY e.claim"
_SOME = _LOOSE.format(columns="p.key,") + "WHERE p.loose = 1 AND p.key IN (SELECT value FROM json_each(?))"
_PACKS = "SELECT k.pair, k.claims FROM json_each(?) AS j CROSS JOIN packs AS k ON k.pair = j.value"
_BY_PAIR = """
SELECT a, b, packed AS n FROM pairs WHERE packed_to > 0
UNION ALL
SELECT p.a, p.b, count(*) FROM pairs AS p CROSS JOIN main.ends AS e
ON e.actor = p.a AND e.other = p.b AND e.claim > p.packed_to WHERE p.loose = 1 GROUP BY 1, 2
"""
_BY_ACTOR = f"""
WITH found AS ({_BY_PAIR})
SELECT code, sum(n) FROM (SELECT a AS code, n FROM found UNION ALL SELECT b, n FROM found)
GROUP BY 1
"""
_AFTER = """
SELECT code, count(*) FROM (SELECT source AS code FROM main.newest_claims WHERE key > ?1
                            UNION ALL SELECT target FROM main.newest_claims WHERE key > ?1) GROUP BY 1
"""
_IN = "IN (SELECT value FROM json_each(?))"


class Terms:
    """The numbers of relations and times; unknown ones get the next number, kept by `Terms.save`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.names: dict[str, list[Any]] = {"relation": [""], "when": [None]}
        for kind, term in connection.execute("SELECT kind, term FROM terms ORDER BY kind, code"):
            self.names[kind].append(term)
        self._codes = {kind: {name: code for code, name in enumerate(names)} for kind, names in self.names.items()}
        self._known = {kind: len(names) for kind, names in self.names.items()}
        self._all: dict[str, tuple[Any, ...]] = {}

    def code(self, kind: str, term: str | None) -> int:
        """Return the number of a term."""
        codes = self._codes[kind]
        if term not in codes:
            codes[term] = len(self.names[kind])
            self.names[kind].append(term)
        return codes[term]

    def all(self, kind: str) -> tuple[Any, ...]:
        """Return the terms of a kind by their numbers."""
        known = self._all.get(kind, ())
        if len(known) < len(self.names[kind]):
            self._all[kind] = known = tuple(self.names[kind])
        return known

    def save(self, connection: sqlite3.Connection) -> None:
        """Keep the numbers that are new."""
        for kind, known in self._known.items():
            new = list(enumerate(self.names[kind]))[known:]
            connection.executemany("INSERT INTO terms VALUES (?, ?, ?)", [(kind, code, term) for code, term in new])
            self._known[kind] = len(self.names[kind])

    def record(self, row: Sequence[Any]) -> bytes:
        """Return a row of ``ends`` as a record."""
        key, group, confidence, day, length, when, relation, status, outgoing, quiet, context = row
        marks = outgoing * _OUTGOING | quiet * _QUIET | context * _CONTEXT
        codes = self.code("when", when), self.code("relation", relation)
        return _FORM.pack(key, group, confidence, day, length, *codes, _STATUS[status], marks)


def pack(connection: sqlite3.Connection) -> None:
    """Put all that is loose into packs. The caller begins and commits."""
    terms = Terms(connection)
    loose = connection.execute("SELECT key, packed_to FROM pairs WHERE loose = 1 ORDER BY a, b").fetchall()
    for key, packed_to in loose:
        rows = connection.execute(_ONE, (key,)).fetchall()
        good = connection.execute(_PACKS, (json.dumps([key] if packed_to else []),))
        records = b"".join([*(claims for _, claims in good), *map(terms.record, rows)])
        connection.execute("INSERT OR REPLACE INTO packs VALUES (?, ?)", (key, records))
        last = rows[-1][0] if rows else packed_to
        size = len(records) // _FORM.size
        connection.execute("UPDATE pairs SET packed_to = ?, packed = ?, loose = 0 WHERE key = ?", (last, size, key))
    terms.save(connection)


def by_actor(connection: sqlite3.Connection, known: int | None) -> tuple[tuple[str, int], ...]:
    """Count the claims at either end of which an actor stands, the most first; ``known`` is the last of them.

    Only those that are loose, and those after the last, are looked at one by one.
    """
    found = Counter(dict(connection.execute(_BY_ACTOR)))
    if known is not None:
        found.subtract(dict(connection.execute(_AFTER, (known,))))
    return tuple(sorted(((code, n) for code, n in found.items() if n), key=lambda pair: (-pair[1], pair[0])))


def pairs(connection: sqlite3.Connection, scope: Scope) -> list[Pair]:
    """Return the pairs of actors that a scope asks about."""
    sides = [json.dumps(sorted(side)) for side in (scope.actors, scope.others) if side]
    where, values = "", []
    if len(sides) == 1:
        where = f"WHERE key IN (SELECT key FROM pairs WHERE a {_IN} UNION SELECT key FROM pairs WHERE b {_IN})"
        values = sides * 2
    elif sides:
        both = f"SELECT key FROM pairs WHERE a {_IN} AND b {_IN}"
        where, values = f"WHERE key IN ({both} UNION {both})", [*sides, *reversed(sides)]
    return connection.execute(
        f"SELECT key, a, b, packed_to, packed, loose FROM pairs {where} ORDER BY a, b", values
    ).fetchall()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the claims of pairs in a scope; all statements of one reader belong into one transaction."""

    connection: sqlite3.Connection
    terms: Terms
    scope: Scope

    def columns(self, some: Sequence[Pair]) -> ClaimColumns:
        """Return the claims of the pairs as columns, pair by pair, each by key."""
        ends = [pair[1] for pair in some], [pair[2] for pair in some]
        names = tuple(sorted({*ends[0], *ends[1]}))
        places = {code: place for place, code in enumerate(names)}
        records, sizes = self._records(some)
        first, second = (np.fromiter(map(places.__getitem__, side), np.int64).repeat(sizes) for side in ends)
        kept = self._fitting(records)
        if kept is not None:
            records, first, second = records[kept], first[kept], second[kept]
        outgoing = (records["marks"] & _OUTGOING).astype(bool)
        return ClaimColumns(
            key=_whole(records["key"]),
            source=Coded(second + outgoing * (first - second), names),
            relation=Coded(_whole(records["relation"]), self.terms.all("relation")),
            target=Coded(first + outgoing * (second - first), names),
            status=Coded(_whole(records["status"]), _STATUSES),
            day=_whole(records["day"]),
            when=Coded(_whole(records["when"]), self.terms.all("when")),
            quiet=(records["marks"] & _QUIET).astype(bool),
            context=(records["marks"] & _CONTEXT).astype(bool),
            confidence=np.ascontiguousarray(records["confidence"]),
            length=_whole(records["length"]),
            group=_whole(records["group"]),
        )

    def _records(self, some: Sequence[Pair]) -> tuple[Records, list[int]]:
        """The records of the pairs, one after the other, and how many each has."""
        keys = json.dumps([pair[0] for pair in some])
        packed = dict(self.connection.execute(_PACKS, (keys,)))
        pieces = [packed[pair[0]] if pair[3] else b"" for pair in some]
        if any(pair[5] for pair in some):
            loose: dict[int, list[bytes]] = {}
            for key, *row in sorted(self.connection.execute(_SOME, (keys,))):
                loose.setdefault(key, []).append(self.terms.record(row))
            pieces = [piece + b"".join(loose.get(pair[0], ())) for piece, pair in zip(pieces, some, strict=True)]
        sizes = [len(piece) // _FORM.size for piece in pieces]
        return np.frombuffer(b"".join(pieces), _RECORD), sizes

    def _fitting(self, records: Records) -> npt.NDArray[np.bool_] | None:
        """Which records fit the scope beyond its actors; None for all."""
        scope, tests = self.scope, []
        if scope.relations:
            wanted = [self.terms.code("relation", name) for name in scope.relations]
            tests.append(np.isin(records["relation"], wanted))
        if scope.since is not None or scope.until is not None:
            tests.append(records["day"] > 0)
        if scope.since is not None:
            tests.append(records["day"] >= ordinal(scope.since))
        if scope.until is not None:
            tests.append(records["day"] <= ordinal(scope.until))
        if scope.min_confidence > 0:
            tests.append(records["confidence"] >= scope.min_confidence)
        if scope.below is not None:
            tests.append(records["confidence"] < scope.below)
        if scope.known is not None:
            tests.append(records["key"] <= scope.known)
        return np.logical_and.reduce(tests) if tests else None

    def chunks(self, found: Iterable[Pair], most: int) -> Iterator[ClaimColumns]:
        """Yield the claims of all pairs in parts of whole pairs with about ``most`` claims each."""
        return map(self.columns, _parts(found, most))

    def count(self, found: Iterable[Pair], most: int) -> int:
        """Count the claims of all pairs, looking at about ``most`` at once."""
        total = 0
        for part in _parts(found, most):
            records, _ = self._records(part)
            kept = self._fitting(records)
            total += len(records) if kept is None else int(np.count_nonzero(kept))
        return total


def _parts(found: Iterable[Pair], most: int) -> Iterator[list[Pair]]:
    """Take pairs together until they have about so many claims."""
    part: list[Pair] = []
    size = 0
    for pair in found:
        part.append(pair)
        size += pair[4] + pair[5] * _LOOSE_CLAIMS
        if size >= most:
            yield part
            part, size = [], 0
    if part:
        yield part


def _whole(numbers: Records) -> npt.NDArray[np.int64]:
    return numbers.astype(np.int64)
