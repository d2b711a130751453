"""Where the endpoint and the facts differ, as changes that a person can approve."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from haluan.ontology.facts import BELONGING, Fact, FactKind, Facts, FactStatus, Holds, Overlay, Period, laid_over
from haluan.ontology.types import Term
from haluan.refresh.queries import Belonging, Holding

_SAME_NAME = 85.0  # of 100; spellings of one name differ by a letter or two, names of two people by more
_DAY = 10  # characters of an ISO day: terms of office begin and end on days


class ChangeKind(StrEnum):
    """What has happened according to the endpoint."""

    JOINED = "joined"
    LEFT = "left"
    TOOK_OFFICE = "took_office"
    LEFT_OFFICE = "left_office"


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; ``before`` None where it is new."""

    kind: ChangeKind
    before: Fact | Term | None
    after: Fact | Term


def approved(overlay: Overlay, changes: Iterable[Change]) -> Overlay:
    """Lay the rows of approved changes over what the project has."""
    rows = [change.after for change in changes]
    facts = laid_over(overlay.facts, (row for row in rows if isinstance(row, Fact)))
    terms = {(term.person, term.actor, term.office, term.since): term for term in overlay.terms}
    terms.update(((row.person, row.actor, row.office, row.since), row) for row in rows if isinstance(row, Term))
    return Overlay(facts, tuple(terms.values()))


def member_changes(facts: Facts, found: Iterable[tuple[str, Belonging]], today: str) -> Iterator[Change]:
    """Compare memberships, each with the code of its bloc. Silence of the endpoint is no change."""
    theirs: dict[tuple[str, str], list[Belonging]] = defaultdict(list)
    for bloc, belonging in found:
        theirs[belonging.state, bloc].append(belonging)
    for (state, bloc), rows in sorted(theirs.items()):
        ours = [
            fact
            for fact in facts.between(state, bloc)
            if fact.kind is FactKind.MEMBERSHIP and fact.subject == state and fact.role in BELONGING
        ]
        change = _joined(state, bloc, rows, ours, today) or _left(rows, ours, today)
        if change is not None:
            yield change


def _joined(state: str, bloc: str, rows: Sequence[Belonging], ours: Sequence[Fact], today: str) -> Change | None:
    begun = [row.since for row in rows if row.since and _running(row, today)]
    if not begun or any(fact.holds(Period.parse(today)) is not Holds.NO for fact in ours):
        return None
    since = max(begun)
    if any(fact.until is None or since < fact.until for fact in ours):
        return None  # the endpoint lacks the end that we know
    source = next(row.source for row in rows if row.since == since)
    new = Fact(FactKind.MEMBERSHIP, state, bloc, "member", since, None, FactStatus.IN_FORCE, "", source, today)
    return Change(ChangeKind.JOINED, None, new)


def _left(rows: Sequence[Belonging], ours: Sequence[Fact], today: str) -> Change | None:
    ends = [row.until for row in rows if row.until]
    if len(ends) < len(rows) or any(_running(row, today) for row in rows):
        return None
    open_rows = [fact for fact in ours if fact.until is None and fact.status is FactStatus.IN_FORCE]
    if len(open_rows) != 1 or max(ends) <= open_rows[0].since:
        return None
    source = next(row.source for row in rows if row.until == max(ends))
    after = replace(open_rows[0], until=max(ends), source=source, checked=today)
    return Change(ChangeKind.LEFT, open_rows[0], after)


def _running(row: Belonging | Holding, today: str) -> bool:
    return row.until is None or row.until > today


def office_changes(facts: Facts, found: Iterable[Holding], today: str) -> Iterator[Change]:
    """Compare who holds an office: whoever took it since, and whoever left it."""
    theirs: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in found:
        theirs[holding.state, holding.office].append(holding)
    for (state, office), rows in sorted(theirs.items()):
        ours = facts.offices(state, today, office)
        yield from _taken(facts, state, office, rows, ours, today)


def _taken(
    facts: Facts, state: str, office: str, rows: Sequence[Holding], ours: Sequence[Term], today: str
) -> Iterator[Change]:
    current = [row for row in rows if row.since and len(row.since) == _DAY and _running(row, today)]
    newest = max(current, key=lambda row: row.since or "", default=None)
    known = facts.offices(state, today)  # who is president and head of government may stand under one of them
    if newest is not None and newest.since and not any(_same(newest.person, term) for term in known):
        if all(term.since < newest.since <= today for term in ours):
            yield from _ended(ours, newest.since, newest.source, today) if len(ours) == 1 else ()
            new = Term(newest.person, (), state, office, newest.since, None, newest.source, today)
            yield Change(ChangeKind.TOOK_OFFICE, None, new)
        return
    for term in ours:
        own = [row for row in rows if _same(row.person, term)]
        ends = [row.until for row in own if row.until and len(row.until) == _DAY]
        if own and len(ends) == len(own) and max(ends) <= today and max(ends) > term.since:
            yield from _ended([term], max(ends), own[0].source, today)


def _ended(terms: Iterable[Term], day: str, source: str, today: str) -> Iterator[Change]:
    for term in terms:
        if term.until is None:
            yield Change(ChangeKind.LEFT_OFFICE, term, replace(term, until=day, source=source, checked=today))


def _same(person: str, term: Term) -> bool:
    """Whether a name as the endpoint has it is one of the person's names, whatever its marks and its order."""
    plain = _plain(person)
    return any(
        fuzz.token_sort_ratio(plain, name) >= _SAME_NAME or set(plain.split()) == set(name.split())
        for name in map(_plain, (term.person, *term.aliases))
    )


def _plain(name: str) -> str:
    marks = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in marks if not unicodedata.combining(sign)).split()
    )
