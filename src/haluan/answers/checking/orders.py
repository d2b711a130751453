"""Who was the first, second, nth or last of a group to do something: to join, to leave, to recognize, to be named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from haluan.answers.checking.bonds import judge_bond
from haluan.answers.checking.types import Aspect, Assertion, Finding, Kind
from haluan.answers.checking.words import words
from haluan.ontology import load
from haluan.ontology.facts import BELONGING, Fact, FactKind, Facts, Holds, Period, Roster

_SORTS = {
    Kind.MEMBERSHIP: (FactKind.MEMBERSHIP, BELONGING),
    Kind.RECOGNITION: (FactKind.RECOGNITION, ("statehood",)),
    Kind.ALLIANCE: (FactKind.PARTNERSHIP, ("major_non_nato_ally",)),
}


_BEFORE = 1  # place of who did it before the others


@dataclass(frozen=True, slots=True)
class _Step:
    """When one state did it, as the earliest and the latest day that its row allows."""

    first: str
    last: str
    fact: Fact


def judge_order(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check "first of Asia to recognize", "32nd member", "newest member": by the dates of all others of the group.

    A negative place counts from the end: -2 is one of the last two. Whoever never did it has no place at all.
    """
    day = as_of or assertion.when
    if day is None:
        return Finding(None, "undated", None)
    roster, steps = _roster(facts, assertion, Period.parse(day)), _steps(facts, assertion, Period.parse(day))
    own = steps.pop(assertion.subject or "", None)
    if own is None:
        return _without(facts, assertion, day, roster)
    if roster is None or assertion.place is None:
        return Finding(None, "incomplete", day)
    if assertion.place < 0:
        return _from_the_end(own, tuple(steps.values()), -assertion.place, day, roster)
    return _from_the_start(own, tuple(steps.values()), assertion, day, roster)


def _without(facts: Facts, assertion: Assertion, day: str, roster: Roster | None) -> Finding:
    """Nobody of the group's rows: outside of the group, or never one who did it."""
    aspect = Aspect.FORMER if assertion.aspect is Aspect.ENDED else Aspect.ONCE
    of, roles = assertion.of or Kind.MEMBERSHIP, assertion.roles
    bare = replace(assertion, kind=of, aspect=aspect, roles=roles, negated=False, when=None, founder=False)
    implied = judge_bond(facts, bare, day)
    if implied.truth is False:
        return implied
    if roster is None or aspect is Aspect.FORMER:
        return Finding(None, "incomplete", day)
    return Finding(False, "outside" if implied.truth else "absent", day, roster=roster)


def _from_the_start(own: _Step, others: tuple[_Step, ...], assertion: Assertion, day: str, roster: Roster) -> Finding:
    place = assertion.place or 0
    before = [step.fact for step in others if step.last < own.first]
    maybe = [step.fact for step in others if step.first <= own.last]
    if len(before) >= place:
        earliest = min(before, key=lambda fact: Period.parse(fact.since).last)
        return Finding(False, "earlier", day, (earliest, own.fact), roster=roster)
    if len(maybe) < place - 1:
        return Finding(False, "fewer", day, (own.fact,), roster=roster)
    together = assertion.of is not Kind.RECOGNITION and len(before) < place <= len(maybe) + 1
    if len(before) == len(maybe) == place - 1 or together:
        return Finding(True, "placed", day, (own.fact,), roster=roster)
    return Finding(None, "unsettled", day, (own.fact,))


def _from_the_end(own: _Step, others: tuple[_Step, ...], count: int, day: str, roster: Roster) -> Finding:
    after = [step for step in others if step.first > own.last]
    maybe = [step for step in others if step.last > own.first]
    if len(after) >= count:
        latest = max(after, key=lambda step: step.first)
        return Finding(False, "afterwards", day, (latest.fact, own.fact), roster=roster)
    if len(maybe) < count:
        return Finding(True, "placed", day, (own.fact,), roster=roster)
    return Finding(None, "unsettled", day, (own.fact,))


def judge_sequence(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check "joined before Finland", "recognized it after Norway": by the days on which each first did it."""
    if as_of is None:
        return Finding(None, "undated", None)
    steps = _steps(facts, replace(assertion, aspect=Aspect.BEGAN), Period.parse(as_of))
    own, others = steps.get(assertion.subject or ""), [steps.get(code) for code in assertion.others]
    if own is None or not others or any(other is None for other in others):
        return Finding(None, "incomplete", as_of)
    known = [other for other in others if other is not None]
    if assertion.place == _BEFORE:
        right = all(own.last < other.first for other in known)
        wrong = any(other.last < own.first for other in known)
    else:
        right = all(other.last < own.first for other in known)
        wrong = any(own.last < other.first for other in known)
    rows = (own.fact, *(other.fact for other in known))
    together = all((own.first, own.last) == (other.first, other.last) and own.first == own.last for other in known)
    if right or wrong or together:
        return Finding(right, "sequence", as_of, rows)
    return Finding(None, "unsettled", as_of, rows)


def _roster(facts: Facts, assertion: Assertion, day: Period) -> Roster | None:
    """The mark of completeness of the day; of those who left only where nobody left before the rows begin."""
    object_ = facts.code(assertion.object or "")
    if assertion.aspect is Aspect.ENDED and object_ not in words()["nobody_left"]:
        return None
    kind, roles = _SORTS[assertion.of or Kind.MEMBERSHIP]
    marks = [mark for role in roles if (mark := facts.rosters.get((kind, object_, role)))]
    always = object_ in words()["nobody_left"]  # so that who ever came is on the list
    return next((mark for mark in marks if mark.covers(day) or (always and day.last <= mark.complete_until)), None)


def _steps(facts: Facts, assertion: Assertion, day: Period) -> dict[str, _Step]:
    """State -> when it first did it; counted from the end, when it last did."""
    found: dict[str, _Step] = {}
    last = (assertion.place or 0) < 0
    for step in _all(facts, assertion):
        known = found.get(step.fact.subject)
        if step.first > day.last or not _of_group(facts, assertion, step):
            continue
        if known is None or (step.first > known.first) is last:
            found[step.fact.subject] = step
    return found


def _all(facts: Facts, assertion: Assertion) -> Iterator[_Step]:
    kind, roles = _SORTS[assertion.of or Kind.MEMBERSHIP]
    object_ = facts.code(assertion.object or "")
    for fact in facts.about(object_):
        date = fact.until if assertion.aspect is Aspect.ENDED else fact.since
        if fact.object == object_ and fact.kind is kind and fact.role in roles and date is not None:
            period = Period.parse(date)
            yield _Step(period.first, period.last, fact)


def _of_group(facts: Facts, assertion: Assertion, step: _Step) -> bool:
    """Whether it is a state of the region, or was a member of the bloc when it did it."""
    group = assertion.among
    if group is None or group == "WORLD":
        return True
    if group in load().regions:
        return step.fact.subject in load().regions[group]
    return facts.is_member(step.fact.subject, group, step.last).holds is Holds.YES
