"""RSS and Atom: each entry an article, from its content or summary."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin
from xml.parsers import expat

from haluan.ingest.build import Fields, headed, records, skip
from haluan.ingest.deadline import OverdueError, deadline
from haluan.ingest.html import fragment_text
from haluan.ingest.options import Options
from haluan.model import Article, Skip


class _EntityError(Exception):
    """The feed declares entities of its own."""


class _RootError(Exception):
    """The document type is behind us, and no entity was declared in it."""


def read_feed(data: bytes, origin: str, options: Options, url: str | None = None) -> Iterator[Article | Skip]:
    """Read every entry; ``url`` is where the feed was fetched. A feed that declares entities is refused whole."""
    if declares_entities(data):
        yield skip(origin, "the feed declares XML entities, as entity bombs do: refused")
        return
    try:
        with deadline(options.timeout):
            parsed = _parse(data)
    except OverdueError:
        yield skip(origin, f"parsing took longer than {options.timeout:g} s")
        return
    if not parsed.get("version") and not parsed.entries:
        yield skip(origin, "not a feed that can be parsed")
        return
    base = url or parsed.feed.get("link") or ""
    for number, entry in enumerate(parsed.entries, start=1):
        yield from records(_fields(entry, parsed.feed, base, f"{origin}#{number}"), options)
    if isinstance(parsed.get("bozo_exception"), Exception) and _malformed(parsed.bozo_exception):
        yield skip(origin, f"the feed is not well-formed ({parsed.bozo_exception}): entries may be missing")
    elif not parsed.entries:
        yield skip(origin, "a feed without entries")


def declares_entities(data: bytes) -> bool:
    """Tell whether the document type declares entities. Feeds have no need to, and bombs are made of them."""
    parser = expat.ParserCreate()

    def entity(*_: object) -> None:
        raise _EntityError

    def root(*_: object) -> None:
        raise _RootError

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except _EntityError:
        return True
    except _RootError:
        return False
    except (expat.ExpatError, ValueError, LookupError):
        # What a strict parser gives up on, a lenient one may still expand.
        return b"<!ENTITY" in data.replace(b"\x00", b"").upper()
    return False


def _parse(data: bytes) -> Any:
    import feedparser  # type: ignore[import-untyped]  # slow to import

    # As a stream: given bytes or a string, feedparser would first try them as an address and a file name.
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _malformed(error: Exception) -> bool:
    from xml.sax import SAXParseException  # the type of an error; nothing is parsed with it

    return isinstance(error, SAXParseException)


def _fields(entry: Any, feed: Any, base: str, origin: str) -> Fields:
    title = fragment_text(entry.get("title", "")) or None
    contents = [part.get("value", "") for part in entry.get("content", ())]
    body = max((fragment_text(part) for part in (*contents, entry.get("summary", ""))), key=len)
    link = entry.get("link")
    return Fields(
        text=headed(title, body) if body else (title or ""),
        origin=origin,
        title=title,
        # As written, not feedparser's UTC: an early morning in Jakarta is the day before in London.
        date=entry.get("published") or entry.get("updated"),
        language=_language(feed.get("language")),
        outlet=fragment_text(feed.get("title", "")) or None,
        url=urljoin(base, link) if link else None,
        author=entry.get("author"),
    )


def _language(tag: str | None) -> str | None:
    """The primary part of a language tag: "id" of "id-ID"."""
    return tag.partition("-")[0].lower() if tag else None
