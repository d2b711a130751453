from __future__ import annotations

import time

import pytest

import haluan.ingest.html
from haluan.ingest import Options
from haluan.ingest.build import headed
from haluan.ingest.html import fragment_text, main_text, read_page
from haluan.model import Article, Skip

TITLE = "Dua Negara Teken Nota Pelabuhan"


def test_a_page_gives_title_and_main_text_without_what_surrounds_it(tmp_path, read, page):
    path = tmp_path / "a.html"
    path.write_text(page(), "utf-8")
    (found,) = read(path)
    assert isinstance(found, Article)
    lines = found.text.split("\n")
    assert lines[0] == found.title == TITLE
    assert lines[1].startswith("Menteri luar negeri")
    assert lines[-1].endswith("pelayaran baru.")
    assert "Beranda" not in found.text
    assert "Karier" not in found.text
    assert (found.date, found.outlet, found.origin) == ("2024-03-05", "Kabar Uji", str(path))


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Dua Negara Bertemu", "Isinya.", "Dua Negara Bertemu\nIsinya."),
        ("Dua Negara Bertemu", "DUA NEGARA  BERTEMU!\nIsinya.", "DUA NEGARA  BERTEMU!\nIsinya."),
        ("Dua Negara", "Dua Negara: menteri bertemu.", "Dua Negara: menteri bertemu."),
        (None, "Isinya.", "Isinya."),
    ],
)
def test_the_title_stands_before_the_text_once(title, body, text):
    assert headed(title, body) == text


def test_the_address_comes_from_the_page_only_where_it_may(page):
    markup = page(head='<link rel="canonical" href="https://kabar.example/nota">').encode()
    assert read_page(markup, "x", Options()).url == "https://kabar.example/nota"
    fetched = "https://www.lain.example/salinan"
    assert read_page(markup, "x", Options(), url=fetched).url == fetched
    same = "https://kabar.example/nota?utm_source=x"
    assert read_page(markup, "x", Options(), url=same).url == "https://kabar.example/nota"


def test_the_same_page_again_gives_the_same_id(page):
    first, second = (read_page(page().encode(), origin, Options(), url="https://a.example/1") for origin in "xy")
    other = read_page(page().encode(), "x", Options(), url="https://a.example/2")
    assert first.id == second.id != other.id


def test_the_date_option_fills_a_page_without_a_date(page):
    markup = page().replace("2024-03-05T01:00:00+07:00", "").encode()
    assert read_page(markup, "x", Options(date="2021-07-08")).date == "2021-07-08"


@pytest.mark.parametrize("declared", ["header", "meta", "nothing"])
def test_pages_in_windows_encoding(page, declared):
    head = '<meta charset="windows-1252">' if declared == "meta" else ""
    markup = page(title="Menlu México: “Kami Tak Berubah” – Juru Bicara", head=head).encode("cp1252")
    found = read_page(markup, "x", Options(), charset="windows-1252" if declared == "header" else None)
    assert found.title == "Menlu México: “Kami Tak Berubah” – Juru Bicara"


def test_broken_markup_is_read_as_far_as_it_goes(page):
    markup = page().replace("</p>", "").replace("</article>", "<<<div></p></section>").replace("</html>", "<td")
    found = read_page(markup.encode(), "x", Options())
    assert isinstance(found, Article)
    assert "nota kesepahaman" in found.text


@pytest.mark.parametrize(
    "markup",
    [
        b"<html></html>",
        b"<!doctype html><html><head><title>Kosong</title></head><body></body></html>",
        b"<html><body><script>var a = 'kata kata kata kata'</script></body></html>",
        b"<html" * 1000,
        b"<!doctype html>" + b"<div>" * 20_000,
        b"<html><body>" + bytes(range(1, 32)) * 50,
    ],
)
def test_pages_without_text_are_skipped(tmp_path, read, markup):
    path = tmp_path / "a.html"
    path.write_bytes(markup)
    (found,) = read(path)
    assert isinstance(found, Skip)
    assert found.stage == "ingest"
    assert "page" in found.reason


def test_a_page_that_breaks_the_parser_is_skipped(page, monkeypatch):
    def explode(_markup):
        raise RecursionError("too deep")

    monkeypatch.setattr(haluan.ingest.html, "main_text", explode)
    found = read_page(page().encode(), "x", Options())
    assert found == Skip("x", "ingest", "the page cannot be parsed: RecursionError: too deep")


def test_a_page_that_takes_for_ever_is_given_up(page, monkeypatch):
    def dawdle(_markup):
        while True:
            try:
                time.sleep(60)
            except Exception:  # as parsers do
                continue

    monkeypatch.setattr(haluan.ingest.html, "main_text", dawdle)
    found = read_page(page().encode(), "x", Options(timeout=0.05))
    assert found == Skip("x", "ingest", "extraction took longer than 0.05 s")


def test_nul_and_surrogates_of_a_page_do_not_reach_the_text(page):
    body = "<p>Satu &#0; dua &#xD800; tiga \x00 empat, dan kalimat ini dibuat cukup panjang agar tetap terbaca.</p>" * 3
    found = read_page(page(body=body).encode(), "x", Options())
    assert isinstance(found, Skip) or not set(found.text) & {"\x00", "\ud800"}


def test_fragments_become_lines():
    assert fragment_text("<p>Satu <b>dua</b> &amp; tiga.</p><p>Empat<br>lima.</p><script>x()</script>").split("\n") == [
        "Satu dua & tiga.",
        "",
        "Empat",
        "lima.",
    ]
    assert fragment_text("tanpa tanda < 3 & biasa") == "tanpa tanda < 3 & biasa"
    assert fragment_text("") == ""


def test_a_page_that_nests_without_end_is_read_as_deep_as_lxml_goes():
    deep = "<div>" * 50_000 + "kata"
    assert isinstance(read_page(f"<html><body>{deep}".encode(), "x", Options()), Skip)
    assert fragment_text(deep) in ("", "kata")


def test_a_page_of_too_many_tags_is_skipped():
    found = read_page(b"<html><body>" + b"<p>kata" * 200_000, "x", Options())
    assert found == Skip("x", "ingest", "a page of more than 100000 tags")


def test_where_readability_finds_only_a_teaser_trafilatura_looks_again(page, monkeypatch):
    monkeypatch.setattr(haluan.ingest.html, "_by_readability", lambda _markup: "Hanya cuplikan.")
    assert "nota kesepahaman" in main_text(page())


def test_where_readability_finds_the_article_it_is_believed(page, monkeypatch):
    monkeypatch.setattr(haluan.ingest.html, "_by_readability", lambda _markup: "kata " * 200)
    assert main_text(page()) == "kata " * 200
