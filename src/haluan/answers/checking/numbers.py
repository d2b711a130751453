"""Numbers of members, and who was the first, second or nth."""

from __future__ import annotations

from haluan.answers.checking.types import Assertion, Finding, Kind
from haluan.answers.checking.words import words
from haluan.ontology import load
from haluan.ontology.facts import Fact, Facts, Holds, Listing, Period


def judge_count(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check a number of members against the roster of the day."""
    day = assertion.when or as_of
    bloc = assertion.object or ""
    if not facts.covers(bloc) or bloc in words()["uncounted"]:
        return Finding(None, "uncovered", day)
    if day is None:
        return Finding(None, "undated", None)
    listing = _members(facts, bloc, day, assertion.roles)
    if not listing.complete or listing.roster is None or assertion.number is None:
        return Finding(None, "incomplete", day)
    # Whoever is one according to some only may be counted or not.
    least, most = len(listing.codes), len({*listing.codes, *(fact.subject for fact in listing.unsure)})
    if least != most and least <= assertion.number <= most:
        return Finding(None, "incomplete", day)
    known = (("counted", str(least) if least == most else f"{least}–{most}"),)
    return Finding(assertion.number == least == most, "counted", day, roster=listing.roster, known=known)


def _members(facts: Facts, bloc: str, day: str, roles: tuple[str, ...]) -> Listing:
    if len(roles) == 1:
        return facts.members(bloc, day, roles[0])
    if not roles:
        return facts.members(bloc, day)
    parts = [facts.members(bloc, day, role) for role in roles]
    rows = tuple(fact for part in parts for fact in part.facts)
    unsure = tuple(fact for part in parts for fact in part.unsure)
    return Listing(bloc, day, rows, unsure, parts[0].roster, all(part.complete for part in parts))


def judge_order(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check "first of Asia to recognize", "32nd member": by the dates of all others of the group."""
    day = as_of or assertion.when
    if day is None:
        return Finding(None, "undated", None)
    object_, place = facts.code(assertion.object or ""), assertion.place
    recognition = assertion.of is Kind.RECOGNITION
    listing = facts.recognizers(object_, day) if recognition else facts.members(object_, day)
    if place is None or not listing.complete:
        return Finding(None, "incomplete", day)
    group = assertion.among if assertion.among != "WORLD" else None
    starts = _starts(facts, object_, recognition, group, Period.parse(day))
    own = starts.get(assertion.subject or "")
    if own is None:
        present = assertion.subject in listing.codes
        among = f"region {assertion.among}" if present else ""
        return Finding(False, "outside" if among else "absent", day, roster=listing.roster)
    first, last, fact = own
    others = [(start, fact_) for code, (start, _, fact_) in starts.items() if code != assertion.subject]
    before = [f for c, (_, end, f) in starts.items() if c != assertion.subject and end < first]
    maybe = [f for start, f in others if start <= last]
    if len(before) >= place:
        earliest = min(before, key=lambda f: Period.parse(f.since).last)
        return Finding(False, "earlier", day, (earliest, fact), roster=listing.roster)
    if len(maybe) < place - 1:
        return Finding(False, "fewer", day, (fact,), roster=listing.roster)
    if len(before) == len(maybe) == place - 1 or (not recognition and len(before) < place <= len(maybe) + 1):
        return Finding(True, "placed", day, (fact,), roster=listing.roster)
    return Finding(None, "unsettled", day, (fact,))


def _starts(
    facts: Facts, object_: str, recognition: bool, group: str | None, day: Period
) -> dict[str, tuple[str, str, Fact]]:
    """When each of the group first did it, as the earliest and latest day that the row allows."""
    kind = "recognition" if recognition else "membership"
    roles = ("statehood",) if recognition else ("member", "signatory", "joiner")
    found: dict[str, tuple[str, str, Fact]] = {}
    for fact in facts.about(object_):
        if fact.object != object_ or fact.kind.value != kind or fact.role not in roles:
            continue
        start = Period.parse(fact.since)
        if start.first > day.last or (group is not None and not _belongs(facts, group, fact, start.last)):
            continue
        if fact.subject not in found or start.first < found[fact.subject][0]:
            found[fact.subject] = (start.first, start.last, fact)
    return found


def _belongs(facts: Facts, group: str, fact: Fact, day: str) -> bool:
    """Whether it is a state of the region, or was a member of the bloc when it did it."""
    regions = load().regions
    if group in regions:
        return fact.subject in regions[group]
    return facts.is_member(fact.subject, group, day).holds is Holds.YES
