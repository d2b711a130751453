"""Writing readings into SQLite: what one reading becomes in the tables."""

# ruff: noqa: S608 - only names of columns are put into statements

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from haluan.days import day_of
from haluan.model import Article, Claim, EvidenceError, Mention, Reading, Skip
from haluan.store.grouping import assign_group
from haluan.store.protocol import Added, Nearness

# What a value can do that no database keeps: a lone surrogate, a number out of range, a broken constraint
_UNSTORABLE = (sqlite3.IntegrityError, sqlite3.DataError, UnicodeError, OverflowError, EvidenceError)


def now() -> str:
    """Return the present moment, UTC, ISO to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def is_version(stored: str, version: str) -> bool:
    """Whether a stored reading is one of ``version``: the version itself, or "version~2" where it read once more."""
    return stored == version or (stored.startswith(f"{version}~") and stored[len(version) + 1 :].isdigit())


def candidate_ids(article_id: str, digest: str) -> tuple[str, str, str]:
    """Return the ids under which a text may stand: its own, else with 8 hex digits of its digest, else with all."""
    return article_id, f"{article_id}~{digest[:8]}", f"{article_id}~{digest}"


class Writing:
    """One transaction's worth of additions; the caller begins and commits."""

    def __init__(self, connection: sqlite3.Connection, run: int | None, nearness: Nearness | None) -> None:
        self._connection = connection
        self._run = run
        self._nearness = nearness
        self._moment = now()
        self._counts: Counter[str] = Counter()
        self._ids: list[str] = []

    def result(self) -> Added:
        """Return what was added so far."""
        return Added(**self._counts, ids=tuple(self._ids))

    def add(self, reading: Reading) -> None:
        """Keep one reading whole, or log why it cannot be kept."""
        self._connection.execute("SAVEPOINT reading")
        before = self._counts.copy()
        try:
            stored_id = self._add(reading)
        except _UNSTORABLE as error:
            self._connection.execute("ROLLBACK TO reading")
            self._counts = before
            self._counts["refused"] += 1
            article = reading.article
            self.add_skip(Skip(article.origin or article.id, "store", f"cannot be stored: {error}", article.id))
        else:
            self._ids.append(stored_id)
        self._connection.execute("RELEASE reading")

    def _add(self, reading: Reading) -> str:
        key, stored_id, fresh = self._place(reading.article)
        if fresh:
            assign_group(self._connection, key, reading.article.digest, reading.signature, self._nearness)
        pass_key = self._insert_reading(key, reading)
        if pass_key is None:
            self._counts["known"] += 1
            return stored_id
        for claim in reading.claims:
            self._insert_claim(key, pass_key, _verified(claim, reading.article, stored_id), reading.article.date)
        self._connection.executemany(
            "INSERT INTO undecided (reading, mention_start, mention_end, candidates) VALUES (?, ?, ?, ?)",
            [_undecided_row(pass_key, mention) for mention in reading.undecided],
        )
        if reading.skipped is not None:
            self.add_skip(reading.skipped)
        return stored_id

    def _place(self, article: Article) -> tuple[int, str, bool]:
        """Return key and id of the stored article, and whether it was stored just now."""
        digest = article.digest
        names = candidate_ids(article.id, digest)
        rows = self._connection.execute("SELECT id, digest, key FROM articles WHERE id IN (?, ?, ?)", names).fetchall()
        taken = {row[0] for row in rows}
        for stored_id, stored_digest, key in rows:
            if stored_digest == digest:
                return key, stored_id, False
        stored_id = next(name for name in names if name not in taken)
        key = self._insert(
            "articles",
            id=stored_id,
            digest=digest,
            title=article.title,
            date=article.date,
            language=article.language,
            outlet=article.outlet,
            url=article.url,
            author=article.author,
            origin=article.origin,
            recorded=self._moment,
            text=article.text,
        ).lastrowid
        assert key is not None
        self._counts["articles"] += 1
        if stored_id != article.id:
            self._counts["revised"] += 1
            reason = f"another text under an id that is taken; stored as {stored_id}"
            self.add_skip(Skip(article.origin or article.id, "store", reason, article.id))
        return key, stored_id, True

    def _insert_reading(self, article: int, reading: Reading) -> int | None:
        """Return the key of the new reading, or None where the newest is of this version already.

        A version may read again after another one, as when a project's names are set back; that is a reading too.
        """
        read = self._connection.execute(
            "SELECT reader, version FROM readings WHERE article = ? ORDER BY key", (article,)
        ).fetchall()
        again = [(name, stored) for name, stored in read if name == reading.reader]
        again = [row for row in again if is_version(row[1], reading.reader_version)]
        if again and again[-1] == read[-1]:
            return None
        version = f"{reading.reader_version}~{len(again) + 1}" if again else reading.reader_version
        cursor = self._insert(
            "readings",
            article=article,
            reader=reading.reader,
            version=version,
            language=reading.language,
            sentences=reading.sentences,
            skipped=reading.skipped.reason if reading.skipped else None,
            boilerplate=json.dumps([[span.start, span.end] for span in reading.boilerplate]),
            recorded=self._moment,
        )
        return cursor.lastrowid

    def _insert_claim(self, article: int, reading: int, claim: Claim, published: str | None) -> None:
        quote = claim.evidence
        added = self._insert(
            "claims",
            id=claim.id,
            article=article,
            source=claim.source,
            relation=claim.relation,
            target=claim.target,
            status=claim.status.value,
            speaker=claim.speaker,
            happened=claim.when,
            day=day_of(claim.when, published),
            evidence_start=quote.start,
            evidence_end=quote.end,
            evidence=quote.text,
            recorded=self._moment,
            unless="id",
        )
        self._counts["claims"] += added.rowcount
        self._connection.execute(
            "INSERT INTO findings (reading, claim, quiet, context, confidence, cue)"
            " SELECT ?, key, ?, ?, ?, ? FROM claims WHERE id = ? ON CONFLICT (reading, claim) DO NOTHING",
            (reading, claim.quiet, claim.context, claim.confidence, claim.cue, claim.id),
        )

    def _insert(self, table: str, *, unless: str = "", **values: object) -> sqlite3.Cursor:
        """Insert one row, unless one with the same ``unless`` columns is there."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        conflict = f" ON CONFLICT ({unless}) DO NOTHING" if unless else ""
        return self._connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}){conflict}", tuple(values.values())
        )

    def add_skip(self, skip: Skip) -> None:
        """Note one thing that was not read, once, and that this run met it."""
        origin, stage, reason, article = row = [
            _printable(part) for part in (skip.origin, skip.stage, skip.reason, skip.article or "")
        ]
        added = self._insert(
            "skips",
            origin=origin,
            stage=stage,
            reason=reason,
            article=article,
            recorded=self._moment,
            unless="origin, stage, reason, article",
        )
        self._counts["skips"] += added.rowcount
        if self._run is not None:
            self._connection.execute(
                "INSERT INTO run_skips (run, skip) SELECT ?, key FROM skips"
                " WHERE (origin, stage, reason, article) = (?, ?, ?, ?) ON CONFLICT (run, skip) DO NOTHING",
                [self._run, *row],
            )


def _verified(claim: Claim, article: Article, stored_id: str) -> Claim:
    """Return the claim under its article's stored id; raises `EvidenceError` where its quote is not in the text."""
    if claim.article != article.id:
        raise EvidenceError(f"a claim about article {claim.article} came with article {article.id}")
    claim.evidence.check(article.text)
    return claim if stored_id == article.id else replace(claim, article=stored_id)


def _undecided_row(reading: int, mention: Mention) -> tuple[int, int, int, str]:
    return reading, mention.span.start, mention.span.end, json.dumps([list(pair) for pair in mention.candidates])


def _printable(text: str) -> str:
    """Return a message as every database can keep it."""
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")
