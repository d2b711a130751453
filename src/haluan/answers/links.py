"""Ties of two actors as one: the balance of all that is reported between them, whoever acted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from haluan import alignment
from haluan.alignment import Score
from haluan.answers.ties import quote_ranks
from haluan.answers.types import ActorName, Citation, Record
from haluan.answers.view import View
from haluan.answers.window import ordinal
from haluan.model import ClaimColumns

# Claims to quote under a tie of the network.
_MOST = 2
Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link(Record):
    """The tie of two actors in the network: the balance of all that is reported between them, with the best claims."""

    a: ActorName
    b: ActorName
    score: Score
    claims: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link before its claims are fetched: ``best`` are keys of claims."""

    score: Score
    claims: int
    best: tuple[int, ...]

    @property
    def weight(self) -> float:
        """How much is reported, for either side."""
        return self.score.friendly + self.score.hostile


def edges(
    view: View, columns: ClaimColumns, pairs: Sequence[Ends], at: str, most: int = _MOST
) -> Iterator[tuple[Ends, Edge]]:
    """The links of enough weight among claims, with the keys of at most so many claims each.

    ``pairs`` name the ends of each claim, in an order of the caller's.
    """
    if not len(columns):
        return
    # What either side does counts alike
    model = replace(view.model, incoming=dict.fromkeys(alignment.CHANNELS, 1.0))
    found = alignment.stances(alignment.weigh(columns, pairs, ordinal(at), model, view.naming.symmetric), model)
    ranks = quote_ranks(columns) if most else []
    rows: dict[Ends, list[int]] = {}
    for row, pair in enumerate(pairs):
        rows.setdefault(pair, []).append(row)
    for pair, stance in found.items():
        friendly, hostile = (stance.said.friendly + stance.done.friendly, stance.said.hostile + stance.done.hostile)
        score = alignment.score(friendly, hostile, model.level)
        if friendly + hostile >= model.reading["least"] and score.value:
            best = sorted(rows[pair], key=lambda row: (_off(view, columns, row, score), ranks[row])) if most else ()
            yield pair, Edge(score, len(rows[pair]), tuple(columns.key[row] for row in best[:most]))


def links(view: View, found: Mapping[Ends, Edge], chosen: Iterable[Ends]) -> list[Link]:
    """Name the ends of the chosen edges, and cite their claims."""
    pairs = list(chosen)
    citations = view.cite(key for pair in pairs for key in found[pair].best)
    named = view.naming.named
    return [
        Link(named(one), named(other), edge.score, edge.claims, tuple(citations[key] for key in edge.best))
        for one, other in pairs
        for edge in [found[one, other]]
    ]


def _off(view: View, columns: ClaimColumns, row: int, score: Score) -> bool:
    """Whether a claim does not speak for the side that its tie is on: quotes should."""
    sign = view.naming.sign(columns.relation[row]) * (-1 if columns.status[row] == "denied" else 1)
    return sign * score.value <= 0
