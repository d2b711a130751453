"""Reads claims out of packs as columns: those of the present state, or of an earlier one."""

# ruff: noqa: S608 - only constants and placeholders are put into statements

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from haluan.columns import ClaimColumns, Coded
from haluan.days import ordinal
from haluan.model import Scope
from haluan.store.packing import (
    CONTEXT,
    FOUND,
    LOOSE,
    OUTGOING,
    PACKS,
    PAST,
    QUIET,
    RECORD,
    SIZE,
    STATUSES,
    Numbers,
    Records,
    Terms,
    records_of,
    untils,
)
from haluan.store.protocol import Versions

_KEY_BITS = 40  # more than keys of claims have
_NONE = (b"", b"")
_SPOILED = 50  # how many claims a pair that is not packed is taken to have

Pair = tuple[int, str, str, int, int]  # key, a, b, packed, spoiled

_IN = "IN (SELECT value FROM json_each(?))"


def pairs(connection: sqlite3.Connection, scope: Scope) -> list[Pair]:
    """Return the pairs of actors that a scope asks about, as their packs stand in the file."""
    sides = [json.dumps(sorted(side)) for side in (scope.actors, scope.others) if side]
    where, values = "", []
    if len(sides) == 1:
        where = f"WHERE key IN (SELECT key FROM pairs WHERE a {_IN} UNION SELECT key FROM pairs WHERE b {_IN})"
        values = sides * 2
    elif sides:
        both = f"SELECT key FROM pairs WHERE a {_IN} AND b {_IN}"
        where, values = f"WHERE key IN ({both} UNION {both})", [*sides, *reversed(sides)]
    return connection.execute(
        f"SELECT key, a, b, packed, spoiled FROM pairs {where} ORDER BY key",
        values,
    ).fetchall()


