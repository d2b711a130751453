"""Questions about the store as a whole: what it holds, what was skipped, what is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Protocol

from haluan.model import Skip, Span
from haluan.store.protocol import Coverage, Group, LogEntry, Run, Undecided


class Rows(Protocol):
    """Runs one SELECT and yields its rows."""

    def __call__(self, statement: str, values: Iterable[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Values replace the statement's placeholders."""


def log(rows: Rows, run: int | None) -> Iterator[LogEntry]:
    """Yield skips of one run, or each once with the last run that met it."""
    found = rows(
        "SELECT max(m.run), s.recorded, s.origin, s.stage, s.reason, s.article"
        " FROM skips AS s LEFT JOIN run_skips AS m ON m.skip = s.key"
        " WHERE ?1 IS NULL OR m.run = ?1 GROUP BY s.key ORDER BY s.key",
        (run,),
    )
    for met, recorded, origin, stage, reason, article in found:
        yield LogEntry(met, recorded, Skip(origin, stage, reason, article or None))


def undecided(rows: Rows) -> Iterator[Undecided]:
    """Yield ambiguous mentions of the newest readings with the words that they stand on."""
    found = rows(
        "SELECT a.id, u.mention_start, u.mention_end,"
        " substr(a.text, u.mention_start + 1, u.mention_end - u.mention_start), u.candidates"
        " FROM undecided AS u JOIN newest_readings AS r ON r.key = u.reading JOIN articles AS a ON a.key = r.article"
        " ORDER BY a.id, u.mention_start, u.mention_end"
    )
    for article, start, end, text, candidates in found:
        pairs = tuple((code, float(weight)) for code, weight in json.loads(candidates))
        yield Undecided(article, Span(start, end), text, pairs)


def groups(rows: Rows) -> Iterator[Group]:
    """Yield groups of two articles and more, members by age."""
    members = rows(
        "SELECT l.id, a.id FROM article_groups AS g JOIN articles AS a ON a.key = g.article"
        " JOIN articles AS l ON l.key = g.leader"
        " WHERE g.leader IN (SELECT leader FROM article_groups GROUP BY leader HAVING count(*) > 1)"
        " ORDER BY g.leader, g.article"
    )
    for leader, part in groupby(members, key=lambda row: str(row[0])):
        yield Group(leader, tuple(row[1] for row in part))


def coverage(rows: Rows, actors: tuple[tuple[str, int], ...]) -> Coverage:
    """Count everything; ``actors`` are the claims by the actors at their ends, each claim under both of them."""
    articles, first, last = next(rows("SELECT count(*), min(date), max(date) FROM articles"))
    return Coverage(
        articles=articles,
        claims=sum(n for _, n in actors) // 2,
        groups=_one(rows, "SELECT count(DISTINCT leader) FROM article_groups"),
        skips=_one(rows, "SELECT count(*) FROM skips"),
        undecided=_one(rows, "SELECT count(*) FROM undecided AS u JOIN newest_readings AS r ON r.key = u.reading"),
        outlets=_tally(rows, "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL"),
        languages=_tally(rows, "SELECT language, count(*) FROM newest_readings"),
        actors=actors,
        first=first,
        last=last,
    )


def outlet_months(rows: Rows) -> tuple[tuple[str | None, str | None, int], ...]:
    """Count the articles of each outlet by month."""
    found = rows("SELECT outlet, substr(date, 1, 7), count(*) FROM articles GROUP BY 1, 2")
    return tuple((name, month, n) for name, month, n in found)


def _one(rows: Rows, statement: str) -> int:
    return int(next(rows(statement))[0])


def _tally(rows: Rows, statement: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in rows(f"{statement} GROUP BY 1 ORDER BY 2 DESC, 1"))


def runs(rows: Rows) -> tuple[Run, ...]:
    """Return all runs, newest first."""
    found = rows("SELECT key, started, ended, arguments, counts FROM runs ORDER BY key DESC")
    return tuple(
        Run(key, started, ended, json.loads(arguments), json.loads(counts or "{}"))
        for key, started, ended, arguments, counts in found
    )


def problems(rows: Rows, packed: frozenset[int]) -> tuple[str, ...]:
    """Check pages, references, texts, quotes and packs, which hold the claims with the keys ``packed``; an empty answer
    is a sound store."""
    found = [f"file: {message}" for (message,) in rows("PRAGMA quick_check") if message != "ok"]
    found += [f"reference: {table} row {row} points to no {parent}" for table, row, parent, _ in _dangling(rows)]
    for name, text, digest in rows("SELECT id, text, digest FROM articles"):
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            found.append(f"article {name}: the text is not the one that was stored")
    astray = rows(
        "SELECT c.id, a.id FROM claims AS c JOIN articles AS a ON a.key = c.article"
        " WHERE substr(a.text, c.evidence_start + 1, c.evidence_end - c.evidence_start) <> c.evidence"
    )
    found += [f"claim {claim}: its quote is not in article {name}" for claim, name in astray]
    claims = {key for (key,) in rows("SELECT key FROM newest_claims")}
    if lost := claims - packed:
        found.append(f"packs: {len(lost)} claims are in none")
    if surplus := packed - claims:
        found.append(f"packs: {len(surplus)} claims that are no longer told")
    return tuple(found)


def _dangling(rows: Rows) -> Iterator[tuple[Any, ...]]:
    return rows("PRAGMA foreign_key_check")
