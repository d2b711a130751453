"""Byte streams: opening, looking ahead without losing the place, decompression, and limits."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from haluan.ingest.options import SourceError
from haluan.ingest.sniff import GZIP, HEAD

STDIN = "-"
_GZIP_MEMBER = 31  # window bits that make zlib read one gzip member with its header and checksum


class DamagedError(Exception):
    """A stream breaks off: its compression is damaged or ends in the middle, or the disk fails; the message says it."""


class TooLargeError(Exception):
    """More bytes than the limit; the message names the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than the limit of {limit / 1e6:g} MB")


class Ahead(io.RawIOBase):
    """A stream of which `head` was read and put back, so that pipes can be looked into as well as files.

    ``damage`` tells why the head is shorter than the stream, None where nothing is wrong with it.
    """

    def __init__(self, stream: io.RawIOBase | BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.damage: str | None = None
        self.head = self._look()
        self._pending = memoryview(self.head)

    def readable(self) -> bool:
        """Say that the stream can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Give the head first, then the rest; raises `DamagedError` at the place of the damage."""
        if self._pending:
            count = min(len(buffer), len(self._pending))
            buffer[:count] = self._pending[:count]
            self._pending = self._pending[count:]
            return count
        if self.damage is not None:
            reason, self.damage = self.damage, None
            raise DamagedError(reason)
        try:
            return cast(io.RawIOBase, self._stream).readinto(buffer) or 0
        except OSError as error:
            raise DamagedError(_unreadable(error)) from error

    def close(self) -> None:
        """Close the stream below too."""
        self._stream.close()
        super().close()

    def _look(self) -> bytes:
        head = b""
        try:
            while len(head) < HEAD and (part := self._stream.read(HEAD - len(head))):
                head += part
        except DamagedError as error:
            self.damage = str(error)
        except OSError as error:
            self.damage = _unreadable(error)
        return head


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


class Gunzip(io.RawIOBase):
    """The bytes of a gzip stream of one or more members.

    At a damaged place it raises `DamagedError` once, and reading on continues at the next member's header: in a WARC
    each record is a member, so one bad record does not cost the rest. (gzip.GzipFile cannot, and it loses what it
    had read before the damage.)
    """

    def __init__(self, stream: Ahead) -> None:
        super().__init__()
        self._stream = stream
        self._input = b""
        self._engine = zlib.decompressobj(_GZIP_MEMBER)
        self._inside = False

    def readable(self) -> bool:
        """Say that the stream can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Decompress at most as much as fits, so that a compression bomb cannot grow beyond the reader's limit."""
        while True:
            if not self._input and not self._refill():
                return 0
            try:
                out = self._engine.decompress(self._input, len(buffer))
            except zlib.error as error:
                self._resynchronise()
                raise DamagedError(f"the gzip stream is damaged ({error})") from error
            self._inside = not self._engine.eof
            self._input = self._engine.unconsumed_tail if self._inside else self._next_member()
            if out:
                buffer[: len(out)] = out
                return len(out)

    def close(self) -> None:
        """Close the stream below too."""
        self._stream.close()
        super().close()

    def _refill(self) -> bool:
        self._input = self._stream.read(HEAD) or b""
        if not self._input and self._inside:
            self._inside = False
            raise DamagedError("the gzip stream ends in the middle (truncated)")
        return bool(self._input)

    def _next_member(self) -> bytes:
        rest = self._engine.unused_data.lstrip(b"\x00")  # tapes and disks pad with zeros
        self._engine = zlib.decompressobj(_GZIP_MEMBER)
        return rest

    def _resynchronise(self) -> None:
        self._engine, self._inside = zlib.decompressobj(_GZIP_MEMBER), False
        searched = self._input[1:]
        while (place := searched.find(GZIP)) < 0:
            more = self._stream.read(HEAD)
            if not more:
                self._input = b""
                return
            searched = searched[-len(GZIP) + 1 :] + more
        self._input = searched[place:]


def open_file(path: str) -> Ahead:
    """Open a file, or standard input for ``-``. Raises `SourceError` where that is not possible."""
    if path == STDIN:
        # Closing it is for the process, not for one of its readers.
        return Ahead(io.FileIO(sys.stdin.fileno(), closefd=False))
    try:
        return Ahead(Path(path).open("rb", buffering=0))
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


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
