"""Whether a person holds, held, took or left an office as asserted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from itertools import pairwise

from haluan.answers.checking.names import key_of, surname
from haluan.answers.checking.types import Aspect, Assertion, Finding
from haluan.answers.checking.words import words
from haluan.ontology import load
from haluan.ontology.facts import Facts, Holds, Period
from haluan.ontology.types import ActorKind, Term

_LAST = "9999-12-31"
_COVERED = "2015-01-01"  # terms that ended before are not in the data, so that nobody's silence means "no"
_BLOC_HEADS = ("bloc_head", "foreign_minister")  # the Union's High Representative is its foreign minister
_NUMBERED = re.compile(r" [IVX]+$")
_SWORN = 14  # days before the oath in which news calls the elected by the office
_LATELY = 21  # days after leaving in which news still uses the title
_MONTHS = 62  # days: whoever left within them may be meant by what was "this month"
_ELECTED = 80  # days that may lie between an election and the oath
_STATE_OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_DEPUTY = ("deputy_head",)
_PRESIDENT = ("head_of_state", "head_of_government")


def judge_office(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check an office. An office named without its actor is that of the person's own actor."""
    actors = [assertion.object] if assertion.object else sorted(_actors(facts, assertion))
    if not actors and not assertion.aside:  # whoever held other offices in one state is spoken of there
        actors = sorted({term.actor for term in facts.terms if holds_name(term, key_of(assertion.person or ""))})
    if len(actors) != 1 or actors[0] is None:
        return Finding(None, "unknown_person", assertion.when or as_of)
    actor = actors[0]
    state = load().actors[actor].kind is ActorKind.STATE
    roles = _roles(assertion.roles, actor) if state or assertion.roles == _DEPUTY else _BLOC_HEADS
    own = _own(facts, assertion.person or "", actor, roles)
    day = assertion.when if assertion.when and not assertion.aside else as_of
    if day is None and assertion.when is None:
        return Finding(None, "undated", None, terms=own)
    when = Period.parse(day or assertion.when or "")
    as_text = day or assertion.when
    if (
        assertion.aspect is Aspect.SINCE
        and as_of
        and assertion.when
        and (late := _later_start(own, assertion.when, as_of))
    ):
        return Finding(False, "other_term", assertion.when, terms=late)
    if not own and (elsewhere := _elsewhere(facts, assertion.person or "", actor)) and state:
        return Finding(False, "others_office", as_text, terms=elsewhere)
    if not own and assertion.aspect is Aspect.SINCE and as_of:
        return _now(facts, assertion, actor, roles, own, as_of)
    if assertion.aspect in (Aspect.BEGAN, Aspect.SINCE) and assertion.when:
        told = Period.parse(assertion.when)
        if told.last < _COVERED and (taken := _taken(facts, assertion.person or "", actor, roles, told)):
            return Finding(False, "others_office", assertion.when, terms=taken)
        return _boundary(own, [term.since for term in own], told, assertion.when)
    if assertion.aspect is Aspect.ENDED and assertion.when:
        ends = [term.until or _LAST for term in own]
        return _boundary(own, ends, Period.parse(assertion.when), assertion.when)
    if assertion.aspect in (Aspect.FORMER, Aspect.ENDED):
        return _former(own, when, as_text)
    if assertion.aspect in (Aspect.ONCE, Aspect.BEGAN) and any(term.since <= when.last for term in own):
        return Finding(True, "held", as_text, terms=tuple(t for t in own if t.since <= when.last))
    if when.last < _COVERED and not any(_in(term, when) for term in own):
        return Finding(None, "open_office", as_text)
    if assertion.aside and not any(_in(term, when) for term in own) and (near := _soon(own, when)):
        return Finding(None, "unsettled", as_text, terms=near)  # elected and not yet sworn in
    if assertion.aside and not any(_in(term, when) for term in own) and (just := _lately(own, when)):
        return Finding(None, "unsettled", as_text, terms=just)  # still called so in the first weeks
    if assertion.object is None and _called_so(own, actor, when):
        return Finding(None, "unsettled", as_text, terms=own)
    days = [one for one in (as_text, _other_day(assertion, when)) if one]
    found = [_now(facts, assertion, actor, roles, own, one) for one in days]
    return next((one for one in found if one.truth), found[0])


