"""Whether a bond between two actors is, was, began or ended as asserted: member, recognized, allied, related."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from haluan.answers.checking.bond import SEVERED, SUSPENDED, Bond
from haluan.answers.checking.founding import judge_founder, judge_suspended
from haluan.answers.checking.types import Aspect, Assertion, Finding, Kind
from haluan.ontology.facts import Fact, Facts, Holds, Period

_NOTICE = 365  # days between giving notice and leaving
_SIGNED = re.compile(r"signed (\d{4}(?:-\d\d){0,2})")
_YEARS = 2  # between the signing of a treaty and its force
_WEEKS = 8  # between the announcement of relations and the act
_WEEK = 6  # days from Monday to Sunday
_DAYS = 14  # before the end, when news speaks of it as done


def judge_bond(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check a bond. ``as_of`` is the day of the article (EDTF), or None where nobody knows it."""
    found = _judged(facts, assertion, as_of)
    return replace(found, truth=None, reason="unsettled") if _signed_by(found, assertion) else found


def _judged(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    if assertion.kind is Kind.RELATIONS and assertion.aspect is Aspect.ENDED and not assertion.roles:
        cut = replace(assertion, roles=(SEVERED,), aspect=Aspect.BEGAN)
        if Bond(facts, cut).rows:
            return judge_bond(facts, cut, as_of)
    if assertion.negated and assertion.aspect is Aspect.SINCE:
        return _not_since(facts, assertion, as_of)
    bond = Bond(facts, assertion)
    if assertion.founder and (founder := judge_founder(facts, assertion.subject or "", assertion.object or "", as_of)):
        return founder
    if assertion.founder and not bond.rows and as_of:  # whoever never belonged did not found it
        return _on(bond, as_of)
    day = as_of or assertion.when
    if assertion.roles == SUSPENDED and day and not bond.rows:
        outside = judge_suspended(facts, assertion.subject or "", assertion.object or "", day)
        if outside is not None:
            return outside
    if not bond.covered:
        return Finding(None, "uncovered", assertion.when or as_of)
    if assertion.aspect in (Aspect.BEGAN, Aspect.SINCE) and assertion.when:
        return _began(bond, Period.parse(assertion.when), assertion, as_of)
    if assertion.aspect is Aspect.ENDED and assertion.when:
        return _ended(bond, Period.parse(assertion.when), assertion.when)
    if assertion.aspect is Aspect.NOW or (assertion.when and assertion.aspect is not Aspect.FORMER):
        return _now(bond, assertion, as_of)
    if day is None:
        return _ever(bond, assertion)
    if assertion.aspect in (Aspect.ENDED, Aspect.FORMER):
        return _over(bond, Period.parse(day), day)
    return _once(bond, Period.parse(day), day, assertion)


def _signed_by(finding: Finding, assertion: Assertion) -> bool:
    """Whether what is not in force yet has been signed by then: news calls it a treaty from that day on."""
    if finding.truth is not False or assertion.kind is not Kind.ALLIANCE or finding.as_of is None:
        return False
    last = Period.parse(finding.as_of).last
    return any((signed := _SIGNED.search(fact.title)) and signed[1] <= last < fact.since for fact in finding.facts)


def _not_since(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check "has not been one since 2020": it is not so at the time of the text, and where it once was, ended then."""
    now = judge_bond(facts, replace(assertion, aspect=Aspect.NOW, when=None), as_of)
    if now.truth is not False:
        return now
    ended = judge_bond(facts, replace(assertion, aspect=Aspect.ENDED, negated=False), as_of)
    return replace(now, truth=True) if ended.truth is False and ended.facts else now


def _now(bond: Bond, assertion: Assertion, as_of: str | None) -> Finding:
    days = [assertion.when] if assertion.when and not assertion.aside else [as_of, assertion.when]
    found = [_on(bond, day) for day in days if day]
    if not found:
        return _ever(bond, assertion)
    return next(
        (one for one in found if one.truth),
        found[0]
        if all(one.truth is False for one in found)
        else next((one for one in found if one.truth is None), found[0]),
    )


def _on(bond: Bond, day: str) -> Finding:
    holds, rows, roster = bond.holds(Period.parse(day))
    if holds in (Holds.YES, Holds.PARTLY):
        return Finding(True, "holds", day, rows)
    if holds is Holds.NO:
        later = bool(rows) and all(Period.parse(fact.since).first > Period.parse(day).last for fact in rows)
        return Finding(False, "not_yet" if later else "ended" if rows else "absent", day, rows, roster=roster)
    return Finding(None, "unsettled" if rows else "open", day, rows)


def _ever(bond: Bond, assertion: Assertion) -> Finding:
    """Nobody knows the day: check it for all the time that the roster covers, and settle what was so all along."""
    marks = bond.rosters()
    if not marks:
        always = [fact for fact in bond.rows if fact.until is None]
        return Finding(None, "undated", None, tuple(always))
    span = f"{max(m.complete_from for m in marks)}/{min(m.complete_until for m in marks)}"
    found = _on(bond, span)
    partly = found.truth and bond.holds(Period.parse(span))[0] is Holds.PARTLY
    ended = assertion.aspect in (Aspect.ENDED, Aspect.FORMER)
    if found.truth is None or partly or (ended and found.truth is False and found.facts):
        return Finding(None, "undated", None, found.facts)
    if ended:
        return Finding(False, "still" if found.truth else found.reason, span, found.facts, roster=found.roster)
    return found


def _began(bond: Bond, when: Period, assertion: Assertion, as_of: str | None) -> Finding:
    """Whether it began then; "since" asks besides whether it still holds."""
    rows, when = bond.rows, _wide(when)
    day = assertion.when or ""
    if not rows and (switched := bond.switched(when)):
        return Finding(True, "began", day, switched)
    if not rows and bond.recognition:
        found = bond.related_since(when, day)
        now = _on(bond, as_of) if found.truth is None and as_of and assertion.aspect is Aspect.SINCE else found
        return now if now.truth is False else found
    if not rows:
        roster = bond.roster(when) or bond.roster(Period(when.last, when.last))
        known = roster is not None
        if not known and assertion.aspect is Aspect.SINCE and as_of:  # whoever is none today has not been one since
            return _on(bond, as_of)
        return Finding(False if known else None, "absent" if known else "open", day, roster=roster)
    starts = [(Period.parse(fact.since), fact) for fact in rows]
    inside = [fact for start, fact in starts if when.first <= start.first and start.last <= when.last]
    if inside:
        over = [fact for fact in inside if fact.until and as_of and fact.holds(Period.parse(as_of)) is Holds.NO]
        if assertion.aspect is Aspect.SINCE and over and len(over) == len(inside):
            return Finding(False, "ended", as_of, tuple(over))
        return Finding(True, "began", day, tuple(inside))
    if back := bond.readmitted(when):
        return Finding(True, "ended", day, back)
    if any(start.first <= when.last and when.first <= start.last for start, _ in starts):
        return Finding(None, "unsettled", day, rows)
    if assertion.kind is Kind.ALLIANCE and (signed := _signed(rows, when)) is not None:
        return Finding(True if signed else None, "began" if signed else "unsettled", day, rows)
    return Finding(False, "other_start", day, _near(rows))


def _signed(rows: Sequence[Fact], when: Period) -> bool | None:
    """Whether a treaty was signed then; False where signing lies so near that nobody knows, None where it does not."""
    days = [found[1] for fact in rows if (found := _SIGNED.search(fact.title))]
    if any(when.first <= Period.parse(day).last and Period.parse(day).first <= when.last for day in days):
        return True
    years = [int(fact.since[-4:] if fact.since.startswith("..") else fact.since[:4]) for fact in rows]
    return False if any(abs(year - int(when.first[:4])) <= _YEARS for year in years) else None


def _wide(when: Period) -> Period:
    """A day told may be the one before or after the one that the row gives: the last day of membership, a time zone.

    A week told need not begin on Monday.
    """
    first, last = (datetime.date.fromisoformat(day) for day in (when.first, when.last))
    days = {0: 1, _WEEK: 3}.get((last - first).days)
    if days is None:
        return when
    step = datetime.timedelta(days=days)
    return Period((first - step).isoformat(), (last + step).isoformat())


def _ending(when: Period) -> Period:
    """The first day without it, where the text gives the last day with it: the end of a month or year too."""
    last = datetime.date.fromisoformat(when.last) + datetime.timedelta(days=1)
    return Period(_wide(when).first, last.isoformat())


def _announced(when: Period, end: Period) -> bool:
    """Whether the time told lies up to a year before the end: it may be that of the notice."""
    return when.last < end.first <= _later(when.last, _NOTICE)


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def _near(rows: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(rows, key=lambda fact: Period.parse(fact.since).first)[:1])


def _ended(bond: Bond, when: Period, day: str) -> Finding:
    ends, near = [(Period.parse(fact.until), fact) for fact in bond.rows if fact.until], _ending(when)
    inside = [fact for end, fact in ends if end.first <= near.last and near.first <= end.last]
    if inside:
        return Finding(True, "ended", day, tuple(inside))
    if (
        bond.rows and bond.roster(when) is None and not ends
    ):  # before the rows are complete one may have left and returned
        return Finding(None, "open", day, bond.rows)
    if days := [fact for end, fact in ends if when.last < end.first <= _later(when.last, _DAYS)]:
        return Finding(True, "ended", day, tuple(days))
    if ends and any(_announced(when, end) for end, _ in ends):
        return Finding(None, "unsettled", day, tuple(fact for _, fact in ends))
    if ends:
        return Finding(False, "other_end", day, tuple(fact for _, fact in ends))
    return _over(bond, when, day)


def _over(bond: Bond, when: Period, day: str) -> Finding:
    """Whether it once held and holds no longer."""
    active = [fact for fact in bond.rows if fact.holds(when) in (Holds.YES, Holds.PARTLY)]
    if active and all(fact.until for fact in active):  # who has said that he leaves has often "left" in the news
        return Finding(None, "unsettled", day, tuple(active))
    if active:
        return Finding(False, "still", day, tuple(active))
    over = [fact for fact in bond.rows if fact.until and Period.parse(fact.until).first <= when.last]
    if over:
        return Finding(True, "ended", day, tuple(over))
    roster = bond.roster(when)
    return Finding(False if roster and not bond.rows else None, "absent" if roster else "open", day, roster=roster)


def _soon(rows: Sequence[Fact], when: Period) -> bool:
    """Whether a row begins within a few weeks after the day."""
    last = datetime.date.fromisoformat(when.last) + datetime.timedelta(days=_WEEKS * 7)
    return any(when.last < Period.parse(fact.since).first <= last.isoformat() for fact in rows)


def _once(bond: Bond, when: Period, day: str, assertion: Assertion) -> Finding:
    """Whether it held then or before. "Was not" is left open where it was so at another time."""
    begun = [fact for fact in bond.rows if Period.parse(fact.since).last <= when.last]
    if assertion.kind is Kind.RELATIONS and not begun and _soon(bond.rows, when):
        return Finding(None, "unsettled", day, bond.rows)  # agreed or announced, and not yet signed
    holds, rows, roster = bond.holds(when)
    if begun and assertion.negated and assertion.aspect is Aspect.BEGAN and holds is Holds.NO:
        return Finding(False, "ended", day, tuple(begun))
    if begun:
        return Finding(True, "holds" if holds is Holds.YES else "once", day, tuple(begun))
    if holds is Holds.NO:
        return Finding(False, "absent" if not rows else "other_start", day, rows, roster=roster)
    return Finding(None, "unsettled" if rows else "open", day, rows)
