"""From a `ClaimQuery` to SQL and from rows back to claims."""

# ruff: noqa: S608 - only constants and placeholders are put into statements

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from haluan.model import CitedClaim, Claim, ClaimQuery, Evidence, Status

_STATUSES = {status.value: status for status in Status}  # a look-up is ten times as fast as the enumeration's call

_COLUMNS = """
SELECT c.id, a.id, c.source, c.relation, c.target, c.status, c.evidence_start, c.evidence_end, c.evidence,
       f.quiet, c.speaker, c.happened, f.context, f.confidence, r.reader, r.version, f.cue,
       l.id, a.outlet, a.date, a.title, a.url, r.language, c.recorded
"""
_TABLES = """
FROM claims AS c
JOIN findings AS f ON f.claim = c.key
JOIN {readings} AS r ON r.key = f.reading
JOIN articles AS a ON a.key = c.article
JOIN article_groups AS g ON g.article = a.key
JOIN articles AS l ON l.key = g.leader
"""
CURRENT = _COLUMNS + _TABLES.format(readings="newest_readings")
EVER = _COLUMNS + _TABLES.format(readings="readings")

_IN = "IN (SELECT value FROM json_each(?))"
# "Either end" as a union of two index look-ups: SQLite scans everything for an OR of lists
_SIDE = f"SELECT key FROM claims WHERE {{}} {_IN}"
_BETWEEN = f"SELECT key FROM claims WHERE source {_IN} AND target {_IN}"


def select(query: ClaimQuery) -> tuple[str, list[object]]:
    """Return the statement and its parameters for ``query``."""
    tests: list[str] = []
    values: list[object] = []

    def test(condition: str, *parameters: object) -> None:
        tests.append(condition)
        values.extend(parameters)

    if query.actors:
        test(f"c.key IN ({_SIDE.format('source')} UNION {_SIDE.format('target')})", *[_list(query.actors)] * 2)
    if query.between is not None:
        left, right = (_list(side) for side in query.between)
        test(f"c.key IN ({_BETWEEN} UNION {_BETWEEN})", left, right, right, left)
    for column, chosen in _choices(query):
        if chosen:
            test(f"{column} {_IN}", _list(chosen))
    if query.quiet is not None:
        test("f.quiet = ?", query.quiet)
    if query.since is not None:
        test("c.day >= ?", query.since)
    if query.until is not None:
        test("c.day <= ?", query.until)
    if query.min_confidence > 0:
        test("f.confidence >= ?", query.min_confidence)
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    order = " ORDER BY c.day DESC, a.id, c.evidence_start, c.id"
    limit = "" if query.limit is None else " LIMIT ?"
    return CURRENT + where + order + limit, values if query.limit is None else [*values, query.limit]


def _choices(query: ClaimQuery) -> Iterable[tuple[str, frozenset[str]]]:
    return (
        ("c.id", query.ids),
        ("c.source", query.sources),
        ("c.target", query.targets),
        ("c.relation", query.relations),
        ("c.status", query.statuses),
        ("a.id", query.articles),
        ("a.outlet", query.outlets),
        ("r.language", query.languages),
    )


# A claim's day, counted from 0001-01-01 as day 1 (Python's ordinals), and how many characters its quote has
DAY = "CAST(julianday(c.day) - 1721424.5 AS INTEGER)"
LENGTH = "c.evidence_end - c.evidence_start"
# Rows in the order of `haluan.columns.ClaimColumns`, behind the claim's id
BY_ID = f"""
SELECT c.id, c.key, c.source, c.relation, c.target, c.status, {DAY}, c.happened, f.quiet, f.context, f.confidence,
       {LENGTH}, g.leader
FROM claims AS c
JOIN findings AS f ON f.claim = c.key
JOIN newest_readings AS r ON r.key = f.reading
JOIN article_groups AS g ON g.article = c.article
WHERE c.id {_IN}
"""
BY_KEY = f"{_COLUMNS.rstrip()}, c.key {_TABLES.format(readings='newest_readings')} WHERE c.key {_IN}"


def _list(values: frozenset[str]) -> str:
    return json.dumps(sorted(values))


def cited(row: tuple[Any, ...]) -> CitedClaim:
    """Return one row of `CURRENT` or `EVER` as the claim that it is."""
    (claim_id, article, source, relation, target, status, start, end, quote) = row[:9]
    (quiet, speaker, when, context, confidence, reader, version, cue) = row[9:17]
    (group, outlet, date, title, url, language, recorded) = row[17:]
    claim = Claim(
        article=article,
        source=source,
        relation=relation,
        target=target,
        status=_STATUSES[status],
        evidence=Evidence(start, end, quote),
        quiet=bool(quiet),
        speaker=speaker,
        when=when,
        context=bool(context),
        confidence=confidence,
        reader=reader,
        reader_version=version,
        cue=cue,
    )
    return CitedClaim(claim_id, claim, group, outlet, date, title, url, language, recorded)
