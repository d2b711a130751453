"""EDTF dates of the reference facts as periods of days."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from haluan.model import HaluanError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")
_BEGINNING = "0001-01-01"
_OPEN = frozenset({"", ".."})


class DateError(HaluanError):
    """Not a date that the facts can use."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last of its days, both ISO and both included."""

    first: str
    last: str

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(text: str) -> Period:
        """Read an EDTF year, month, day or interval; raises `DateError`.

        ``../1990`` begins at the beginning of time. ``2022-06/..`` ("since June 2022") is June 2022 itself: nobody
        knows from it when the speaker's "since" ends.
        """
        if "/" not in text:
            return _single(text)
        start, _, end = text.partition("/")
        if end in _OPEN:
            return _single(start)
        last = _single(end)
        period = Period(_BEGINNING if start in _OPEN else _single(start).first, last.last)
        if period.first > period.last:
            raise DateError(f"{text!r} ends before it begins")
        return period


def today() -> str:
    """Return the day that questions without a date are about, ISO."""
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def _single(text: str) -> Period:
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise DateError(f"{text!r} is not a date like 2023, 2023-02 or 2023-02-01")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return Period(datetime.date(year, 1, 1).isoformat(), datetime.date(year, 12, 31).isoformat())
        last = day or calendar.monthrange(year, month)[1]
        return Period(datetime.date(year, month, day or 1).isoformat(), datetime.date(year, month, last).isoformat())
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(f"{text!r} is not a day of the calendar") from error
