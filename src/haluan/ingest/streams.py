"""Byte streams: opening, looking ahead without losing the place, decompression, and limits."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from haluan.ingest.options import SourceError
from haluan.ingest.sniff import HEAD

STDIN = "-"
# What a damaged or cut-off gzip stream raises while it is read.
GZIP_ERRORS = (EOFError, gzip.BadGzipFile, zlib.error)


class TooLargeError(Exception):
    """More bytes than the limit; the message names the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than the limit of {limit / 1e6:g} MB")


class Ahead(io.RawIOBase):
    """A stream of which `head` was read and put back, so that pipes can be looked into as well as files."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        try:
            self.head = _read_head(stream)
            self.damage: str | None = None
        except GZIP_ERRORS as error:
            self.head, self.damage = b"", describe_damage(error)
        self._pending = memoryview(self.head)

    def readable(self) -> bool:
        """Say that the stream can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Give the head first, then the rest."""
        if self._pending:
            count = min(len(buffer), len(self._pending))
            buffer[:count] = self._pending[:count]
            self._pending = self._pending[count:]
            return count
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream below too."""
        self._stream.close()
        super().close()


def _read_head(stream: BinaryIO) -> bytes:
    head = b""
    while len(head) < HEAD:
        try:
            part = stream.read(HEAD - len(head))
        except GZIP_ERRORS:
            if head:
                break  # what came before the damage is still worth reading; the damage will show again
            raise
        if not part:
            break
        head += part
    return head


def open_file(path: str) -> Ahead:
    """Open a file, or standard input for ``-``. Raises `SourceError` where that is not possible."""
    if path == STDIN:
        # Closing it is for the process, not for one of its readers.
        return Ahead(cast(BinaryIO, io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False))))
    try:
        return Ahead(Path(path).open("rb", buffering=HEAD))
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


def gunzip(stream: Ahead) -> Ahead:
    """Decompress a gzip stream of one or more members."""
    return Ahead(cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(stream, HEAD))))


def read_all(stream: Ahead, limit: int) -> bytes:
    """Read everything, at most ``limit`` bytes; raises `TooLargeError` where there is more."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(HEAD):
        size += len(part)
        if size > limit:
            raise TooLargeError(limit)
        parts.append(part)
    return b"".join(parts)


def describe_damage(error: Exception) -> str:
    """Say in words what is wrong with a gzip stream."""
    if isinstance(error, EOFError):
        return "the gzip stream ends in the middle (truncated)"
    return f"the gzip stream is damaged ({error})"
