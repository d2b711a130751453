"""Finds datelines at the start of a line: "JAKARTA, iNews.id -", "Liputan6.com, Teheran -", "KYIV, Ukraine (AP) —"."""

from __future__ import annotations

import re
from functools import cache

from haluan.text.vocabulary import words

_DASH = r"\s*(?:[-–—]{1,3}|:(?=\s))\s*"
_TITLE_PLACE = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}"
_DATE = r"(?:, \w+\.? \d{1,2}(?:, \d{4})?| \(\d{1,2}/\d{1,2}(?:/\d{4})?\))?"
# Capitals alone make a dateline only with space around the dash: "BREAKING - ", but not "US-China".
_CAPITALS = re.compile(
    r"([A-Z][A-Z'’.]+(?: [A-Z][A-Z'’.]+){0,3})(?:, [A-Z][\w.]+){0,2}(?:\s+[-–—]{1,3}\s+|: (?=[A-Z]))"
)


@cache
def _with_outlet() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(words("datelines", "outlets"), key=lambda n: (-len(n), n)))
    domain = r"[\w-]+(?:\.[\w-]+)*\.(?:com|id|co|net|org|tv|news)(?:\.[a-z]{2})?"
    outlet = rf"(?:(?i:{domain})|{names})"
    return re.compile(
        rf"""(?:
            {_TITLE_PLACE}(?:,\ {_TITLE_PLACE})?,\s?{outlet}{_DATE}{_DASH}
          | {outlet},\s?{_TITLE_PLACE}(?:,\ {_TITLE_PLACE})?{_DATE}{_DASH}
          | {outlet},\s?[A-Z][a-z]+(?:\ [A-Z][a-z]+)?(?=[A-Z][a-z])   # the dash itself was lost: "JakartaDi tengah"
          | (?i:{domain})\s*[-–—]{{1,3}}\s*
          | {_TITLE_PLACE}(?:,\ {_TITLE_PLACE})?\ \({outlet}\){_DATE}{_DASH}
        )""",
        re.VERBOSE,
    )


def dateline(line: str, acronyms: frozenset[str], top: bool) -> int:
    """Return the length of the dateline that ``line`` begins with, 0 where it has none.

    ``acronyms`` are words in capitals that name an actor, so that "NATO - " is no place. A place in capitals without
    an outlet counts only near the ``top`` of the article: farther down it may be a speaker ("MODERATOR: ").
    """
    head = line[:120]
    match = _with_outlet().match(head)
    if match:
        return match.end()
    match = _CAPITALS.match(head) if top else None
    if match is None or match.group(1) in acronyms:
        return 0
    label = match.group(1).casefold()
    return 0 if not words("datelines", "not_places").isdisjoint(label.split()) else match.end()
