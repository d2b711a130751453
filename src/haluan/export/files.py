"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from haluan.model import HaluanError


class ExportError(HaluanError):
    """An export cannot be written; the message says why."""


@contextmanager
def replacing(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Give a path beside each of ``paths`` to write to; at the end, and only without an error, they take their places.

    What stood there before stays until then. Raises `ExportError` where a path is a folder or its folder is missing.
    """
    for path in paths:
        if path.is_dir():
            raise ExportError(f"{path} is a folder; name a file")
        if not path.absolute().parent.is_dir():
            raise ExportError(f"there is no folder for {path}")
    with ExitStack() as stack:
        parts = tuple(stack.enter_context(_beside(path)) for path in paths)
        yield parts
        for part, path in zip(parts, paths, strict=True):
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new file in the same folder, gone at the end unless it was moved."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.absolute().parent)
    os.close(handle)
    part = Path(name)
    try:
        part.chmod(0o666 & ~_umask())  # mkstemp makes files that only their owner can read
        yield part
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
