"""Near-duplicate groups inside SQLite: articles that are alike, directly or through others, form one group.

Candidates share an LSH band. Groups are connected components, so that the order of reading does not change who
stands together; a group is led (and named) by its oldest article, so that its name stays as it grows.
"""

# ruff: noqa: S608 - only placeholders are put into statements

from __future__ import annotations

import sqlite3
import struct
from hashlib import blake2b

from haluan.store.protocol import Nearness


def assign_group(
    connection: sqlite3.Connection, key: int, digest: str, signature: tuple[int, ...], nearness: Nearness | None
) -> None:
    """Put the new article ``key`` into its group, merging groups that it connects."""
    twin = connection.execute(
        "SELECT g.leader FROM articles AS a JOIN article_groups AS g ON g.article = a.key WHERE a.digest = ? LIMIT 1",
        (digest,),
    ).fetchone()
    if twin is not None:  # an equal text has equal neighbours: no second signature needed
        leaders = {int(twin[0])}
    elif nearness is not None and signature:
        bands = sorted({_short(band) for band in nearness.keys(signature)})
        leaders = _alike(connection, signature, bands, nearness)
        connection.execute("INSERT INTO signatures VALUES (?, ?)", (key, _pack(signature)))
        connection.executemany("INSERT INTO bands VALUES (?, ?)", [(band, key) for band in bands])
    else:
        leaders = set()
    leader = min(leaders | {key})
    connection.execute("INSERT INTO article_groups VALUES (?, ?)", (key, leader))
    for other in leaders - {leader}:
        connection.execute("UPDATE article_groups SET leader = ? WHERE leader = ?", (leader, other))


def _alike(
    connection: sqlite3.Connection, signature: tuple[int, ...], bands: list[int], nearness: Nearness
) -> set[int]:
    """Return the leaders of all groups with a member that is alike; one such member settles its group."""
    marks = ", ".join("?" * len(bands))
    candidates = connection.execute(
        "SELECT DISTINCT g.leader, b.article FROM bands AS b JOIN article_groups AS g ON g.article = b.article"
        f" WHERE b.band IN ({marks}) ORDER BY b.article",
        bands,
    ).fetchall()
    leaders: set[int] = set()
    for leader, article in candidates:
        if leader in leaders:
            continue
        (blob,) = connection.execute("SELECT signature FROM signatures WHERE article = ?", (article,)).fetchone()
        if nearness.alike(signature, _unpack(blob)):
            leaders.add(leader)
    return leaders


def _short(band: str) -> int:
    """Return the key as 8 bytes: a rare collision costs one comparison, full keys would double the file."""
    return int.from_bytes(blake2b(band.encode(), digest_size=8).digest(), "big", signed=True)


def _pack(signature: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(signature)}I", *signature)


def _unpack(blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(blob) // 4}I", blob)
