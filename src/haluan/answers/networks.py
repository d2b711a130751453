"""The question about the whole web: blocs as they show in the reports, balance and strain, bridges and brokers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haluan import alignment
from haluan.alignment import network as measures
from haluan.alignment.weighing import Floats
from haluan.answers.links import Edge, Ends, Link, edges, links
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window


@dataclass(frozen=True, slots=True)
class FoundBloc(Record):
    """Actors that the reports show together; ``links`` are the strongest friendly ties inside."""

    members: tuple[ActorName, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StrainedTriad(Record):
    """Three actors whose ties do not fit together, such as two friends at odds over a third."""

    links: tuple[Link, Link, Link]
    strain: float


@dataclass(frozen=True, slots=True)
class Broker(Record):
    """An actor with friends in different blocs who are no friends of each other: so many ``pairs`` of them."""

    actor: ActorName
    pairs: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NetworkAnswer(Record):
    """The signed network as of a day: ``friendly`` and ``hostile`` count its ties.

    ``modularity`` tells how well the blocs part friends from foes (0 as by chance); ``balanced`` and ``tense`` count
    triangles; ``bridges`` are the strongest friendly ties between blocs. Actors without ties of enough weight are left
    out; ``alone`` counts actors in no bloc of two or more.
    """

    region: ActorName | None
    actors: int
    friendly: int
    hostile: int
    modularity: float
    blocs: tuple[FoundBloc, ...]
    alone: int
    balanced: int
    tense: int
    triads: tuple[StrainedTriad, ...]
    bridges: tuple[Link, ...]
    brokers: tuple[Broker, ...]
    basis: Basis


def network(view: View, region: str | None = None, limit: int = 10, window: Window = EVERYTHING) -> NetworkAnswer:
    """The network of all actors, or of a region's states, in a window; each list holds at most ``limit`` of its kind.

    Raises `UnknownNameError`.
    """
    place = view.naming.place(region) if region is not None else None
    inside = view.naming.states(place.actor) if place else None
    basis = view.basis(window, window.scope(inside or frozenset(), inside or frozenset()))
    codes = sorted(code for code, _ in basis.coverage.actors if inside is None or code in inside)
    found = dict(_edges(view, codes, basis.at, window))
    names = sorted({code for pair in found for code in pair})
    matrix = np.zeros((len(names), len(names)))
    places = {code: number for number, code in enumerate(names)}
    for (one, other), edge in found.items():
        matrix[places[one], places[other]] = matrix[places[other], places[one]] = edge.score.value
    parts = measures.blocs(matrix)
    drawn = _Drawing(view, names, found)
    balanced, tense = measures.balance(matrix)
    return NetworkAnswer(
        region=place,
        actors=len(names),
        friendly=sum(edge.score.value > 0 for edge in found.values()),
        hostile=sum(edge.score.value < 0 for edge in found.values()),
        modularity=measures.modularity(matrix, parts),
        blocs=tuple(drawn.bloc(part) for part in parts[:limit] if len(part) > 1),
        alone=sum(len(part) == 1 for part in parts),
        balanced=balanced,
        tense=tense,
        triads=tuple(drawn.triad(triad) for triad in measures.strained(matrix, limit)),
        bridges=tuple(drawn.links(measures.bridges(matrix, parts, limit))),
        brokers=tuple(drawn.broker(actor, pairs, matrix) for actor, pairs in measures.brokers(matrix, parts, limit)),
        basis=basis,
    )


def _edges(view: View, codes: Sequence[str], at: str, window: Window) -> Iterator[tuple[Ends, Edge]]:
    """The ties of enough weight, actor by actor, so that a large store needs little memory."""
    for number, code in enumerate(codes):
        later = frozenset(codes[number + 1 :])
        if later:
            columns = view.columns(window.scope(frozenset({code}), later))
            yield from edges(view, columns, alignment.seen_from(columns, code), at)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Turns places of the matrix back into actors with their ties."""

    view: View
    names: Sequence[str]
    edges: dict[Ends, Edge]

    def links(self, pairs: Iterable[tuple[int, int]]) -> list[Link]:
        """Cite the ties of pairs."""
        keys = [(min(pair), max(pair)) for pair in pairs]
        return links(self.view, self.edges, [(self.names[one], self.names[other]) for one, other in keys])

    def bloc(self, part: Sequence[int]) -> FoundBloc:
        """Name the members of a bloc, and its strongest ties."""
        inside = [
            (one, other) for place, one in enumerate(part) for other in part[place + 1 :] if self._value(one, other) > 0
        ]
        best = sorted(inside, key=lambda pair: (-self._value(*pair), pair))[:3]
        return FoundBloc(tuple(self.view.naming.named(self.names[place]) for place in part), tuple(self.links(best)))

    def triad(self, triad: measures.Triad) -> StrainedTriad:
        """Cite the three ties of a triad."""
        a, b, c = triad.actors
        first, second, third = self.links([(a, b), (a, c), (b, c)])
        return StrainedTriad((first, second, third), triad.strain)

    def broker(self, actor: int, pairs: int, matrix: Floats) -> Broker:
        """Cite the strongest friendly ties of a broker."""
        friends = [(actor, int(other)) for other in np.argsort(-matrix[actor], kind="stable")[:3]]
        friendly = [pair for pair in friends if matrix[pair] > 0]
        return Broker(self.view.naming.named(self.names[actor]), pairs, tuple(self.links(friendly)))

    def _value(self, one: int, other: int) -> float:
        edge = self.edges.get((self.names[min(one, other)], self.names[max(one, other)]))
        return edge.score.value if edge else 0.0
