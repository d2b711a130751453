"""Check of a page by its address: fetched politely, never from private networks, and not stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from html_tags import harm
from site_here import HTML, site
from starlette.testclient import TestClient

import haluan

TEXT = (
    "Irlandia adalah anggota NATO, tulis laporan itu. Turki anggota NATO sejak lama. Laporan itu menyebut pula bahwa "
    "pertemuan berikutnya akan membahas anggaran, latihan bersama, dan bantuan bagi negara-negara di kawasan itu."
)
PAGE = (
    "<!doctype html><html lang='id'><head><title>Anggota persekutuan</title>"
    "<meta property='article:published_time' content='2024-05-28'></head>"
    f"<body><nav>Beranda</nav><article><h1>Anggota persekutuan</h1><p>{TEXT}</p></article></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Umpan</title>"
    + "".join(f"<item><title>Berita {n}</title><description>Turki anggota NATO {n}.</description></item>" for n in "12")
    + "</channel></rss>"
)
HOSTILE = PAGE.replace("Beranda", "<script>alert(1)</script>").replace("itu.", "itu. <img src=x onerror=alert(1)>", 1)
PAGES = {
    "/article": (HTML, PAGE),
    "/hostile": (HTML, HOSTILE),
    "/feed": ("application/rss+xml", FEED),
    "/film": ("video/mp4", "x"),
    "/closed/page": (HTML, PAGE),
    "/robots.txt": ("text/plain", "User-agent: *\nDisallow: /closed/"),
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with site(PAGES) as found:
        yield found


@pytest.fixture
def client(make_client) -> TestClient:
    return make_client(allow_private=True)


def check(client: TestClient, url: str, language: str = "en", **fields: str):
    key = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(f"/{language}/check").text)
    assert key
    return client.post(f"/{language}/check", data={"csrf": key[1], "url": url, **fields})


def alert(page: str) -> str:
    found = re.search(r'role="alert">([^<]*)<', page)
    return unescape(found[1]) if found else ""


def test_a_page_is_fetched_marked_checked_and_not_stored(client, address, world) -> None:
    with haluan.open(world) as database:
        before = database.snapshot()
    answer = check(client, f"{address}/article")
    assert answer.status_code == 200
    assert re.search(r'<mark class="hostile">[^<]*Irlandia', answer.text)
    assert re.search(r'<mark class="friendly">[^<]*Turki', answer.text)
    assert "Anggota persekutuan" in answer.text
    assert "2024-05-28" in answer.text
    with haluan.open(world) as database:
        assert database.snapshot() == before


def test_a_hostile_page_stays_text(client, address) -> None:
    assert harm(check(client, f"{address}/hostile").text) == []


@pytest.mark.parametrize(("language", "said"), [("en", "is a private address"), ("id", "adalah alamat pribadi")])
def test_an_address_of_this_machine_is_refused_unless_allowed(make_client, address, language: str, said: str) -> None:
    answer = check(make_client(), f"{address}/article", language)
    assert answer.status_code == 400
    assert said in alert(answer.text)
    assert "Irlandia" not in answer.text
    assert f'value="{address}/article"' in answer.text


@pytest.mark.parametrize(
    ("path", "english", "indonesian"),
    [
        ("/none", "the server answers 404", "server menjawab 404"),
        ("/film", "video/mp4 is not text", "video/mp4 bukan teks"),
        ("/feed", "is a feed or a file of several", "adalah umpan atau berkas"),
        ("/closed/page", "robots.txt of the site does not allow it", "robots.txt situs itu tidak mengizinkannya"),
    ],
)
def test_what_cannot_be_read_is_said_in_both_languages(
    client, address, path: str, english: str, indonesian: str
) -> None:
    for language, said in (("en", english), ("id", indonesian)):
        answer = check(client, address + path, language)
        assert answer.status_code == 400
        assert said in alert(answer.text)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "ftp://example.org/", "javascript:alert(1)", "-"])
def test_only_addresses_of_the_web_are_fetched(client, url: str) -> None:
    answer = check(client, url, "id")
    assert answer.status_code == 400
    assert "dimulai dengan http" in alert(answer.text)
    assert "root:" not in answer.text


def test_a_text_and_an_address_at_once_are_refused(client, address) -> None:
    answer = check(client, f"{address}/article", text="Turki anggota NATO.")
    assert (answer.status_code, "not both" in alert(answer.text)) == (400, True)
