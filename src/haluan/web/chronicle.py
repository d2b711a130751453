"""The line of time of an actor or a tie: how much of each year or month, and the claims one by one, in stretches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from haluan.answers import ChronicleAnswer, Database, Month
from haluan.answers.checking import Check
from haluan.web.forms import Refused
from haluan.web.stretches import SIZE, Stretch, place
from haluan.web.visit import Visit

PART = "time"
_WIDTH, _HEIGHT, _LEFT, _FOOT = 720, 170, 8.0, 22.0
_WIDEST = 40.0  # of a column
_MOST_NAMES = 12  # of columns that have room for their names
_MOST_MONTHS = 36  # a longer time is told by years
_FEW = 0.03  # of the claims may tell of times before those that are drawn, and as many of times after


@dataclass(frozen=True, slots=True)
class Column:
    """One year or month: its friendly claims stand on the line, the hostile hang below it; heights in units of the
    drawing. Only some are ``named``, where there are many."""

    name: str
    friendly: int
    hostile: int
    neither: int
    x: float = 0.0
    width: float = 0.0
    up: float = 0.0
    down: float = 0.0
    named: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns; ``base`` is the height of the line between friendly and hostile, ``beyond`` how many claims tell of
    times so far off that they are not drawn."""

    columns: tuple[Column, ...]
    base: float = 0.0
    beyond: int = 0
    width: int = _WIDTH
    height: int = _HEIGHT


@dataclass(frozen=True, slots=True)
class LineOfTime:
    """What a page shows of a chronicle: the strip, claims by place in the list, and what the facts say of them."""

    answer: ChronicleAnswer
    strip: Strip
    cut: Stretch
    checks: Mapping[str, Check]


def line_of_time(visit: Visit, database: Database, page: tuple[str, ...], first: int) -> LineOfTime:
    """The claims that the address asks for; the ``first`` of them where it asks for the whole page.

    ``page`` leads to the page on which they stand: its kind, the actor and, of a tie, the other. Raises `Refused`
    where the list has no such place.
    """
    alone = visit.asked.get("part") == PART
    start, relation = place(visit.asked) if alone else 0, visit.asked.get("relation", "").strip() if alone else ""
    answer = database.chronicle(
        page[1], page[2] if len(page) > 2 else None, relation or None, start, SIZE if alone else first,
        visit.filters.window(),
    )  # fmt: skip
    if start and start >= answer.total:
        raise Refused("refused.no_page", 404)
    cut = Stretch(PART, answer.told, start, answer.total, page, {"relation": relation})
    found = {one.citation.cited.id: database.verdict(one.citation) for one in answer.told}
    return LineOfTime(
        answer,
        strip(answer.months, answer.basis.coverage.last),
        cut,
        {name: one for name, one in found.items() if one is not None},
    )


def strip(months: Sequence[Month], newest: str | None = None) -> Strip:
    """Draw the time of which nearly all claims tell, the highest column as high as there is room.

    ``newest`` is the day of the newest article: what is told of times up to then is not left out at the end.
    """
    near = _near(months, (newest or "")[:7])
    if not near:
        return Strip(())
    periods = _periods(near)
    above, below = max(one.friendly for one in periods), max(one.hostile for one in periods)
    room = (_HEIGHT - _FOOT - 4.0) / max(above + below, 1)
    step = (_WIDTH - 2 * _LEFT) / len(periods)
    every = -(-len(periods) // _MOST_NAMES)
    columns = tuple(
        replace(
            one,
            x=round(_LEFT + step * at, 1),
            width=round(min(step, _WIDEST), 1),
            up=round(room * one.friendly, 1),
            down=round(room * one.hostile, 1),
            named=at % every == 0,
        )
        for at, one in enumerate(periods)
    )
    return Strip(columns, round(2.0 + room * above, 1), sum(map(_count, months)) - sum(map(_count, near)))


def _near(months: Sequence[Month], newest: str) -> Sequence[Month]:
    """The months without the few claims at either end of time, where a year is often misread."""
    few = _FEW * sum(map(_count, months))
    first, last = 0, len(months)
    left = right = 0
    while first < last and left + _count(months[first]) <= few:
        left += _count(months[first])
        first += 1
    while first < last and months[last - 1].month > newest and right + _count(months[last - 1]) <= few:
        right += _count(months[last - 1])
        last -= 1
    return months[first:last]


def _periods(months: Sequence[Month]) -> list[Column]:
    """All months from the first to the last, or all years where they are many; also those of which nothing is told."""
    first, last = (int(one.month[:4]) * 12 + int(one.month[5:]) - 1 for one in (months[0], months[-1]))
    names = [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]
    if len(names) > _MOST_MONTHS:
        names = list(dict.fromkeys(name[:4] for name in names))
    found = {name: [0, 0, 0] for name in names}
    for one in months:
        counts = found[one.month[: len(names[0])]]
        for at, n in enumerate((one.friendly, one.hostile, one.neither)):
            counts[at] += n
    return [Column(name, friendly, hostile, neither) for name, (friendly, hostile, neither) in found.items()]


def _count(month: Month) -> int:
    return month.friendly + month.hostile + month.neither
