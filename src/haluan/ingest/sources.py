"""From a source as the user names it to the articles in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from haluan.ingest import folder
from haluan.ingest.build import skip
from haluan.ingest.content import Reader
from haluan.ingest.options import Options, SourceError
from haluan.ingest.streams import STDIN, open_file
from haluan.model import Article, Skip


def articles(source: str, options: Options) -> Iterator[Article | Skip]:
    """Read one source: a file, a folder, a web address, or ``-`` for standard input; its content tells what it is.

    Articles come as they are read, in a fixed order, in flat memory. Whatever cannot be read is a `Skip` with its
    reason. Raises `SourceError` only where ``source`` is a path that does not exist or cannot be opened.
    """
    yield from sources([source], options)


def sources(names: Iterable[str], options: Options) -> Iterator[Article | Skip]:
    """Read several sources in turn. Raises `SourceError` before the first is read if one of them does not exist."""
    checked = list(names)
    check(checked)
    reader = Reader(options)
    for name in checked:
        yield from _read(name, reader)


def check(names: Iterable[str]) -> None:
    """Raise `SourceError` where one of ``names`` cannot be a source at all; nothing is read or fetched."""
    for name in names:
        if name != STDIN and not _is_address(name):
            _check_path(name)


def _check_path(name: str) -> None:
    try:
        exists = Path(name).exists()
    except OSError as error:
        raise SourceError(f"{name}: {error.strerror or error}") from error
    if not exists and "://" in name:
        raise SourceError(f"{name}: only http and https addresses are read")
    if not exists:
        raise SourceError(f"{name}: no such file or folder")
    if not os.access(name, os.R_OK):
        raise SourceError(f"{name}: permission denied")


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _read(name: str, reader: Reader) -> Iterator[Article | Skip]:
    if _is_address(name):
        yield from reader.address(name)
    elif name != STDIN and Path(name).is_dir():
        for found in folder.files(name):
            yield from [found] if isinstance(found, Skip) else _read_listed(found, reader)
    else:
        with open_file(name) as stream:
            yield from reader.stream(stream, name)


def _read_listed(path: str, reader: Reader) -> Iterator[Article | Skip]:
    """Read a file that the folder holds, not the user named: where it cannot be opened, the others still can."""
    try:
        stream = open_file(path)
    except SourceError as error:
        yield skip(path, str(error).removeprefix(f"{path}: "))
        return
    with stream:
        yield from reader.stream(stream, path)
