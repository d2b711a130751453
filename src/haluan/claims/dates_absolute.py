"""Dates that name a day, month, year, decade or century themselves: "17-19 Juni 2024", "(5/9)", "the 1990s"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from haluan.claims import dates_calendar as calendar
from haluan.claims.dates_calendar import Time
from haluan.claims.dates_words import Tokens, at, phrases, table, value, width

_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?$", re.ASCII)
_YEAR = re.compile(r"(19[0-9]\d|20[0-4]\d)$", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|hb)?$", re.ASCII)
_DECADE = re.compile(r"(1[6-9]\d0|20[0-4]0|[2-9]0)(?:'?s|an)$", re.ASCII)
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$", re.ASCII)
_DASHES = frozenset({"-", "–", "—"})
_THIS_CENTURY = 20  # "20-an" could be either century; "30-an" and later decades belong to the last one


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at tokens up to ``last``: a time, or a month (and day) whose year is still to be found.

    ``weak``: it counts only behind a word that leads a date, or as a member of a range.
    """

    last: int
    time: Time | None = None
    month: int = 0
    day: int = 0
    weak: bool = False


Rule = Callable[[Tokens, int, date | None], Found | None]


def ordinal(token: str) -> int | None:
    """Day of the month in digits: "7", "7th", "17hb"."""
    match = _ORDINAL.match(token)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def year_at(tokens: Tokens, i: int) -> int | None:
    """Year in four digits at ``i``."""
    token = at(tokens, i)
    return int(token) if _YEAR.match(token) else None


def possible(year: int, month: int, day: int) -> Time | None:
    """The day, or None where the calendar has none."""
    try:
        return calendar.day(date(year, month, day))
    except ValueError:
        return None


