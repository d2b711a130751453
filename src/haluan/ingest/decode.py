"""Bytes of unknown encoding to text, and what no text may hold."""

from __future__ import annotations

import logging
import re

from haluan.ingest.sniff import bom

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes) -> str | None:
    """Decode a text file, without its byte order mark; None where no encoding fits.

    UTF-8 if it is valid UTF-8, as other encodings practically never are; else what charset-normalizer judges.
    """
    marked = bom(data)
    try:
        return data.decode("utf-8-sig" if marked in (None, "utf-8") else marked or "")
    except UnicodeDecodeError:
        return _guess(data)


def unstorable(text: str) -> str | None:
    """Name what in ``text`` SQLite and UTF-8 cannot hold without shifting offsets, or None where it is clean."""
    found = _UNSTORABLE.search(text)
    if found is None:
        return None
    return "a NUL character" if found[0] == "\x00" else "a lone surrogate"


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and nearly everything is UTF-8

    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    # Western Windows text first: nothing else that is not UTF-8 is common in Indonesian, Malay or English.
    for encodings in (["cp1252", "latin_1"], None):
        best = from_bytes(data, cp_isolation=encodings).best()
        if best is not None:
            return str(best)
    return None
