"""Whether one person took an office over from another: "Rutte succeeded Stoltenberg at the head of NATO"."""

from __future__ import annotations

import datetime

from haluan.answers.checking.names import key_of
from haluan.answers.checking.offices import holds_name
from haluan.answers.checking.types import Assertion, Finding
from haluan.ontology.facts import Facts, Period
from haluan.ontology.types import Term

_SOON = 75  # days between two terms, in which nobody else is spoken of
_OVERLAP = 7  # days by which sources differ over the day of handing over
_LONG = 400  # days after the end of a term, when somebody else must have come between
_HEADS = frozenset({"head_of_government", "head_of_state", "bloc_head"})


def judge_succession(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Compare the terms of both in the same office of the same state or bloc."""
    day = as_of or assertion.when
    new, old = _terms(facts, assertion, assertion.person), _terms(facts, assertion, assertion.predecessor)
    last = Period.parse(day).last if day else None
    new = tuple(term for term in new if last is None or term.since <= last)
    pairs = [(a, b) for a in new for b in old if _seat(a) == _seat(b) and b.until]
    if assertion.place:
        return _earlier(new, old, assertion.place, day)
    told = Period.parse(assertion.when) if assertion.when else None
    for a, b in pairs:
        if between := _other_between(facts, b, a):
            return Finding(False, "between", day, terms=between)
        if -_OVERLAP <= _days(b.until or "", a.since) <= _SOON:
            off = told is not None and not _near(a.since, told)
            return Finding(not off, "other_term" if off else "held", day, terms=(b, a))
    if any(0 <= _days(b.until or "", a.since) <= _LONG for a, b in pairs):
        return Finding(None, "unknown_person", day)
    if {(a.actor, a.office) for a in new} & {(b.actor, b.office) for b in old}:
        return Finding(False, "other_term", day, terms=(*old, *new))
    others = _between(facts, assertion, old, new)
    return Finding(False if others else None, "others_office" if others else "unknown_person", day, terms=others)


def _earlier(one: tuple[Term, ...], other: tuple[Term, ...], place: int, day: str | None) -> Finding:
    """Whether the one held the seat before the other (1), or after (2); open where their terms interlock."""
    pairs = [(a, b) if place == 1 else (b, a) for a in one for b in other if _seat(a) == _seat(b)]
    if not pairs:
        return Finding(None, "unknown_person", day)
    right = {first.since < then.since for first, then in pairs}
    terms = tuple(dict.fromkeys(term for pair in pairs for term in pair))
    if len(right) > 1:
        return Finding(None, "unsettled", day, terms=terms)
    return Finding(right.pop(), "held", day, terms=terms)


def _other_between(facts: Facts, old: Term, new: Term) -> tuple[Term, ...]:
    """Who held the seat after the one and before the other."""
    within = (term for term in facts.terms if _seat(term) == _seat(old) and term.person not in (old.person, new.person))
    ended = old.until or ""
    return tuple(term for term in within if ended <= term.since < new.since and ended < (term.until or "") <= new.since)


def _between(facts: Facts, assertion: Assertion, old: tuple[Term, ...], new: tuple[Term, ...]) -> tuple[Term, ...]:
    """Where only one of the two held the office: who came after the old one, or was there before the new one."""
    keys = [key_of(person or "") for person in (assertion.person, assertion.predecessor)]
    if assertion.object is None or not all(any(holds_name(term, key) for term in facts.terms) for key in keys):
        return ()
    if old and new:
        return ()
    after = (term for term in facts.terms for one in old if _followed(one, term))
    before = (term for term in facts.terms for one in new if _followed(term, one))
    return (*after, *before)


def _followed(first: Term, then: Term) -> bool:
    """Whether a term begins where another of the same office ended."""
    same = _seat(first) == _seat(then)
    return same and first.until is not None and 0 <= _days(first.until, then.since) <= _SOON


def _seat(term: Term) -> tuple[str, str, str]:
    """What one person holds after another; a bloc has several heads, told apart by the page of their office."""
    return term.actor, term.office, term.source if term.office == "bloc_head" else ""


def _terms(facts: Facts, assertion: Assertion, person: str | None) -> tuple[Term, ...]:
    key = key_of(person or "")
    roles = assertion.roles or (*_HEADS, "foreign_minister", "defence_minister")
    return tuple(
        term
        for term in facts.terms
        if holds_name(term, key)
        and assertion.object in (None, term.actor)
        and (term.office in roles or (term.office == "bloc_head" and not assertion.roles))
    )


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _near(day: str, when: Period) -> bool:
    """Whether the term began in the time told, or so near that the vote may be meant."""
    return when.first <= day <= when.last or min(abs(_days(day, when.first)), abs(_days(when.last, day))) <= _SOON
