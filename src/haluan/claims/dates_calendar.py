"""Stretches of time at the precision that a text gives them, and the arithmetic of the calendar, as EDTF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FUTURE_COSTS = 3  # how much farther a day ahead counts than a day back: news looks back


@dataclass(frozen=True, slots=True)
class Time:
    """From ``first`` to ``last``, both included; ``lo`` is EDTF of it or, with ``hi``, of its beginning and end."""

    first: date
    last: date
    lo: str
    hi: str | None = None

    @property
    def edtf(self) -> str:
        """The value as EDTF, an interval where the text gives two ends."""
        return self.lo if self.hi is None else f"{self.lo}/{self.hi}"

    @property
    def since(self) -> str:
        """The open interval that begins with it."""
        return f"{self.lo}/.."

    @property
    def until(self) -> str:
        """The open interval that ends with it."""
        return f"../{self.hi or self.lo}"

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def day(of: date) -> Time:
    """One day."""
    return Time(of, of, of.isoformat())


def days(first: date, last: date) -> Time:
    """From one day to another."""
    return Time(first, last, first.isoformat(), last.isoformat())


def month(year: int, number: int) -> Time:
    """One month; numbers outside 1-12 count on into the years around. `ValueError` outside the calendar."""
    year, zero = year + (number - 1) // 12, (number - 1) % 12
    first = date(year, zero + 1, 1)
    return Time(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), f"{year:04d}-{zero + 1:02d}")


def months(year: int, first: int, last: int) -> Time:
    """From one month of a year to another."""
    one, two = month(year, first), month(year, last)
    return Time(one.first, two.last, one.lo, two.lo)


def year(number: int) -> Time:
    """One year."""
    return Time(date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def decade(number: int) -> Time:
    """The ten years that ``number`` lies in: 1994 gives 199X."""
    first = number - number % 10
    return Time(date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03d}X")


def century(number: int) -> Time:
    """The hundred years that are called the ``number``-th century: 20 gives 19XX."""
    first = (number - 1) * 100
    return Time(date(max(first, 1), 1, 1), date(first + 99, 12, 31), f"{number - 1:02d}XX")


def season(of_year: int, code: int) -> Time:
    """EDTF season ``code`` (21 spring to 24 winter) of a year, with northern months for its ends."""
    span = months(of_year, (code - 21) * 3 + 3, (code - 21) * 3 + 5)
    return Time(span.first, span.last, f"{of_year:04d}-{code}")


def week(anchor: date, shift: int) -> Time:
    """The week from Monday to Sunday that lies ``shift`` weeks from the anchor's."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    return days(monday, monday + timedelta(days=6))


def unit(name: str, anchor: date, shift: int) -> Time:
    """The day, week, month, year, decade or century that lies ``shift`` of them from the anchor's."""
    if name == "day":
        return day(anchor + timedelta(days=shift))
    if name == "week":
        return week(anchor, shift)
    if name == "month":
        return month(anchor.year, anchor.month + shift)
    if name == "year":
        return year(anchor.year + shift)
    if name == "decade":
        return decade(anchor.year + 10 * shift)
    return century(anchor.year // 100 + 1 + shift)


def moved(name: str, anchor: date, shift: int) -> Time:
    """The time so many units from the anchor: decades are told in years."""
    factor = {"decade": 10, "century": 100}.get(name)
    return unit(name, anchor, shift) if factor is None else year(anchor.year + factor * shift)


def join(one: Time, two: Time) -> Time | None:
    """From the beginning of one time to the end of another, or None where that runs backwards."""
    if two.last < one.first or two.first < one.first:
        return None
    end = two.hi or two.lo
    return one if end == one.lo else Time(one.first, two.last, one.lo, end)


def nearest_year(number: int, of_day: int, anchor: date, lean: int) -> int:
    """Year that a day or month without one belongs to.

    The nearest, leaning to the past; ``lean`` -1 and 1 say that it lies back or ahead.
    """
    best, least = anchor.year, 0
    for candidate in (anchor.year - 1, anchor.year, anchor.year + 1):
        gap = (date(candidate, number, min(of_day, 28)) - anchor).days
        cost = gap * FUTURE_COSTS if gap > 0 else -gap
        if (lean < 0 and gap > 0) or (lean > 0 and gap < 0):
            cost += 10_000
        if candidate == anchor.year - 1 or cost < least:
            best, least = candidate, cost
    return best


def weekday(wanted: int, anchor: date, lean: int) -> Time:
    """The day of the week (Monday 0) nearest to the anchor: back, today included, unless it lies ahead."""
    if lean > 0:
        return day(anchor + timedelta(days=(wanted - anchor.weekday()) % 7))
    return day(anchor - timedelta(days=(anchor.weekday() - wanted) % 7))
