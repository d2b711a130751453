"""When a claim holds, in days that can be compared."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from haluan.ontology.facts import DateError, Period

_YEAR = re.compile(r"(\d{4})(?!\d)")
_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From the first to the last day, both included, as ordinals of the calendar."""

    first: int
    last: int

    def apart(self, other: Days) -> int:
        """Days that lie between the two; 0 where they touch or overlap."""
        return max(0, self.first - other.last, other.first - self.last)

    def overlaps(self, other: Days) -> bool:
        """Tell whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


ANY = Days(_FIRST, _LAST)


@lru_cache(maxsize=65536)
def of_act(when: str) -> Days | None:
    """Days on which an act dated ``when`` (EDTF) can have happened: "since June 2022" is June 2022.

    A season or a masked part counts as the whole year; None where not even the year is known.
    """
    try:
        period = Period.parse(when)
    except DateError:
        year = _YEAR.match(when)
        if year is None or year[1] == "0000":
            return None
        period = Period.parse(year[1])
    return Days(_ordinal(period.first), _ordinal(period.last))


@lru_cache(maxsize=65536)
def of_report(when: str | None, published: str | None) -> Days:
    """Days of which a report speaks: those of its event, else the day of its article; any day where nobody knows."""
    days = of_act(when) if when else None
    if days is not None:
        return Days(days.first, _LAST) if when and when.endswith(("/..", "/")) else days
    if published is None:
        return ANY
    day = _ordinal(published)
    return Days(day, day)


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()
