"""The files of a folder and its subfolders, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from haluan.ingest.build import skip
from haluan.ingest.options import SourceError
from haluan.model import Skip


def files(folder: str) -> Iterator[str | Skip]:
    """Give the path of every file, sorted by name within each folder; hidden ones are left out.

    Linked folders are followed, each real folder once, so that loops end. What cannot be read is a `Skip`;
    the folder itself being unreadable raises `SourceError`.
    """
    try:
        inside = sorted(Path(folder).iterdir())
    except OSError as error:
        raise SourceError(f"{folder}: {error.strerror or error}") from error
    yield from _walk(inside, {os.path.realpath(folder)})


def _walk(inside: list[Path], seen: set[str]) -> Iterator[str | Skip]:
    for path in inside:
        if path.name.startswith("."):
            continue
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                real = os.path.realpath(path)
                if real in seen:
                    yield skip(str(path), "a link to a folder that is read already")
                    continue
                seen.add(real)
                yield from _walk(sorted(path.iterdir()), seen)
            elif stat.S_ISREG(mode):
                yield str(path)
            else:
                yield skip(str(path), "neither a file nor a folder")
        except OSError as error:
            yield skip(str(path), f"cannot be opened: {error.strerror or error}")
