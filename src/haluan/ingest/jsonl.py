"""JSON lines in the project's fixed form: ``{"id", "text", "title"?, "date"?, "language"?, "outlet"?, "url"?}``."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator

from haluan.ingest.build import Fields, identity, records, skip
from haluan.ingest.options import Options
from haluan.ingest.sniff import HEAD
from haluan.ingest.streams import Ahead, DamagedError, TooLargeError
from haluan.model import Article, Skip

_OPTIONAL = ("title", "date", "language", "outlet", "url", "author")


class _LineError(Exception):
    """One line is not an article in the fixed form; the message says why."""


def read_lines(stream: Ahead, origin: str, options: Options) -> Iterator[Article | Skip]:
    """Read one article a line, holding one line at a time. A bad line is a `Skip`; the others are read."""
    for number, line in _lines(stream, options.max_bytes):
        where = f"{origin}:{number}"
        if isinstance(line, Exception):
            yield skip(where, str(line))
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            yield from records(_fields(line, where), options)
        except _LineError as error:
            yield skip(where, str(error))


def _lines(stream: Ahead, limit: int) -> Iterator[tuple[int, bytes | Exception]]:
    """Number the lines from 1. A line over the limit, or damage to the stream, comes as an exception in its place."""
    buffered = io.BufferedReader(stream, HEAD)
    number = 0
    while True:
        number += 1
        try:
            line = buffered.readline(limit + 1)
            too_long = len(line) > limit
            while too_long and line and not line.endswith(b"\n"):
                line = buffered.readline(HEAD)
        except DamagedError as error:
            yield number, error
            return
        if not line and not too_long:
            return
        yield number, TooLargeError(limit) if too_long else line


def _fields(line: bytes, origin: str) -> Fields:
    row = _row(line)
    text = row.get("text")
    if not isinstance(text, str):
        raise _LineError('no "text"' if text is None else '"text" is not a string')
    given = row.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | None):
        raise _LineError('"id" is neither a string nor a whole number')
    values: dict[str, str | None] = {}
    for name in _OPTIONAL:
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise _LineError(f'"{name}" is not a string')
        values[name] = value
    own = str(given).strip() if given is not None else ""
    return Fields(text=text, origin=origin, id=own or _hash(text), **values)


def _row(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _LineError("not UTF-8") from error
    except json.JSONDecodeError as error:  # its own message counts lines from the beginning of this one
        raise _LineError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise _LineError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise _LineError("not a JSON object")
    return row


def _hash(text: str) -> str | None:
    # A text that cannot be hashed cannot be stored either; `article` says why.
    try:
        return identity(None, text)
    except UnicodeEncodeError:
        return None
