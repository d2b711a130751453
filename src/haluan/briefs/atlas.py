"""The map of a brief: states coloured by stance, with dots for those that would be too small to see."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from haluan.answers.extras import need
from haluan.briefs.types import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Ring = tuple[tuple[float, float], ...]
Shape = tuple[Ring, ...]  # rings of one state, in degrees east and north

_LAND, _SILENT, _BORDER, _SEA = "#ededed", "#c9c9c9", "#ffffff", "#ffffff"
# Colour and hatching a stance, so that the map reads without colour as well.
_STYLES = {
    "friendly": ("#2166ac", ""),
    "member": ("#2166ac", ""),
    "joining": ("#7fb2d9", "...."),
    "suitor": ("#b9d4e8", "----"),
    "hostile": ("#c2571a", "////"),
    "critic": ("#c2571a", "////"),
    "mixed": ("#8e6bb0", "xxxx"),
    "neutral": ("#7d7d7d", "...."),
    "pole": ("#1b1b1b", ""),
    "silent": (_SILENT, ""),
}
_SMALL = 2.2  # square degrees: below this a state gets a dot
_MARGIN = 4.0  # degrees round the states that are shown
_FAR = 60.0  # degrees: a pole farther than this from the others does not widen the map
_LEAST = (40.0, 24.0)  # degrees that a map shows at least
_WIDEST = 2.1  # width of a map by its height at most, in drawn units
_NORTH, _SOUTH = 78.0, -56.0


@cache
def shapes() -> Mapping[str, Shape]:
    """The outline of each state; made by scripts/build_map.py, which names the source."""
    packed = (files("haluan.briefs") / "data" / "world.json.gz").read_bytes()
    topology = json.loads(gzip.decompress(packed))
    arcs = [_points(arc, topology["transform"]["scale"]) for arc in topology["arcs"]]
    return {
        state["id"]: tuple(_ring(ring, arcs) for polygon in _polygons(state) for ring in polygon)
        for state in topology["objects"]["countries"]["geometries"]
    }


def draw_map(axes: Axes, figure: Figure, words: Mapping[str, str]) -> None:
    """Paint all land, then the states of the figure, on a stretch of the world that holds them."""
    patches, collections = need("matplotlib.patches", "brief"), need("matplotlib.collections", "brief")
    stances = {place.actor: place.stance for place in figure.places}
    world = shapes()
    known = {actor: stance for actor, stance in stances.items() if actor in world}
    left, bottom, right, top = _frame({actor: world[actor] for actor in known}, known)
    for state, shape in world.items():
        stance = known.get(state)
        colour, hatch = _STYLES[stance] if stance else (_LAND, "")
        rings = [ring for ring in shape if _touches(ring, (left, bottom, right, top))]
        axes.add_collection(
            collections.PolyCollection(
                rings, facecolor=colour, edgecolor=_BORDER, linewidth=0.5, hatch=hatch, hatch_linewidth=0.6
            )
        )
    for state, stance in known.items():
        if _area(world[state]) < _SMALL:
            x, y = _middle(world[state])
            edge = "#1b1b1b" if stance != "silent" else "#8a8a8a"
            axes.plot(
                x, y, "o", markersize=4.5, color=_STYLES[stance][0], markeredgecolor=edge, markeredgewidth=0.6, zorder=3
            )
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_aspect(1 / math.cos(math.radians((top + bottom) / 2)))
    axes.axis("off")
    shown = [stance for stance in _STYLES if stance in known.values()]
    handles = [
        patches.Patch(facecolor=_STYLES[stance][0], edgecolor=_BORDER, hatch=_STYLES[stance][1], label=words[stance])
        for stance in shown
    ]
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=4, frameon=False)


def _touches(ring: Ring, frame: tuple[float, float, float, float]) -> bool:
    """Whether a ring may lie inside the frame, so that a picture holds no more than it shows."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) > frame[0] and min(xs) < frame[2] and max(ys) > frame[1] and min(ys) < frame[3]


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


def _frame(shown: Mapping[str, Shape], stances: Mapping[str, str]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the map: round the middles of the states, the far pole left out."""
    middles = {state: _middle(shape) for state, shape in shown.items()}
    near = [state for state in middles if stances[state] != "pole"]
    west, east = (pick(middles[state][0] for state in near) for pick in (min, max))
    poles = [state for state in middles if stances[state] == "pole"]
    near += [pole for pole in poles if west - _FAR / 2 <= middles[pole][0] <= east + _FAR / 2]
    boxes = [_box(_largest(shown[state]), middles[state]) for state in near]
    left, bottom = (min(box[i] for box in boxes) - _MARGIN for i in (0, 1))
    right, top = (max(box[i] for box in boxes) + _MARGIN for i in (2, 3))
    left, right = _widen(left, right, _LEAST[0], -180, 180)
    bottom, top = _widen(max(bottom, _SOUTH), min(top, _NORTH), _LEAST[1], _SOUTH, _NORTH)
    squeeze = math.cos(math.radians((top + bottom) / 2))
    bottom, top = _widen(bottom, top, (right - left) * squeeze / _WIDEST, _SOUTH, _NORTH)
    return left, bottom, right, top


def _widen(low: float, high: float, least: float, lowest: float, highest: float) -> tuple[float, float]:
    """Stretch a range about its middle to a least size, inside of bounds."""
    extra = max(0.0, least - (high - low)) / 2
    return max(lowest, low - extra), min(highest, high + extra)


def _box(ring: Ring, middle: tuple[float, float], reach: float = 22.0) -> tuple[float, float, float, float]:
    """Bounds of a ring, of large states only so far from the middle."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (
        max(min(xs), middle[0] - reach),
        max(min(ys), middle[1] - reach),
        min(max(xs), middle[0] + reach),
        min(max(ys), middle[1] + reach),
    )


def _largest(shape: Shape) -> Ring:
    return max(shape, key=lambda ring: abs(_signed(ring)))


def _area(shape: Shape) -> float:
    return sum(abs(_signed(ring)) for ring in shape)


def _signed(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _middle(shape: Shape) -> tuple[float, float]:
    """Centroid of the largest ring."""
    ring = _largest(shape)
    area = _signed(ring)
    if area == 0:
        return ring[0]
    pairs = list(pairwise(ring))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return x, y
