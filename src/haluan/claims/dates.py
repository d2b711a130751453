"""Date expressions of Indonesian, Malay and English news, resolved against the day of publication to EDTF.

Libraries miss most of what news writes ("sejak Juni 2022", "pekan lalu", "17-19 Juni 2024", "(5/9)" day first), so
the grammar is ours. Tokens in, spans with EDTF out; nothing here decides which event a date belongs to. This file puts
single times together; `dates_absolute` and `dates_relative` read them, `dates_calendar` computes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from haluan.claims import dates_absolute as absolute
from haluan.claims import dates_calendar as calendar
from haluan.claims import dates_relative as relative
from haluan.claims.dates_absolute import Found, Rule
from haluan.claims.dates_calendar import Time
from haluan.claims.dates_words import Tokens, at, beginnings, called, phrases, table, width

CALLED_REACH = 3  # tokens between the day that an event is called by and the word that says so

_NUMERIC: tuple[Rule, ...] = (
    absolute.slashed,
    absolute.iso,
    absolute.day_month,
    absolute.period,
    relative.distance,
    absolute.year,
)
_WORDED: tuple[Rule, ...] = (
    absolute.month_first,
    relative.weekday,
    relative.days,
    relative.part,
    absolute.period,
    relative.distance,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression at tokens ``[first, last)`` and its EDTF value."""

    first: int
    last: int
    edtf: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A time with its place, and whether it was told as a range already."""

    first: int
    last: int
    time: Time
    edtf: str


def find(tokens: tuple[str, ...], published: str | None) -> Iterator[Dated]:
    """Give the date expressions of a sentence (casefolded tokens) from left to right.

    ``published`` is the ISO day of publication; without it only absolute dates are found. Durations ("tiga hari"),
    habits ("setiap Senin"), hours and words for the present are no dates.
    """
    anchor = date.fromisoformat(published) if published else None
    begins = beginnings()
    earlier: date | None = None
    i = 0
    while i < len(tokens):
        token = tokens[i]
        whole = _whole(tokens, i, anchor, earlier) if token in begins or token[:1].isdigit() else None
        if whole is None:
            i += 1
            continue
        yield Dated(whole.first, whole.last, whole.edtf)
        earlier = whole.time.first if whole.time.is_day else earlier
        i = whole.last


def _whole(tokens: Tokens, i: int, anchor: date | None, earlier: date | None) -> Whole | None:
    """The longest expression at token ``i``: a time, a range of times, or a time moved by some days."""
    try:
        return _moved(tokens, i, anchor) or _ranged(tokens, i, anchor, earlier)
    except (ValueError, OverflowError):
        return None  # outside the calendar: "5000 tahun lalu"


def _moved(tokens: Tokens, i: int, anchor: date | None) -> Whole | None:
    """Sehari setelah 7 Oktober 2023, two days before Monday."""
    moved = relative.offset(tokens, i)
    if moved is None or moved[0] >= len(tokens):
        return None
    found = _single(tokens, moved[0] + width("fillers", tokens, moved[0]), anchor)
    if found is None or found.time is None or not found.time.is_day:
        return None
    time = calendar.day(found.time.first + timedelta(days=moved[1]))
    return Whole(i, found.last, time, time.edtf)


def _ranged(tokens: Tokens, i: int, anchor: date | None, earlier: date | None) -> Whole | None:
    one = _point(tokens, i, anchor) or relative.shift(tokens, i, earlier)
    if one is None:
        return None
    two = _second(tokens, i, one, anchor)
    if two is not None:
        time = _joined(tokens, one, two, anchor)
        if time is not None:
            return Whole(i, two.last, time, time.edtf)
    placed = _placed(tokens, i, one, anchor)
    if placed is None or placed.time is None:
        return None
    return Whole(i, placed.last, placed.time, _open(tokens, i, placed.time))


def _single(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """One time, its year found."""
    one = _point(tokens, i, anchor) if i < len(tokens) else None
    return _placed(tokens, i, one, anchor) if one else None


def _point(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    """What stands at token ``i``, with the words that belong to it: "akhir", "malam", "(5/9)" behind a weekday."""
    used = width("parts", tokens, i)
    if used and not width("weekends", tokens, i):
        j = i + used
        j += at(tokens, j) in {"-", "of", "in"}
        inner = _simple(tokens, j, anchor) or _simple(tokens, j + width("fillers", tokens, j), anchor)
        if inner is None or inner.day or (inner.time is not None and inner.time.is_day):
            return None  # "awal Senin" is none; the day itself is read when its turn comes
        return replace(inner, weak=False)
    found = _simple(tokens, i, anchor)
    return _dressed(tokens, found, anchor) if found else None


def _simple(tokens: Tokens, i: int, anchor: date | None) -> Found | None:
    if i >= len(tokens):
        return None
    for rule in _NUMERIC if tokens[i][:1].isdigit() else _WORDED:
        found = rule(tokens, i, anchor)
        if found is not None:
            return found
    return None


def _dressed(tokens: Tokens, found: Found, anchor: date | None) -> Found:
    """Take in what goes with a day: the hour, and the date that a weekday or "kemarin" is given with."""
    if not found.day and not (found.time and found.time.is_day):
        return found
    j = _past_hours(tokens, found.last)
    k = j + (at(tokens, j) == ",")
    k += at(tokens, k) == "("
    exact = _exact(tokens, k, anchor) if not found.day and (k > j or at(tokens, j)[:1].isdigit()) else None
    if exact is None:
        return replace(found, last=j)
    return replace(exact, last=_past_hours(tokens, exact.last + (at(tokens, exact.last) == ")")))


def _exact(tokens: Tokens, k: int, anchor: date | None) -> Found | None:
    """A day written with its number at token ``k``."""
    if k >= len(tokens):
        return None
    for rule in (absolute.slashed, absolute.iso, absolute.day_month, absolute.month_first):
        found = rule(tokens, k, anchor)
        if found is not None and (found.day or (found.time is not None and "-" in found.time.lo[5:])):
            return found
    return None


def _past_hours(tokens: Tokens, j: int) -> int:
    """Where the words for the hour end: "malam waktu setempat"."""
    while width("hours", tokens, j):
        j += width("hours", tokens, j)
    return j


def _second(tokens: Tokens, i: int, one: Found, anchor: date | None) -> Found | None:
    """The end of a range that begins with ``one``: "hingga 2019", "- Maret 2025", "dan Selasa", "antara X dan Y"."""
    joint = width("to", tokens, one.last)
    pair = 0 if joint else width("and", tokens, one.last)
    if not joint and not pair:
        return None
    two = _point(tokens, one.last + joint + pair, anchor) if one.last + joint + pair < len(tokens) else None
    if two is None or joint:
        return two
    return two if _between(tokens, i) or _successive(tokens, one, two, anchor) else None


def _between(tokens: Tokens, i: int) -> bool:
    return any(at(tokens, k) in phrases("between") for k in range(i - 1, _lead(tokens, i) - 1, -1))


def _successive(tokens: Tokens, one: Found, two: Found, anchor: date | None) -> bool:
    """Whether two times joined by "dan" follow each other, so that they are one stretch."""
    time = _joined(tokens, one, two, anchor)
    if time is None or one.weak != two.weak:
        return False
    if two.time is not None and two.time.is_day:
        return (time.last - time.first).days == 1
    return bool(one.month and two.month) and (two.month - one.month) % 12 == 1 and not (one.day or two.day)


def _joined(tokens: Tokens, one: Found, two: Found, anchor: date | None) -> Time | None:
    """From ``one`` to ``two``; a month or day takes the year of the other side."""
    if one.weak and two.weak and anchor is None:
        return None
    end = relative.placed(two, anchor, absolute.lean(tokens, two.last))
    if end is None or end.time is None:
        return None
    if one.time is not None:
        return calendar.join(one.time, end.time) or _weekdays(one.time, end.time)
    if not two.month and end.time.lo.isdigit():
        return None  # "Mei - 2024"
    for year in (end.time.last.year, end.time.last.year - 1):
        try:
            begin = calendar.day(date(year, one.month, one.day)) if one.day else calendar.month(year, one.month)
        except ValueError:
            continue
        time = calendar.join(begin, end.time)
        if time:
            return time
    return None


def _weekdays(one: Time, two: Time) -> Time | None:
    """ "Sabtu hingga Selasa" on a Wednesday: the first day lies a week before the one that was found for it."""
    if not (one.is_day and two.is_day) or not 0 < (one.first - two.first).days < 7:
        return None
    return calendar.join(calendar.day(one.first - timedelta(days=7)), two)


def _lead(tokens: Tokens, i: int) -> int:
    """Token right before the date at ``i`` and its fillers ("sejak [pada bulan] Juni")."""
    k = i - 1
    while k >= 0 and tokens[k] in phrases("fillers"):
        k -= 1
    return k


def _placed(tokens: Tokens, i: int, found: Found, anchor: date | None) -> Found | None:
    """Find the year of a month or day, take in "lalu" or "mendatang" behind it, and refuse what stays weak."""
    lean = absolute.lean(tokens, found.last)
    used = width("past", tokens, found.last) or width("future", tokens, found.last)
    if used and at(tokens, found.last) in {"last", "next", "nanti"}:
        used, lean = 0, 0
    here = width("now", tokens, found.last) if found.month else 0
    lead = table("leads").get(at(tokens, i - 1), 0)
    if found.weak and not used and not here and at(tokens, i - 1) not in phrases("before_month"):
        return None
    if not found.month:
        return replace(found, last=found.last + used)
    known = _called(tokens, i, found, anchor)
    if known is not None:
        return known
    since = at(tokens, _lead(tokens, i)) in phrases("since")
    lean = lean or lead or (0 if since or here else relative.ahead(tokens, i))
    return relative.placed(replace(found, last=found.last + used + here), anchor, lean)


def _called(tokens: Tokens, i: int, found: Found, anchor: date | None) -> Found | None:
    """An event that is called by its day ("serangan 7 Oktober"), once that day has come."""
    name = called().get(tuple(t.rstrip(".") for t in tokens[i : found.last] if t != "."))
    if name is None or anchor is None or anchor < date.fromisoformat(name):
        return None
    around = (*tokens[max(i - CALLED_REACH, 0) : i], *tokens[found.last : found.last + CALLED_REACH])
    if not any(token in phrases("called_by") for token in around):
        return None
    return Found(found.last, calendar.day(date.fromisoformat(name)))


def _open(tokens: Tokens, i: int, time: Time) -> str:
    """The time as EDTF, open at one end behind "sejak" or "hingga" ("mulai" tells when the act itself began)."""
    for k in (i - 1, _lead(tokens, i)):
        if k < 0:
            continue
        if _ends_with(tokens, k, "since"):
            return time.since
        if _ends_with(tokens, k, "until"):
            return time.until
    return time.edtf


def _ends_with(tokens: Tokens, k: int, key: str) -> bool:
    """Whether a phrase under ``key`` ends with token ``k``."""
    return any(width(key, tokens, k - n) == n + 1 for n in range(min(k, 2) + 1))
