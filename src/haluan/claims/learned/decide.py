"""From the model's numbers to the ties that it holds for true. Training chooses the cuts with these same functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haluan.claims.learned.numbers import RELATIONS, STATUSES, SYMMETRIC, Pair

FLOOR = 0.05  # a relation of less is nobody's best guess
KIND = 0.4  # below it the best guess of a sure tie was wrong four times in five on held-out articles
# Of the vote on a status, against 1 for the model. Any weight is as right on held-out articles (.87); with this one the
# rules win unless the model is sure, since their errors are those that a person can see and mend
RULED = 0.7
_SYMMETRIC = np.array([relation in SYMMETRIC for relation in RELATIONS])

Numbers = NDArray[np.float32]
Ends = tuple[int, int, int]  # window and the two actors, the lower number first


@dataclass(frozen=True, slots=True)
class Guess:
    """A relation that an ordered pair may have: ``row`` is the pair's row, ``relation`` an index of `RELATIONS`."""

    row: int
    pair: Pair
    relation: int
    probability: float

    @property
    def ends(self) -> Ends:
        """The pair without its direction."""
        window, a, b = self.pair
        return (window, a, b) if a < b else (window, b, a)


def guesses(pairs: Sequence[Pair], relation: Numbers, floor: float = FLOOR) -> Iterator[Guess]:
    """Give what may hold of N pairs, from probabilities N x 23; the directions of a symmetric relation are averaged."""
    index = {pair: n for n, pair in enumerate(pairs)}
    for n, (w, a, b) in enumerate(pairs):
        shares = relation[n]
        back = index.get((w, b, a))
        if back is not None:
            # the pair with the lower first actor speaks for both; the other direction keeps its directed relations
            both = (shares + relation[back]) / 2 if a < b else np.zeros_like(shares)
            shares = np.where(_SYMMETRIC, both, shares)
        for k in np.flatnonzero(shares >= floor):
            yield Guess(n, (w, a, b), int(k), float(shares[k]))


def ties(pairs: Sequence[Pair], some: Numbers) -> dict[Ends, float]:
    """Say how sure the model is that two actors have any tie, from N probabilities; the surer direction counts."""
    found: dict[Ends, float] = {}
    for (w, a, b), share in zip(pairs, some, strict=True):
        ends = (w, a, b) if a < b else (w, b, a)
        found[ends] = max(found.get(ends, 0.0), float(share))
    return found


def accepted(found: Iterable[Guess], some: Mapping[Ends, float], cut: float, tie: float) -> Iterator[Guess]:
    """Give the guesses above ``cut``, and the best one of two actors that surely (``tie``) have some tie but no such.

    The second half is for ties whose kind is in doubt: the best kind is right more often than silence is.
    """
    best: dict[Ends, Guess] = {}
    for guess in found:
        if guess.probability >= cut:
            yield guess
        known = best.get(guess.ends)
        if known is None or guess.probability > known.probability:
            best[guess.ends] = guess
    for ends, guess in best.items():
        if KIND <= guess.probability < cut and some[ends] >= tie:
            yield guess


def settle(states: Sequence[float], ruled: str | None) -> tuple[str, float]:
    """The likeliest status and its share of the vote, from the model's probabilities and the rules' reading if any.

    A low share means that the model wavers, or that it and the rules read the words differently.
    """
    votes = list(states)
    if ruled is not None:
        votes[STATUSES.index(ruled)] += RULED
    most = max(votes)
    return STATUSES[votes.index(most)], most / sum(votes)
