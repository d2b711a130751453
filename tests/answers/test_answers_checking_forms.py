"""Forms of the checks, one phenomenon each: what makes a text wrong, and what leaves it open."""

from __future__ import annotations

import pytest

from haluan import pipeline
from haluan.answers.checking import Checker, Outcome
from haluan.answers.checking.patterns import patterns
from haluan.answers.checking.types import Kind
from haluan.model import Article, Skip

S, C, N = Outcome.SUPPORTED, Outcome.CONTRADICTED, Outcome.NOT_COVERED
SAID = [
    # One list, one wrong name among right ones.
    ("2022-05-10", "en", "The club has four partners in the Quad: Japan, India, Australia and the United States.", S),
    ("2022-05-10", "en", "The Quad has four members: Japan, India, the United States and South Korea.", C),
    # Who did it before whom.
    ("2024-05-10", "en", "Finland joined NATO a year before Sweden did.", S),
    ("2024-05-10", "id", "Swedia lebih dulu bergabung dengan NATO daripada Finlandia.", C),
    ("2024-05-10", "en", "Sweden joined NATO after Sweden's parliament had voted on it.", S),
    # Who followed whom, with somebody between.
    ("2023-05-10", "en", "Boris Johnson was succeeded as British prime minister by Rishi Sunak.", C),
    ("2022-12-10", "id", "Jokowi menggantikan Susilo Bambang Yudhoyono sebagai Presiden Indonesia.", S),
    ("2023-05-10", "en", "Liz Truss was prime minister of Britain before Rishi Sunak.", S),
    # An office of another state; one held since a time before it began.
    ("2020-05-10", "en", "Jens Stoltenberg, a former Danish prime minister, opened the hall.", C),
    ("2020-05-10", "en", "Emmanuel Macron has been president of France since 2012.", C),
    # Denials that stand first, and words that turn nothing round.
    ("2015-05-10", "en", "At no point has Norway been a member of the European Union.", S),
    ("2016-05-10", "id", "Belum pernah sekali pun Prancis menjadi anggota OPEC.", S),
    # A standing that has become more, and one that a state has nothing of.
    ("2024-05-10", "id", "Iran masih berstatus negara pengamat di SCO.", C),
    ("2021-05-10", "en", "Algeria recognises Moroccan sovereignty over Western Sahara.", C),
    # Five, not the capital of Peru.
    (
        "2021-05-10",
        "id",
        "Lima negara Asia Tengah adalah Kazakhstan, Kirgizstan, Tajikistan, Turkmenistan, Uzbekistan.",
        S,
    ),
    # What only some have, what is said of one of two, and what happened in years that nobody can tell.
    ("2024-06-10", "id", "Negeri itu belum mengakui Palestina, kendati banyak anggota PBB mengakuinya.", N),
    (
        "2012-06-10",
        "id",
        "Piala itu digelar Ukraina dan Polandia, yang disebut belakangan sudah anggota Uni Eropa.",
        N,
    ),
    ("2016-09-10", "id", "Gabon, yang keluar dari OPEC pada pertengahan 1990-an, ramai dibicarakan.", N),
    # A title just lost, and one of that time.
    ("2021-08-20", "id", "Jatuhnya kota itu memaksa Presiden Ashraf Ghani menyingkir.", N),
    ("2025-06-10", "id", "Pada 2010, saat itu Presiden Mahmoud Ahmadinejad menuding negara Barat.", S),
]


@pytest.mark.parametrize(("date", "language", "text", "expected"), SAID)
def test_what_is_said_gets_its_verdict(date: str, language: str, text: str, expected: Outcome) -> None:
    study = pipeline.study(Article("t", text, date=date, language=language))
    assert not isinstance(study, Skip)
    assert Checker("en").check(study.document, study.mentions, study.claims).verdict is expected


NEEDED = {
    Kind.COUNT: {"n"},
    Kind.REGION: {"r"},
    Kind.OFFICE: {"p"},
    Kind.SUCCESSION: {"p", "p2"},
    Kind.SEQUENCE: {"s2"},
}


@pytest.mark.parametrize("kind", NEEDED)
def test_every_form_of_a_kind_names_what_the_kind_is_about(kind: Kind) -> None:
    forms = [form for form in patterns() if form.kind is kind]
    assert forms
    assert [form.regex.pattern[:80] for form in forms if not NEEDED[kind] <= set(form.regex.groupindex)] == []


def test_every_order_has_a_place_and_every_group_a_name() -> None:
    orders = [form for form in patterns() if form.kind is Kind.ORDER]
    groups = [form for form in patterns() if form.kind is Kind.GROUP]
    assert [f.regex.pattern[:80] for f in orders if f.place is None and "ord" not in f.regex.groupindex] == []
    assert [f.regex.pattern[:80] for f in groups if not {"r", "r2"} & set(f.regex.groupindex)] == []


def test_no_sentence_that_a_form_matches_lacks_what_the_form_needs() -> None:
    text = "§S0 , §S1 and §S2 are members of §B3 , and §P4 is §O5 of §S6 since §T7"
    for form in patterns():
        if form.regex.search(text):
            assert all(slot in text for slot in form.needs)
