from __future__ import annotations

from collections.abc import Callable

import pytest

from haluan.ingest import Options, articles
from haluan.model import Article, Skip

Read = Callable[..., list[Article | Skip]]

PARAGRAPHS = (
    "Menteri luar negeri kedua negara bertemu di ibu kota pada Senin pagi untuk membahas kerja sama pelabuhan, "
    "setelah perundingan yang berjalan hampir setahun lamanya.",
    "Dalam keterangan tertulis, kementerian menyebut nota kesepahaman itu berlaku lima tahun dan dapat diperpanjang "
    "atas persetujuan kedua pihak tanpa perundingan ulang.",
    "Pengamat menilai langkah tersebut mengikuti kunjungan kepala pemerintahan pada bulan lalu, yang berakhir dengan "
    "janji untuk membuka jalur pelayaran baru.",
)


@pytest.fixture
def read() -> Read:
    """Read a source to the end."""

    def run(source: object, **options: object) -> list[Article | Skip]:
        return list(articles(str(source), Options(**options)))  # type: ignore[arg-type]

    return run


@pytest.fixture
def page() -> Callable[..., str]:
    """Make a news page with what surrounds the article on one."""

    def make(title: str = "Dua Negara Teken Nota Pelabuhan", head: str = "", body: str = "") -> str:
        text = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        return (
            f"<!DOCTYPE html><html><head><title>{title} - Kabar Uji</title>"
            '<meta property="og:site_name" content="Kabar Uji">'
            f'<meta property="article:published_time" content="2024-03-05T01:00:00+07:00">{head}</head>'
            '<body><nav><ul><li><a href="/">Beranda</a></li><li><a href="/bola">Bola</a></li></ul></nav>'
            f"<article><h1>{title}</h1>{text}</article>"
            '<footer><a href="/karier">Karier</a> <a href="/kontak">Kontak</a></footer></body></html>'
        )

    return make
