"""From content whose form is not known yet to articles: the meeting point of files and web pages."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from haluan.ingest.build import skip
from haluan.ingest.feeds import read_feed
from haluan.ingest.html import read_page
from haluan.ingest.jsonl import read_lines
from haluan.ingest.options import UNCHANGED, Options
from haluan.ingest.plain import read_text
from haluan.ingest.robots import FetchError, UnchangedError
from haluan.ingest.sniff import Kind, binary_form, sniff
from haluan.ingest.streams import Ahead, DamagedError, Gunzip, TooLargeError, read_all
from haluan.ingest.warc import read_archive
from haluan.model import Article, Skip

if TYPE_CHECKING:
    from haluan.ingest.web import Page, Web

# By the interpreter's own table, so that what is read does not depend on the machine's.
_TYPES_BY_NAME = mimetypes.MimeTypes()
_PROSE = ("text/plain", "text/markdown", "text/html")


class Reader:
    """Reads streams and addresses with one set of options; its sources share one view of the web."""

    def __init__(self, options: Options) -> None:
        """Open nothing yet."""
        self._options = options

    @cached_property
    def _web(self) -> Web:
        from haluan.ingest.web import Web  # slow to import, and most runs read files

        return Web(self._options)

    def stream(self, stream: Ahead, origin: str) -> Iterator[Article | Skip]:
        """Read a file or standard input."""
        kind = sniff(stream.head, origin)
        if kind is Kind.GZIP:
            stream = Ahead(Gunzip(stream))
            kind = sniff(stream.head, origin)
        if kind is Kind.JSONL:
            yield from read_lines(stream, origin, self._options)
        elif kind is Kind.WARC:
            yield from read_archive(stream, origin, self._options)
        elif stream.damage is None and (reason := _refusal(kind, stream.head) or _no_prose(kind, origin)):
            yield skip(origin, reason)
        else:
            try:
                data = read_all(stream, self._options.max_bytes)
            except (TooLargeError, DamagedError) as error:
                yield skip(origin, str(error))
            else:
                yield from self._whole(data, kind, origin, follow=self._options.follow)

    def address(self, url: str) -> Iterator[Article | Skip]:
        """Read a web page, a feed or a text from the web."""
        yield from self._address(url, follow=self._options.follow)

    def _address(self, url: str, *, follow: bool) -> Iterator[Article | Skip]:
        try:
            page = self._web.get(url)
        except UnchangedError as error:
            yield Skip(url, UNCHANGED, str(error))
            return
        except FetchError as error:
            yield skip(url, str(error))
            return
        kind = sniff(page.data, page.url)
        if kind is Kind.JSONL:
            yield from read_lines(Ahead(io.BytesIO(page.data)), url, self._options)
        elif kind in (Kind.WARC, Kind.GZIP):
            yield skip(url, f"a {kind} file: download it first")
        elif reason := _refusal(kind, page.data):
            yield skip(url, reason)
        else:
            yield from self._whole(page.data, kind, url, page, follow=follow)
        self._remember(url, page)

    def _whole(
        self, data: bytes, kind: Kind, origin: str, page: Page | None = None, *, follow: bool
    ) -> Iterator[Article | Skip]:
        url = page.url if page is not None else None
        charset = page.charset if page is not None else None
        if kind is Kind.FEED:
            for entry in read_feed(data, origin, self._options, url=url):
                yield from self._followed(entry) if follow else [entry]
        elif kind is Kind.HTML:
            yield read_page(data, origin, self._options, url=url, charset=charset)
        else:
            yield read_text(data, origin, self._options, url=url, charset=charset)

    def _followed(self, entry: Article | Skip) -> Iterator[Article | Skip]:
        """Read the page behind a feed entry; where that fails, the entry itself is better than nothing."""
        if isinstance(entry, Skip) or entry.url is None:
            yield entry
            return
        if self._options.known is not None and self._options.known(entry.url) is not None:
            yield Skip(entry.url, UNCHANGED, "read before")
            return
        # Not further than one step: feeds may point at feeds, and at themselves.
        for found in self._address(entry.url, follow=False):
            if isinstance(found, Skip):
                yield found
                yield entry
            else:
                yield replace(found, date=found.date or entry.date, title=found.title or entry.title)

    def _remember(self, url: str, page: Page) -> None:
        if self._options.remember is not None:
            self._options.remember(url, page.validators)


def _refusal(kind: Kind, head: bytes) -> str | None:
    if kind is Kind.EMPTY:
        return "empty"
    if kind is Kind.BINARY:
        return f"{binary_form(head)}, not text"
    if kind is Kind.JSON:
        return "a JSON document, not JSON lines: write one object a line"
    if kind is Kind.GZIP:
        return "compressed twice"
    return None


def _no_prose(kind: Kind, name: str) -> str | None:
    """Name the file type of text that is no article, such as the style sheets that browsers save beside a page."""
    media = _TYPES_BY_NAME.guess_type(name)[0]
    return f"{media}, not an article" if kind is Kind.TEXT and media and media not in _PROSE else None
