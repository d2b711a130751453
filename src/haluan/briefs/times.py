"""Dates in sentences: EDTF as claims carry it, and ISO days, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from haluan.briefs.wording import Wording

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?[~?%]?")
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class When:
    """A time as a phrase; ``open`` where it is since or until something."""

    phrase: str
    open: bool = False


def spoken(words: Wording, date: str) -> str:
    """One date in words: 19 June 2024, June 2024, 2024; as it stands where it is none of these."""
    found = _DATE.fullmatch(date)
    if found is None:
        return date
    year, month, day = found.groups()
    if month is None:
        return year
    name = words.get("months")[int(month) - 1]
    if day is None:
        return str(words.get("month").format(month=name, year=year))
    return str(words.get("date").format(day=int(day), month=name, year=year))


def when(words: Wording, edtf: str) -> When | None:
    """One EDTF value as a phrase; None for forms that have none."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return When(_at(words, first)) if _DATE.fullmatch(first) else None
    if last == _OPEN and _DATE.fullmatch(first):
        return When(words.get("when.since").format(day=spoken(words, first)), open=True)
    if first == _OPEN and _DATE.fullmatch(last):
        return When(words.get("when.until").format(day=spoken(words, last)))
    if _DATE.fullmatch(first) and _DATE.fullmatch(last):
        same_month = len(first) == len(last) == len("2024-06-19") and first[:7] == last[:7]
        start = str(int(first[8:])) if same_month else spoken(words, first)
        return When(words.get("when.days").format(first=start, last=spoken(words, last)))
    return None


def span(words: Wording, whens: Iterable[str]) -> When | None:
    """All the times of one tie as one phrase: the one there is, since the first, or between the first and the last."""
    values = sorted(set(whens))
    if len(values) == 1:
        return when(words, values[0])
    lasting = [value for value in values if value.endswith(f"/{_OPEN}")]
    if lasting:
        return when(words, lasting[0])
    starts = [value.partition("/")[0] for value in values if not value.startswith(_OPEN)]
    dates = [date for date in starts if _DATE.fullmatch(date)]
    if not dates:
        return None
    first, last = dates[0], dates[-1]
    if last.startswith(first) or first.startswith(last):  # a month and a day in it are one time
        return when(words, min(first, last, key=len))
    return When(words.get("when.between").format(first=spoken(words, first), last=spoken(words, last)))


def beginning(edtf: str) -> str | None:
    """The date at which an EDTF value begins; None where it has no beginning."""
    first = edtf.partition("/")[0]
    return first if _DATE.fullmatch(first) else None


def _at(words: Wording, date: str) -> str:
    key = "when.day" if date.count("-") == 2 else "when.month"
    return str(words.get(key).format(day=spoken(words, date)))