@dataclass(frozen=True)
class Reader:
    """Reads the claims of pairs in a scope, as they stood after the reading ``last``, None for the newest.

    All statements of one reader belong into one transaction.
    """

    connection: sqlite3.Connection
    terms: Terms
    scope: Scope
    last: int | None = None

    def columns(self, some: Sequence[Pair]) -> ClaimColumns:
        """Return the claims of the pairs as columns, pair by pair, each by key."""
        return self._columns(some, *self._kept(some))

    def versions(self, some: Sequence[Pair]) -> Versions:
        """Return what was ever found between the pairs: what stands in the newest state, and what was superseded."""
        records, place = self._records(some)
        readings, ends = self._superseded
        over, until = np.isin(records["reading"], readings), np.zeros(len(records), np.int64)
        until[over] = ends[np.searchsorted(readings, records["reading"][over])]
        past = self._past(some)
        if len(past[0]):
            both = zip((records, place, until), past, strict=True)
            records, place, until = map(np.concatenate, both)
            order = _order(records, place)
            records, place, until = records.take(order), place.take(order), until.take(order)
        return Versions(self._columns(some, records, place), _whole(records["reading"]), until)

    def _kept(self, some: Sequence[Pair]) -> tuple[Records, Numbers]:
        """The records of the pairs that stand and fit the scope, and the place of the pair of each."""
        records, place = self._records(some)
        kept = self._fitting(records)
        return (records, place) if kept is None else (records.take(kept), place.take(kept))

    def _columns(self, some: Sequence[Pair], records: Records, place: Numbers) -> ClaimColumns:
        """Turn records into columns; ``place`` is that of the pair of each."""
        ends = [pair[1] for pair in some], [pair[2] for pair in some]
        names = tuple(sorted({*ends[0], *ends[1]}))
        places = {code: at for at, code in enumerate(names)}
        first, second = (np.array([places[code] for code in side], np.int64).take(place) for side in ends)
        outgoing = (records["marks"] & OUTGOING).astype(bool)
        return ClaimColumns(
            key=_whole(records["key"]),
            source=Coded(second + outgoing * (first - second), names),
            relation=Coded(_whole(records["relation"]), self.terms.all("relation")),
            target=Coded(first + outgoing * (second - first), names),
            status=Coded(_whole(records["status"]), STATUSES),
            day=_whole(records["day"]),
            when=Coded(_whole(records["when"]), self.terms.all("when")),
            quiet=(records["marks"] & QUIET).astype(bool),
            context=(records["marks"] & CONTEXT).astype(bool),
            confidence=np.ascontiguousarray(records["confidence"]),
            length=_whole(records["length"]),
            group=_whole(records["group"]),
        )

    def chunks(self, found: Iterable[Pair], most: int) -> Iterator[ClaimColumns]:
        """Yield the claims of all pairs in parts of whole pairs with about ``most`` claims each."""
        return map(self.columns, parts(found, most))

    def count(self, found: Iterable[Pair], most: int) -> int:
        """Count the claims of all pairs, looking at about ``most`` at once."""
        return sum(int(self.sizes(part).sum()) for part in parts(found, most))

    def by_actor(self, found: Iterable[Pair], most: int) -> tuple[tuple[str, int], ...]:
        """Count the claims at either end of which an actor stands, the most first."""
        counts: Counter[str] = Counter()
        for part in parts(found, most):
            for (_, a, b, _, _), n in zip(part, self.sizes(part).tolist(), strict=True):
                counts[a] += n
                counts[b] += n
        return tuple(sorted((+counts).items(), key=lambda pair: (-pair[1], pair[0])))

    def sizes(self, some: Sequence[Pair]) -> Numbers:
        """Count the claims of each pair."""
        if self._plain and not any(pair[4] for pair in some):
            asked = f"SELECT pair, count(*) FROM loose WHERE pair {_IN} GROUP BY 1"
            loose = dict(self.connection.execute(asked, (_keys(some),)))
            return np.array([pair[3] + loose.get(pair[0], 0) for pair in some], np.int64)
        return np.bincount(self._kept(some)[1], minlength=len(some))

    @cached_property
    def _superseded(self) -> tuple[Numbers, Numbers]:
        """Readings whose place another took since the packs were made, up to the last that counts; and which did."""
        last = 1 << 62 if self.last is None else self.last
        asked = "SELECT reading, until FROM superseded WHERE until <= ? ORDER BY 1"
        found = np.array(self.connection.execute(asked, (last,)).fetchall(), np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    @cached_property
    def _loose(self) -> bool:
        """Whether claims stand outside of the packs."""
        return bool(self.connection.execute("SELECT EXISTS (SELECT 1 FROM loose)").fetchone()[0])

    @property
    def _plain(self) -> bool:
        """Whether all records of the packs of the pairs count."""
        narrow = self.scope
        bounds = (narrow.since, narrow.until, narrow.below, narrow.known)
        limited = narrow.relations or narrow.min_confidence > 0 or any(bound is not None for bound in bounds)
        return self.last is None and not limited and not len(self._superseded[0])

    def _records(self, some: Sequence[Pair]) -> tuple[Records, Numbers]:
        """The records of the pairs, one after the other, each by claim, and the place of the pair of each.

        Without those that the readings after the last found no more, but for the newest of them.
        """
        packs = dict(self.connection.execute(PACKS, (_keys(some),)))
        whole = [b"" if pair[4] else packs.get(pair[0], b"") for pair in some]
        found = [(np.frombuffer(b"".join(whole), RECORD), _places(whole)), *self._more(some)]
        if len(found) == 1:
            return found[0]
        records, place = map(np.concatenate, zip(*found, strict=True))
        order = _order(records, place)
        return records.take(order), place.take(order)

    def _more(self, some: Sequence[Pair]) -> Iterator[tuple[Records, Numbers]]:
        """What stands outside of the packs."""
        if self._loose:
            loose = records_of(self.connection.execute(LOOSE, (_keys(some),)), self.terms)
            pieces = [loose.get(pair[0], b"") for pair in some]
            yield np.frombuffer(b"".join(pieces), RECORD), _places(pieces)
        if any(pair[4] for pair in some):
            records, place, until = self._spoiled(some)
            yield records[until == 0], place[until == 0]
        if self.last is not None:
            records, place, until = self._past(some)
            stood = np.flatnonzero(until > self.last)
            yield records.take(stood), place.take(stood)

    def _past(self, some: Sequence[Pair]) -> tuple[Records, Numbers, Numbers]:
        """What was superseded before the packs were made: records, the place of the pair of each, and until when."""
        pasts = {key: both for key, *both in self.connection.execute(PAST, (_keys(some),))}
        both = [_NONE if pair[4] else pasts.get(pair[0], _NONE) for pair in some]
        claims, ends = [claims for claims, _ in both], [ends for _, ends in both]
        records, place, until = self._spoiled(some)
        over = until > 0
        return (
            np.concatenate([np.frombuffer(b"".join(claims), RECORD), records[over]]),
            np.concatenate([_places(claims), place[over]]),
            np.concatenate([untils(b"".join(ends)), until[over]]),
        )

    def _spoiled(self, some: Sequence[Pair]) -> tuple[Records, Numbers, Numbers]:
        """The same of all that was ever found between pairs whose packs are not good; 0 for until now."""
        places = {pair[0]: place for place, pair in enumerate(some) if pair[4]}
        rows = self.connection.execute(FOUND, (json.dumps(list(places)),)).fetchall() if places else []
        records = np.frombuffer(b"".join(self.terms.record(row[1:-1]) for row in rows), RECORD)
        place = np.array([places[row[0]] for row in rows], np.int64)
        return records, place, np.array([row[-1] or 0 for row in rows], np.int64)

    def _fitting(self, records: Records) -> npt.NDArray[np.intp] | None:
        """The places of the records that stand and fit the scope beyond its actors; None for all."""
        scope, tests = self.scope, []
        if self.last is not None:
            tests.append(records["reading"] <= self.last)
        if len(self._superseded[0]):
            tests.append(~np.isin(records["reading"], self._superseded[0]))
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
        fitting = np.logical_and.reduce(tests) if tests else np.True_
        return None if fitting.all() else np.flatnonzero(fitting)


def parts(found: Iterable[Pair], most: int) -> Iterator[list[Pair]]:
    """Take pairs together until they have about so many claims."""
    part: list[Pair] = []
    size = 0
    for pair in found:
        part.append(pair)
        size += pair[3] + pair[4] * _SPOILED
        if size >= most:
            yield part
            part, size = [], 0
    if part:
        yield part


def _order(records: Records, place: Numbers) -> npt.NDArray[np.intp]:
    """In which order records stand pair by pair, each by claim; soon found where pieces are in order already."""
    return np.argsort((place << _KEY_BITS) + records["key"], kind="stable")


def _keys(some: Sequence[Pair]) -> str:
    return json.dumps([pair[0] for pair in some])


def _places(pieces: Sequence[bytes]) -> Numbers:
    """For each record of some pieces the place of its piece."""
    return np.arange(len(pieces)).repeat([len(piece) // SIZE for piece in pieces])


def _whole(numbers: Records) -> Numbers:
    return numbers.astype(np.int64)
