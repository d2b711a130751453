from __future__ import annotations

import gzip
import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.ingest import Options
from haluan.ingest.content import Reader
from haluan.ingest.streams import Ahead, DamagedError, Gunzip

SCRIPT = """
from haluan.ingest import Options, articles
for found in articles("-", Options()):
    print(type(found).__name__, found.origin, getattr(found, "title", None) or found.reason, flush=True)
"""

JSONL = b'{"id": "a", "text": "Satu.", "title": "Nomor satu"}\n{"id": "b"}\n'


@pytest.fixture
def piped():
    def run(data):
        done = subprocess.run([sys.executable, "-c", SCRIPT], input=data, capture_output=True, check=True)
        return done.stdout.decode().splitlines()

    return run


def test_standard_input_is_read_for_what_it_holds(piped, page):
    assert piped(JSONL) == ["Article -:1 Nomor satu", 'Skip -:2 no "text"']
    assert piped(gzip.compress(JSONL)) == piped(JSONL)
    assert piped(b"Judul teks\nIsinya di sini.\n") == ["Article - Judul teks"]
    assert piped(page().encode()) == ["Article - Dua Negara Teken Nota Pelabuhan"]
    assert piped(b"") == ["Skip - empty"]
    assert piped(bytes(10)) == ["Skip - binary data, not text"]


class Slow(io.RawIOBase):
    """A pipe that gives a few bytes at a time."""

    def __init__(self, data, step):
        super().__init__()
        self._data, self._step = data, step

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self._data[: min(self._step, len(buffer))]
        buffer[: len(part)] = part
        self._data = self._data[len(part) :]
        return len(part)


def drain(stream):
    parts = []
    try:
        while part := stream.read(1000):
            parts.append(part)
    except DamagedError as error:
        return b"".join(parts), str(error)
    return b"".join(parts), None


@given(st.binary(max_size=300_000), st.integers(1, 70_000))
def test_looking_ahead_loses_nothing(data, step):
    if len(data) // step > 5000:
        step = 5000
    stream = Ahead(Slow(data, step))
    assert data.startswith(stream.head)
    assert drain(stream) == (data, None)


@given(st.lists(st.binary(max_size=5000), min_size=1, max_size=5), st.integers(1, 70_000), st.integers(0, 9))
def test_gzip_members_decompress_as_one(parts, step, padding):
    data = b"".join(gzip.compress(part) for part in parts) + bytes(padding)
    assert drain(Ahead(Gunzip(Ahead(Slow(data, step))))) == (b"".join(parts), None)


@given(st.binary(min_size=1, max_size=5000), st.data())
def test_a_cut_gzip_stream_gives_a_prefix_and_says_that_it_was_cut(plain, data):
    packed = gzip.compress(plain)
    cut = data.draw(st.integers(1, len(packed) - 1))
    got, damage = drain(Ahead(Gunzip(Ahead(io.BytesIO(packed[:cut])))))
    assert plain.startswith(got)
    assert "truncated" in damage


def test_reading_goes_on_behind_a_damaged_member():
    members = [gzip.compress(bytes([65 + i]) * 2000 + b"end") for i in range(3)]
    members[1] = members[1][:12] + b"\xff\xff\xff\xff" + members[1][16:]
    stream = Ahead(Gunzip(Ahead(io.BytesIO(b"".join(members)))))
    got, damage = drain(stream)
    assert "damaged" in damage
    assert got.startswith(b"A" * 2000 + b"end")
    rest, damage = drain(stream)
    assert rest == b"C" * 2000 + b"end"
    assert damage is None


class Failing(io.RawIOBase):
    """A disk that fails behind the first bytes."""

    def __init__(self, data):
        super().__init__()
        self._data = data

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self._data:
            raise OSError(5, "Input/output error")
        count = min(len(buffer), len(self._data))
        buffer[:count], self._data = self._data[:count], self._data[count:]
        return count


@pytest.mark.parametrize("size", [0, 100, 200_000])
def test_a_failing_disk_costs_what_lies_behind(size):
    assert drain(Ahead(Failing(b"a" * size))) == (b"a" * size, "cannot be read: Input/output error")


def test_lines_before_a_failing_disk_are_read():
    found = list(Reader(Options()).stream(Ahead(Failing(JSONL)), "disk"))
    assert [type(item).__name__ for item in found] == ["Article", "Skip", "Skip"]
    assert (found[2].origin, found[2].reason) == ("disk:3", "cannot be read: Input/output error")
