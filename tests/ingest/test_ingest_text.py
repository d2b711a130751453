from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.ingest.decode import decode, decode_page, unstorable
from haluan.model import Article, Skip

TEXT = "Dua Negara Bertemu\r\n\r\nMenteri berkata: “kami sepakat” – tanpa syarat.\r\n"


def test_a_text_is_stored_exactly_and_its_first_line_is_the_title(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    (found,) = read(path)
    assert found == Article(id=found.digest[:16], text=TEXT, title="Dua Negara Bertemu", origin=str(path))


@pytest.mark.parametrize("text", ["Satu baris saja tanpa judul", "x" * 250 + "\nlagi", "Satu baris\n\n"])
def test_a_first_line_that_is_no_title(tmp_path, read, text):
    path = tmp_path / "a.txt"
    path.write_text(text)
    (found,) = read(path)
    assert (found.text, found.title) == (text, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_encodings_of_one_text_give_one_article(tmp_path, read, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    (found,) = read(path)
    assert found.text == TEXT


def test_utf16_big_endian_and_latin1(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read(path)[0].text == TEXT
    path.write_bytes("Menlu México tiba di Perú, kata señora itu.".encode("latin-1"))
    assert read(path)[0].text == "Menlu México tiba di Perú, kata señora itu."


def test_gzip_is_seen_through(tmp_path, read):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert [found.text for found in read(path)] == [TEXT]


def test_reading_again_gives_the_same_id(tmp_path, read):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT.encode())
    assert read(tmp_path / "a.txt")[0].id == read(tmp_path / "b.txt")[0].id


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(200), "binary data"),
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"PK\x03\x04" + b"x" * 50, "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"SQLite format 3\x00" + bytes(50), "SQLite"),
        (b"kata " * 20_000 + b"\x00 lalu", '"text" holds a NUL'),
        (b"\x1f\x8b\x08 and then no gzip", "gzip stream is damaged"),
        (gzip.compress(b"kata " * 1000)[:-12], "truncated"),
        (gzip.compress(gzip.compress(b"kata")), "compressed twice"),
        (gzip.compress(b""), "empty"),
    ],
)
def test_what_is_no_text_is_skipped_with_a_reason(tmp_path, read, data, reason):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Skip)
    assert reason in found.reason
    assert found.origin == str(path)


def test_a_file_of_50_mb_is_refused(tmp_path, read):
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        for _ in range(50):
            out.write(b"kata demi kata " * 70_000)
    (found,) = read(path)
    assert found.reason == "larger than the limit of 20 MB"


def test_a_compression_bomb_stops_at_the_limit(tmp_path, read):
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 30_000_000))
    (found,) = read(path)
    assert found.reason == "larger than the limit of 20 MB"


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_utf8_round_trips(text):
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_pages_decode_whatever_they_are(data):
    assert unstorable(decode_page(data, "no-such-encoding").replace("\x00", "")) is None


def test_a_declared_encoding_is_used_where_utf8_fails():
    data = "Ёлка и мир".encode("koi8-r")
    assert decode(data, "koi8-r") == "Ёлка и мир"
    assert decode_page(b'<meta charset="koi8-r">' + data, None).endswith("Ёлка и мир")
    assert decode("sudah UTF-8 – ya".encode(), "cp1252") == "sudah UTF-8 – ya"
