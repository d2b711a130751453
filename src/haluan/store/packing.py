"""Claims of a pair of actors in one piece: fixed records of numbers, which numpy reads as columns at once.

Each record tells which reading found the claim. What the newest readings found stands in one pack, what older ones
found in another, with the reading that took their place: so that packs hold for every state of the store. What was read
since they were made is loose until then. `haluan.store.unpacking` reads them.
"""

# ruff: noqa: S608 - only constants and placeholders are put into statements

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from haluan.store.querying import DAY, LENGTH

# Little endian on every machine: a store may travel
_FORM = struct.Struct("<qqdiiiiiBB")
SIZE = _FORM.size
RECORD = np.dtype(
    [
        ("key", "<i8"), ("group", "<i8"), ("confidence", "<f8"), ("day", "<i4"), ("length", "<i4"), ("when", "<i4"),
        ("relation", "<i4"), ("reading", "<i4"), ("status", "u1"), ("marks", "u1"),
    ]
)  # fmt: skip
_UNTIL = np.dtype("<i8")
OUTGOING, QUIET, CONTEXT = 1, 2, 4  # bits of marks; outgoing: the first actor of the pair is the source
STATUSES = ("actual", "planned", "requested", "possible", "denied")  # never reordered: packs hold their places
_STATUS = {status: place for place, status in enumerate(STATUSES)}

Records = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]

_TOGETHER = 500  # pairs to pack from one look at what is loose

_IN = "IN (SELECT value FROM json_each(?1))"
_FOUND = f"""
SELECT p.key, c.key, g.leader, f.confidence, ifnull({DAY}, 0), {LENGTH}, c.happened, c.relation, c.status, {{outgoing}},
       f.quiet, f.context, f.reading,
       (SELECT min(n.key) FROM main.readings AS n WHERE n.article = c.article AND n.key > f.reading)
FROM pairs AS p CROSS JOIN main.claims AS c ON c.source = p.{{source}} AND c.target = p.{{target}}
CROSS JOIN findings AS f ON f.claim = c.key CROSS JOIN article_groups AS g ON g.article = c.article
WHERE p.spoiled = 1 AND p.key {_IN}
"""
# All that was ever found of pairs whose packs are not good, with the reading that took the finder's place
FOUND = (
    f"{_FOUND.format(outgoing=1, source='a', target='b')} UNION ALL"
    f"{_FOUND.format(outgoing=0, source='b', target='a')} ORDER BY 1, 2, 13"
)
LOOSE = f"""
SELECT l.pair, l.claim, g.leader, l.confidence, ifnull(l.day, 0), l.length, l.happened, l.relation, l.status,
       l.outgoing, l.quiet, l.context, l.reading
FROM loose AS l JOIN pairs AS p ON p.key = l.pair AND p.spoiled = 0
CROSS JOIN article_groups AS g ON g.article = l.article
WHERE l.pair {_IN} ORDER BY l.pair, l.claim, l.reading
"""
PACKS = "SELECT k.pair, k.claims FROM json_each(?1) AS j CROSS JOIN packs AS k ON k.pair = j.value"
PAST = "SELECT k.pair, k.claims, k.untils FROM json_each(?1) AS j CROSS JOIN past_packs AS k ON k.pair = j.value"
_CHANGED = """
SELECT key FROM pairs WHERE spoiled = 1
UNION SELECT pair FROM loose
UNION SELECT p.key FROM superseded AS s CROSS JOIN findings AS f ON f.reading = s.reading
CROSS JOIN claims AS c ON c.key = f.claim
CROSS JOIN pairs AS p ON p.a = min(c.source, c.target) AND p.b = max(c.source, c.target)
"""


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
        """Return a row of `LOOSE` or `FOUND`, without the pair and who took the finder's place, as a record."""
        key, group, confidence, day, length, when, relation, status, outgoing, quiet, context, reading = row
        marks = outgoing * OUTGOING | quiet * QUIET | context * CONTEXT
        codes = self.code("when", when), self.code("relation", relation)
        return _FORM.pack(key, group, confidence, day, length, *codes, reading, _STATUS[status], marks)


