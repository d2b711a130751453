"""WARC archives, compressed or not: the web pages in them, one record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from haluan.ingest.build import skip
from haluan.ingest.html import read_page
from haluan.ingest.options import Options
from haluan.ingest.plain import read_text
from haluan.ingest.streams import Ahead, DamagedError, TooLargeError
from haluan.model import Article, Skip

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_TEXT_RECORDS = ("response", "resource", "conversion")


class _RecordError(Exception):
    """One record cannot be read; the message says why."""


def read_archive(stream: Ahead, origin: str, options: Options) -> Iterator[Article | Skip]:
    """Read the pages (response and resource records) and plain texts (conversion records, as in WET files).

    Records are numbered from 1 in ``origin#number``. A damaged record is a `Skip`; reading goes on behind it where
    the compression allows that, and else the `Skip` says that the rest was not read.
    """
    # warcio and not the faster fastwarc: that panics on pipes and ends silently on a truncated file, and the
    # extraction of the pages takes a hundred times as long as either.
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    number = 1  # of the record that is sought or being read
    while True:
        try:
            for record in ArchiveIterator(stream, no_record_parse=True):
                found = _read_record(record, f"{origin}#{number}", options)
                if found is not None:
                    yield found
                number += 1
            return
        except DamagedError as error:
            yield skip(f"{origin}#{number}", str(error))
            number += 1
        except Exception:  # warcio fails in many ways on a header that is damaged or cut in two
            yield skip(f"{origin}#{number}", "a damaged or truncated WARC record: the rest of the file is not read")
            return


def _read_record(record: Any, origin: str, options: Options) -> Article | Skip | None:
    """Read one record; None for the administrative ones, which hold no text of their own."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type is None or record.length is None or (record.rec_type in _TEXT_RECORDS and not url):
        return skip(origin, "a damaged or truncated record header")
    if record.rec_type not in _TEXT_RECORDS or not url.startswith(("http://", "https://")):
        return None
    try:
        if record.rec_type == "conversion":
            return read_text(_payload(record, options.max_bytes), origin, options, url=url)
        if record.rec_type == "response":
            record.http_headers = _http_headers(record)
        charset = _check_page(record)
        return read_page(_payload(record, options.max_bytes), origin, options, url=url, charset=charset)
    except (_RecordError, TooLargeError) as error:
        return skip(origin, str(error))


def _http_headers(record: Any) -> Any:
    """Parse the headers of the answer here, because warcio takes a file that ends before them for a complete one."""
    from warcio.statusandheaders import StatusAndHeadersParser  # type: ignore[import-untyped]

    try:
        return StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
    except EOFError:
        raise _RecordError(_cut_off(record)) from None


def _check_page(record: Any) -> str | None:
    """Raise `_RecordError` unless the record is a page that was served; give the charset that the server named."""
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        raise _RecordError(f"an answer with status {headers.get_statuscode()}")
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    media, _, parameters = kind.lower().partition(";")
    if media.strip() and media.strip() not in _PAGE_TYPES:
        raise _RecordError(f"{media.strip()} is not a page")
    return parameters.partition("charset=")[2].partition(";")[0].strip(" \"'") or None


def _payload(record: Any, limit: int) -> bytes:
    """The content without its transfer and content encodings; raises where it is too large or cut off."""
    parts: list[bytes] = []
    size = 0
    stream = record.content_stream()
    while part := stream.read(65_536):
        size += len(part)
        if size > limit:
            raise TooLargeError(limit)
        parts.append(part)
    if record.raw_stream.limit and not record.raw_stream.read(1):
        raise _RecordError(_cut_off(record))
    return b"".join(parts)


def _cut_off(record: Any) -> str:
    return f"cut off: {record.length - record.raw_stream.limit} of {record.length} bytes (truncated file)"
