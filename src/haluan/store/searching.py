"""The full-text search: which articles match best, found in the index alone, and only those are opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from haluan.store.protocol import Hit
from haluan.store.surveying import Rows

_SNIPPET_WORDS = 24
_FEW = 200  # articles to look up by themselves; of more the index of ids is gone through

# fts5 sorts by rank itself; a second key would open each article that matches. The index knows no earlier state.
_BEST = (
    "SELECT rowid, rank FROM article_search"
    " WHERE article_search MATCH ? AND rowid <= (SELECT max(key) FROM articles) ORDER BY rank"
)
_SHOWN = (
    "SELECT a.id, a.title, a.outlet, a.date, a.url, snippet(article_search, -1, '[', ']', '…', ?),"
    " (SELECT count(*) FROM newest_claims AS c WHERE c.article = a.key),"
    " (SELECT r.language FROM newest_readings AS r WHERE r.article = a.key)"
    " FROM json_each(?) AS j CROSS JOIN article_search ON article_search.rowid = j.value"
    " JOIN articles AS a ON a.key = article_search.rowid"
    " WHERE article_search MATCH ? ORDER BY j.key"
)


def search(rows: Rows, text: str, limit: int) -> tuple[Hit, ...]:
    """Return articles that hold all the words, the best match first, equally good ones by their ids."""
    words = re.findall(r"\w+", text)
    if not words or limit < 1:
        return ()
    literal = " ".join(f'"{word}"' for word in words)  # quoted: nobody writes FTS5 syntax by accident
    chosen = _best(rows, literal, limit)
    return tuple(Hit(*row) for row in rows(_SHOWN, (_SNIPPET_WORDS, json.dumps(chosen), literal)))


def _best(rows: Rows, literal: str, limit: int) -> list[int]:
    """The keys of the best articles in their order."""
    by_rank: dict[float, list[int]] = {}
    for place, (key, rank) in enumerate(rows(_BEST, (literal,))):
        if place >= limit and rank not in by_rank:
            break
        by_rank.setdefault(rank, []).append(key)
    chosen: list[int] = []
    for equals in by_rank.values():
        chosen += _by_id(rows, equals, limit - len(chosen)) if len(equals) > 1 else equals
    return chosen


def _by_id(rows: Rows, keys: list[int], most: int) -> Iterable[int]:
    """The first of some articles by their ids."""
    if len(keys) <= _FEW:
        found = rows(
            "SELECT key FROM articles WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?",
            (json.dumps(keys), most),
        )
        return [key for (key,) in found]
    wanted = frozenset(keys)
    ordered: Iterator[tuple[int]] = rows("SELECT key FROM articles ORDER BY id")
    return list(islice((key for (key,) in ordered if key in wanted), most))
