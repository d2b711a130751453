"""Whether a state belongs to a bloc from its first day on, and whether a bloc has suspended it."""

from __future__ import annotations

import datetime

from haluan.answers.checking.types import Finding
from haluan.ontology.facts import BELONGING, Fact, FactKind, Facts, Holds, Period

_SOON = 200  # days after the first members: the founders whose parliaments were slower
_LATER = 400  # days after them: no founder


def judge_founder(facts: Facts, actor: str, bloc: str, as_of: str | None) -> Finding | None:
    """Compare the day on which ``actor`` came to belong with that of the first; None where it never has.

    Where the rows do not say when the first began, nobody knows who founded.
    """
    begun = [fact for fact in facts.about(bloc) if _belongs(fact, facts.code(bloc))]
    own = [fact for fact in begun if fact.subject == actor]
    if not own:
        return None
    first = min(_start(fact) for fact in begun)
    mine = min(own, key=_start)
    later = (_start(mine) - first).days
    unknown = any(fact.since.startswith("..") for fact in begun)
    if later > _LATER:
        return Finding(False, "later", as_of, (mine,))
    if unknown or later > _SOON:
        return Finding(None, "unsettled", as_of, (mine,))
    return Finding(True, "founded", as_of, (mine,))


def judge_suspended(facts: Facts, actor: str, bloc: str, as_of: str) -> Finding | None:
    """Nobody is suspended from a bloc to which it does not belong; None where it belongs or nobody knows."""
    found = facts.is_member(actor, bloc, as_of)
    if found.holds is Holds.NO and not found.facts:
        return Finding(False, "absent", as_of, roster=found.roster)
    return None


def _belongs(fact: Fact, bloc: str) -> bool:
    return fact.kind is FactKind.MEMBERSHIP and fact.object == bloc and fact.role in BELONGING


def _start(fact: Fact) -> datetime.date:
    period = Period.parse(fact.since)
    return datetime.date.fromisoformat(period.last if fact.since.startswith("..") else period.first)
