"""The world as paths of a drawing. Only geometry: the templates draw, and say what the colours mean."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from haluan.ontology import ActorKind, load
from haluan.ontology.outlines import Ring, area, largest, middle, outlines

WIDTH = 2000  # units of the drawing from the date line round to itself
_FINE = 4  # steps of a unit in the outlines of a part
_SMALL = 3.3  # square degrees: a state below this gets a dot on a map of the world
_SOUTH, _NORTH = -56.0, 83.6  # without Antarctica
_EDGE = 179.5  # degrees: the date line
_MARGIN = 40.0  # units round what a part of the world shows
_LEAST = 320.0  # units that a part is wide at least
_FLATTEST, _STEEPEST = 2.2, 1.0  # width by height of a part
# Equal Earth (Savric, Patterson and Jenny 2019): areas keep their sizes, so that no state looks larger than it is.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the drawing. ``unit`` is its width by that of the world, so that dots and hatching can follow."""

    x: int
    y: int
    width: int
    height: int

    @property
    def unit(self) -> float:
        """How much of the world's width it shows."""
        return round(self.width / WIDTH, 3)


def project(east: float, north: float) -> Point:
    """Place a point given in degrees."""
    angle = math.asin(_ROOT * math.sin(math.radians(north)))
    square = angle * angle
    sixth = square**3
    across = math.radians(east) * math.cos(angle)
    x = across / (_ROOT * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return WIDTH / 2 + x * _scale(), _top() - y * _scale()


@cache
def _scale() -> float:
    return WIDTH / 2 * _ROOT * _A1 / math.pi


@cache
def _top() -> float:
    """Where the equator lies below the upper edge."""
    angle = math.asin(_ROOT * math.sin(math.radians(_NORTH)))
    square = angle * angle
    return angle * (_A1 + _A2 * square + square**3 * (_A3 + _A4 * square)) * _scale()


@dataclass(frozen=True, slots=True)
class Outlines:
    """Data of paths and places of dots by territory, in the units of ``frame``."""

    frame: Frame
    paths: Mapping[str, str]
    dots: Mapping[str, Point]


def prepare() -> None:
    """Load the outlines of the world and place them, so that the first map need not wait for it."""
    drawn(world())


def drawn(part: Frame) -> Outlines:
    """What to draw of a part: coarse and everything for the whole, finer and only what lies in it otherwise."""
    if part == world():
        return Outlines(part, _paths(1), _dots())
    boxes = _boxes()
    right, bottom = part.x + part.width, part.y + part.height
    inside = {
        code: path
        for code, path in _paths(_FINE).items()
        if (box := boxes[code])[0] < right and box[2] > part.x and box[1] < bottom and box[3] > part.y
    }
    small = _SMALL * part.unit**2
    dots = {code: (x * _FINE, y * _FINE) for code, (x, y) in _dots().items() if area(outlines()[code]) < small}
    return Outlines(Frame(*(size * _FINE for size in (part.x, part.y, part.width, part.height))), inside, dots)


@cache
def _placed() -> Mapping[str, list[list[Point]]]:
    """The rings of each territory in the drawing, without Antarctica."""
    shown = {code: shape for code, shape in outlines().items() if middle(shape)[1] > _SOUTH}
    return {code: [[project(*point) for point in ring] for ring in shape] for code, shape in shown.items()}


@cache
def _paths(size: int) -> Mapping[str, str]:
    """The outline of each territory, once a process."""
    made = {code: "".join(_path(ring, size) for ring in rings) for code, rings in _placed().items()}
    return {code: path for code, path in made.items() if path}


@cache
def _boxes() -> Mapping[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of each territory."""
    found = {}
    for code, rings in _placed().items():
        xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
        found[code] = (min(xs), min(ys), max(xs), max(ys))
    return found


@cache
def _dots() -> Mapping[str, Point]:
    """Where the dots of states lie that would be too small to see."""
    states = {code for code, actor in load().actors.items() if actor.kind is ActorKind.STATE}
    return {code: _dot(largest(shape)) for code, shape in outlines().items() if code in states and area(shape) < _SMALL}


def centre(code: str, shown: Outlines) -> Point | None:
    """Where to mark a territory on what is drawn: its dot, else the middle of its largest ring; None outside."""
    if code not in shown.paths:
        return None
    size = _FINE if shown.frame != world() else 1
    x, y = project(*middle(outlines()[code]))
    inside = 0 <= x * size - shown.frame.x <= shown.frame.width and 0 <= y * size - shown.frame.y <= shown.frame.height
    return (round(x * size, 1), round(y * size, 1)) if inside else None


@cache
def world() -> Frame:
    """The whole drawing."""
    return Frame(0, 0, WIDTH, math.ceil(project(0, _SOUTH)[1]))


def frame(codes: Collection[str]) -> Frame:
    """The part of the drawing that holds the territories, by their largest rings; the whole for none.

    What reaches the date line, such as Russia, would show all the world.
    """
    rings = [largest(outlines()[code]) for code in codes if code in outlines()]
    points = [project(*point) for ring in rings if max(abs(east) for east, _ in ring) < _EDGE for point in ring]
    if not points:
        return world()
    left, right = _range((x for x, _ in points), WIDTH)
    top, bottom = _range((y for _, y in points), world().height)
    width, height = right - left, bottom - top
    if width > _FLATTEST * height:
        top, bottom = _widen(top, bottom, width / _FLATTEST, world().height)
    elif width < _STEEPEST * height:
        left, right = _widen(left, right, _STEEPEST * height, WIDTH)
    return Frame(math.floor(left), math.floor(top), math.ceil(right - left), math.ceil(bottom - top))


def _range(values: Iterable[float], most: float) -> tuple[float, float]:
    some = list(values)
    return _widen(max(0.0, min(some) - _MARGIN), min(most, max(some) + _MARGIN), _LEAST / 2, most)


def _widen(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """Stretch a range about its middle, inside of 0 to ``most``."""
    size = min(most, max(least, high - low))
    start = min(max(0.0, (low + high - size) / 2), most - size)
    return start, start + size


def _dot(ring: Ring) -> Point:
    x, y = project(*middle((ring,)))
    return round(x, 1), round(y, 1)


def _path(ring: Sequence[Point], size: int) -> str:
    """A ring in steps, so many a unit; nothing where it would be no more than a point."""
    points = [point for point, _ in groupby((round(x * size), round(y * size)) for x, y in ring)]
    if len(points) < 4:
        return ""
    steps = []
    for (left, top), (right, bottom) in pairwise(points[:-1]):
        across, down = right - left, bottom - top
        steps.append(f"{across}{'' if down < 0 else ' '}{down}")
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"
