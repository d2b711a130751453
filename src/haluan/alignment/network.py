"""The signed network of all stances as of a day: blocs, structural balance, bridges and brokers.

A network is a symmetric matrix of balances in [-1, 1]: positive friendly, negative hostile, 0 nothing reported. Pure
functions of such matrices, for some hundreds of actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haluan.alignment.lines import Floats, Ints

_ROUNDS = 100  # of moving actors between blocs; settles within ten in practice
_GAIN = 1e-12
_DIGITS = 12  # of balances; what lies below is noise of the order in which claims were summed


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors, by their places in the matrix, with as much strain as the weakest of their ties."""

    actors: tuple[int, int, int]
    strain: float


def blocs(network: Floats) -> list[list[int]]:
    """Part the actors so that friends stand together and foes apart, the largest bloc first, lone actors last.

    Signed modularity (Gomez, Jensen and Arenas, Physical Review E 80, 2009), raised by moving single actors and
    joining blocs until neither helps. The same network gives the same blocs.
    """
    gains = _modularity_matrix(np.round(network, _DIGITS))  # near-ties would be decided by noise
    settled = [_settle(gains, start) for start in _starts(gains)]
    of = max(settled, key=lambda of: float(gains[of[:, None] == of[None, :]].sum()))  # the first of equals
    found = [np.flatnonzero(of == bloc).tolist() for bloc in np.unique(of)]
    return sorted(found, key=lambda bloc: (-len(bloc), bloc))


def modularity(network: Floats, parts: Sequence[Sequence[int]]) -> float:
    """How much better friends stand together and foes apart than by chance; at most 1."""
    gains, total = _modularity_matrix(network), float(np.abs(network).sum())
    inside = sum(float(gains[np.ix_(part, part)].sum()) for part in parts)
    return inside / total if total else 0.0


def balance(network: Floats) -> tuple[int, int]:
    """Numbers of balanced and of strained triangles: strained are those whose three signs multiply to minus."""
    signs = np.sign(network)
    product, all_of_them = np.trace(signs @ signs @ signs), np.trace(np.abs(signs) @ np.abs(signs) @ np.abs(signs))
    return round((all_of_them + product) / 12), round((all_of_them - product) / 12)


def strained(network: Floats, most: int) -> list[Triad]:
    """The triangles under the greatest strain: friends at odds over a third, or three foes."""
    found: list[Triad] = []
    least = 0.0  # what a triad must exceed to be among the greatest: of equals the first by place stay
    for first in range(len(network) if most else 0):
        others = np.flatnonzero(np.abs(network[first, first + 1 :]) > least) + first + 1
        mine, rest = network[first, others], network[np.ix_(others, others)]
        sizes = np.minimum(np.abs(rest), np.minimum(np.abs(mine)[:, None], np.abs(mine)[None, :]))
        tense = (mine[:, None] * mine[None, :] * rest < 0) & (sizes > least)
        for one, other in np.argwhere(np.triu(tense, 1)).tolist():
            found.append(Triad((first, int(others[one]), int(others[other])), float(sizes[one, other])))
        found = sorted(found, key=lambda triad: (-triad.strain, triad.actors))[:most]
        least = found[-1].strain if len(found) == most else 0.0
    return found


def bridges(network: Floats, parts: Sequence[Sequence[int]], most: int) -> list[tuple[int, int]]:
    """The strongest friendly ties between different blocs."""
    of = _of(len(network), parts)
    one, other = np.nonzero((np.triu(network, 1) > 0) & (of[:, None] != of[None, :]))
    best = np.argsort(-network[one, other], kind="stable")[:most]  # of equals the first by place
    return list(zip(one[best].tolist(), other[best].tolist(), strict=True))


def brokers(network: Floats, parts: Sequence[Sequence[int]], most: int) -> list[tuple[int, int]]:
    """Who stands between others: (actor, number of pairs of its friends who are in different blocs and no friends)."""
    of, friends = _of(len(network), parts), network > 0
    apart = ((of[:, None] != of[None, :]) & ~friends).astype(np.float64)
    mine = friends.astype(np.float64)
    counts = enumerate(np.rint((mine @ apart * mine).sum(axis=1) / 2).astype(np.int64).tolist())  # each pair twice
    return sorted((one for one in counts if one[1]), key=lambda one: (-one[1], one[0]))[:most]


def _modularity_matrix(network: Floats) -> Floats:
    """What each pair adds by standing in one bloc: its tie less what chance would give, by sign."""
    matrix = np.array(network, np.float64)
    for part, sign in ((np.maximum(network, 0), 1), (np.maximum(-network, 0), -1)):
        degrees = part.sum(axis=1)
        if total := degrees.sum():
            matrix -= sign * np.outer(degrees, degrees) / total
    return matrix


def _starts(gains: Floats) -> list[Ints]:
    """Partitions to begin with: each alone, all together, and split by the signs of the leading eigenvectors."""
    size = len(gains)
    starts = [np.arange(size), np.zeros(size, np.int64)]
    if size > 1:
        vectors = np.linalg.eigh(gains)[1]
        starts += [(vectors[:, -1 - place] > 0).astype(np.int64) for place in range(min(3, size))]
    return starts


def _settle(gains: Floats, start: Ints) -> Ints:
    """Move actors and join blocs until neither helps."""
    of = start.copy()
    for _ in range(_ROUNDS):
        if not (_move(gains, of) | _join(gains, of)):
            break
    return of


def _move(gains: Floats, of: Ints) -> bool:
    """Move each actor to the bloc where it gains most, in place; tell whether any moved."""
    moved = False
    for actor in range(len(gains)):
        pull = np.bincount(of, gains[actor], minlength=len(gains))
        pull[of[actor]] -= gains[actor, actor]
        best = int(np.argmax(pull))
        if pull[best] > pull[of[actor]] + _GAIN:
            of[actor] = best
            moved = True
    return moved


def _join(gains: Floats, of: Ints) -> bool:
    """Join the two blocs that gain most by it, in place, again and again; tell whether any were joined."""
    joined = False
    while len(names := np.unique(of)) > 1:
        member = (of[:, None] == names[None, :]).astype(np.float64)
        between = np.triu(member.T @ gains @ member, 1)
        one, other = np.unravel_index(int(np.argmax(between)), between.shape)
        if between[one, other] <= _GAIN:
            break
        of[of == names[other]] = names[one]
        joined = True
    return joined


def _of(size: int, parts: Sequence[Sequence[int]]) -> Ints:
    of = np.zeros(size, np.int64)
    for number, part in enumerate(parts):
        of[list(part)] = number
    return of
