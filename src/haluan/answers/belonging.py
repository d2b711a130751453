"""Who belongs to a bloc by the reference facts, so that reports of it are not believed blindly; how united it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from haluan.answers.bloctypes import FactMark, KnownMember
from haluan.answers.naming import Naming
from haluan.ontology.facts import Fact, load_facts


@lru_cache(maxsize=1 << 14)  # each line of an answer asks, and each year of a curve
def belongs(actor: str, bloc: str, at: str) -> FactMark:
    """What the facts say of a reported membership on the ISO day ``at``."""
    found = load_facts().is_member(actor, bloc, at)
    fact = found.facts[0] if found.facts else None
    return FactMark(found.holds, *(fact.since, fact.until, fact.role, fact.source) if fact else (None,) * 4)


def known_members(bloc: str, at: str) -> dict[str, Fact]:
    """The members of a bloc on the ISO day ``at`` by code, as far as the facts know them."""
    facts = load_facts()
    return {fact.subject: fact for fact in facts.members(bloc, at).facts} if facts.covers(bloc) else {}


def known_member(naming: Naming, fact: Fact) -> KnownMember:
    """Name a member and since when it is one."""
    return KnownMember(fact.subject, naming.name(fact.subject), fact.role, fact.since, fact.source)


def cohesion(stances: Sequence[str]) -> float | None:
    """The agreement index of Hix, Noury and Roland (2005) over friendly, hostile and all other stances.

    1 where all stand on one side, 0 where they are spread evenly over the three; None for fewer than two.
    """
    if len(stances) < 2:
        return None
    counts = [sum(stance == side for stance in stances) for side in ("friendly", "hostile")]
    counts.append(len(stances) - sum(counts))
    most = max(counts)
    return (most - (len(stances) - most) / 2) / len(stances)
