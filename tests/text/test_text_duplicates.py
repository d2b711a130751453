"""Signatures: equal everywhere, close for copies, far for other stories."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from haluan.model import Article, Document
from haluan.text import prepare
from haluan.text.duplicates import bands, is_duplicate, readable, signature, similarity

REPORT = (
    "Menteri luar negeri kedua negara bertemu di Jenewa pada hari Kamis untuk membahas jalur bantuan bagi pengungsi. "
    "Seusai pertemuan, juru bicara menyatakan bahwa tiga koridor akan dibuka mulai pekan depan dengan pengawasan PBB. "
    "Palang Merah menyambut keputusan itu, tetapi meminta jaminan tertulis bagi keselamatan para pengemudi truk. "
    "Sebelumnya, dua perundingan gagal karena kedua pihak berselisih mengenai daftar barang yang boleh lewat."
)
OTHER = (
    "Bank sentral menaikkan suku bunga acuan setengah poin setelah harga pangan melonjak selama empat bulan. "
    "Gubernurnya berkata bahwa nilai tukar akan dijaga dengan cadangan devisa yang masih mencukupi sampai akhir tahun. "
    "Para pengusaha tekstil mengeluh karena biaya pinjaman ikut naik dan pesanan dari luar negeri menurun tajam."
)


def _document(text: str) -> Document:
    result = prepare(Article("a", text, language="id"))
    assert isinstance(result, Document)
    return result


def test_a_signature_is_the_same_on_every_run() -> None:
    # Stored signatures are compared with new ones: a change here needs a migration.
    made = signature("Indonesia dan Jepang menandatangani nota kesepahaman baru")
    assert made[:4] == (1, 3257890030, 3243629647, 3232175235)
    assert len(made) == 129


def test_a_copy_with_other_title_and_boilerplate_is_found() -> None:
    first = _document(f"Tiga Koridor Bantuan Dibuka\nJENEWA, KOMPAS.com - {REPORT}\nBaca juga: Harga Beras Naik Lagi")
    second = _document(f"Palang Merah Sambut Pembukaan Koridor\nLiputan6.com, Jenewa - {REPORT}\n(abc/def)")
    assert is_duplicate(signature(readable(first)), signature(readable(second)))


def test_a_rewrite_that_keeps_most_sentences_is_found_and_another_story_is_not() -> None:
    rewrite = REPORT.replace("Seusai pertemuan, juru bicara menyatakan", "Juru bicara mengumumkan")
    assert is_duplicate(signature(REPORT), signature(rewrite))
    assert set(bands(signature(REPORT))) & set(bands(signature(rewrite)))
    assert similarity(signature(REPORT), signature(OTHER)) < 0.1
    assert not is_duplicate(signature(REPORT), signature(OTHER))


def test_headlines_need_to_be_nearly_equal() -> None:
    first = signature("Menlu Jepang Temui Menlu Korea Selatan di Tokyo")
    assert is_duplicate(first, signature("Menlu Jepang temui Menlu Korea Selatan di Tokyo!"))
    assert not is_duplicate(first, signature("Menlu Jepang Temui Menlu Filipina di Manila"))
    assert not is_duplicate(signature("Korban tewas capai 38 ribu jiwa"), signature("Korban tewas capai 39 ribu jiwa"))


def test_a_text_without_words_resembles_nothing() -> None:
    assert signature(" ... ") == ()
    assert bands(()) == ()
    assert similarity((), ()) == 0.0


@given(st.text(), st.text())
def test_similarity_is_symmetric_and_whole_for_equal_texts(first: str, second: str) -> None:
    a, b = signature(first), signature(second)
    assert similarity(a, b) == similarity(b, a)
    assert not a or similarity(a, a) == 1.0
