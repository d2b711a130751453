"""How united a bloc was over a third actor, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from haluan.answers.belonging import belongs, cohesion, known_members
from haluan.answers.bloctypes import BlocAnswer
from haluan.answers.gathering import balance, sketch
from haluan.answers.ties import STRENGTH, stance_of
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, iso, ordinal
from haluan.model import ClaimColumns, Status
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
    bonds = view.columns(replace(window.scope(frozenset({name})), relations=frozenset({"joins", "leaves"})))
    recent = [f"{int(basis.at[:4]) - ago:04}-12-31" for ago in range(1, _MOST_YEARS + 1)]
    ever = {member for day in (*recent, basis.at) for member in known_members(name, day)}
    ever |= {code for ends in zip(bonds.source, bonds.target, strict=True) for code in ends}
    claims = view.columns(window.scope(frozenset({third}), frozenset(ever - {name, third})))
    ends = _year_ends(claims, recent)
    years = [_unity(view, name, third, (_until(bonds, day), _until(claims, day)), day) for day in ends]
    years.append(_unity(view, name, third, (bonds, claims), basis.at))
    first = next((place for place, one in enumerate(years) if one.friendly + one.hostile + one.other), len(years))
    return CohesionAnswer(naming.named(name), naming.named(third), tuple(years[first:]), basis)


def thirds(view: View, answer: BlocAnswer) -> tuple[ActorName, ...]:
    """Outsiders over whom a bloc may be asked about: those of whom the store tells most."""
    known, name = view.naming.ontology.actors, answer.bloc.actor
    inside = {member.actor for member in answer.members} | known_members(name, answer.basis.at).keys()
    outside = [code for code, _ in answer.basis.coverage.actors if code in known and code not in inside]
    return tuple(view.naming.named(code) for code in outside if known[code].kind in _THIRDS)[:_MOST_THIRDS]


def _unity(view: View, name: str, third: str, columns: tuple[ClaimColumns, ClaimColumns], day: str) -> Unity:
    bonds, claims = columns
    inside = (_reported(view, bonds, name) | known_members(name, day).keys()) - {third, name}
    found = sketch(view, _between(claims, third, inside), third)
    own = [ties for other, ties in found.items() if belongs(other, name, day).holds is not Holds.NO]
    stances = [stance_of(*balance(ties), view.weights) for ties in own]
    counts = Counter(stances)
    friendly, hostile = counts["friendly"], counts["hostile"]
    return Unity(day, cohesion(stances), friendly, hostile, len(stances) - friendly - hostile)


def _reported(view: View, bonds: ClaimColumns, name: str) -> set[str]:
    """Who belongs to or joins the bloc by what most sources say, as `haluan.answers.blocs` reads it."""
    members = set()
    for other, sketches in sketch(view, bonds, name).items():
        joins = [one for one in sketches if one.key[1:3] == ("joins", name)]
        ordered = sorted(joins, key=lambda one: (-one.independent, -len(one.rows), STRENGTH.index(one.status)))
        if ordered and ordered[0].status in _AFFIRMED:
            members.add(other)
    return members


def _between(columns: ClaimColumns, third: str, inside: Collection[str]) -> ClaimColumns:
    ends = zip(columns.source, columns.target, strict=True)
    return columns.chosen([row for row, (a, b) in enumerate(ends) if (b if a == third else a) in inside])


def _until(columns: ClaimColumns, day: str) -> ClaimColumns:
    """What was known up to a day; the undated is left out, as where the store is asked as of one."""
    last = ordinal(day)
    return columns.chosen([row for row, one in enumerate(columns.day) if one is not None and one <= last])


def _year_ends(columns: ClaimColumns, days: list[str]) -> list[str]:
    """Of last days of years, the newest first, those since something is told of, the oldest first."""
    first = iso(min((day for day in columns.day if day is not None), default=None))
    return [day for day in reversed(days) if first is not None and first <= day]
