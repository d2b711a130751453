"""The question where an actor's ties turned: months from which the reported balance stood at another level."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from haluan import alignment
from haluan.answers.ties import best_first
from haluan.answers.timelines import Turn, turned
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, iso
from haluan.columns import ClaimColumns

# Others of whom most is reported.
MOST = 24
_HAPPENED = frozenset({"actual", "denied"})
_Told = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Turning(Record):
    """One other with whom the balance turned, and when."""

    other: ActorName
    claims: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class TurningsAnswer(Record):
    """Where the ties of ``actor`` with those others of whom most is reported turned; ``looked`` counts these others."""

    actor: ActorName
    turnings: tuple[Turning, ...]
    looked: int
    basis: Basis


def turnings(view: View, actor: str, limit: int = MOST, window: Window = EVERYTHING) -> TurningsAnswer:
    """Turns of an actor's ties, as `haluan.answers.PairAnswer` has them; raises `UnknownNameError`."""
    naming = view.naming
    code = naming.actor(actor)
    scope = window.scope(frozenset({code}))
    basis, columns = view.basis(window, scope), view.columns(scope)
    claims = Counter(other for _, other in alignment.seen_from(columns, code))
    looked = sorted(claims, key=lambda other: (-claims[other], other))[:limit]
    told = _told(view, columns, code)
    found = [Turning(naming.named(other), claims[other], turned(told.get(other, {}))) for other in looked]
    return TurningsAnswer(naming.named(code), tuple(one for one in found if one.turns), len(looked), basis)


def _told(view: View, columns: ClaimColumns, code: str) -> _Told:
    """The balance of what happened by other and month; what is told of one tie in one month counts once."""
    naming, rows = view.naming, np.arange(len(columns))
    ranks = np.argsort(best_first(columns, rows, np.zeros_like(rows)))
    best: dict[tuple[str, str, alignment.standing.Key, str], int] = {}
    for row, (_, other) in enumerate(alignment.seen_from(columns, code)):
        day, status = iso(columns.day[row] or None), columns.status[row]
        if day is None or status not in _HAPPENED:
            continue
        tie = alignment.tie_key(columns.source[row], columns.relation[row], columns.target[row], naming.symmetric)
        key = (other, day[:7], tie, status)
        if key not in best or ranks[row] < ranks[best[key]]:
            best[key] = row
    told: _Told = defaultdict(lambda: defaultdict(float))
    for (other, month, (_, relation, _), status), row in best.items():
        sign = naming.sign(relation) * (-1 if status == "denied" else 1)
        told[other][month] += sign * abs(view.model.intensity.get(relation, 0.0)) * columns.confidence[row]
    return told
