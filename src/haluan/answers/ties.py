"""From single claims to ties. Pure functions: claims in, values out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from haluan.alignment.lines import Ints, each
from haluan.answers.naming import Naming
from haluan.answers.trust import FAR, Flags
from haluan.answers.types import Relationship, Tie
from haluan.answers.weights import Weights
from haluan.answers.window import FIRM
from haluan.columns import ClaimColumns
from haluan.model import CitedClaim, Status

# From the strongest statement that something is so to the weakest.
STRENGTH = (Status.ACTUAL, Status.PLANNED, Status.POSSIBLE, Status.REQUESTED, Status.DENIED)
_RANK = {status.value: rank for rank, status in enumerate(STRENGTH)}

_READABLE = (40, 180)  # characters of a quote that reads well
_LONGEST = 1 << 24  # no quote is longer

TieOrder = tuple[float, str, str, str, str]


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
    return tuple(sorted(ties, key=lambda tie: tie_order(tie.weight, tie.status, tie.relation, tie.source, tie.target)))


def balance(relationship: Relationship) -> tuple[float, int, str]:
    """Sorting key: the most friendly on balance first, then the best evidenced."""
    return (relationship.hostile - relationship.friendly, -relationship.independent, relationship.actor)


def _tie(
    key: tuple[str, str, str, bool], members: list[CitedClaim], viewer: str, naming: Naming, weights: Weights
) -> Tie:
    source, relation, target, denied = key
    direction = "mutual" if naming.symmetric(relation) else "in" if viewer == target else "out"
    heaviest: dict[str, float] = {}  # a near-duplicate group is one source, however often it says so
    for cited in members:
        heaviest[cited.group] = max(heaviest.get(cited.group, 0.0), weights.of(cited.claim, direction))
    dates = sorted(date for cited in members if (date := (cited.claim.when or cited.date or "").removeprefix("../")))
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
        quiet=weights.is_hushed(len({cited.group for cited in members if cited.claim.quiet}), len(heaviest)),
        weight=math.fsum(heaviest.values()),
        claims=len(members),
        independent=len(heaviest),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        citations=tuple(naming.cite(cited) for cited in sorted(members, key=_quote_order)),
        marked=sum(cited.claim.quiet for cited in members),
    )


def stance_of(friendly: float, hostile: float, weights: Weights) -> str:
    """Call a line friendly, hostile, mixed or neutral."""
    high, low = max(friendly, hostile), min(friendly, hostile)
    if high == 0.0:
        return "neutral"
    if low >= weights.mixed_share * high:
        return "mixed"
    return "friendly" if friendly > hostile else "hostile"


def tie_order(weight: float, status: Status, relation: str, source: str, target: str) -> TieOrder:
    """Sorting key of ties: the heaviest first."""
    return (-weight, status.value, relation, source, target)


def best_first(
    columns: ClaimColumns, rows: Ints, owners: Ints, trusted: Flags | None = None, quiet: bool = False
) -> Ints:
    """Places in ``rows`` by owner, then as to quote them: what may be believed and speaks for itself first.

    ``trusted`` marks the claims that a line may stand on, by default the firm ones; ``quiet`` asks for quiet marks.
    """
    confidence = np.asarray(columns.confidence, np.float64)
    hushed, far = np.asarray(columns.quiet, bool)[rows], np.asarray(columns.context, bool)[rows]
    order = (~(confidence >= FIRM if trusted is None else trusted)[rows]) * 2 + ~(hushed & quiet)
    order = order * len(STRENGTH) + each(columns.status, _RANK.__getitem__, np.int64)[rows]
    order = order * 16 + 10 + np.rint((FAR * far - confidence[rows]) * 10).astype(np.int64)
    order = order * 2 + ~hushed
    length = np.asarray(columns.length, np.int64)[rows]
    unreadable = np.maximum(0, _READABLE[0] - length) + np.maximum(0, length - _READABLE[1])
    order = (order * _LONGEST + np.minimum(unreadable, _LONGEST - 1)) * _LONGEST + np.minimum(length, _LONGEST - 1)
    return np.lexsort((np.asarray(columns.key, np.int64)[rows], order, owners))


def best(columns: ClaimColumns, rows: Sequence[int] | Ints, most: int | None = None) -> list[int]:
    """The rows to quote first."""
    some = np.asarray(rows, np.int64)
    found: list[int] = some[best_first(columns, some, np.zeros(len(some), np.int64))][:most].tolist()
    return found


def _quote_order(cited: CitedClaim) -> tuple[int, float, bool, int, int, str]:
    """The strongest status first, then what is sure and names both actors, quiet marks, what is readable."""
    claim, length = cited.claim, len(cited.claim.evidence.text)
    # A fragment says too little, a whole paragraph too much.
    unreadable = max(0, _READABLE[0] - length) + max(0, length - _READABLE[1])
    sure = round(claim.confidence - FAR * claim.context, 1)
    return (_RANK[claim.status.value], -sure, not claim.quiet, unreadable, length, cited.id)
