"""The outlines of states and other territories, for maps; made by scripts/build_map.py, which names the source."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

Ring = tuple[tuple[float, float], ...]
Shape = tuple[Ring, ...]
"""Rings of one territory, in degrees east and north."""


@cache
def outlines() -> Mapping[str, Shape]:
    """The outline of each territory, by the code of its state or, where that is none, of the source; once a process."""
    packed = (files("haluan.ontology") / "data" / "world.json.gz").read_bytes()
    topology = json.loads(gzip.decompress(packed))
    arcs = [_points(arc, topology["transform"]["scale"]) for arc in topology["arcs"]]
    return {
        state["id"]: tuple(part for polygon in _polygons(state) for ring in polygon for part in _cut(_ring(ring, arcs)))
        for state in topology["objects"]["countries"]["geometries"]
    }


def largest(shape: Shape) -> Ring:
    """The ring that holds most."""
    return max(shape, key=lambda ring: abs(_signed(ring)))


def area(shape: Shape) -> float:
    """Size in square degrees."""
    return sum(abs(_signed(ring)) for ring in shape)


def middle(shape: Shape) -> tuple[float, float]:
    """Centroid of the largest ring, in degrees."""
    ring = largest(shape)
    size = _signed(ring)
    if size == 0:
        return ring[0]
    pairs = list(pairwise(ring))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    return x, y


def _signed(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _points(arc: Sequence[Sequence[int]], scale: Sequence[float]) -> Ring:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0], y * scale[1]))
    return tuple(points)


def _polygons(state: Mapping[str, Any]) -> Iterable[Any]:
    return state["arcs"] if state["type"] == "MultiPolygon" else [state["arcs"]]


def _ring(numbers: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    """Join arcs to a ring; the complement of a number is an arc walked backwards."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _cut(ring: Ring) -> Iterator[Ring]:
    """Part a ring that crosses the date line into one on either side: it would run round the world otherwise."""
    turns, points = 0, [ring[0]]
    for (before, _), (east, north) in pairwise(ring):
        turns += (east - before < -180) - (east - before > 180)
        points.append((east + 360 * turns, north))
    if turns or all(-180 <= east <= 180 for east, _ in points):  # round the pole it has no two sides
        yield ring
        return
    for turn in (-1, 0, 1):
        low, high = 360 * turn - 180, 360 * turn + 180
        part = _clip(_clip(points, low, 1), high, -1)
        if len(part) > 2:
            moved = tuple((east - 360 * turn, north) for east, north in part)
            yield moved if moved[0] == moved[-1] else (*moved, moved[0])


def _clip(points: Sequence[tuple[float, float]], edge: float, side: int) -> list[tuple[float, float]]:
    """What of a ring lies east (1) or west (-1) of a meridian, by the method of Sutherland and Hodgman."""
    kept: list[tuple[float, float]] = []
    for a, b in pairwise([*points[-1:], *points]):
        inside, next_inside = side * (a[0] - edge) >= 0, side * (b[0] - edge) >= 0
        if inside != next_inside:
            share = (edge - a[0]) / (b[0] - a[0])
            kept.append((edge, a[1] + share * (b[1] - a[1])))
        if next_inside:
            kept.append(b)
    return kept
