"""Columns of claims put together and taken apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

import numpy as np

from haluan.alignment.lines import Flags, Ints
from haluan.columns import ClaimColumns, Coded
from haluan.store import Versions


def take(columns: ClaimColumns, rows: Flags) -> ClaimColumns:
    """Keep the marked rows."""
    if rows.all():
        return columns
    places = np.flatnonzero(rows)  # found once, not by each column
    return ClaimColumns(*(_taken(getattr(columns, field.name), places) for field in fields(columns)))


def without(columns: ClaimColumns, keys: Collection[int]) -> ClaimColumns:
    """Leave out the claims with these keys."""
    if not keys:
        return columns
    return take(columns, ~np.isin(np.asarray(columns.key), list(keys)))


def at(versions: Versions, last: int | None) -> ClaimColumns:
    """The claims as they stood after the reading ``last``, None for the newest."""
    untils = np.asarray(versions.untils)
    standing = untils == 0
    if last is not None:
        standing = (standing | (untils > last)) & (np.asarray(versions.found) <= last)
    return take(versions.columns, standing)


def joined(first: ClaimColumns, second: ClaimColumns) -> ClaimColumns:
    """Put the rows of two behind one another."""
    if not len(second):
        return first
    actors = tuple(sorted({*first.source.names, *second.source.names}))
    made: list[Any] = []
    for field in fields(ClaimColumns):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, Coded):
            shared = actors if field.name in ("source", "target") else tuple(dict.fromkeys((*one.names, *other.names)))
            made.append(Coded(np.concatenate([_renamed(one, shared), _renamed(other, shared)]), shared))
        else:
            made.append(np.concatenate([np.asarray(one), np.asarray(other)]))
    return ClaimColumns(*made)


def pairs_of(columns: ClaimColumns) -> frozenset[frozenset[str]]:
    """The pairs of actors that the claims are about."""
    names = columns.source.names
    ends = np.asarray(columns.source.codes, np.int64) * len(names) + np.asarray(columns.target.codes, np.int64)
    return frozenset(frozenset(names[code] for code in divmod(int(both), len(names))) for both in np.unique(ends))


def _taken(column: Any, places: Ints) -> Any:
    if isinstance(column, Coded):
        return Coded(np.asarray(column.codes).take(places), column.names)
    return np.asarray(column).take(places)


def _renamed(column: Coded[Any], names: tuple[Any, ...]) -> Any:
    places = {name: place for place, name in enumerate(names)}
    if not len(column):
        return np.zeros(0, np.int64)
    return np.array([places[name] for name in column.names], np.int64)[np.asarray(column.codes, np.int64)]
