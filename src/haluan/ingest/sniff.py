"""What a byte stream is, told by how it begins. The name only decides where the content leaves it open."""

from __future__ import annotations

import codecs
import json
import re
from enum import StrEnum

HEAD = 65_536  # bytes looked at

GZIP = b"\x1f\x8b\x08"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.I)
_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|section|main|div|p|h1|h2|table)[\s>/])", re.I
)
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.I | re.S)


class Kind(StrEnum):
    """The forms that this stage reads, and those that it only names."""

    EMPTY = "empty"
    BINARY = "binary"
    GZIP = "gzip"
    WARC = "warc"
    JSONL = "jsonl"
    JSON = "json"
    FEED = "feed"
    HTML = "html"
    TEXT = "text"


def sniff(head: bytes, name: str = "") -> Kind:
    """Tell what begins with ``head`` (up to `HEAD` bytes). ``name`` is its file name or URL, "" if it has none."""
    if not head.strip():
        return Kind.EMPTY
    if head.startswith(GZIP):
        return Kind.GZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if binary_form(head) is not None:
        return Kind.BINARY
    return _sniff_text(_as_text(head), name.lower().removesuffix(".gz"))


def binary_form(head: bytes) -> str | None:
    """Name the binary format that ``head`` begins, or None where it is text in some encoding."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if bom(head) is None and b"\x00" in head:
        return "binary data"
    return None


def bom(head: bytes) -> str | None:
    """Name the encoding that a byte order mark announces, or None."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def _as_text(head: bytes) -> str:
    # Latin-1 never fails, and markup is ASCII in every encoding that has no byte order mark.
    return head.decode(bom(head) or "latin-1", "ignore").lstrip("\ufeff")


def _sniff_text(text: str, name: str) -> Kind:
    start = text.lstrip()
    if name.endswith((".jsonl", ".ndjson")) or _is_json_line(start):
        return Kind.JSONL
    if name.endswith(".json") and start[:1] in ("{", "["):
        return Kind.JSON
    if start.startswith("<"):
        body = start[_PROLOGUE.match(start).end() :]  # type: ignore[union-attr]  # it also matches nothing at all
        if _FEED.match(body):
            return Kind.FEED
        if _HTML.search(start):
            return Kind.HTML
    if name.endswith((".html", ".htm", ".xhtml")) and "<" in text:
        return Kind.HTML
    return Kind.TEXT


def _is_json_line(start: str) -> bool:
    if not start.startswith("{"):
        return False
    line, _, rest = start.partition("\n")
    if not rest and len(line) > HEAD // 2:  # a first line longer than the head cannot be parsed here
        return line.startswith('{"')
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return re.match(r'\{\s*"\w+"\s*:', line) is not None and not line.rstrip().endswith((",", ":"))
