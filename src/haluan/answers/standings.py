"""The question behind a map: where all states stand toward one actor on a day, in words, in deeds, and between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haluan import alignment
from haluan.alignment import Reading, Score, Stance
from haluan.answers.types import ActorName, Basis, Gap, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, iso, ordinal


@dataclass(frozen=True, slots=True)
class Standing(Record):
    """Where one state stands. ``gap`` is what it does less what it says (-2 to +2); None where nothing is told of one.

    Above 0 its deeds are friendlier than its words. It is None where nothing is reported of either.
    """

    actor: str
    name: str
    said: Score
    done: Score
    gap: float | None
    reading: Reading
    claims: int
    independent: int


@dataclass(frozen=True, slots=True)
class MapAnswer(Record):
    """Where states stand toward ``toward``, by name; ``gaps`` are those of which nothing is reported."""

    toward: ActorName
    region: ActorName | None
    places: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    basis: Basis


def standings(view: View, toward: str, region: str | None = None, window: Window = EVERYTHING) -> MapAnswer:
    """Score all states, or those of a region, toward an actor; raises `UnknownNameError`."""
    naming = view.naming
    pole = naming.actor(toward)
    place = naming.place(region) if region is not None else None
    states = naming.states(place.actor if place else None) - {pole}
    scope = window.scope(frozenset({pole}), states)
    basis, columns = view.basis(window, scope), view.columns(scope)
    pairs = alignment.toward(columns, pole)
    weighed = alignment.weigh(columns, pairs, ordinal(basis.at), view.model, naming.symmetric)
    found = alignment.stances(weighed, view.model)
    claims = Counter(actor for actor, _ in pairs)
    groups = _groups([actor for actor, _ in pairs], columns.group.tolist())
    places = [
        _standing(stance, naming.name(actor), claims[actor], len(groups[actor])) for (actor, _), stance in found.items()
    ]
    return MapAnswer(
        toward=naming.named(pole),
        region=place,
        places=tuple(sorted(places, key=lambda one: (one.name.casefold(), one.actor))),
        gaps=view.gaps(states - claims.keys(), basis),
        basis=basis,
    )


def reported(view: View, actor: str, window: Window = EVERYTHING) -> tuple[str | None, str | None]:
    """The earliest and latest ISO day of which something is reported about an actor, whatever day was asked about."""
    code = view.naming.actor(actor)
    days = view.columns(replace(window, as_of=None).scope(frozenset({code}))).day
    dated = [day for day in days.tolist() if day]
    return iso(min(dated, default=None)), iso(max(dated, default=None))


def _standing(stance: Stance, name: str, claims: int, independent: int) -> Standing:
    said, done = stance.said, stance.done
    told = all(score.friendly + score.hostile for score in (said, done))
    gap = done.value - said.value if told else None
    return Standing(stance.actor, name, said, done, gap, stance.reading, claims, independent)


def _groups(actors: Sequence[str], groups: Sequence[int]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for actor, group in zip(actors, groups, strict=True):
        found[actor].add(group)
    return found
