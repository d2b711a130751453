"""Whose stance toward whom claims speak of, as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from haluan.columns import ClaimColumns, Coded

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_TABLE = 1 << 24  # numbers below this are renumbered through a table, others by sorting


@dataclass(frozen=True, slots=True)
class Lines:
    """Pairs of (actor, pole): ``actor`` and ``pole`` are places in ``names``; ``of`` is the line of each claim.

    ``away`` marks claims whose source is not the actor.
    """

    names: tuple[str, ...]
    actor: Ints
    pole: Ints
    of: Ints
    away: Flags

    def __len__(self) -> int:
        return len(self.actor)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the actor and the pole of each claim."""
        pairs = [self.pair(line) for line in range(len(self))]
        return map(pairs.__getitem__, self.of.tolist())

    def pair(self, line: int) -> tuple[str, str]:
        """Return the codes of a line's actor and pole."""
        return self.names[self.actor[line]], self.names[self.pole[line]]

    def find(self, actor: str, pole: str) -> int | None:
        """Return the line of two actors."""
        wanted = (self.pair(line) == (actor, pole) for line in range(len(self)))
        return next((line for line, same in enumerate(wanted) if same), None)

    def turned(self) -> Lines:
        """Return the same lines from the other side: where the poles stand toward the actors."""
        return Lines(self.names, self.pole, self.actor, self.of, ~self.away)


def toward(columns: ClaimColumns, pole: str) -> Lines:
    """Lines of claims that all have ``pole`` at one end: where the others stand toward it."""
    source, target = ends(columns)
    own = source == _place(columns, pole)
    return _lines(columns, np.where(own, target, source), np.where(own, source, target))


def seen_from(columns: ClaimColumns, actor: str) -> Lines:
    """Lines of claims that all have ``actor`` at one end: where it stands toward the others."""
    return toward(columns, actor).turned()


def by_pair(columns: ClaimColumns) -> Lines:
    """One line for each two actors, whichever acts: the one whose code comes first, toward the other."""
    source, target = ends(columns)
    return _lines(columns, np.minimum(source, target), np.maximum(source, target))


def ends(columns: ClaimColumns) -> tuple[Ints, Ints]:
    """Source and target of each claim as places in the names of the columns."""
    return codes(columns.source), codes(columns.target)


def codes(column: Coded[Any]) -> Ints:
    """The numbers of a column as an array."""
    return np.asarray(column.codes, np.int64)


def each(column: Coded[Any], value: Callable[[Any], Any], kind: type) -> npt.NDArray[Any]:
    """Work a value out once for each name of a column, and return it for each claim."""
    return np.array([value(name) for name in column.names], kind)[codes(column)]


def numbered(keys: Ints, below: int) -> tuple[Ints, Ints]:
    """Number the different keys, all from 0 to ``below``, in their order: the keys and the number of each row."""
    if below > _TABLE:
        found, numbers = np.unique(keys, return_inverse=True)
        return found, numbers
    seen = np.zeros(below, bool)
    seen[keys] = True
    found = np.flatnonzero(seen)
    places = np.zeros(below, np.int64)
    places[found] = np.arange(len(found))
    return found, places[keys]


def _place(columns: ClaimColumns, code: str) -> int:
    return columns.source.names.index(code) if code in columns.source.names else -1


def _lines(columns: ClaimColumns, actor: Ints, pole: Ints) -> Lines:
    names = columns.source.names
    size = max(len(names), 1)
    found, of = numbered(actor * size + pole, size * size)
    return Lines(names, found // size, found % size, of, codes(columns.source) != actor)
