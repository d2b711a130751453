"""Dates told from the day of publication: "Rabu lalu", "pekan depan", "dua tahun lalu", "kemarin", "last weekend"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from haluan.claims import dates_calendar as calendar
from haluan.claims.dates_absolute import Found
from haluan.claims.dates_calendar import Time
from haluan.claims.dates_words import Tokens, at, number, phrases, table, units, value, width

AHEAD_REACH = 14  # tokens between a word of the future ("akan") and the date that it puts ahead


def ahead(tokens: Tokens, i: int) -> int:
    """1 where the act told before token ``i`` is still to come, else 0; a report ("kata X, Senin") lies back."""
    for k in range(i - 1, max(i - AHEAD_REACH, -1), -1):
        token = tokens[k]
        if token in phrases("reported") or token in {'"', "“", "”", ";", ":"}:
            return 0
        if width("ahead", tokens, k):
            return 1
    return 0


def days(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """Kemarin, hari ini, besok, yesterday, last night."""
    found = value("days", tokens, i)
    if found is None or anchor is None:
        return None
    return Found(i + found[0], calendar.day(anchor + timedelta(days=found[1])))


def weekday(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """Senin, Rabu lalu, Jumat pekan depan, Monday last week, next Tuesday."""
    wanted = table("weekdays").get(tokens[i])
    if wanted is None or anchor is None or not _is_weekday(tokens, i):
        return None
    j = i + 1
    shifted = _of_week(tokens, j)
    if shifted is not None:
        monday = calendar.week(anchor, shifted[1]).first
        return Found(shifted[0], calendar.day(monday + timedelta(days=wanted)))
    back, on = width("past", tokens, j), width("future", tokens, j)
    lead = table("leads").get(at(tokens, i - 1), 0)
    if back or lead < 0:
        gap = (anchor.weekday() - wanted) % 7 or 7
        return Found(j + back, calendar.day(anchor - timedelta(days=gap)))
    if on or lead > 0:
        gap = (wanted - anchor.weekday()) % 7 or 7
        return Found(j + on, calendar.day(anchor + timedelta(days=gap)))
    since = at(tokens, i - 1) in phrases("since") or at(tokens, i - 2) in phrases("since")
    found = calendar.weekday(wanted, anchor, 0 if since else ahead(tokens, i))
    return Found(j + (at(tokens, j) == "ini"), found)


def _is_weekday(tokens: Tokens, i: int) -> bool:
    """Whether the word is the day and no week, feast, habit or newspaper."""
    before, behind = at(tokens, i - 1), at(tokens, i + 1)
    if before in phrases("habits") or before in phrases("before_feast") or behind in phrases("behind_feast"):
        return False
    if before == "hari" and at(tokens, i - 2) in phrases("habits"):
        return False
    if tokens[i] != "minggu":
        return True
    if before == "hari" or behind in phrases("behind_sunday"):
        return True
    if (before in phrases("and") or before in phrases("to")) and at(tokens, i - 2) in table("weekdays"):
        return True
    if behind in phrases("behind_week") or before in phrases("before_week") or before in phrases("vague"):
        return False
    return before in phrases("before_sunday") or (not behind.isalnum() and number(tokens, i - 1) is None)


def _of_week(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """Where "pekan lalu", "of last week" or "minggu depan" behind a weekday ends, and its distance in weeks."""
    j += at(tokens, j) == "of"
    lead = table("leads").get(at(tokens, j))
    if lead is not None and units().get(at(tokens, j + 1)) == "week":
        return j + 2, lead
    if units().get(at(tokens, j)) == "week":
        for key, shift in (("past", -1), ("future", 1), ("now", 0)):
            used = width(key, tokens, j + 1)
            if used:
                return j + 1 + used, shift
    return None


def part(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """Akhir pekan lalu, last weekend, the weekend."""
    lead = table("leads").get(tokens[i])
    j = i + (lead is not None or tokens[i] == "the")
    used = width("weekends", tokens, j)
    if not used or anchor is None:
        return None
    j += used
    if lead is None:
        for key, shift in (("past", -1), ("future", 1), ("now", 0)):
            if width(key, tokens, j):
                lead, j = shift, j + width(key, tokens, j)
                break
    if lead is None:  # the one that has begun last
        lead = 0 if anchor.weekday() >= 5 else -1
    monday = calendar.week(anchor, lead).first
    return Found(j, calendar.days(monday + timedelta(days=5), monday + timedelta(days=6)))


def distance(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """Pekan lalu, dua tahun lalu, last week, three months ago, this year, enam bulan ke depan, last two years."""
    if anchor is None:
        return None
    lead = table("leads").get(tokens[i])
    if lead is not None:
        return _led(tokens, i + 1, anchor, lead)
    counted, unit, j = _amount(tokens, i)
    if unit is None or _vague(tokens, i, counted):
        return None
    used = width("until_now", tokens, j)
    if used and counted:
        return _found(j + used, calendar.join(calendar.moved(unit, anchor, -counted), _now(unit, anchor)))
    used = width("onward", tokens, j)
    if used and counted:
        return _found(j + used, calendar.join(_now(unit, anchor), calendar.moved(unit, anchor, counted)))
    used = width("past", tokens, j)
    if used and at(tokens, j) != "last" and (counted or unit != "day"):
        time = calendar.moved(unit, anchor, -counted) if counted else calendar.unit(unit, anchor, -1)
        return Found(j + used, time)
    for key, shift in (("future", 1), ("now", 0)):
        used = width(key, tokens, j)
        if used and not counted and unit != "day" and at(tokens, j) not in {"next", "this"}:
            return Found(j + used, calendar.unit(unit, anchor, shift))
    return None


def _found(last: int, time: Time | None) -> Found | None:
    return Found(last, time) if time else None


def _now(unit: str, anchor: date) -> Time:
    return calendar.unit("year" if unit in {"decade", "century"} else unit, anchor, 0)


def _amount(tokens: Tokens, i: int) -> tuple[int, str | None, int]:
    """Number (0 where none is told), unit and the token behind it: "dua tahun", "tahun", "setahun"."""
    single = units("single_units").get(tokens[i])
    if single:
        return 1, single, i + 1
    count = number(tokens, i)
    j = i + count[0] if count else i
    return count[1] if count else 0, units().get(at(tokens, j)), j + 1


def _vague(tokens: Tokens, i: int, counted: int) -> bool:
    """Whether the number of the unit at ``i`` stays open: "beberapa tahun lalu", "1,5 tahun lalu", "the past few"."""
    before = at(tokens, i - 1)
    if before in phrases("vague"):
        return before != "lebih" or not counted
    return not counted and (before[:1].isdigit() or before in table("weekdays"))


def _led(tokens: Tokens, j: int, anchor: date, lead: int) -> Found | None:
    """Last week, next month; with a number, the stretch up to now or from now on: the last two years."""
    counted, unit, last = _amount(tokens, j) if j < len(tokens) else (0, None, j)
    if unit is None or (unit == "day" and not counted):
        return None
    if not counted:
        return Found(last, calendar.unit(unit, anchor, lead))
    if not lead:
        return None
    there = calendar.moved(unit, anchor, lead * counted)
    return _found(last, calendar.join(there, _now(unit, anchor)) or calendar.join(_now(unit, anchor), there))


def shift(tokens: Tokens, i: int, earlier: date | None) -> Found | None:
    """Sehari sebelumnya, keesokan harinya, two days later: from the day that the sentence has named before."""
    if earlier is None:
        return None
    found = value("shifts", tokens, i)
    if found is not None:
        return Found(i + found[0], calendar.day(earlier + timedelta(days=found[1])))
    counted, unit, j = _amount(tokens, i)
    if not counted or unit is None:
        return None
    for key, sign in (("earlier", -1), ("later", 1)):
        used = width(key, tokens, j)
        if used:
            return Found(j + used, calendar.moved(unit, earlier, sign * counted))
    return None


def offset(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Where "dua hari setelah" or "a day before" ends, and how many days it moves the day that follows."""
    counted, unit, j = _amount(tokens, i)
    if not counted or unit not in {"day", "week"}:
        return None
    for key, sign in (("before", -1), ("after", 1)):
        used = width(key, tokens, j)
        if used:
            return j + used, sign * counted * (7 if unit == "week" else 1)
    return None


def placed(found: Found, anchor: date | None, lean: int) -> Found | None:
    """Give a month or a day without a year the year that it lies in."""
    if found.time is not None or anchor is None:
        return found if found.time is not None else None
    year = calendar.nearest_year(found.month, found.day or 15, anchor, lean)
    if not found.day and lean and found.month == anchor.month:
        year = anchor.year + lean
    try:
        time = calendar.day(date(year, found.month, found.day)) if found.day else calendar.month(year, found.month)
    except ValueError:  # 29 February of a common year
        return None
    return replace(found, time=time)