def _other_day(assertion: Assertion, when: Period) -> str | None:
    """Another date of the sentence, to which the title may belong; "this year" is no other one."""
    if not assertion.aside or assertion.when is None:
        return None
    told = Period.parse(assertion.when)
    same = told.first <= when.first <= told.last and _days(told.first, told.last) > _MONTHS
    return None if same else assertion.when


def _called_so(own: tuple[Term, ...], actor: str, when: Period) -> bool:
    """Whether it is a former head where the title is kept for life, "President Obama", or was a king or queen."""
    kept = actor in words()["courtesy"] or any(_NUMBERED.search(term.person) for term in own)
    over = kept and any((term.until or _LAST) <= when.first for term in own)
    return over and not any(_in(term, when) for term in own)


def _soon(own: tuple[Term, ...], when: Period) -> tuple[Term, ...]:
    """The terms that begin soon after the day."""
    return tuple(term for term in own if 0 < _days(when.last, term.since) <= _SWORN)


def _lately(own: tuple[Term, ...], when: Period) -> tuple[Term, ...]:
    """The terms that ended shortly before the day."""
    return tuple(term for term in own if term.until and 0 < _days(term.until, when.first) <= _LATELY)


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _roles(roles: tuple[str, ...], actor: str) -> tuple[str, ...]:
    """The one office that "president" means in this state: a president governs in few beside whom another is head."""
    if roles != _PRESIDENT:
        return roles
    return roles if actor in words()["presidents_govern"] else _PRESIDENT[:1]


def _actors(facts: Facts, assertion: Assertion) -> set[str]:
    """The states and blocs in which the person has held one of the offices."""
    key = key_of(assertion.person or "")
    return {
        term.actor
        for term in facts.terms
        if (term.office in assertion.roles or term.office == "bloc_head") and holds_name(term, key)
    }


def _own(facts: Facts, person: str, actor: str, roles: Iterable[str]) -> tuple[Term, ...]:
    key = key_of(person)
    return tuple(term for term in facts.terms if term.actor == actor and term.office in roles and holds_name(term, key))


def holds_name(term: Term, key: tuple[str, ...]) -> bool:
    """Whether whoever holds the term is called so, by the full name or the surname (`names.key_of`)."""
    names = [key_of(name) for name in (term.person, *term.aliases)]
    if term.actor in words()["surname_first"]:
        names += [name[::-1] for name in names]
    if len(key) != 1:
        return key in names
    king = names[0][:1] if _NUMBERED.search(term.person) else ()  # "King Abdullah"
    return key in names or key in (surname(term.person), king)


def _in(term: Term, when: Period) -> bool:
    """Whether the term has a day in the period; the day of handing over belongs to both."""
    return term.since <= when.last and when.first <= (term.until or _LAST)


def _former(own: tuple[Term, ...], when: Period, day: str | None) -> Finding:
    running = tuple(term for term in own if term.since <= when.first and when.last < (term.until or _LAST))
    if running:
        return Finding(False, "in_office", day, terms=running)
    over = tuple(term for term in own if term.until and term.until <= when.last)
    if over:
        return Finding(True, "left_office", day, terms=over)
    return Finding(None, "unknown_person", day)


def _taken(facts: Facts, person: str, actor: str, roles: tuple[str, ...], told: Period) -> tuple[Term, ...]:
    """Who held the office through all of a time before the terms are complete, none of them being the person.

    News calls the elected by the office, so that the weeks after the time told must be somebody else's too.
    """
    last = (datetime.date.fromisoformat(told.last) + datetime.timedelta(days=_ELECTED)).isoformat()
    key = key_of(person)
    held = [term for term in facts.terms if (term.actor, term.office) == (actor, roles[0])]
    within = sorted((t for t in held if _in(t, Period(told.first, last))), key=lambda term: term.since)
    if not within or any(holds_name(term, key) for term in within) or within[0].since > told.first:
        return ()
    gaps = (_days(a.until or _LAST, b.since) > _SWORN for a, b in pairwise(within))
    return () if any(gaps) or (within[-1].until or _LAST) < last else tuple(within)


