"""From the fields that a source gives to an `Article` - or to the reason why it cannot be one."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from haluan.ingest.decode import unstorable
from haluan.ingest.options import Options
from haluan.model import Article, Skip

STAGE = "ingest"
_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:$|[T\s])")

_NO_DATE = ("", "-", "n/a", "nan", "nat", "none", "null")  # what programs write for a date that is missing
_LONGEST_DATE = 80  # characters; a date with its weekday, time and zone written out is shorter

# Day first, as Indonesian and British papers write; a date without its day or year is no date of publication; and
# "2 hours ago" was said at a time that nobody wrote down.
_PUBLISHED = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["timestamp", "absolute-time"]}


@dataclass(frozen=True, slots=True)
class Fields:
    """What a source tells about one text. ``date`` is as written; ``id`` None asks for a hash."""

    text: str
    origin: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None


def skip(origin: str, reason: str, article: str | None = None) -> Skip:
    """Say that ``origin`` was not read, and why."""
    return Skip(origin=origin, stage=STAGE, reason=reason, article=article)


def article(fields: Fields, options: Options) -> Article | Skip:
    """Check the fields, and fill the gaps from ``options``; a `Skip` where the text cannot be stored as it is."""
    if not fields.text.strip():
        return skip(fields.origin, "no text", fields.id)
    for name in ("text", "id", "title", "date", "language", "outlet", "url", "author"):
        value = getattr(fields, name)
        if value is not None and (found := unstorable(value)) is not None:
            return skip(fields.origin, f'"{name}" holds {found}')
    return Article(
        id=fields.id or identity(fields.url, fields.text),
        text=fields.text,
        title=fields.title or None,
        date=iso_day(fields.date or "") or options.date,
        language=fields.language or options.language,
        outlet=fields.outlet or options.outlet,
        url=fields.url or None,
        author=fields.author or None,
        origin=fields.origin,
    )


def records(fields: Fields, options: Options) -> Iterator[Article | Skip]:
    """Build an article whose date is as people write it. A date that nobody understands costs the date, not the text:
    the article comes without it, and a `Skip` that names the article says so."""
    found = article(fields, options)
    yield found
    written = (fields.date or "").strip()
    if isinstance(found, Article) and written.casefold() not in _NO_DATE and iso_day(written) is None:
        yield skip(fields.origin, f"not a date, so read without it: {written[:40]!r}", found.id)


def identity(url: str | None, text: str) -> str:
    """Content hash for texts that come without an id: the same page read again gets the same one. 16 hex digits."""
    return hashlib.sha256(((url or "") + text).encode()).hexdigest()[:16]


def headed(title: str | None, body: str) -> str:
    """Put the title before the text, unless the text begins with it: titles are sentences that carry claims."""
    if not title or letters(body[: 2 * len(title) + 80]).startswith(letters(title)):
        return body
    return f"{title}\n{body}"


@lru_cache(maxsize=4096)  # feeds and archives repeat their dates, and parsing one takes about a millisecond
def iso_day(written: str) -> str | None:
    """Reduce a date or time as written ("2025-06-18T07:00:00+07:00", "18 Juni 2025") to its ISO day, or None."""
    if found := _ISO.match(written):
        try:
            return datetime.date.fromisoformat(found[1]).isoformat()
        except ValueError:
            return None
    if len(written) > _LONGEST_DATE or written.strip().casefold() in _NO_DATE:
        return None
    from dateparser import parse  # half a second to import, and rarely needed

    found_time = parse(written, languages=["id", "en"], settings=_PUBLISHED)
    return found_time.date().isoformat() if found_time else None


def letters(text: str) -> str:
    """Letters and digits alone, casefolded: what is left of a title when typography is taken away."""
    return "".join(re.findall(r"\w+", text)).casefold()
