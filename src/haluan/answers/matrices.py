"""The question behind a table of states by kinds of tie: through what an actor is tied to whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from haluan import alignment
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window

_CLEAR = 0.9  # the share of a cell's claims by which it is friendly or hostile: some are always misread


@dataclass(frozen=True, slots=True)
class Cell(Record):
    """What is reported of one kind of tie with one other: how many claims, by ``independent`` sources.

    ``sign`` is +1 where nine tenths of what counts or more is friendly, -1 where it is hostile, 0 for neither or both.
    """

    claims: int
    independent: int
    sign: int


@dataclass(frozen=True, slots=True)
class MatrixRow(Record):
    """One other with a cell for each kind of tie; None where nothing is reported."""

    actor: str
    name: str
    claims: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixAnswer(Record):
    """An actor's ties by other and kind, most claims first both ways; a limit left ``more`` others out."""

    actor: ActorName
    relations: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    more: int
    basis: Basis


def matrix(view: View, actor: str, limit: int | None = None, window: Window = EVERYTHING) -> MatrixAnswer:
    """Count the claims about an actor by the other side and the kind of tie; raises `UnknownNameError`."""
    naming = view.naming
    code = naming.actor(actor)
    scope = window.scope(frozenset({code}))
    basis, columns = view.basis(window, scope), view.columns(scope)
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    others: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for row, (_, other) in enumerate(alignment.seen_from(columns, code)):
        rows[other, columns.relation[row]].append(row)
        others[other] += 1
        relations[columns.relation[row]] += 1
    kinds = tuple(sorted(relations, key=lambda name: (-relations[name], name)))
    shown = sorted(others, key=lambda other: (-others[other], other))[:limit]

    def cell(other: str, relation: str) -> Cell | None:
        found = rows.get((other, relation))
        if found is None:
            return None
        sign, denied = naming.sign(relation), sum(columns.status[row] == "denied" for row in found)
        if len(found) - denied < _CLEAR * len(found):
            sign = -sign if denied >= _CLEAR * len(found) else 0
        return Cell(len(found), len({columns.group[row] for row in found}), sign)

    lines = tuple(
        MatrixRow(other, naming.name(other), others[other], tuple(cell(other, name) for name in kinds))
        for other in shown
    )
    return MatrixAnswer(naming.named(code), kinds, lines, len(others) - len(lines), basis)
