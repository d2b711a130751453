"""Ties of two actors as one: the balance of all that is reported between them, whoever acted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from haluan import alignment
from haluan.alignment import Score
from haluan.alignment.lines import Lines, each
from haluan.answers.ties import best_first
from haluan.answers.types import ActorName, Citation, Record
from haluan.answers.view import View
from haluan.answers.window import ordinal
from haluan.columns import ClaimColumns

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


def edges(view: View, columns: ClaimColumns, lines: Lines, at: str, most: int = _MOST) -> Iterator[tuple[Ends, Edge]]:
    """The links of enough weight among claims, with the keys of at most so many claims each."""
    # What either side does counts alike
    model = replace(view.model, incoming=dict.fromkeys(alignment.CHANNELS, 1.0))
    tally = alignment.tally(alignment.weigh(columns, lines, ordinal(at), model, view.naming.symmetric), model)
    signs = each(columns.relation, view.naming.sign, np.int64)
    signs = np.where(each(columns.status, lambda status: status == "denied", bool), -signs, signs)
    friendly, hostile = tally.friendly.tolist(), tally.hostile.tolist()
    for line in range(len(lines)):
        score = alignment.score(friendly[line], hostile[line], model.level)
        if friendly[line] + hostile[line] >= model.reading["least"] and score.value:
            rows = np.flatnonzero(lines.of == line)
            off = (signs[rows] * score.value <= 0).astype(np.int64)
            best = rows[best_first(columns, rows, off)[:most]] if most else rows[:0]
            yield lines.pair(line), Edge(score, len(rows), tuple(int(columns.key[row]) for row in best))


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
