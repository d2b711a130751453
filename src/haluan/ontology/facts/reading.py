"""Reads the files of the reference facts. Every complaint names the file and the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import pairwise
from pathlib import Path

from haluan.ontology.facts.dates import DateError, Period
from haluan.ontology.facts.types import Fact, FactKind, FactStatus, Roster
from haluan.ontology.loader import OntologyError, rows

FACT_FIELDS = ("kind", "subject", "object", "role", "since", "until", "status", "title", "source", "checked")
ROSTER_FIELDS = ("kind", "object", "role", "complete_from", "complete_until", "bond", "source", "checked")
ROSTERS = "rosters.csv"
_BONDS = frozenset({"", "mutual_defence"})
_END = "9999-12-31"
_KINDS = {kind.value: kind for kind in FactKind}
_STATUSES = {status.value: status for status in FactStatus}


class FactsError(OntologyError):
    """A file of the reference facts is missing or malformed."""


def read_facts(folder: Path, actors: Container[str]) -> tuple[Fact, ...]:
    """Read all fact files of ``folder``; raises `FactsError` where a row is malformed or two rows overlap."""
    paths = [path for path in sorted(folder.glob("*.csv")) if path.name != ROSTERS]
    if not paths:
        raise FactsError(f"{folder}: no files of facts")
    placed = [placed for path in paths for placed in _placed(path, actors)]
    _check_overlaps(placed)
    return tuple(fact for _, fact in placed)


def read_fact_file(path: Path, actors: Container[str]) -> tuple[Fact, ...]:
    """Read one file in the form of the fact files; raises `FactsError` as `read_facts` does."""
    placed = _placed(path, actors)
    _check_overlaps(placed)
    return tuple(fact for _, fact in placed)


def _placed(path: Path, actors: Container[str]) -> list[tuple[str, Fact]]:
    return [(where, _fact(where, row, actors)) for where, row in rows(path, FACT_FIELDS, FactsError)]


def read_rosters(folder: Path, actors: Container[str]) -> tuple[Roster, ...]:
    """Read the marks of completeness; raises `FactsError`."""
    rosters: dict[tuple[str, str, str], Roster] = {}
    for where, row in rows(folder / ROSTERS, ROSTER_FIELDS, FactsError):
        kind, code, role, since, until, bond, source, checked = row
        if kind not in _KINDS or bond not in _BONDS:
            raise FactsError(f"{where}: {kind!r} is no kind of fact, or {bond!r} no bond")
        _known(where, code, actors)
        _sourced(where, source, checked)
        if _day(where, until) < _day(where, since):
            raise FactsError(f"{where}: complete until a day before it is complete from")
        if (kind, code, role) in rosters:
            raise FactsError(f"{where}: {kind} of {code} as {role} is marked twice")
        rosters[kind, code, role] = Roster(_KINDS[kind], code, role, since, until, bond, source, checked)
    return tuple(rosters.values())


def _fact(where: str, row: list[str], actors: Container[str]) -> Fact:
    kind, subject, object_, role, since, until, status, title, source, checked = row
    if kind not in _KINDS or status not in _STATUSES or not role:
        raise FactsError(f"{where}: {kind!r} is no kind of fact, {status!r} no status, or the role is empty")
    if _known(where, subject, actors) == _known(where, object_, actors):
        raise FactsError(f"{where}: a fact needs two actors, not {subject} twice")
    _sourced(where, source, checked)
    try:
        begins = Period.parse(since)
        ends = Period.parse(until) if until else None
    except DateError as error:
        raise FactsError(f"{where}: {error}") from error
    if ends is not None and ends.last < begins.first:
        raise FactsError(f"{where}: it ends ({until}) before it begins ({since})")
    return Fact(_KINDS[kind], subject, object_, role, since, until or None, _STATUSES[status], title, source, checked)


def _known(where: str, code: str, actors: Container[str]) -> str:
    if code not in actors:
        raise FactsError(f"{where}: no actor {code!r} in actors.csv")
    return code


def _sourced(where: str, source: str, checked: str) -> None:
    _day(where, checked)
    if not source.startswith(("https://", "http://")):
        raise FactsError(f"{where}: the source must be a web address, not {source!r}")


def _day(where: str, text: str) -> str:
    try:
        period = Period.parse(text)
    except DateError as error:
        raise FactsError(f"{where}: {error}") from error
    if period.first != period.last:
        raise FactsError(f"{where}: {text!r} is not a day like 2026-11-22")
    return text


def _check_overlaps(placed: Iterable[tuple[str, Fact]]) -> None:
    """One subject may stand in one role to one object once at a time; coarse dates may touch."""
    rows: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for where, fact in placed:
        ends = Period.parse(fact.until).first if fact.until else _END
        title = fact.title if fact.kind is FactKind.TREATY else ""  # two treaties of one sort may stand side by side
        key = (fact.kind.value, fact.subject, fact.object, fact.role, title)
        rows[key].append((Period.parse(fact.since).last, ends, where))
    for bond, spans in rows.items():
        for (_, ends, _), (begins, _, where) in pairwise(sorted(spans)):
            if begins < ends:
                raise FactsError(f"{where}: {bond[1]} and {bond[2]}: this {bond[3]} row overlaps another one")
