"""The slider of time: months where there are few of them, else years, from the first day reported to the last."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_MONTHS = 72
_LEAST_YEAR, _LAST_YEAR = 1900, 2200  # a step is a year or a month counted from the year 0
_LINKS = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps by number: years (2023) or months counted from the year 0. The one after ``last`` stands for no limit."""

    first: int
    last: int
    monthly: bool
    at: int

    @classmethod
    def of(cls, first: str | None, last: str | None, as_of: str) -> Scale | None:
        """Make the slider for ISO days; None where there is nothing to slide over."""
        if first is None or last is None:
            return None
        monthly = _month(last) - _month(first) < _MOST_MONTHS
        count = _month if monthly else _year
        low, high = count(first), count(last)
        at = min(max(count(as_of), low), high) if as_of else high + 1
        return cls(low, high, monthly, at) if low < high else None

    @property
    def end(self) -> int:
        """The step that stands for no limit."""
        return self.last + 1

    def name(self, step: int) -> str:
        """The month or year of a step; "" for no limit."""
        return "" if step > self.last else name(step)

    @property
    def steps(self) -> list[int]:
        """Some steps to choose by a link, evenly spread, the first and no limit among them."""
        size = max(1, -(-(self.last - self.first) // _LINKS))
        return [*range(self.first, self.last, size), self.end]


def name(step: int) -> str:
    """Write a step as a year or month; a number that is none as it is, for the window to refuse."""
    year, month = divmod(step, 12)
    if _LEAST_YEAR <= step <= _LAST_YEAR:
        return f"{step:04}"
    return f"{year:04}-{month + 1:02}"


def _month(day: str) -> int:
    """Count a day, month or year in months; a year as its last."""
    return _year(day) * 12 + (int(day[5:7]) - 1 if len(day) > 4 else 11)


def _year(day: str) -> int:
    return int(day[:4])
