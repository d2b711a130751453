"""Bytes of unknown encoding to text, and what no text may hold."""

from __future__ import annotations

import logging
import re

from haluan.ingest.sniff import bom

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> str | None:
    """Decode a text without its byte order mark; None where no encoding fits.

    A byte order mark decides; then UTF-8 if it is valid, as other encodings practically never are; then what the
    server or page declares; else what charset-normalizer judges.
    """
    marked = bom(data)
    if marked is None:
        return _try(data, "utf-8") or (_try(data, declared) if declared else None) or _guess(data)
    return _try(data, "utf-8-sig" if marked == "utf-8" else marked) or _guess(data)


def decode_page(data: bytes, declared: str | None) -> str:
    """Decode a web page as browsers do: never refusing it, and believing its own ``<meta charset>`` too."""
    meta = _META.search(data[:4096])
    text = decode(data, declared or (meta[1].decode() if meta else None))
    return data.decode("utf-8", "replace") if text is None else text


def unstorable(text: str) -> str | None:
    """Name what in ``text`` SQLite and UTF-8 cannot hold without shifting offsets, or None where it is clean."""
    found = _UNSTORABLE.search(text)
    if found is None:
        return None
    return "a NUL character" if found[0] == "\x00" else "a lone surrogate"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: the declared encoding does not exist
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and nearly everything is UTF-8

    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    # Western Windows text first: nothing else that is not UTF-8 is common in Indonesian, Malay or English.
    for encodings in (["cp1252", "latin_1"], None):
        best = from_bytes(data, cp_isolation=encodings).best()
        if best is not None:
            return str(best)
    return None
