"""The five tools as plain functions of a database. None of them writes anything."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, Literal, NamedTuple

from haluan import pipeline
from haluan.answers import Database, Tie
from haluan.answers.checking import Checker
from haluan.answers.flat import find, lines
from haluan.mcp import records
from haluan.mcp.records import Record
from haluan.model import Article, HaluanError, Skip

Question = Literal["rank", "pair", "state", "bloc", "split"]

MOST_TEXT = 20_000  # characters that `check` reads
MOST_OUTLETS = 20


class ToolUseError(HaluanError):
    """A tool was called in a way that has no answer; the message says how to call it."""


class Manner(NamedTuple):
    """Whether only those are asked for whose ties a text marks as quiet, or only those who stand openly."""

    quiet: bool = False
    openly: bool = False


def ask(
    database: Database,
    question: Question,
    actor: str,
    other: str | None,
    manner: Manner,
    limit: int,
    cursor: str | None,
) -> Record:
    """Answer one of the five questions, ``limit`` lines at a time."""
    answer = _QUESTIONS[question](database, actor, other, manner)
    found = [(part, item) for part, item in lines(answer) if part != "gaps"]
    page, following = _page(database, found, limit, cursor)
    return _result(database, [records.line(part, item) for part, item in page], following, len(found)) | {
        "gaps": records.gaps(answer),
    }


def ties(
    database: Database, actor: str, other: str | None, relation: str | None, limit: int, cursor: str | None
) -> Record:
    """Ties of an actor, or between two, with counts of independent sources and the best quote of each."""
    answer = database.pair(actor, other) if other else database.state(actor)
    name = database.view.naming.relation(relation) if relation else None
    found = [one.record for one in find(answer, Tie) if name in (None, one.record.relation)]
    page, following = _page(database, found, limit, cursor)
    return _result(database, [records.tie(one) for one in page], following, len(found)) | {
        "gaps": records.gaps(answer),
    }


def evidence(database: Database, claim: str | None, limit: int, cursor: str | None, **filters: Any) -> Record:
    """One claim in its context, by its id, or the claims that fit the filters."""
    if claim:
        return _result(database, [records.evidence(database.show(claim))], None, 1)
    start = _offset(database, cursor)
    with closing(database.claims(**filters)) as found:
        page = list(islice(found, start, start + limit + 1))
    following = _cursor(database, start + limit) if len(page) > limit else None
    return _result(database, [records.claim(one) for one in page[:limit]], following, None)


def check(language: str, text: str, date: str | None) -> Record:
    """Check a text against the reference facts; needs no store."""
    if len(text) > MOST_TEXT:
        raise ToolUseError(f"a text of {len(text)} characters is too long: at most {MOST_TEXT}")
    if date is not None:
        try:
            datetime.date.fromisoformat(date)
        except ValueError as error:
            raise ToolUseError(f"{date!r} is not a day like 2024-06-18") from error
    study = pipeline.study(Article("text", text, date=date))
    if isinstance(study, Skip):
        raise ToolUseError(f"the text cannot be read: {study.reason}")
    found = Checker(language).check(study.document, study.mentions, study.claims)
    return {"verdict": found.verdict.value, "checks": [check.to_dict() for check in found.checks]}


def status(database: Database) -> Record:
    """What the store holds: the frame of all answers."""
    coverage = database.coverage()
    return _result(database, [], None, None) | {
        "untrusted": {"outlets": dict(coverage.outlets[:MOST_OUTLETS])},
        "skipped": coverage.skips,
        "undecided_names": coverage.undecided,
        "relations": list(database.view.naming.ontology.relations),
        "regions": sorted(database.view.naming.ontology.regions),
    }


def _needed(other: str | None, what: str) -> str:
    if not other:
        raise ToolUseError(f"this question needs 'other': {what}")
    return other


_QUESTIONS: dict[Question, Callable[[Database, str, str | None, Manner], Any]] = {
    "rank": lambda db, actor, other, manner: db.rank(actor, other, manner.quiet, openly=manner.openly),
    "pair": lambda db, actor, other, _: db.pair(actor, _needed(other, "the second actor")),
    "state": lambda db, actor, _, __: db.state(actor),
    "bloc": lambda db, actor, other, _: db.bloc(actor, other),
    "split": lambda db, actor, other, _: db.split(actor, _needed(other, "the third actor that the bloc splits on")),
}


def _page(database: Database, found: Sequence[Any], limit: int, cursor: str | None) -> tuple[Sequence[Any], str | None]:
    start = _offset(database, cursor)
    end = start + limit
    return found[start:end], _cursor(database, end) if end < len(found) else None


def _cursor(database: Database, start: int) -> str:
    return f"{database.snapshot()}:{start}"


def _offset(database: Database, cursor: str | None) -> int:
    """Where to go on; a cursor holds for the snapshot of the store that it was given for."""
    if not cursor:
        return 0
    snapshot, _, start = cursor.partition(":")
    if not (start.isascii() and start.isdigit()):
        raise ToolUseError("no such cursor; ask again without one")
    if snapshot != database.snapshot():
        raise ToolUseError("the store has changed since this cursor was given; ask again without one")
    return int(start)


def _result(database: Database, found: Sequence[Record], following: str | None, total: int | None) -> Record:
    """A page of results with what every answer says of itself."""
    record: Record = {"note": records.NOTE, "results": list(found), "basis": records.basis(database.view.basis())}
    if total is not None:
        record["total"] = total
    return record | ({"next_cursor": following} if following else {})
