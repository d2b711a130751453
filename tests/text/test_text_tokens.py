"""What a token is, and where glued words part."""

from __future__ import annotations

import pytest

from haluan.text.glue import seams
from haluan.text.tokens import folded, tokenize


def _words(text: str, names: frozenset[str] = frozenset()) -> list[str]:
    return [token.word for token in tokenize(text, 0, len(text), names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rusia-Ukraina", ["Rusia", "-", "Ukraina"]),
        ("Diam-Diam al-Assad", ["Diam", "-", "Diam", "al", "-", "Assad"]),
        ("Israel's and Israel’s", ["Israel", "'s", "and", "Israel", "’s"]),
        ("Sana'a don’t O'Brien", ["Sana'a", "don’t", "O'Brien"]),
        ("the U.S. and the U.N.", ["the", "U.S.", "and", "the", "U.N."]),
        ("(AS)", ["(", "AS", ")"]),
        ("(1/2/2023) 10.30 75.000 3,5%", ["(", "1/2/2023", ")", "10.30", "75.000", "3,5", "%"]),
        ("US$95 miliar, $3", ["US$", "95", "miliar", ",", "$", "3"]),
        ("Dr. Rana, Gen. Ode", ["Dr.", "Rana", ",", "Gen.", "Ode"]),
        ("Donald J. Trump", ["Donald", "J.", "Trump"]),
        ("KOMPAS.com dan @kemlu_ri", ["KOMPAS.com", "dan", "@kemlu_ri"]),
        ("https://example.org/a-b.", ["https://example.org/a-b", "."]),
        ("G7, COP28, F-16", ["G7", ",", "COP28", ",", "F", "-", "16"]),
        ("tunggu... lalu -- pergi", ["tunggu", "...", "lalu", "--", "pergi"]),
        ("nai\u0308f", ["nai\u0308f"]),
    ],
)
def test_tokens_follow_the_conventions(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tempurAmerika Serikat(AS)", ["tempur", "Amerika", "Serikat", "(", "AS", ")"]),
        ("agresiIsraelterhadap", ["agresi", "Israel", "terhadap"]),
        ("KunjunganPutinke", ["Kunjungan", "Putin", "ke"]),
        ("Iranyang", ["Iran", "yang"]),
        ("Gazapada", ["Gaza", "pada"]),
        ("AmerikaSerikat", ["Amerika", "Serikat"]),
        ("Netanyahumemerintahkan", ["Netanyahu", "memerintahkan"]),
        ("ASmengatakan", ["AS", "mengatakan"]),
        ("PresidenRIPrabowo", ["Presiden", "RI", "Prabowo"]),
        ("KTTRusiadi", ["KTT", "Rusia", "di"]),
        ("dilansirReutersdan", ["dilansir", "Reuters", "dan"]),
        ("imbasserangan", ["imbas", "serangan"]),
        ("olehperangyang", ["oleh", "perang", "yang"]),
        ("48pesawat", ["48", "pesawat"]),
        ("2025Pemerintah", ["2025", "Pemerintah"]),
    ],
)
def test_glued_words_part_at_the_seam(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


WHOLE = (
    "iNews McDonald YouTube WhatsApp eBay iPhone LaRouche DeSantis MbZ MoU SpaceX MacArthur Nigeria Indonesian Iranian "
    "Islamabad Ahmedabad Romania NATO perubahan Perubahan mengakuisisi matahari beritanya kerja 20detik 10th"
)


def test_whole_words_stay_whole() -> None:
    assert {word: seams(word, frozenset()) for word in WHOLE.split()} == dict.fromkeys(WHOLE.split(), ())


def test_a_name_that_stands_alone_elsewhere_proves_a_seam() -> None:
    assert _words("Wirandjamengatakan") == ["Wirandjamengatakan"]
    assert _words("Wirandjamengatakan", frozenset({"Wirandja"})) == ["Wirandja", "mengatakan"]


def test_the_folded_form_has_straight_apostrophes() -> None:
    assert folded("ISRAEL’S") == "israel's"
