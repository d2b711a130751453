"""The corpus over time: how much each outlet wrote and how much is told of each state, and where nothing is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from haluan.answers.monthly import by_actor
from haluan.answers.types import Basis, Record
from haluan.answers.view import View
from haluan.answers.window import WindowError
from haluan.model import Scope
from haluan.ontology import ActorKind

_MOST = 25  # rows of a table
_MOST_MONTHS = 18  # columns; a longer time is told by years


@dataclass(frozen=True, slots=True)
class CalendarRow(Record):
    """An outlet (``key`` None where nobody knows which) or a state with its counts in the order of the columns."""

    key: str | None
    name: str | None
    counts: tuple[int, ...]
    undated: int
    total: int

    @property
    def empty(self) -> int:
        """How many columns hold nothing."""
        return self.counts.count(0)


@dataclass(frozen=True, slots=True)
class CalendarAnswer(Record):
    """Articles by outlet and claims by state over ``columns``: years, or months where the time is short.

    ``silent`` are the months from the first to the last article in which there is none at all; ``more_outlets`` and
    ``more_states`` are left out of the rows.
    """

    year: str | None
    years: tuple[str, ...]
    columns: tuple[str, ...]
    articles: CalendarRow
    outlets: tuple[CalendarRow, ...]
    states: tuple[CalendarRow, ...]
    silent: tuple[str, ...]
    more_outlets: int
    more_states: int
    basis: Basis


Counts = dict[str | None, int]
"""By month; None for what has no date."""

Rows = Iterable[tuple[str | None, str | None, int]]
"""Of an outlet or a state, by month."""


def calendar(view: View, year: str | None = None) -> CalendarAnswer:
    """What the store holds over time; raises `WindowError` where ``year`` is none."""
    if year is not None and not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise WindowError(f"{year[:20]!r} is not a year")
    basis, (articles, claims) = view.basis(), view.once("months", lambda: _counted(view))
    first, last = basis.coverage.first, basis.coverage.last
    months = tuple(_between(first[:7], last[:7])) if first and last else ()
    columns = _columns(months, year)
    kinds = {code: actor.kind for code, actor in view.naming.ontology.actors.items()}
    outlets = _grouped(articles)
    states = _grouped(row for row in claims if kinds.get(row[0] or "") is ActorKind.STATE)
    whole: Counts = defaultdict(int)
    for counts in outlets.values():
        for month, n in counts.items():
            whole[month] += n
    lines = [_row(name, name, counts, columns) for name, counts in outlets.items()]
    told = [_row(code, view.naming.name(code or ""), counts, columns) for code, counts in states.items()]
    return CalendarAnswer(
        year=year,
        years=tuple(dict.fromkeys(month[:4] for month in months)),
        columns=columns,
        articles=_row(None, None, whole, columns),
        outlets=tuple(sorted(lines, key=_order)[:_MOST]),
        states=tuple(sorted(told, key=_order)[:_MOST]),
        silent=tuple(month for month in months if not whole.get(month)),
        more_outlets=max(0, len(lines) - _MOST),
        more_states=max(0, len(told) - _MOST),
        basis=basis,
    )


def _counted(view: View) -> tuple[Rows, Rows]:
    """Articles by outlet and claims by actor, each by month."""
    return view.store.months(), by_actor(view.chunks(Scope()))


def _columns(months: tuple[str, ...], year: str | None) -> tuple[str, ...]:
    if year is not None:
        return tuple(f"{year}-{month:02}" for month in range(1, 13))
    return months if len(months) <= _MOST_MONTHS else tuple(dict.fromkeys(month[:4] for month in months))


def _between(first: str, last: str) -> Iterable[str]:
    year, month = int(first[:4]), int(first[5:])
    while (found := f"{year:04}-{month:02}") <= last:
        yield found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _grouped(rows: Rows) -> dict[str | None, Counts]:
    found: dict[str | None, Counts] = defaultdict(dict)
    for key, month, n in rows:
        found[key][month] = n
    return found


def _row(key: str | None, name: str | None, counts: Counts, columns: tuple[str, ...]) -> CalendarRow:
    by_column: dict[str, int] = defaultdict(int)
    length = len(columns[0]) if columns else 0  # of a year, or of a month
    for month, n in counts.items():
        if month is not None:
            by_column[month[:length]] += n
    cells = tuple(by_column.get(column, 0) for column in columns)
    return CalendarRow(key, name, cells, counts.get(None, 0), sum(counts.values()))


def _order(row: CalendarRow) -> tuple[int, str]:
    return -row.total, row.name or ""
