"""People who act for a state: who is in office on a day, and who a surname refers to within one article."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from haluan.mentions.units import folded
from haluan.ontology.types import Term

# An article still speaks of "Presiden X" for some weeks after the term; later he is a former leader.
_GRACE = datetime.timedelta(days=120)


def day(date: str | None) -> str | None:
    """Return the ISO day of a date that may carry a time; None where it is none ("nan", "2025-02-31")."""
    try:
        return datetime.date.fromisoformat(str(date)[:10]).isoformat()
    except ValueError:
        return None


def running(terms: tuple[Term, ...], date: str) -> tuple[Term, ...]:
    """Keep the terms that run on ``date``."""
    return tuple(t for t in terms if t.since <= date and (t.until is None or date <= t.until))


def serving(terms: tuple[Term, ...], date: str | None) -> tuple[Term, ...]:
    """Keep the terms that run on ``date``; of those that ended within the last 120 days only where none runs.

    Without a date all are kept, but of one person only the latest.
    """
    if date is None:
        latest: dict[str, Term] = {}
        for term in terms:
            if term.person not in latest or term.since > latest[term.person].since:
                latest[term.person] = term
        return tuple(latest.values())
    active = running(terms, date)
    if active:
        return active
    try:
        early = (datetime.date.fromisoformat(date) - _GRACE).isoformat()
    except OverflowError:  # a day of the year 1, which only a broken date is
        return ()
    return tuple(t for t in terms if t.until is not None and early <= t.until and t.since <= date)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an article introduced with an office: the full name as written there, and the actor."""

    name: str
    actor: str
    known: bool  # whether the terms list knows them, so that any reader does


@dataclass(slots=True)
class Register:
    """The people of one article by each single word that may refer to them afterwards.

    The one mutable value of this stage; it lives within one call of `haluan.mentions.link`.
    """

    by_word: dict[str, Person | None] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)  # person -> the actor that the article says they act for

    def give_role(self, person: str, actor: str) -> None:
        """Remember for whom the article says that a person of the terms list acts; the first word on it counts."""
        self.roles.setdefault(person, actor)

    def enter(self, words: tuple[str, ...], person: Person) -> None:
        """Remember a full name: its last word, and its first where the surname comes first or people go by it."""
        for word in {folded(word) for word in (*words[:1], *words[-1:])}:
            if len(word) < 3 or word.upper() in words:
                continue  # an acronym is no surname
            before = self.by_word.get(word, person)
            same = before is not None and before.actor == person.actor
            self.by_word[word] = person if same else None

    def find(self, word: str) -> Person | None:
        """Return whom one folded word refers to; None where nobody or more than one."""
        return self.by_word.get(word)
