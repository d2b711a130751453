"""An actor in the middle of those with whom it has most ties. The same answer gives the same drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from haluan.answers import ActorName, EgoAnswer, Link

WIDTH, HEIGHT = 1120, 720  # room for the longest names on either side
CENTRE = (WIDTH / 2, HEIGHT / 2)
_REACH = (300.0, 285.0)  # half axes of the circle
_SIGN_AT = 0.66  # where on the way outward the sign of a tie stands; every second one farther in
_STAGGER = 0.13
_MOST_CHORDS = 40
_THICK = (1.5, 5.0)  # of lines, by how clear the balance is
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spoke:
    """A tie of the actor in the middle, with the place of its other end and of the label there."""

    link: Link
    end: Point
    sign: Point
    label: Point
    anchor: str
    width: float


@dataclass(frozen=True, slots=True)
class Chord:
    """A tie between two others, as the data of a path."""

    link: Link
    path: str


@dataclass(frozen=True, slots=True)
class Circle:
    """The drawing; ``chords`` are the clearest ties among the others, ``hidden`` counts the rest."""

    actor: ActorName
    spokes: tuple[Spoke, ...]
    chords: tuple[Chord, ...]
    hidden: int
    centre: Point = CENTRE
    width: int = WIDTH
    height: int = HEIGHT


def circle(answer: EgoAnswer) -> Circle:
    """Place the others clockwise from the friendliest at the top to the most hostile."""
    total = len(answer.links)
    spokes = tuple(_spoke(link, place, total) for place, link in enumerate(answer.links))
    ends = {spoke.link.b.actor: spoke.end for spoke in spokes}
    clearest = sorted(answer.among, key=lambda link: (-abs(link.score.value), link.a.actor, link.b.actor))
    chords = tuple(Chord(link, _bend(ends[link.a.actor], ends[link.b.actor])) for link in clearest[:_MOST_CHORDS])
    return Circle(answer.actor, spokes, chords, max(0, len(clearest) - _MOST_CHORDS))


def _spoke(link: Link, place: int, total: int) -> Spoke:
    angle = 2 * math.pi * (place + 0.5) / total - math.pi / 2
    along = _SIGN_AT - (_STAGGER if place % 2 else 0.0)
    side = math.cos(angle)
    label = _at(angle, 1.0, 17.0)
    anchor = "start" if side > 0.12 else "end" if side < -0.12 else "middle"
    drop = 5.0 if anchor != "middle" else (14.0 if math.sin(angle) > 0 else -4.0)
    thin, thick = _THICK
    width = round(thin + (thick - thin) * abs(link.score.value), 1)
    return Spoke(link, _at(angle), _at(angle, along), (label[0], round(label[1] + drop, 1)), anchor, width)


def _at(angle: float, share: float = 1.0, beyond: float = 0.0) -> Point:
    x = CENTRE[0] + (_REACH[0] * share + beyond) * math.cos(angle)
    y = CENTRE[1] + (_REACH[1] * share + beyond) * math.sin(angle)
    return round(x, 1), round(y, 1)


def _bend(start: Point, end: Point) -> str:
    """A curve that leaves room in the middle: bent toward it, but not through it."""
    x, y = ((start[i] + end[i]) / 2 for i in (0, 1))
    pull = (round(x + (CENTRE[0] - x) * 0.35, 1), round(y + (CENTRE[1] - y) * 0.35, 1))
    return f"M{start[0]} {start[1]}Q{pull[0]} {pull[1]} {end[0]} {end[1]}"
