"""Date expressions of Indonesian, Malay and English news, resolved against the day of publication to EDTF.

Libraries miss most of what news writes ("sejak Juni 2022", "pekan lalu", "17-19 Juni 2024", "(5/9)" day first), so
the grammar is ours. Tokens in, spans with EDTF out; nothing here decides which event a date belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from haluan.claims.lexicon import WordSet, data, word_set

_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?$")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_YEAR = re.compile(r"(19[4-9]\d|20[0-4]\d)$")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression at tokens ``[first, last)`` and its EDTF value."""

    first: int
    last: int
    edtf: str


Match = tuple[int, str]  # tokens used, EDTF
Rule = Callable[[tuple[str, ...], int, date | None], Match | None]


@cache
def _table(key: str) -> dict[str, int]:
    return {word: int(value) for value, words in data("dates.yaml")[key].items() for word in words}


@cache
def _set(key: str) -> WordSet:
    return word_set(data("dates.yaml")[key])


@cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in data("dates.yaml")["units"].items() for word in words}


def _number(token: str) -> int | None:
    if token.isdigit():
        return int(token)
    return _table("numbers").get(token)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest_year(month: int, day: int, anchor: date) -> int:
    """Year that puts a day without a year nearest to the anchor, leaning to the past (news looks back)."""
    best = anchor.year
    gap = None
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            distance = (date(year, month, min(day, 28)) - anchor).days
        except ValueError:
            continue
        cost = distance * 2 if distance > 0 else -distance
        if gap is None or cost < gap:
            best, gap = year, cost
    return best


def _at(tokens: tuple[str, ...], i: int) -> str:
    return tokens[i] if 0 <= i < len(tokens) else ""


def _year_at(tokens: tuple[str, ...], i: int) -> int | None:
    """A four-digit year at ``i``, with or without a comma or "tahun" before it; tokens used are told by the caller."""
    return int(tokens[i]) if i < len(tokens) and _YEAR.match(tokens[i]) else None


