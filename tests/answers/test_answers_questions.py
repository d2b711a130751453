"""Typed questions, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.answers import Asked
from haluan.answers.naming import Naming
from haluan.answers.questions import understand
from haluan.ontology import load

NAMING = Naming(load(), "en")


@pytest.mark.parametrize(
    ("text", "asked", "actors", "region"),
    [
        ("negara Asia mana yang diam-diam mendukung Israel?", Asked.RANK, ("ISR",), "ASIA"),
        ("Which Asian states quietly support Israel?", Asked.RANK, ("ISR",), "ASIA"),
        ("Siapa di Asia Tenggara yang condong ke Tiongkok?", Asked.RANK, ("CHN",), "SOUTHEAST_ASIA"),
        ("who stands by Russia", Asked.RANK, ("RUS",), None),
        ("siapa mendukung Ukraina melawan Rusia", Asked.RANK, ("UKR",), None),
        ("which countries oppose NATO", Asked.RANK, ("NATO",), None),
        ("hubungan Kazakhstan dan Israel", Asked.PAIR, ("KAZ", "ISR"), None),
        ("Does Turkey support Azerbaijan?", Asked.PAIR, ("TUR", "AZE"), None),
        ("AS dan RI", Asked.PAIR, ("USA", "IDN"), None),
        ("Who joins the Abraham Accords?", Asked.BLOC, ("ABRAHAM",), None),
        ("siapa saja anggota BRICS", Asked.BLOC, ("BRICS",), None),
        ("negara Asia mana yang ditarik NATO?", Asked.BLOC, ("NATO",), "ASIA"),
        ("di mana anggota NATO terbelah soal Palestina?", Asked.SPLIT, ("NATO", "PSE"), None),
        ("How is the EU divided on Israel?", Asked.SPLIT, ("EU", "ISR"), None),
        ("Vietnam", Asked.STATE, ("VNM",), None),
        ("israel's friends", Asked.STATE, ("ISR",), None),
        ("who supports Asia", Asked.RANK, ("ASIA",), None),
        ("who supports us", Asked.NOTHING, (), None),
        ("", Asked.NOTHING, (), None),
    ],
)
def test_a_question_is_understood(text: str, asked: Asked, actors: tuple[str, ...], region: str | None) -> None:
    found = understand(NAMING, text)
    assert (found.asked, found.actors, found.region) == (asked, actors, region)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("who supports Russia since 2022", "2022", None),
        ("siapa mendukung Rusia sejak 2022-02", "2022-02", None),
        ("siapa mendukung Rusia sampai 2023?", None, "2023"),
        ("who supported Russia 2022-2024", "2022", "2024"),
        ("who supported Russia in 2023", "2023", "2023"),
        ("who supports Russia", None, None),
    ],
)
def test_a_period_is_understood(text: str, since: str | None, until: str | None) -> None:
    found = understand(NAMING, text)
    assert (found.since, found.until) == (since, until)


def test_quiet_and_against_are_understood() -> None:
    assert understand(NAMING, "siapa yang secara rahasia mendukung Israel").quiet
    assert not understand(NAMING, "siapa yang mendukung Israel").quiet
    assert understand(NAMING, "siapa yang terang-terangan mendukung Israel").openly
    assert understand(NAMING, "who openly supports Israel").openly
    assert not understand(NAMING, "siapa yang tidak terbuka mendukung Israel").openly
    assert understand(NAMING, "siapa menentang Rusia").against
    assert not understand(NAMING, "siapa mendukung Ukraina").against


def test_a_name_that_can_mean_several_stays_undecided() -> None:
    found = understand(NAMING, "siapa mendukung Korea")
    assert [(text, {one.actor for one in options}) for text, options in found.undecided] == [("Korea", {"PRK", "KOR"})]


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = understand(NAMING, text)
    assert (found.asked is Asked.NOTHING) == (not found.actors)
