"""From a source as the user names it to the articles in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from haluan.ingest import folder
from haluan.ingest.build import skip
from haluan.ingest.html import read_page
from haluan.ingest.jsonl import read_lines
from haluan.ingest.options import Options, SourceError
from haluan.ingest.plain import read_text
from haluan.ingest.sniff import Kind, binary_form, sniff
from haluan.ingest.streams import GZIP_ERRORS, STDIN, Ahead, TooLargeError, describe_damage, gunzip, open_file, read_all
from haluan.model import Article, Skip


def articles(source: str, options: Options) -> Iterator[Article | Skip]:
    """Read one source: a file or folder, or ``-`` for standard input; what it is, its content tells.

    Articles come as they are read, in a fixed order, in flat memory. Whatever cannot be read is a `Skip` with its
    reason. Raises `SourceError` only where ``source`` itself does not exist or cannot be opened.
    """
    yield from sources([source], options)


def sources(names: Iterable[str], options: Options) -> Iterator[Article | Skip]:
    """Read several sources in turn. Raises `SourceError` before the first is read if one of them does not exist."""
    checked = list(names)
    for name in checked:
        _check(name)
    for name in checked:
        yield from _read(name, options)


def _check(name: str) -> None:
    if name != STDIN and not Path(name).exists():
        raise SourceError(f"{name}: no such file or folder")
    if name != STDIN and not os.access(name, os.R_OK):
        raise SourceError(f"{name}: permission denied")


def _read(name: str, options: Options) -> Iterator[Article | Skip]:
    if name == STDIN or not Path(name).is_dir():
        yield from _read_file(name, options)
        return
    for found in folder.files(name):
        if isinstance(found, Skip):
            yield found
            continue
        try:
            yield from _read_file(found, options)
        except SourceError as error:
            yield skip(found, str(error).removeprefix(f"{found}: "))


def _read_file(path: str, options: Options) -> Iterator[Article | Skip]:
    with open_file(path) as stream:
        kind = sniff(stream.head, path)
        if kind is Kind.GZIP:
            with gunzip(stream) as inner:
                if inner.damage is not None:
                    yield skip(path, inner.damage)
                    return
                yield from _read_stream(inner, sniff(inner.head, path), path, options)
        else:
            yield from _read_stream(stream, kind, path, options)


def _read_stream(stream: Ahead, kind: Kind, origin: str, options: Options) -> Iterator[Article | Skip]:
    if kind is Kind.JSONL:
        yield from read_lines(stream, origin, options)
        return
    if reason := _refusal(kind, stream.head):
        yield skip(origin, reason)
        return
    try:
        data = read_all(stream, options.max_bytes)
    except TooLargeError as error:
        yield skip(origin, str(error))
    except GZIP_ERRORS as error:
        yield skip(origin, describe_damage(error))
    else:
        yield read_page(data, origin, options) if kind is Kind.HTML else read_text(data, origin, options)


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
