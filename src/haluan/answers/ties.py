"""From single claims to ties and relationships. Pure functions: claims in, values out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from haluan.answers.naming import Naming
from haluan.answers.types import Relationship, Tie
from haluan.answers.weights import Weights
from haluan.model import CitedClaim, Status

# From the strongest statement that something is so to the weakest.
STRENGTH = (Status.ACTUAL, Status.PLANNED, Status.POSSIBLE, Status.REQUESTED, Status.DENIED)

_READABLE = (40, 180)  # characters of a quote that reads well


def make_ties(claims: Iterable[CitedClaim], viewer: str, naming: Naming, weights: Weights) -> tuple[Tie, ...]:
    """Group claims into ties as seen from ``viewer``, the heaviest first; denials stand as ties of their own."""
    groups: dict[tuple[str, str, str, bool], list[CitedClaim]] = defaultdict(list)
    for cited in claims:
        claim = cited.claim
        ends = (claim.source, claim.target)
        if naming.symmetric(claim.relation) and (viewer == claim.target or (viewer not in ends and ends[1] < ends[0])):
            ends = (claim.target, claim.source)
        groups[(ends[0], claim.relation, ends[1], claim.status is Status.DENIED)].append(cited)
    ties = [_tie(key, members, viewer, naming, weights) for key, members in groups.items()]
    return tuple(sorted(ties, key=_tie_order))


def relate(
    actor: str, claims: Sequence[CitedClaim], naming: Naming, weights: Weights, viewer: str | None = None
) -> Relationship:
    """Sum up ``actor``'s ties in ``claims``, all of which have it at one end, as seen from ``viewer`` (or itself)."""
    ties = make_ties(claims, viewer or actor, naming, weights)
    friendly = sum((tie.weight for tie in ties if tie.sign > 0), 0.0)
    hostile = sum((tie.weight for tie in ties if tie.sign < 0), 0.0)
    return Relationship(
        actor=actor,
        name=naming.name(actor),
        stance=_stance(friendly, hostile, weights),
        friendly=friendly,
        hostile=hostile,
        quiet=any(tie.quiet for tie in ties),
        claims=len(claims),
        independent=len({cited.group for cited in claims}),
        ties=ties,
    )


def by_actor(claims: Iterable[CitedClaim], anchor: str) -> dict[str, list[CitedClaim]]:
    """Sort claims that have ``anchor`` at one end by the actor at the other end."""
    found: dict[str, list[CitedClaim]] = defaultdict(list)
    for cited in claims:
        claim = cited.claim
        found[claim.target if claim.source == anchor else claim.source].append(cited)
    return dict(found)


def balance(relationship: Relationship) -> tuple[float, int, str]:
    """Sorting key: the most friendly on balance first, then the best evidenced."""
    return (relationship.hostile - relationship.friendly, -relationship.independent, relationship.actor)


def evidence(relationship: Relationship) -> tuple[float, int, str]:
    """Sorting key: the best evidenced first, friendly or hostile."""
    return (-(relationship.friendly + relationship.hostile), -relationship.claims, relationship.actor)


def _tie(
    key: tuple[str, str, str, bool], members: list[CitedClaim], viewer: str, naming: Naming, weights: Weights
) -> Tie:
    source, relation, target, denied = key
    direction = "mutual" if naming.symmetric(relation) else "in" if viewer == target else "out"
    heaviest: dict[str, float] = {}  # a near-duplicate group is one source, however often it says so
    for cited in members:
        heaviest[cited.group] = max(heaviest.get(cited.group, 0.0), weights.of(cited.claim, direction))
    dates = sorted(date for cited in members if (date := cited.claim.when or cited.date))
    sign = naming.sign(relation)
    return Tie(
        source=source,
        source_name=naming.name(source),
        relation=relation,
        target=target,
        target_name=naming.name(target),
        label=naming.label(source, relation, target),
        direction=direction,
        status=min((cited.claim.status for cited in members), key=STRENGTH.index),
        sign=-sign if denied else sign,
        quiet=any(cited.claim.quiet for cited in members),
        weight=math.fsum(heaviest.values()),
        claims=len(members),
        independent=len(heaviest),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        citations=tuple(naming.cite(cited) for cited in sorted(members, key=_quote_order)),
    )


def _stance(friendly: float, hostile: float, weights: Weights) -> str:
    high, low = max(friendly, hostile), min(friendly, hostile)
    if high == 0.0:
        return "neutral"
    if low >= weights.mixed_share * high:
        return "mixed"
    return "friendly" if friendly > hostile else "hostile"


def _tie_order(tie: Tie) -> tuple[float, str, str, str, str]:
    return (-tie.weight, tie.status.value, tie.relation, tie.source, tie.target)


def _quote_order(cited: CitedClaim) -> tuple[int, bool, bool, float, int, int, str]:
    """Quotes that speak for themselves first: the strongest status, quiet marks, both actors named, sure, readable."""
    claim, length = cited.claim, len(cited.claim.evidence.text)
    # A fragment says too little, a whole paragraph too much.
    unreadable = max(0, _READABLE[0] - length) + max(0, length - _READABLE[1])
    sure = round(claim.confidence, 1)
    return (STRENGTH.index(claim.status), not claim.quiet, claim.context, -sure, unreadable, length, cited.id)