def slashed(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """(18/6/2025), Senin (5/9), (5-6/9): day first, always."""
    start = i
    if at(tokens, i + 1) in _DASHES and ordinal(tokens[i]) and "/" in at(tokens, i + 2):
        i += 2
    match = _SLASHED.match(tokens[i])
    if not match:
        return None
    if not match[3] and ("." in tokens[i] or not _dated_place(tokens, start, i + 1)):
        return None
    day, month = int(match[1]), int(match[2])
    if not 1 <= month <= 12:
        return None
    if match[3]:
        if len(match[3]) == 4 and not _YEAR.match(match[3]):
            return None  # a slip of the pen, as 2205 for 2025: no year that news speaks of
        year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
    elif anchor:
        year = calendar.nearest_year(month, day, anchor, 0)
    else:
        return None
    time = possible(year, month, day)
    if time is not None and start < i:
        one = possible(year, month, int(re.sub(r"\D", "", tokens[start])))
        time = calendar.join(one, time) if one else None
    return Found(i + 1, time) if time else None


def _dated_place(tokens: Tokens, first: int, last: int) -> bool:
    """Whether two numbers and a slash there are a day: alone in brackets, or right behind a weekday or "tanggal"."""
    before = at(tokens, first - 1)
    if before in {"(", ","} and table("weekdays").get(at(tokens, first - 2)) is not None:
        return True
    if before == "(":
        return at(tokens, last) in {")", ",", "-", "–"} or width("hours", tokens, last) > 0
    return before in table("weekdays") or before in {"tanggal", "tgl"} or (before == "," and at(tokens, last) == ")")


def iso(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """2024-05-06, which the text stage cuts into five tokens."""
    year = year_at(tokens, i)
    if year is None or at(tokens, i + 1) != "-" or at(tokens, i + 3) != "-":
        return None
    month, day = at(tokens, i + 2), at(tokens, i + 4)
    if len(month) != 2 or len(day) != 2 or not (month + day).isascii() or not (month + day).isdigit():
        return None
    time = possible(year, int(month), int(day))
    return Found(i + 5, time) if time else None


def day_month(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """18 Juni 2025, 17-19 Juni 2024, 7th of October."""
    first = ordinal(tokens[i])
    if first is None:
        return None
    j, until = i + 1, None
    joint = width("to", tokens, j) or width("and", tokens, j)
    if joint and ordinal(at(tokens, j + joint)):
        until = ordinal(tokens[j + joint])
        apart = width("and", tokens, j) > 0 and until != first + 1
        j += joint + 1
    else:
        apart = False
    j += at(tokens, j) in {"of", "bulan"}
    month = _month_number(tokens, j)
    if month is None or not _month_may_follow(tokens, j):
        return None
    found = _with_year(tokens, j + 1 + (at(tokens, j + 1) == "."), month, first, until, anchor)
    if found is None or not apart:
        return found
    # "17 dan 19 Juni" are two days: this is the first of them, the second is read next
    return Found(i + 1, _begin_of(found.time), found.month, found.day) if found.time else None


def _begin_of(time: Time | None) -> Time | None:
    return calendar.day(time.first) if time else None


def _month_number(tokens: Tokens, i: int) -> int | None:
    return table("months").get(at(tokens, i).rstrip("."))


def _month_may_follow(tokens: Tokens, j: int) -> bool:
    """Whether "may" or "march" at ``j`` is the month and not the verb."""
    behind = at(tokens, j + 1)
    return tokens[j] not in phrases("wordlike_months") or not behind.isalpha() or behind in phrases("behind_month")


def _with_year(tokens: Tokens, j: int, month: int, first: int, until: int | None, anchor: date | None) -> Found | None:
    """A day, or two, of a month with the year at ``j``: written, told by its distance, or still open."""
    last, year = _year_behind(tokens, j, anchor)
    if year is None and until is None:
        return Found(j, month=month, day=first) if first <= calendar.month(2024, month).last.day else None
    if year is None:
        if anchor is None or until is None:
            return None
        year = calendar.nearest_year(month, first, anchor, lean(tokens, j))
    one = possible(year, month, first)
    two = possible(year, month, until) if until is not None else one
    time = calendar.join(one, two) if one and two else None
    return Found(last, time) if time else None


def _year_behind(tokens: Tokens, j: int, anchor: date | None) -> tuple[int, int | None]:
    """Where a year behind a month ends, and the year: "2024", ", 2024", "tahun 2024", "tahun lalu", "of last year"."""
    for skip in (0, 1):
        if skip and at(tokens, j) not in {",", "tahun", "of", "th"}:
            break
        year = year_at(tokens, j + skip)
        if year is not None:
            return j + skip + 1, year
    j += at(tokens, j) == "of"
    if anchor is None:
        return j, None
    lead = table("leads").get(at(tokens, j))
    if lead is not None and at(tokens, j + 1) == "year":
        return j + 2, anchor.year + lead
    if at(tokens, j) == "tahun":
        for key, shift in (("past", -1), ("future", 1), ("now", 0)):
            if width(key, tokens, j + 1):
                return j + 1 + width(key, tokens, j + 1), anchor.year + shift
    return j, None


def lean(tokens: Tokens, j: int) -> int:
    """What words right behind a date say of its place: -1 "lalu", 1 "mendatang", else 0."""
    return -1 if width("past", tokens, j) else int(width("future", tokens, j) > 0)


def month_first(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """October 7, Oct. 7, 2023, June 17-19, Juni 2022, "Desember tahun lalu"; a bare month is weak."""
    month = _month_number(tokens, i)
    if month is None or ordinal(at(tokens, i - 1)) is not None:
        return None  # behind a number it would have been read with it, were there such a day
    j = i + 1 + (at(tokens, i + 1) == "." and not tokens[i].endswith("."))
    first = ordinal(at(tokens, j))
    if first is not None and not width("counted", tokens, j + 1) and at(tokens, j + 1) not in table("months"):
        until = ordinal(at(tokens, j + 2)) if at(tokens, j + 1) in _DASHES else None
        if until and (_month_number(tokens, j + 3) or year_at(tokens, j + 2)):
            until = None
        return _with_year(tokens, j + (3 if until else 1), month, first, until, anchor)
    last, year = _year_behind(tokens, j, anchor)
    if year is not None:
        return Found(last, calendar.month(year, month))
    if tokens[i] in phrases("abbreviated") or not _bare_month(tokens, i):
        return None
    return Found(i + 1, month=month, weak=tokens[i] not in phrases("unmistakable_months"))


def _bare_month(tokens: Tokens, i: int) -> bool:
    """Whether a word that is a month can be one without day and year ("Mei Ling" is somebody)."""
    return not (tokens[i] == "mei" and width("names_behind", tokens, i + 1))


def year(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """2014, tahun 2014, 1990-an, 1990s, "tahun 90-an"; no counts ("2000 tentara") and no resolutions."""
    if at(tokens, i + 1) == "-" and at(tokens, i + 2) == "an":
        return _decade(tokens, i, tokens[i] + "an", i + 3)
    if not tokens[i].isdigit():
        return _decade(tokens, i, tokens[i], i + 1)
    number = year_at(tokens, i)
    before = at(tokens, i - 1)
    if number is None or width("counted", tokens, i + 1) or width("money", tokens, i - 1) or before.endswith("$"):
        return None
    if _month_number(tokens, i - 1):
        return None  # of an impossible day: "31 Februari 2024"
    return Found(i + 1, calendar.year(number))


def _decade(tokens: Tokens, i: int, written: str, last: int) -> Found | None:
    """A decade; in two digits only behind "tahun" and the like, since "60-an" may be a price."""
    match = _DECADE.match(written)
    if not match:
        return None
    number = int(match[1])
    if number > 99:
        return Found(last, calendar.decade(number))
    before = at(tokens, i - 2) if at(tokens, i - 1) in {"'", "‘"} else at(tokens, i - 1)
    if before not in phrases("fillers") and before not in phrases("parts"):
        return None
    return Found(last, calendar.decade(number + (2000 if number <= _THIS_CENTURY else 1900)))


def period(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """abad ke-20, the 20th century, kuartal II 2024, Q2 2024, first half of 2023, musim panas 2024."""
    for rule in (_century, _quarter, _half, _season):
        found = rule(tokens, i, anchor)
        if found:
            return found
    return None


def _century(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    match = _CENTURY.match(tokens[i])
    if match and at(tokens, i + 1) == "century" and 1 <= int(match[1]) <= 21:
        return Found(i + 2, calendar.century(int(match[1])))
    if not width("centuries", tokens, i):
        return None
    j = i + 1
    if at(tokens, j) == "ke" and at(tokens, j + 1) == "-":
        j += 2
    count = table("roman").get(at(tokens, j)) or ordinal(at(tokens, j))
    return Found(j + 1, calendar.century(count)) if count and count <= 21 else None


def _nth(tokens: Tokens, i: int, key: str) -> tuple[int, int] | None:
    """Where "kuartal II", "kuartal ke-2" or "second quarter" ends, and its number."""
    noun = width(key, tokens, i)
    if noun:
        j = i + noun
        if at(tokens, j) == "ke" and at(tokens, j + 1) == "-":
            j += 2
        count = table("ordinals").get(at(tokens, j))
        return (j + 1, count) if count else None
    count = table("ordinals").get(tokens[i])
    noun = width(key, tokens, i + 1)
    return (i + 1 + noun, count) if count and noun else None


def _quarter(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    short = table("short_quarters").get(tokens[i])
    nth = (i + 1, short) if short else _nth(tokens, i, "quarters")
    if nth is None or nth[1] > 4:
        return None
    return _part_of_year(tokens, nth[0], anchor, 3 * nth[1] - 2, 3 * nth[1])


def _half(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    nth = _nth(tokens, i, "halves")
    if nth is None or nth[1] > 2:
        return None
    return _part_of_year(tokens, nth[0], anchor, 6 * nth[1] - 5, 6 * nth[1])


def _part_of_year(tokens: Tokens, j: int, anchor: date | None, first: int, last: int) -> Found | None:
    """Months ``first`` to ``last`` of the year at ``j``; without one, the latest that has begun."""
    end, year = _year_behind(tokens, j, anchor)
    if year is None and anchor is not None:
        year = anchor.year - (first > anchor.month)
    return Found(end, calendar.months(year, first, last)) if year is not None else None


def _season(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    lead = table("leads").get(tokens[i])
    if tokens[i] == "the":
        lead = None
    found = value("seasons", tokens, i + (lead is not None))
    if found is None:
        return None
    j = i + (lead is not None) + found[0]
    end, year = _year_behind(tokens, j, anchor)
    if year is None and anchor is not None:
        shift = lead if lead is not None else lean(tokens, j)
        if lead is None and not shift:
            return None
        end, year = j, _season_year(found[1], anchor, shift)
    return Found(end, calendar.season(year, found[1])) if year is not None else None


def _season_year(code: int, anchor: date, shift: int) -> int:
    """Year of the last, this or next season: the last one has ended, the next one has not begun."""
    if shift < 0:
        return anchor.year if calendar.season(anchor.year, code).last < anchor else anchor.year - 1
    if shift > 0:
        return anchor.year if calendar.season(anchor.year, code).first > anchor else anchor.year + 1
    return anchor.year