def _later_start(own: tuple[Term, ...], told: str, as_of: str) -> tuple[Term, ...]:
    """The running term, where it began long after the time since which the office is said to be held.

    Terms of one person that follow each other are one. What began before the terms are complete may do so unknown.
    """
    today, since = Period.parse(as_of), Period.parse(told)
    running = tuple(term for term in own if _in(term, today))
    if not running:
        return ()
    first = min(term.since for term in running)
    while earlier := [term for term in own if term.since < first and 0 <= _days(term.until or _LAST, first) <= 1]:
        first = earlier[0].since
    return running if _days(since.last, first) > _ELECTED else ()


def _boundary(own: tuple[Term, ...], days: list[str], when: Period, day: str) -> Finding:
    """Whether a term began or ended in the period that is told."""
    hit = tuple(term for term, edge in zip(own, days, strict=True) if when.first <= edge <= when.last)
    if hit:
        return Finding(True, "held", day, terms=hit)
    near = tuple(term for term, edge in zip(own, days, strict=True) if edge != _LAST and _apart(edge, when) <= _ELECTED)
    if near:  # the day of the vote, or of the oath
        return Finding(None, "unsettled", day, terms=near)
    if when.last < _COVERED:
        return Finding(None, "open_office", day)
    if own:
        return Finding(False, "other_term", day, terms=own)
    return Finding(None, "unknown_person", day)


def _apart(edge: str, when: Period) -> int:
    """How many days lie between a day and a period that does not hold it."""
    return max(_days(edge, when.first), _days(when.last, edge))


def _now(
    facts: Facts, assertion: Assertion, actor: str, roles: tuple[str, ...], own: tuple[Term, ...], day: str
) -> Finding:
    when = Period.parse(day)
    running = tuple(term for term in own if _in(term, when))
    if running:
        return Finding(True, "held", day, terms=running)
    if not own and not _known(facts, assertion.person or ""):
        return Finding(None, "unknown_person", day)
    if own:
        return Finding(False, "other_term", day, terms=own)
    if roles == _PRESIDENT[1:] and (head := _stands_only(facts, assertion.person or "", actor, when)):
        return Finding(False, "others_office", day, terms=head)
    verdicts = [facts.holds_office(assertion.person or "", actor, day, office) for office in roles]
    # A word that may mean two offices is wrong only where the one that the state has is held by somebody else.
    taken = [verdict for verdict in verdicts if verdict.holds is Holds.NO]
    if verdicts[0] in taken and len(taken) == len([verdict for verdict in verdicts if verdict.holders]):
        holders = tuple(term for verdict in taken for term in verdict.holders)
        return Finding(False, "others_office", day, terms=holders)
    return Finding(None, "open_office", day)


def _elsewhere(facts: Facts, person: str, actor: str) -> tuple[Term, ...]:
    """The offices of somebody who has only ever held some in another state: "the former Danish premier Stoltenberg".

    By the full name alone, and not where two people are called so.
    """
    key = key_of(person)
    called = {term.person for term in facts.terms if len(key) > 1 and holds_name(term, key)}
    held = [term for term in facts.terms if term.office in _STATE_OFFICES and term.person in called]
    return (
        tuple(held) if len({term.actor for term in held} - {actor}) == len({term.actor for term in held}) == 1 else ()
    )


def _stands_only(facts: Facts, person: str, actor: str, when: Period) -> tuple[Term, ...]:
    """The running terms of whoever is head of state, and so no prime minister: "Prime Minister Xi Jinping"."""
    return tuple(term for term in _own(facts, person, actor, _PRESIDENT[:1]) if _in(term, when))


def _known(facts: Facts, person: str) -> bool:
    key = key_of(person)
    return any(holds_name(term, key) for term in facts.terms)
