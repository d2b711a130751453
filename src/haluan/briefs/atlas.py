"""The map of a brief: states coloured by stance, with dots for those that would be too small to see."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from haluan.answers.extras import need
from haluan.briefs.types import Figure
from haluan.ontology.outlines import Ring, Shape, area, largest, middle, outlines

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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


def draw_map(axes: Axes, figure: Figure, words: Mapping[str, str]) -> None:
    """Paint all land, then the states of the figure, on a stretch of the world that holds them."""
    patches, collections = need("matplotlib.patches", "brief"), need("matplotlib.collections", "brief")
    stances = {place.actor: place.stance for place in figure.places}
    world = outlines()
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
        if area(world[state]) < _SMALL:
            x, y = middle(world[state])
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


def _frame(shown: Mapping[str, Shape], stances: Mapping[str, str]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the map: round the middles of the states, the far pole left out."""
    middles = {state: middle(shape) for state, shape in shown.items()}
    near = [state for state in middles if stances[state] != "pole"]
    west, east = (pick(middles[state][0] for state in near) for pick in (min, max))
    poles = [state for state in middles if stances[state] == "pole"]
    near += [pole for pole in poles if west - _FAR / 2 <= middles[pole][0] <= east + _FAR / 2]
    boxes = [_box(largest(shown[state]), middles[state]) for state in near]
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
