"""The question about the whole web: blocs as they show in the reports, balance and strain, bridges and brokers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haluan import alignment
from haluan.alignment import Score
from haluan.alignment import network as measures
from haluan.alignment.lines import Floats, each
from haluan.answers.links import Link
from haluan.answers.ties import best_first
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, ordinal

# Claims to quote under a tie of the network.
_MOST = 2


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
    # A small matrix of many claims, which the next question about the network looks at as well
    found = view.once(("edges", inside, basis.at, window), lambda: _edges(view, inside, basis.at, window))
    matrix = found.matrix
    parts = measures.blocs(matrix)
    drawn = _Drawing(view, window, found, matrix)
    balanced, tense = measures.balance(matrix)
    return NetworkAnswer(
        region=place,
        actors=len(matrix),
        friendly=int((np.triu(matrix) > 0).sum()),
        hostile=int((np.triu(matrix) < 0).sum()),
        modularity=measures.modularity(matrix, parts),
        blocs=tuple(drawn.bloc(part) for part in parts[:limit] if len(part) > 1),
        alone=sum(len(part) == 1 for part in parts),
        balanced=balanced,
        tense=tense,
        triads=tuple(drawn.triad(triad) for triad in measures.strained(matrix, limit)),
        bridges=tuple(drawn.links(measures.bridges(matrix, parts, limit))),
        brokers=tuple(drawn.broker(actor, pairs) for actor, pairs in measures.brokers(matrix, parts, limit)),
        basis=basis,
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """The ties of enough weight between each two of the actors: friendly and hostile weight, and how many claims."""

    level: float
    names: tuple[str, ...]
    friendly: Floats
    hostile: Floats
    claims: Floats

    def score(self, pair: tuple[int, int]) -> Score:
        """The balance of a tie."""
        return alignment.score(float(self.friendly[pair]), float(self.hostile[pair]), self.level)

    @property
    def matrix(self) -> Floats:
        """The balance between each two actors."""
        return alignment.balance(self.friendly, self.hostile, self.level)


def _edges(view: View, inside: frozenset[str] | None, at: str, window: Window) -> _Edges:
    """The ties of enough weight, part by part, so that a large store needs little memory."""
    # What either side does counts alike
    model = replace(view.model, incoming=dict.fromkeys(alignment.CHANNELS, 1.0))
    sides = frozenset() if inside is None else inside
    found: list[tuple[list[str], list[str], Floats]] = []  # of each part
    for columns in view.chunks(window.scope(sides, sides)) if inside is None or inside else ():
        lines = alignment.by_pair(columns)
        tally = alignment.tally(alignment.weigh(columns, lines, ordinal(at), model, view.naming.symmetric), model)
        friendly, hostile, claims = tally.friendly, tally.hostile, np.bincount(lines.of, minlength=len(lines))
        chosen = (friendly + hostile >= model.reading["least"]) & (friendly != hostile)
        one, other = ([lines.names[place] for place in side[chosen].tolist()] for side in (lines.actor, lines.pole))
        found.append((one, other, np.array([friendly[chosen], hostile[chosen], claims[chosen]])))
    names = tuple(sorted({code for some in found for side in some[:2] for code in side}))
    places = {code: place for place, code in enumerate(names)}
    sums = np.zeros((3, len(names), len(names)))
    for one, other, weights in found:
        first, second = [places[code] for code in one], [places[code] for code in other]
        sums[:, first, second] = sums[:, second, first] = weights
    return _Edges(model.level, names, *sums)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Turns places of the matrix back into actors with their ties."""

    view: View
    window: Window
    edges: _Edges
    matrix: Floats

    def links(self, pairs: Iterable[tuple[int, int]]) -> list[Link]:
        """Cite the ties of pairs."""
        chosen = [(min(pair), max(pair)) for pair in pairs]
        scores = {pair: self.edges.score(pair) for pair in chosen}
        keys = {pair: self._best(pair, score) for pair, score in scores.items()}
        citations = self.view.cite(key for some in keys.values() for key in some)
        return [
            Link(
                self._named(pair[0]),
                self._named(pair[1]),
                scores[pair],
                int(self.edges.claims[pair]),
                tuple(citations[key] for key in keys[pair]),
            )
            for pair in chosen
        ]

    def _named(self, place: int) -> ActorName:
        return self.view.naming.named(self.edges.names[place])

    def _best(self, pair: tuple[int, int], score: Score) -> tuple[int, ...]:
        """Keys of the claims to quote for a tie: those that speak for the side that it is on, then the best."""
        one, other = (frozenset({self.edges.names[place]}) for place in pair)
        columns = self.view.columns(self.window.scope(one, other))
        signs = each(columns.relation, self.view.naming.sign, np.int64)
        signs = np.where(each(columns.status, lambda status: status == "denied", bool), -signs, signs)
        rows = np.arange(len(columns))
        order = best_first(columns, rows, (signs * score.value <= 0).astype(np.int64))
        return tuple(int(columns.key[row]) for row in order[:_MOST])

    def bloc(self, part: Sequence[int]) -> FoundBloc:
        """Name the members of a bloc, and its strongest ties."""
        inside = [
            (one, other) for place, one in enumerate(part) for other in part[place + 1 :] if self.matrix[one, other] > 0
        ]
        best = sorted(inside, key=lambda pair: (-self.matrix[pair], pair))[:3]
        return FoundBloc(tuple(map(self._named, part)), tuple(self.links(best)))

    def triad(self, triad: measures.Triad) -> StrainedTriad:
        """Cite the three ties of a triad."""
        a, b, c = triad.actors
        first, second, third = self.links([(a, b), (a, c), (b, c)])
        return StrainedTriad((first, second, third), triad.strain)

    def broker(self, actor: int, pairs: int) -> Broker:
        """Cite the strongest friendly ties of a broker."""
        friends = [(actor, int(other)) for other in np.argsort(-self.matrix[actor], kind="stable")[:3]]
        friendly = [pair for pair in friends if self.matrix[pair] > 0]
        return Broker(self._named(actor), pairs, tuple(self.links(friendly)))
