"""What is marked as boilerplate, and what must never be."""

from __future__ import annotations

import pytest

from haluan.model import Article, Document
from haluan.text import prepare

TITLE = "Jepang dan Filipina Teken Pakta Pertahanan"
ONE = "Pemerintah Jepang dan Filipina menandatangani pakta pertahanan di Manila pada hari Senin."
TWO = "Kedua negara akan menggelar latihan bersama setiap tahun di Laut Filipina."


def _marked(text: str, language: str = "id") -> list[str]:
    result = prepare(Article("a", text, language=language))
    assert isinstance(result, Document)
    return [text[span.start : span.end] for span in result.boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Harga Beras Naik Lagi",
        "Baca juga:Harga Beras Naik Lagi",
        "Simak juga Video 'Panen Raya di Jawa Timur':",
        "Lihat juga Video: Panen Raya di Jawa Timur",
        "Saksikan Live SiaranPagi:",
        "[Gambas:Video 20detik]",
        "ADVERTISEMENT",
        "SCROLL TO RESUME CONTENT",
        "(abc/xyz)",
        "Editor : Rana Wirandja",
        "Penulis: Rana Wirandja/DW Indonesia",
        "Baca selengkapnya di sini.",
        "Simak berita selengkapnya di halaman selanjutnya.",
        "Artikel ini pertama kali terbit dalam bahasa Inggris",
        "Diadaptasi oleh Rana Wirandja",
        "Ikuti kami di WhatsApp Channel",
        "Copyright © 2024 Contoh Media",
        "Sign up for our newsletter",
        "Follow us on Facebook",
        "Read more: Rice prices rise again",
        "This live page is now closed",
        "Cover image: farmers near Manila",
    ],
)
def test_lines_of_the_page_are_marked_whole(line: str) -> None:
    assert _marked(f"{TITLE}\n{ONE}\n{line}\n{TWO}") == [line]


@pytest.mark.parametrize(
    ("inside", "marked"),
    [
        (f"{ONE} (Foto: AP)", "(Foto: AP)"),
        (f"{ONE} (Rana Ode/AFP via Getty Images)", "(Rana Ode/AFP via Getty Images)"),
        (f"[video.1] {ONE}", "[video.1]"),
        (f"AFP/RANA ODE{ONE}", "AFP/RANA ODE"),
        (f"MANILA, KOMPAS.com – {ONE}", "MANILA, KOMPAS.com – "),
        (f"Contoh.com, Manila{ONE}", "Contoh.com, Manila"),
        (f"{ONE}Baca Juga: Harga Beras Naik Lagi di Jawa? Sementara itu, nelayan menunggu.", None),
        (f"{ONE} Baca Juga Menurut nelayan, laut sedang tenang.", "Baca Juga"),
        (f"{ONE} Read Full Article at RT.com", "Read Full Article at RT.com"),
    ],
)
def test_only_the_match_is_marked_inside_a_line(inside: str, marked: str | None) -> None:
    expected = marked or "Baca Juga: Harga Beras Naik Lagi di Jawa? "
    assert _marked(f"{TITLE}\n{inside}\n{TWO}") == [expected]


def test_a_label_takes_the_headline_below_it_but_no_prose() -> None:
    assert _marked(f"{TITLE}\n{ONE}\nBaca juga:\nHarga Beras Naik Lagi di Jawa\n{TWO}") == [
        "Baca juga:\nHarga Beras Naik Lagi di Jawa"
    ]
    assert _marked(f"{TITLE}\n{ONE}\nBaca Juga\n{TWO}") == ["Baca Juga"]


def test_a_headline_of_another_article_is_marked_and_a_section_heading_is_not() -> None:
    related = "Harga Beras Melonjak, Petani Jawa Minta Impor Ditunda"
    heading = "Latihan Bersama di Laut Filipina Setiap Tahun"
    assert _marked(f"{TITLE}\n\n{ONE}\n\n{related}\n\n{TWO}") == [related]
    assert _marked(f"{TITLE}\n\n{ONE}\n\n{heading}\n\n{TWO}") == []


def test_a_headline_before_a_later_list_heading_is_marked() -> None:
    related = "Manila Beli Rudal India untuk Laut Cina Selatan"
    text = f"{TITLE}\n\n1. Jepang\n\n{ONE}\n\n{related}\n\n2. Filipina\n\nManila menyambut rudal dari India itu."
    assert _marked(text) == [related]


def test_all_after_a_list_of_articles_goes_until_prose_returns() -> None:
    tail = "Artikel Terkait\nInternasional\n1 hari lalu\nHarga Beras Naik Lagi di Jawa\nKanal"
    assert _marked(f"{TITLE}\n{ONE}\n{TWO}\n{tail}") == [tail]
    prose = f"{ONE} {TWO}"
    assert _marked(f"{TITLE}\n{ONE}\nArtikel Terkait\nInternasional\n{prose}") == ["Artikel Terkait\nInternasional"]


def test_tags_after_the_author_code_are_marked() -> None:
    assert _marked(f"{TITLE}\n{ONE}\n{TWO}\n(abc/xyz)\njepang\nfilipina") == ["(abc/xyz)\njepang\nfilipina"]


def test_bylines_dates_and_the_title_said_twice_are_marked() -> None:
    text = f"{TITLE}\n\n{TITLE}\nSumber :\n  • Tiktok\n\nRana Wirandja\n\n1 February 2023, 8:03\n\n{ONE}"
    assert " ".join(_marked(text)).split() == text[len(TITLE) : -len(ONE)].split()


def test_an_article_without_boilerplate_has_none() -> None:
    assert _marked(f"{TITLE}\n{ONE}\n1. Jepang\n{TWO}\nKenapa Jepang?\nTokyo khawatir akan jalur lautnya.") == []