def _slashed(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """(18/6/2025), (5/9): day first, always."""
    iso = _ISO.match(tokens[i])
    if iso:
        found = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return (1, found) if found else None
    match = _SLASHED.match(tokens[i])
    if not match or ("." in tokens[i] and not match[3]) or (not match[3] and _at(tokens, i - 1) not in {"(", ","}):
        return None
    day, month = int(match[1]), int(match[2])
    if not 1 <= month <= 12:
        return None
    if match[3]:
        year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
    elif anchor:
        year = _nearest_year(month, day, anchor)
    else:
        return None
    found = _day(year, month, day)
    return (1, found) if found else None


def _day_month(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """18 Juni 2025, 17-19 Juni 2024, 18 June."""
    match = _ORDINAL.match(tokens[i])
    if not match:
        return None
    first, j, until = int(match[1]), i + 1, None
    if _at(tokens, j) in {"-", "–", "dan", "hingga", "sampai", "and", "to"} and _ORDINAL.match(_at(tokens, j + 1)):
        until = int(_ORDINAL.match(tokens[j + 1])[1])  # type: ignore[index]
        j += 2
    if _at(tokens, j) == "of":
        j += 1
    month = _table("months").get(_at(tokens, j).rstrip("."))
    if month is None or not 1 <= first <= 31:
        return None
    return _closed(tokens, i, j + 1, month, first, until, anchor)


def _month_day(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """October 7, Oct. 7, 2023."""
    month = _table("months").get(tokens[i].rstrip("."))
    j = i + 2 if _at(tokens, i + 1) == "." else i + 1
    match = _ORDINAL.match(_at(tokens, j))
    if month is None or not match or not 1 <= int(match[1]) <= 31:
        return None
    until = None
    first, j = int(match[1]), j + 1
    if _at(tokens, j) in {"-", "–"} and _ORDINAL.match(_at(tokens, j + 1)):
        until = int(_ORDINAL.match(tokens[j + 1])[1])  # type: ignore[index]
        j += 2
    if _at(tokens, j) == "," and _year_at(tokens, j + 1):
        j += 1
    return _closed(tokens, i, j, month, first, until, anchor)


def _closed(
    tokens: tuple[str, ...], i: int, j: int, month: int, first: int, until: int | None, anchor: date | None
) -> Match | None:
    """Add the year that follows, or the nearest one, to a day of a month."""
    j = j + 1 if _at(tokens, j) == "tahun" else j
    year = _year_at(tokens, j)
    if year is not None:
        j += 1
    elif anchor is not None:
        year = _nearest_year(month, first, anchor)
    else:
        return None
    one = _day(year, month, first)
    two = _day(year, month, until) if until is not None else None
    if one is None or (until is not None and two is None):
        return None
    return j - i, f"{one}/{two}" if two else one


def _month(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """Juni 2022, June 2022, "bulan Februari", "Februari lalu"."""
    month = _table("months").get(tokens[i])
    if month is None:
        return None
    j = i + 1
    if _at(tokens, j) == "tahun":
        j += 1
    year = _year_at(tokens, j)
    if year is not None:
        return j + 1 - i, f"{year:04d}-{month:02d}"
    before = _at(tokens, i - 1)
    if anchor is None or not (
        before in _MONTH_LEADS or _set("past").at(tokens, j) if j < len(tokens) else before in _MONTH_LEADS
    ):
        return None
    if before in {"next", "last"} or _at(tokens, j) in {"mendatang", "depan"}:
        ahead = before == "next" or _at(tokens, j) in {"mendatang", "depan"}
        year = (
            anchor.year
            + (1 if ahead and month <= anchor.month else 0)
            - (1 if not ahead and month >= anchor.month else 0)
        )
    else:
        year = _nearest_year(month, 15, anchor)
    return j - i, f"{year:04d}-{month:02d}"


_MONTH_LEADS = frozenset(
    {
        "pada",
        "bulan",
        "sejak",
        "in",
        "since",
        "awal",
        "akhir",
        "pertengahan",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "hingga",
        "sampai",
        "until",
        "dari",
        "mulai",
    }
)


def _year(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    year = _year_at(tokens, i)
    if year is None or _at(tokens, i - 1) not in _set("before_year"):
        return None
    if _at(tokens, i + 1) in {"-", "–"} and _year_at(tokens, i + 2):
        return 3, f"{year}/{_year_at(tokens, i + 2)}"
    return 1, f"{year:04d}"


def _deictic(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """kemarin, hari ini, besok, yesterday."""
    if anchor is None:
        return None
    for n in (3, 2, 1):
        offset = _table("days").get(" ".join(tokens[i : i + n])) if i + n <= len(tokens) else None
        if offset is not None:
            return n, (anchor + timedelta(days=offset)).isoformat()
    return None


def _span(unit: str, anchor: date, shift: int) -> str:
    """Day, ISO week, month or year that lies ``shift`` units from the anchor."""
    if unit == "day":
        return (anchor + timedelta(days=shift)).isoformat()
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + shift
        return f"{month // 12:04d}-{month % 12 + 1:02d}"
    return f"{anchor.year + shift:04d}"


def _relative(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """pekan lalu, bulan depan, dua tahun lalu, last week, three months ago, this year."""
    if anchor is None:
        return None
    lead = {"last": -1, "next": 1, "this": 0}.get(tokens[i])
    if lead is not None and _at(tokens, i + 1) in _units():
        return 2, _span(_units()[tokens[i + 1]], anchor, lead)
    count, j = _number(tokens[i]), i
    if count is not None:
        j += 1
    unit = _units().get(_at(tokens, j))
    if unit is None:
        return None
    tail = _at(tokens, j + 1)
    if tail in {"lalu", "silam", "ago", "lepas"} or (tail == "kemarin" and count is None):
        return j + 2 - i, _span(unit, anchor, -(count or 1))
    if tail == "yang" and _at(tokens, j + 2) == "lalu":
        return j + 3 - i, _span(unit, anchor, -(count or 1))
    if count is None and tail in {"depan", "mendatang", "hadapan"}:
        return j + 2 - i, _span(unit, anchor, 1)
    if count is None and tail == "ini" and unit != "day":
        return j + 2 - i, _span(unit, anchor, 0)
    return None


def _weekday(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    """Senin, Rabu lalu, on Friday, next Monday: the nearest such day, back unless the text looks ahead."""
    wanted = _table("weekdays").get(tokens[i])
    if wanted is None or anchor is None or len(tokens[i]) < 4:
        return None
    if tokens[i] == "minggu" and _at(tokens, i - 1) not in {"pada", "hari", ",", "sejak", "("}:
        return None  # "minggu" is also the week
    after, before = _at(tokens, i + 1), _at(tokens, i - 1)
    ahead = after in {"depan", "mendatang"} or before == "next"
    back = (anchor.weekday() - wanted) % 7
    if ahead:
        day = anchor + timedelta(days=(wanted - anchor.weekday()) % 7 or 7)
    else:
        day = anchor - timedelta(days=back or (7 if after in {"lalu", "silam"} else 0))
    used = 2 if after in {"lalu", "silam", "depan", "mendatang", "kemarin"} else 1
    return used, day.isoformat()


_RULES: tuple[Rule, ...] = (_slashed, _day_month, _month_day, _month, _deictic, _relative, _year, _weekday)


def _dated(tokens: tuple[str, ...], i: int, anchor: date | None) -> Match | None:
    for rule in _RULES:
        found = rule(tokens, i, anchor)
        if found is not None:
            return found
    return None


def find(tokens: tuple[str, ...], published: str | None) -> Iterator[Dated]:
    """Give the date expressions of a sentence (casefolded tokens) from left to right.

    ``published`` is the ISO day of publication; without it only absolute dates are found.
    """
    anchor = date.fromisoformat(published) if published else None
    i = 0
    while i < len(tokens):
        found = _dated(tokens, i, anchor)
        if found is None:
            i += 1
            continue
        used, edtf = found
        first = i
        if _SLASHED.match(tokens[i]) and _table("weekdays").get(_at(tokens, i - 2)) is not None:
            first = i - 2
        open_ended = _set("since").at(tokens, i - 1) if i else 0
        if open_ended or (
            i > 1 and tokens[i - 1] in {"pada", "bulan", "tahun", "hari"} and _set("since").at(tokens, i - 2)
        ):
            edtf = f"{edtf.split('/')[0]}/.."
        yield Dated(first, i + used, edtf)
        i += used
