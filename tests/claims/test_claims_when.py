"""Which date of a sentence is the act's; articles of Wednesday, 18 June 2025."""

from __future__ import annotations

import pytest

from haluan.claims import reader
from haluan.mentions import link
from haluan.model import Article, Document
from haluan.ontology import load
from haluan.text import prepare


def when(text: str, relation: str, language: str = "id") -> str | None:
    """The date of the one claim with ``relation``."""
    document = prepare(Article("a", text, date="2025-06-18", language=language))
    assert isinstance(document, Document)
    claims = [c for c in reader("rules").read(document, link(document, load())) if c.relation == relation]
    assert claims, "nothing was read"
    assert len({c.when for c in claims}) == 1
    return claims[0].when


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Rusia menyerang Ukraina pada Senin (16/6).", "attacks", "2025-06-16"),
        ("Pada Senin (16/6), Rusia menyerang Ukraina dengan puluhan drone.", "attacks", "2025-06-16"),
        ("Inggris menjatuhkan sanksi terhadap Belarus sejak Juni 2022.", "sanctions", "2022-06/.."),
        ("Presiden Prancis akan mengunjungi Vietnam pekan depan.", "meets", "2025-06-23/2025-06-29"),
        ("Serangan Rusia ke Ukraina yang dimulai pada Februari 2022 belum berhenti.", "attacks", "2022-02"),
        ("Perundingan macet pada 3 Maret, ketika Rusia menyerang Ukraina.", "attacks", "2025-03-03"),
        ("Menurut Reuters, Rusia menyerang Ukraina pada Senin (16/6).", "attacks", "2025-06-16"),
        ("Dilansir Reuters, Rusia menyerang Ukraina pada Senin (16/6).", "attacks", "2025-06-16"),
    ],
)
def test_date_beside_the_act(text: str, relation: str, expected: str) -> None:
    assert when(text, relation) == expected


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rusia menyerang Ukraina, seperti dilansir Reuters, Senin (16/6).", "attacks"),
        ("Dikutip dari Antara, Selasa (17/6), Rusia menyerang Ukraina.", "attacks"),
        ('"Rusia menyerang Ukraina," kata Presiden Prancis, Senin (16/6).', "attacks"),
        ("Presiden Prancis pada Senin (16/6) mengatakan Rusia menyerang Ukraina.", "attacks"),
        ("Rusia mengatakan kepada wartawan pada Senin (16/6) bahwa Iran menyerang Israel.", "attacks"),
    ],
)
def test_date_of_a_report_is_not_the_acts(text: str, relation: str) -> None:
    assert when(text, relation) is None


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ('"Kami mengecam Israel," kata Menteri Luar Negeri Iran, Senin (16/6).', "opposes", "2025-06-16"),
        ("China mengecam Jepang pada Selasa (17/6).", "opposes", "2025-06-17"),
        ("Indonesia mendesak Israel, Selasa (17/6).", "urges", "2025-06-17"),
    ],
)
def test_date_of_a_statement_that_is_the_act(text: str, relation: str, expected: str) -> None:
    assert when(text, relation) == expected


@pytest.mark.parametrize(
    ("text", "relation", "language"),
    [
        ("Rusia menyerang Ukraina; perundingan dibuka pada Senin (16/6).", "attacks", "id"),
        ("Chad membebaskan dua warga Rusia yang ditahan sejak September.", "eases", "id"),
        ("Israel menyerang Iran, pertama kalinya sejak 1981.", "attacks", "id"),
        ("Pada Senin (16/6) kabinet membahas rencana agar Rusia menyerang Ukraina.", "attacks", "id"),
        ("Pada Senin (16/6) Iran menembak, sebagai respons atas serangan Israel ke Teheran.", "attacks", "id"),
        ("Japan and South Korea agreed on Friday to restore diplomatic relations.", "normalizes", "en"),
        ("Fighters marched into the town on Monday, and China condemned Japan.", "opposes", "en"),
        ("Australia asked China to lift the duties that came in 2020.", "urges", "en"),
    ],
)
def test_date_of_something_else(text: str, relation: str, language: str) -> None:
    assert when(text, relation, language) is None


def test_a_noun_that_is_spelled_like_a_verb_of_speech_parts_nothing() -> None:
    text = "Norway and Spain to recognise Palestinian state next week"
    assert when(text, "recognizes", "en") == "2025-06-23/2025-06-29"
