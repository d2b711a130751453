"""Days of times: on which day one begins or is over, which day a claim counts as, and how days are counted."""

from __future__ import annotations

import calendar
import datetime
import re

_OPEN = "../"  # how EDTF begins a time of which only the end is known
_BEGINNING = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\dX])")


def first_day(edtf: str | None) -> str | None:
    """Return the first ISO day of ``edtf``: ``2022-06/..`` gives ``2022-06-01``; None where the start is open.

    A season, a masked or an impossible part counts as the beginning of the larger unit.
    """
    found = _BEGINNING.match(edtf or "")
    if found is None:
        return None
    year, month, day = found[1], found[2] or "01", found[3] or "01"
    if not 1 <= int(month) <= 12:
        return f"{year}-01-01"
    return f"{year}-{month}-{day if 1 <= int(day) <= 31 else '01'}"


def last_day(edtf: str | None) -> str | None:
    """Return the last ISO day of a time of which only the end is known: ``../1979`` gives ``1979-12-31``; else None.

    Of a time with a beginning the end says nothing: "last week" is a week in which something happened.
    """
    found = _BEGINNING.fullmatch((edtf or "").removeprefix(_OPEN)) if (edtf or "").startswith(_OPEN) else None
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not (year and 1 <= month <= 12):
        return None
    longest = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{min(max(int(found[3] or longest), 1), longest):02}"


def day_of(edtf: str | None, published: str | None) -> str | None:
    """Return the day that a claim counts as: when it began or, where only its end is known and past, when it ended.

    Else the day on which its article was published.
    """
    ended = last_day(edtf)
    if ended is not None and (published is None or ended <= published):
        return ended
    return first_day(edtf) or published


def ordinal(day: str) -> int:
    """Count an ISO day from 0001-01-01 as day 1; day 31 stands for the last of any month."""
    year, month, number = (int(part) for part in day.split("-"))
    return datetime.date(year, month, min(number, calendar.monthrange(year, month)[1])).toordinal()
