"""What is said of all, none, a number or only one of a group: "all EU members but Malta", "the only Gulf state"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from haluan.answers.checking.bonds import judge_bond
from haluan.answers.checking.patterns import Pattern
from haluan.answers.checking.slots import SLOT, Slotted
from haluan.answers.checking.types import Aspect, Assertion, Finding, Kind, Share
from haluan.answers.checking.words import number, words
from haluan.ontology import load
from haluan.ontology.facts import Facts, Holds


def shared(slotted: Slotted, form: Pattern, match: re.Match[str], base: Assertion) -> Iterator[Assertion]:
    """Give what one form says of a group, once for each object."""
    groups = match.groupdict()
    named = next((groups[name] for name in ("r", "r2") if groups.get(name)), None)
    count = number(groups["n"]) if groups.get("n") else None
    before = slotted.text[: match.start()].split()[-2:]
    about = frozenset(words()["about"])
    if named is None or form.share is None or not about.isdisjoint((*before[-1:], " ".join(before))):
        return
    if count == 1 and re.search(r"\bone of\b", match[0]):
        return  # "X, one of the states that signed", no number of them
    others = tuple(slotted.slot(name).codes[0] for name in SLOT.findall(groups.get("s") or ""))
    share, negated = form.share, base.negated
    if share is Share.NONE:
        share, negated = Share.ALL, not negated
    for name in SLOT.findall(groups.get("o") or ""):
        object_ = slotted.slot(name).codes[0]
        if object_ != slotted.slot(named).codes[0] and form.object in (None, object_):
            yield Assertion(
                Kind.GROUP,
                others[0] if share is Share.ONLY and others else None,
                object_,
                base.evidence,
                negated=negated,
                status=base.status,
                vague=base.vague or base.aspect in (Aspect.FORMER, Aspect.ENDED),
                when=base.when if base.aspect is Aspect.NOW else None,
                among=slotted.slot(named).codes[0],
                of=form.of,
                number=count,
                share=share,
                others=others,
            )


def judge_group(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Ask of each of the group whether it holds. The verdict of `Assertion.negated` is taken into account here."""
    day, group = assertion.when or as_of, _group(facts, assertion.among or "", assertion.when or as_of)
    if day is None or group is None:
        return Finding(None, "undated" if day is None else "incomplete", day)
    codes, crisp = group
    one = Assertion(assertion.of or Kind.MEMBERSHIP, None, assertion.object, assertion.evidence)
    truths = {code: _truth(facts, one, code, day) for code in codes if code != assertion.object}
    for code in assertion.others:
        truths.setdefault(code, _truth(facts, one, code, day))
    wanted = not assertion.negated
    so = {code for code, truth in truths.items() if truth is wanted}
    open_ = {code for code, truth in truths.items() if truth is None}
    odd, sure = _odd(assertion, codes, truths, so, open_)
    named = {code for code in assertion.others if assertion.share is Share.ONLY and truths[code] is not wanted}
    if odd and (crisp or named - open_):  # whoever is not even one of them is not the only one
        return _found(assertion, False, day, odd if crisp else named - open_)
    return Finding(None, "incomplete", day) if odd or not sure else _found(assertion, True, day, so)


def _odd(
    assertion: Assertion, codes: frozenset[str], truths: dict[str, bool | None], so: set[str], open_: set[str]
) -> tuple[set[str], bool]:
    """Who speaks against it, and whether the rest is known."""
    others = set(assertion.others)
    if assertion.share is Share.COUNT:
        wrong = not len(so) <= (assertion.number or 0) <= len(so | open_)
        return (so or set(truths)) if wrong else set(), not open_
    if assertion.share is Share.ONLY:
        return (so - others) | (others - so - open_) | (others - codes), not open_
    return (set(truths) - so - open_ - others) | (others & so), not open_


def _found(assertion: Assertion, truth: bool, day: str, actors: set[str]) -> Finding:
    known = (("actors", " ".join(sorted(actors))),)
    return Finding(truth is not assertion.negated, "all_so" if truth else "some_not", day, known=known)


def _truth(facts: Facts, one: Assertion, code: str, day: str) -> bool | None:
    return judge_bond(facts, replace(one, subject=code), day).truth


def _group(facts: Facts, name: str, day: str | None) -> tuple[frozenset[str], bool] | None:
    """The states of a bloc or region on a day, and whether everybody draws its borders alike; None where unknown."""
    if day is None:
        return None
    regions = load().regions
    if name in regions:
        observers = facts.members("UN", day, "observer").codes
        united = {c for c in regions[name] if c in observers or facts.is_member(c, "UN", day).holds is Holds.YES}
        return frozenset(united), name in words()["crisp"]
    listing = facts.members(name, day)
    return (frozenset(listing.codes), True) if listing.complete and not listing.unsure else None
