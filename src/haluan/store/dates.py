"""What the store needs to know of dates: on which day a time begins, and how days are counted."""

from __future__ import annotations

import calendar
import datetime
import re

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


def ordinal(day: str) -> int:
    """Count an ISO day from 0001-01-01 as day 1; day 31 stands for the last of any month."""
    year, month, number = (int(part) for part in day.split("-"))
    return datetime.date(year, month, min(number, calendar.monthrange(year, month)[1])).toordinal()
