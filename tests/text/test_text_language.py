"""Which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haluan.text.language import detect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menlu Jepang Temui Menlu Korea Selatan di Tokyo", "id"),
        ("Kecam Serangan Drone, Kemlu RI Panggil Dubes", "id"),
        ("Konflik Sudan: Uni Afrika Tuding Dua Kubu", "id"),
        ("Japan and South Korea agree to share missile data", "en"),
        ("Kenya condemns coup in neighbouring state", "en"),
        ("Perdana Menteri berkata kerajaan akan menghantar bantuan selepas mesyuarat di Kuala Lumpur", "ms"),
        ("Le ministre a rencontré son homologue pour parler de la guerre et des réfugiés", "fr"),
        ("Der Kanzler trifft den Präsidenten in Warschau, um über Waffen zu sprechen", "de"),
        ("Министр иностранных дел прибыл в Пекин", "ru"),
    ],
)
def test_short_texts_are_told_apart(text: str, expected: str) -> None:
    assert detect(text) == expected


def test_a_text_that_nothing_decides_has_the_language_it_is_said_to_have() -> None:
    assert detect("Putin - Zelensky") == "id"
    assert detect("Putin - Zelensky", "en-GB") == "en"
    assert detect("Putin - Zelensky", "ms") == "ms"


def test_a_source_that_errs_is_contradicted() -> None:
    assert (
        detect("Menteri itu mengatakan bahwa kedua negara akan menggelar latihan bersama pada bulan Juni", "en") == "id"
    )
    assert detect("The minister said that both countries would hold joint exercises in June this year", "id") == "en"


@settings(deadline=None)  # the second detector loads at its first use
@given(st.text(), st.one_of(st.none(), st.text(max_size=5)))
def test_any_text_has_a_language(text: str, hint: str | None) -> None:
    assert isinstance(detect(text, hint), str)
