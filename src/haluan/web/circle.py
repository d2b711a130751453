"""An actor in the middle of those with whom it has most ties. The same answer gives the same drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from haluan.answers import ActorName, EgoAnswer, Link

_SIGN_AT = 0.66  # where on the way outward the sign of a tie stands; every second one farther in
_STAGGER = 0.13
_MOST_CHORDS = 40
_LONGEST, _ROOM = 7, 72  # characters of a code that stand beside the narrow circle, and the room for longer ones
_THICK = (1.5, 5.0)  # of lines, by how clear the balance is
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: its size, the half axes of the circle, and whether there is room for names."""

    width: int
    height: int
    reach: Point
    named: bool

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.width / 2, self.height / 2


WIDE = Sheet(1120, 720, (300.0, 285.0), named=True)  # room for the longest names on either side
NARROW = Sheet(440, 580, (128.0, 240.0), named=False)  # that of a phone held upright, with codes instead


@dataclass(frozen=True, slots=True)
class Spoke:
    """A tie of the actor in the middle, with the place of its other end and of the label there.

    ``squeezed`` is the width into which a label goes that is too long; None for the others.
    """

    link: Link
    end: Point
    sign: Point
    label: Point
    anchor: str
    width: float
    called: str
    squeezed: int | None


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
    sheet: Sheet


def circle(answer: EgoAnswer, sheet: Sheet = WIDE) -> Circle:
    """Place the others clockwise from the friendliest at the top to the most hostile."""
    total = len(answer.links)
    spokes = tuple(_spoke(link, place, total, sheet) for place, link in enumerate(answer.links))
    ends = {spoke.link.b.actor: spoke.end for spoke in spokes}
    clearest = sorted(answer.among, key=lambda link: (-abs(link.score.value), link.a.actor, link.b.actor))
    chords = tuple(
        Chord(link, _bend(ends[link.a.actor], ends[link.b.actor], sheet.centre)) for link in clearest[:_MOST_CHORDS]
    )
    return Circle(answer.actor, spokes, chords, max(0, len(clearest) - _MOST_CHORDS), sheet)


def _spoke(link: Link, place: int, total: int, sheet: Sheet) -> Spoke:
    angle = 2 * math.pi * (place + 0.5) / total - math.pi / 2
    along = _SIGN_AT - (_STAGGER if place % 2 else 0.0)
    side = math.cos(angle)
    label = _at(sheet, angle, 1.0, 17.0)
    anchor = "start" if side > 0.12 else "end" if side < -0.12 else "middle"
    drop = 5.0 if anchor != "middle" else (14.0 if math.sin(angle) > 0 else -4.0)
    thin, thick = _THICK
    width = round(thin + (thick - thin) * abs(link.score.value), 1)
    called = link.b.name if sheet.named else link.b.actor
    place_of_label = label[0], round(label[1] + drop, 1)
    squeezed = None if sheet.named or len(called) <= _LONGEST else _ROOM
    return Spoke(link, _at(sheet, angle), _at(sheet, angle, along), place_of_label, anchor, width, called, squeezed)


def _at(sheet: Sheet, angle: float, share: float = 1.0, beyond: float = 0.0) -> Point:
    x = sheet.centre[0] + (sheet.reach[0] * share + beyond) * math.cos(angle)
    y = sheet.centre[1] + (sheet.reach[1] * share + beyond) * math.sin(angle)
    return round(x, 1), round(y, 1)


def _bend(start: Point, end: Point, centre: Point) -> str:
    """A curve that leaves room in the middle: bent toward it, but not through it."""
    x, y = ((start[i] + end[i]) / 2 for i in (0, 1))
    pull = (round(x + (centre[0] - x) * 0.35, 1), round(y + (centre[1] - y) * 0.35, 1))
    return f"M{start[0]} {start[1]}Q{pull[0]} {pull[1]} {end[0]} {end[1]}"
