"""Numbers of members, and of those who recognize one whom few recognize."""

from __future__ import annotations

from dataclasses import replace

from haluan.answers.checking.types import Aspect, Assertion, Finding, Kind
from haluan.answers.checking.words import words
from haluan.ontology.facts import Facts, Listing


def judge_count(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Check a number of members against the roster of the day; one "since 1999" must be right then and now."""
    if assertion.aspect is Aspect.SINCE and assertion.when and as_of:
        then, now = (judge_count(facts, replace(assertion, aspect=Aspect.NOW, when=when), as_of)
                     for when in (assertion.when, None))  # fmt: skip
        return then if then.truth is False else now
    day = assertion.when or as_of
    bloc = assertion.object or ""
    allies = assertion.of is Kind.RECOGNITION
    if not allies and (not facts.covers(bloc) or bloc in words()["uncounted"]):
        return Finding(None, "uncovered", day)
    if day is None:
        return Finding(None, "undated", None)
    listing = facts.recognizers(bloc, day) if allies else _members(facts, bloc, day, assertion.roles)
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
