from __future__ import annotations

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from haluan.model import Article, Skip


class Archive:
    """A WARC under construction that remembers where each record begins."""

    def __init__(self, compressed: bool) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=compressed)
        self.starts: list[int] = []

    def add(self, url, body, *, kind="response", status="200 OK", headers=(("Content-Type", "text/html"),)):
        self.starts.append(self.out.tell())
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind == "response" else None
        own = None if kind == "response" else {"Content-Type": dict(headers)["Content-Type"]}
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=own or {}
        )
        self.writer.write_record(record)
        return self

    @property
    def data(self):
        return self.out.getvalue()


@pytest.fixture(params=[False, True], ids=["plain", "gzip"])
def archive(request, page):
    made = Archive(request.param)
    for number in range(6):
        made.add(f"https://kabar.example/{number}", page(title=f"Berita nomor {number} dari pelabuhan").encode())
    return made


def save(tmp_path, data):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(data)
    return path


def ids(found):
    return [item.url.rpartition("/")[2] for item in found if isinstance(item, Article)]


def test_pages_are_read_with_their_address(tmp_path, read, archive):
    path = save(tmp_path, archive.data)
    found = read(path)
    assert ids(found) == list("012345")
    assert (found[2].origin, found[2].title) == (f"{path}#3", "Berita nomor 2 dari pelabuhan")


def test_an_archive_compressed_as_one_stream(tmp_path, read, archive):
    data = archive.data
    plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    assert ids(read(save(tmp_path, gzip.compress(plain)))) == list("012345")


@pytest.mark.parametrize("cut", [60, 200, 500])
def test_a_truncated_archive_gives_what_is_whole_and_says_where_it_ends(tmp_path, read, archive, cut):
    path = save(tmp_path, archive.data[: archive.starts[4] + cut])
    *good, bad = read(path)
    assert ids(good) == list("0123")
    assert bad.origin == f"{path}#5"
    assert "truncated" in bad.reason


def test_a_hole_in_a_compressed_archive_costs_one_record(tmp_path, read, page):
    archive = Archive(compressed=True)
    for number in range(5):
        archive.add(f"https://kabar.example/{number}", page(title=f"Berita nomor {number} dari pelabuhan").encode())
    hole = archive.starts[2] + 80
    path = save(tmp_path, archive.data[:hole] + archive.data[hole + 100 :])
    found = read(path)
    assert ids(found) == list("0134")
    assert [item.origin for item in found if isinstance(item, Skip)] == [f"{path}#3"]


def test_a_hole_in_a_plain_archive_is_reported(tmp_path, read, page):
    archive = Archive(compressed=False)
    for number in range(4):
        archive.add(f"https://kabar.example/{number}", page().encode())
    hole = archive.starts[2] + 10
    path = save(tmp_path, archive.data[:hole] + archive.data[hole + 100 :])
    found = read(path)
    assert ids(found)[:2] == ["0", "1"]
    (bad,) = (item for item in found if isinstance(item, Skip))
    assert (bad.origin, "damaged" in bad.reason) == (f"{path}#3", True)


def test_garbage_behind_a_record_is_reported(tmp_path, read, page):
    archive = Archive(compressed=False).add("https://kabar.example/0", page().encode())
    good, bad = read(save(tmp_path, archive.data + b"garbage without end " * 50))
    assert isinstance(good, Article)
    assert "not read" in bad.reason


def test_what_is_no_page_is_skipped_and_administration_passes_in_silence(tmp_path, read, page):
    archive = Archive(compressed=True)
    archive.out.write(b"")
    archive.add("https://kabar.example/x.png", b"\x89PNG", headers=(("Content-Type", "image/png"),))
    archive.add("https://kabar.example/gone", b"<html>no</html>", status="404 Not Found")
    archive.add("dns:kabar.example", b"1.2.3.4", kind="resource", headers=(("Content-Type", "text/dns"),))
    archive.add("https://kabar.example/meta", b"a: b", kind="metadata", headers=(("Content-Type", "text/plain"),))
    archive.add("https://kabar.example/ok", page().encode(), kind="resource")
    image, missing, good = read(save(tmp_path, archive.data))
    assert image.reason == "image/png is not a page"
    assert missing.reason == "an answer with status 404"
    assert good.url == "https://kabar.example/ok"


def test_encodings_of_the_transfer_are_undone(tmp_path, read, page):
    body = gzip.compress(page(title="Menlu México tiba di pelabuhan").encode("cp1252"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    headers = (
        ("Content-Type", 'text/html; charset="windows-1252"'),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    )
    (found,) = read(save(tmp_path, Archive(True).add("https://kabar.example/a", chunked, headers=headers).data))
    assert found.title == "Menlu México tiba di pelabuhan"


def test_plain_text_of_a_wet_file(tmp_path, read):
    text = "Judul pendek\nIsi berkas teks dari arsip."
    archive = Archive(True).add(
        "https://kabar.example/t", text.encode(), kind="conversion", headers=(("Content-Type", "text/plain"),)
    )
    (found,) = read(save(tmp_path, archive.data))
    assert (found.text, found.title, found.url) == (text, "Judul pendek", "https://kabar.example/t")


def test_a_record_over_the_limit_is_skipped_and_the_next_is_read(tmp_path, read, page):
    archive = Archive(True).add("https://kabar.example/big", b"<p>" + b"kata " * 40_000)
    archive.add("https://kabar.example/ok", page().encode())
    bad, good = read(save(tmp_path, archive.data), max_bytes=100_000)
    assert "limit" in bad.reason
    assert good.url == "https://kabar.example/ok"
