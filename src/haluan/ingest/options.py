"""What a caller can decide about reading, and the errors of this stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from haluan.model import HaluanError

# The stage of a `Skip` that stands for a page which the store has already: nothing is lost by it.
UNCHANGED = "unchanged"


class SourceError(HaluanError):
    """A source that the user named cannot be read at all: it does not exist, or may not be opened."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a web server gave to ask "has it changed?" with: the ETag and Last-Modified headers, as received."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to read sources. ``date``, ``outlet`` and ``language`` apply to articles that do not carry their own.

    ``date`` is an ISO day. ``max_bytes`` bounds one file, page, feed, WARC record or JSONL line after decompression
    (JSONL and WARC files as a whole are streams and may have any size). ``timeout`` is in seconds: for a server to
    answer, and for the extraction of one page. ``delay`` is the least time in seconds between two requests to a host.

    ``known`` gives the validators stored for a URL - empty ones where its server gave none - or None for a URL that was
    never read: so an unchanged page costs one short answer (304), and a page that a feed links to is read once;
    ``remember`` takes those of a page that was fetched, just before its first article is yielded: store them in the
    same transaction as the article, or a crash in between would hide the page for ever.
    """

    allow_private: bool = False
    follow: bool = False
    date: str | None = None
    outlet: str | None = None
    language: str | None = None
    max_bytes: int = 20_000_000
    timeout: float = 20.0
    delay: float = 1.0
    user_agent: str = "haluan/0.1 (news reader; honours robots.txt)"
    known: Callable[[str], Validators | None] | None = None
    remember: Callable[[str, Validators], None] | None = None