def by_claim(records: bytes) -> bytes:
    """Put records into the order of their claims."""
    found = np.frombuffer(records, RECORD)
    keys = found["key"]
    return records if np.all(keys[1:] >= keys[:-1]) else found[np.argsort(keys, kind="stable")].tobytes()


def untils(numbers: bytes) -> Numbers:
    """Return which readings took the place of those that found the claims of a past pack."""
    return np.frombuffer(numbers, _UNTIL)


def pack(connection: sqlite3.Connection) -> None:
    """Put all that is loose into packs, and apart what was superseded. The caller begins and commits."""
    terms = Terms(connection)
    changed = [key for (key,) in connection.execute(_CHANGED)]
    ended = dict(connection.execute("SELECT reading, until FROM superseded"))
    for start in range(0, len(changed), _TOGETHER):
        some = changed[start : start + _TOGETHER]
        for key, records, past in _packed(connection, terms, ended, json.dumps(some)):
            connection.execute("INSERT OR REPLACE INTO packs VALUES (?, ?)", (key, records))
            if past is not None:
                connection.execute("INSERT OR REPLACE INTO past_packs VALUES (?, ?, ?)", (key, *past))
            size = len(records) // SIZE
            connection.execute("UPDATE pairs SET packed = ?, spoiled = 0 WHERE key = ?", (size, key))
    connection.execute("DELETE FROM loose")
    connection.execute("DELETE FROM superseded")
    terms.save(connection)


_Past = tuple[bytes, bytes] | None
_Packed = tuple[int, bytes, _Past]
"""The key of a pair, the records that stand, and those of the past with their ends; None where the latter stay."""


def _packed(connection: sqlite3.Connection, terms: Terms, ended: Mapping[int, int], keys: str) -> Iterator[_Packed]:
    """Yield what is to be written for some pairs."""
    spoiled = {key for (key,) in connection.execute(f"SELECT key FROM pairs WHERE spoiled = 1 AND key {_IN}", (keys,))}
    yield from _anew(connection, terms, spoiled, keys)
    loose = records_of(connection.execute(LOOSE, (keys,)), terms)
    packs = dict(connection.execute(PACKS, (keys,)))
    pasts = {key: both for key, *both in connection.execute(PAST, (keys,))} if ended else {}
    for key in json.loads(keys):
        if key not in spoiled:
            records = by_claim(packs.get(key, b"") + loose.get(key, b""))
            yield (key, *_split(records, pasts.get(key, (b"", b"")), ended)) if ended else (key, records, None)


def _anew(connection: sqlite3.Connection, terms: Terms, spoiled: Iterable[int], keys: str) -> Iterator[_Packed]:
    """Make the packs of pairs whose packs are not good from all that was ever found."""
    found: dict[int, list[tuple[bytes, int | None]]] = {key: [] for key in spoiled}
    for key, *row, until in connection.execute(FOUND, (keys,)):
        found[key].append((terms.record(row), until))
    for key, rows in found.items():
        past = [(record, until) for record, until in rows if until is not None]
        ends = np.array([until for _, until in past], _UNTIL).tobytes()
        standing = b"".join(record for record, until in rows if until is None)
        yield key, standing, (b"".join(record for record, _ in past), ends)


def records_of(rows: Iterable[tuple[Any, ...]], terms: Terms) -> dict[int, bytes]:
    """Return rows of `LOOSE` as records by their pairs."""
    return {
        key: b"".join(terms.record(row[1:]) for row in some) for key, some in groupby(rows, key=lambda row: int(row[0]))
    }


def _split(records: bytes, past: tuple[bytes, bytes], ended: Mapping[int, int]) -> tuple[bytes, _Past]:
    """Move records of readings whose place was taken to those of the past."""
    found = np.frombuffer(records, RECORD)
    until = np.array([ended.get(reading, 0) for reading in found["reading"].tolist()], _UNTIL)
    over = until > 0
    if not over.any():
        return records, None
    return found[~over].tobytes(), (past[0] + found[over].tobytes(), past[1] + until[over].tobytes())
