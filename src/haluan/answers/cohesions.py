"""How united a bloc was over a third actor, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from haluan import alignment
from haluan.alignment import Lines
from haluan.alignment.lines import Flags
from haluan.answers.belonging import belongs, cohesion, known_members
from haluan.answers.bloctypes import BlocAnswer
from haluan.answers.joining import take
from haluan.answers.sketching import Sides, sides, sketch
from haluan.answers.ties import STRENGTH, stance_of
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, ordinal
from haluan.columns import ClaimColumns
from haluan.model import Status
from haluan.ontology import ActorKind
from haluan.ontology.facts import Holds

_AFFIRMED = frozenset({Status.ACTUAL, Status.PLANNED})
_MOST_YEARS = 15
_THIRDS = frozenset({ActorKind.STATE, ActorKind.GROUP})
_MOST_THIRDS = 6


@dataclass(frozen=True, slots=True)
class Unity(Record):
    """How united the members were as of a day: how many stood on which side, and the agreement index of it.

    ``cohesion`` is 1 where all stand on one side, 0 where they are spread evenly; None for fewer than two members.
    """

    at: str
    cohesion: float | None
    friendly: int
    hostile: int
    other: int


@dataclass(frozen=True, slots=True)
class CohesionAnswer(Record):
    """How united ``bloc`` was over ``on`` at the end of each year; the last is the day of the answer, as in a split."""

    bloc: ActorName
    on: ActorName
    years: tuple[Unity, ...]
    basis: Basis


def cohesions(view: View, code: str, on: str, window: Window = EVERYTHING) -> CohesionAnswer:
    """Cohesion of a bloc's members, as reported or known at the time, toward a third actor.

    Raises `UnknownNameError`.
    """
    naming, basis = view.naming, view.basis(window)
    name, third = naming.actor(code), naming.actor(on)
    years = view.once(("cohesion", name, third, basis.at, window), lambda: _years(view, name, third, basis.at, window))
    return CohesionAnswer(naming.named(name), naming.named(third), years, basis)


def _years(view: View, name: str, third: str, at: str, window: Window) -> tuple[Unity, ...]:
    """The years of an answer, from the first of which something is told."""
    bonds = view.columns(replace(window.scope(frozenset({name})), relations=frozenset({"joins", "leaves"})))
    ends: list[str | None] = [f"{int(at[:4]) - ago:04}-12-31" for ago in range(_MOST_YEARS, 0, -1)]
    ends.append(None)  # all that is known
    inside = [_inside(view, take(bonds, _until(bonds, day)), name, day or at) - {third} for day in ends]
    ever = frozenset[str]().union(*inside)
    if not ever:
        return ()
    claims = view.columns(window.scope(frozenset({third}), ever))
    lines = alignment.toward(claims, third)
    found = sides(claims, lines, [_until(claims, day) for day in ends], False, view.naming, view.weights)
    years = [
        _unity(view, lines, one, members, day or at) for one, members, day in zip(found, inside, ends, strict=True)
    ]
    first = next((place for place, one in enumerate(years) if one.friendly + one.hostile + one.other), len(years))
    return tuple(years[first:])


def thirds(view: View, answer: BlocAnswer) -> tuple[ActorName, ...]:
    """Outsiders over whom a bloc may be asked about: those of whom the store tells most."""
    known, name = view.naming.ontology.actors, answer.bloc.actor
    inside = {member.actor for member in answer.members} | known_members(name, answer.basis.at).keys()
    outside = [code for code, _ in answer.basis.coverage.actors if code in known and code not in inside]
    return tuple(view.naming.named(code) for code in outside if known[code].kind in _THIRDS)[:_MOST_THIRDS]


def _unity(view: View, lines: Lines, told: Sides, inside: Collection[str], day: str) -> Unity:
    stances = [
        stance_of(float(told.friendly[line]), float(told.hostile[line]), view.weights)
        for line in np.flatnonzero(told.standing).tolist()
        if lines.names[lines.actor[line]] in inside
    ]
    counts = Counter(stances)
    friendly, hostile = counts["friendly"], counts["hostile"]
    return Unity(day, cohesion(stances), friendly, hostile, len(stances) - friendly - hostile)


def _inside(view: View, bonds: ClaimColumns, name: str, day: str) -> frozenset[str]:
    """The members of a bloc as reported or known on a day, but for those who were none by the facts."""
    told = (_reported(view, bonds, name) | known_members(name, day).keys()) - {name}
    return frozenset(code for code in told if belongs(code, name, day).holds is not Holds.NO)


def _reported(view: View, bonds: ClaimColumns, name: str) -> set[str]:
    """Who belongs to or joins the bloc by what most sources say, as `haluan.answers.blocs` reads it."""
    lines = alignment.toward(bonds, name)
    ties = sketch(bonds, lines, name, False, view.naming, view.weights)
    joins = np.array([relation == "joins" for relation in bonds.relation.names], bool)
    own = joins[ties.relation] & ~ties.anchored & ties.firm
    members, seen = set(), set()
    order = np.lexsort((ties.strength, ties.start - ties.end, -ties.independent, ties.line))
    for tie in order[own[order]].tolist():
        line = int(ties.line[tie])
        if line not in seen and STRENGTH[ties.strength[tie]] in _AFFIRMED:
            members.add(lines.names[lines.actor[line]])
        seen.add(line)
    return members


def _until(columns: ClaimColumns, day: str | None) -> Flags:
    """Mark what was known up to a day; the undated is left out, as where the store is asked as of one."""
    days = np.asarray(columns.day)
    return np.ones(len(days), bool) if day is None else (days > 0) & (days <= ordinal(day))
