"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from haluan.model import Article, Document
from haluan.text import prepare


def _document(text: str, title: str | None = None, language: str = "id") -> Document:
    result = prepare(Article("a", text, title=title, language=language))
    assert isinstance(result, Document)
    return result


def _sentences(text: str, title: str | None = None, language: str = "id") -> list[str]:
    return [text[s.span.start : s.span.end] for s in _document(text, title, language).sentences]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Kantor itu di Jl. Merdeka No. 5 kosong. Dr. Rana pindah.", ["kosong.", "pindah."]),
        ("Mereka bertemu pada Rabu (1/2/2023) pukul 10.30 WIB. Hasilnya nihil.", ["WIB.", "nihil."]),
        ("Nilainya Rp 1.000 atau US$1.5 juta. Prof. Ode ragu.", ["juta.", "ragu."]),
        ("Presiden Donald J. Trump tiba. Ia diam.", ["tiba.", "diam."]),
        ("Talks in the U.S. Senate stalled. The U.S. The two sides left.", ["stalled.", "U.S.", "left."]),
        ('"Kami siap berunding." Menteri itu lalu pergi.', ['berunding."', "pergi."]),
        ('"Kapan kami boleh pulang?" tanya warga. Tak ada jawaban.', ["warga.", "jawaban."]),
        ("“Kami menolak. Kami pergi,” katanya. Rapat bubar.", ["menolak.", "katanya.", "bubar."]),
        ('Rapat itu selesai.("Sudah," kata dia.)', ["selesai.", "dia.)"]),
        ("Mereka menunggu... dan menunggu. Lalu pulang.", ["menunggu.", "pulang."]),
        ("Semua setuju, kata dia.Presiden lalu menandatangani.", ["dia.", "menandatangani."]),
        ("Baris pertama tanpa titik\nBaris kedua juga", ["titik", "juga"]),
        ("Apa yang terjadi? Tidak ada! Semua tenang.", ["terjadi?", "ada!", "tenang."]),
    ],
)
def test_sentences_end_where_they_should(text: str, cut: list[str]) -> None:
    found = _sentences(f"Judul\n{text}")[1:]
    assert [sentence[-len(end) :] for sentence, end in zip(found, cut, strict=True)] == cut


def test_headlines_part_at_bars() -> None:
    title = "Jepang Kirim Bantuan ke Manila | Seoul Bantah Kirim Senjata"
    assert _sentences(title) == ["Jepang Kirim Bantuan ke Manila", "Seoul Bantah Kirim Senjata"]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Jepang Kirim Bantuan\nTokyo mengirim beras.", "Jepang Kirim Bantuan", [True, False]),
        ("Jepang Kirim Bantuan\nTokyo mengirim beras.", None, [True, False]),
        ("Jepang Kirim Bantuan", None, [True]),
        ("Tokyo mengirim beras ke Manila.\nManila berterima kasih.", None, [False, False]),
    ],
)
def test_the_title_is_known(text: str, title: str | None, expected: list[bool]) -> None:
    assert [sentence.title for sentence in _document(text, title).sentences] == expected


def test_list_headings_stay_with_their_line_numbers() -> None:
    text = "Tiga negara membantu.\n\n1. Filipina\n\nManila mengirim dokter.\n\n2. Jepang\n\nTokyo mengirim beras."
    document = _document(text)
    headings = [s for s in document.sentences if s.words in (("Filipina",), ("Jepang",))]
    assert [s.paragraph for s in headings] == [2, 6]


def test_lines_broken_around_links_are_one_sentence() -> None:
    text = (
        "Menteri Temui Duta Besar\nMenteri itu, seperti dilansir\nReuters\n, Senin (2/6/2025), menemui duta besar\n"
        "Jepang\n, lalu duta besar\nIndia\n, di kantornya."
    )
    assert len(_sentences(text)) == 2
    assert len(_sentences("Judul Berita\nKepala baris\nBadan tulisan ini panjang.")) == 3


def test_tokens_of_datelines_are_no_part_of_sentences() -> None:
    for head in (
        "JAKARTA, iNews.id - ",
        "Liputan6.com, Teheran -",
        "GAZA CITY - ",
        "contoh.com – ",
        "Tokyo (ANTARA) - ",
    ):
        first = _document(f"Judul Berita Pendek\n{head}Menteri itu berangkat ke luar negeri.").sentences[1]
        assert first.words[:2] == ("Menteri", "itu"), head
