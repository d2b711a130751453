"""Each relation, status and language gives a grammatical sentence that says as much as its claims, and no more."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_article, make_claim

from haluan.answers import Citation
from haluan.answers.naming import Naming
from haluan.answers.ties import make_ties
from haluan.answers.weights import load_weights
from haluan.briefs.telling import Saying, saying, speaker, tell
from haluan.briefs.wording import Wording, phrases
from haluan.model import CitedClaim, Status
from haluan.ontology import load

LANGUAGES = ("en", "id")
QUOTE = "Indonesia praised Palestine on Monday."


def cited(source: str, relation: str, target: str, group: str = "1", **fields: Any) -> CitedClaim:
    article = make_article(f"a{group}")
    claim = make_claim(article, QUOTE, source=source, relation=relation, target=target, **fields)
    return CitedClaim(claim.id, claim, group, "Kabar Uji", "2024-05-01", "Judul", None, "en", "2024-05-02")


def told(language: str, *claims: CitedClaim) -> Saying:
    (tie,) = make_ties(claims, claims[0].claim.source, Naming(load(), language), load_weights())
    return saying(tie)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("relation", sorted(load().relations))
@pytest.mark.parametrize("when", [None, "2024", "2024-06-18", "2022-06/..", "2024-06-17/2024-06-19"])
def test_every_relation_and_status_has_a_sentence(
    language: str, status: Status, relation: str, when: str | None
) -> None:
    said = told(language, cited("PHL", relation, "USA", status=status, when=when))
    text = tell(Wording(language), said).text
    names = ("Philippines", "United States") if language == "en" else ("Filipina", "Amerika Serikat")
    assert all(name in text for name in names)
    assert text[0].isupper()
    assert text.endswith(".")
    assert not re.search(r"[{}]|  | [,.:]", text)
    if language == "en":
        assert all(match.startswith("the ") for match in re.findall(r"\w+ (?:Philippines|United States)", text.lower()))
    denies = {"en": r"\b(not|no)\b", "id": r"\b(tidak|bukan)\b"}[language]
    assert bool(re.search(denies, text)) is (status is Status.DENIED), text
    doubts = {
        "en": {"planned": r"plans to|set to", "possible": r"\bmay\b|possible", "requested": "asked|request"},
        "id": {"planned": r"berencana|\bakan\b", "possible": "mungkin", "requested": "diminta|permintaan"},
    }[language]
    for name, words in doubts.items():
        assert bool(re.search(words, text)) is (status.value == name), text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Houthis have used force against Israel, one report says."),
        ("id", "Houthi menggunakan kekuatan terhadap Israel, menurut satu laporan."),
    ],
)
def test_verbs_agree_with_their_actor(language: str, text: str) -> None:
    assert tell(Wording(language), told(language, cited("HOUTHI", "attacks", "ISR"))).text == text


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("en", "one report says", "two independent reports say"), ("id", "satu laporan", "dua laporan independen")],
)
def test_copies_count_as_one_report(language: str, one: str, two: str) -> None:
    first, copy = cited("IDN", "aids", "PSE"), cited("IDN", "aids", "PSE", when="2024")
    other = cited("IDN", "aids", "PSE", group="2")
    assert one in tell(Wording(language), told(language, first, copy)).text
    assert two in tell(Wording(language), told(language, first, copy, other)).text


def test_only_the_strongest_status_is_told_and_cited() -> None:
    plan, act = cited("IDN", "aids", "PSE", status=Status.PLANNED), cited("IDN", "aids", "PSE", group="2")
    sentence = tell(Wording("en"), told("en", plan, act))
    assert sentence.claims == (act.id,)
    assert "plans" not in sentence.text


def test_many_unsure_reports_are_surer_than_one() -> None:
    one = cited("IDN", "aids", "PSE", confidence=0.4)
    assert not told("en", one).sure
    assert not told("en", one, cited("IDN", "aids", "PSE", confidence=0.4, when="2024")).sure  # the same source
    assert told("en", one, cited("IDN", "aids", "PSE", group="2", confidence=0.4)).sure


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Jens Stoltenberg", "Jens Stoltenberg"),
        ("Putin", "Putin"),
        ("Seoul", "South Korea"),
        ("In September", None),
        ("Monday", None),
        ("sources", None),
        ("{quote}", None),
    ],
)
def test_only_people_and_actors_are_named_as_speakers(name: str, shown: str | None) -> None:
    citation = Citation(cited("IDN", "aids", "PSE", speaker=name), "Indonesia", "Palestine", "")
    assert speaker(Wording("en"), citation) == shown


def test_who_speaks_for_itself_is_not_cited_as_another() -> None:
    own = told("en", cited("CHN", "supports", "RUS", speaker="Beijing"))
    assert tell(Wording("en"), own).text == "China has supported Russia, by its own account."


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_that_happens_once_has_one_date(language: str) -> None:
    claims = [cited("ESP", "recognizes", "PSE", group=str(n), when=w) for n, w in enumerate(["2024-05", "2024-05-28"])]
    text = tell(Wording(language), told(language, *claims)).text
    assert ("28 May 2024" if language == "en" else "28 Mei 2024") in text
    assert not re.search("between|antara", text, re.IGNORECASE)


def test_a_quote_is_given_with_its_language() -> None:
    sentence = tell(Wording("id"), told("id", cited("IDN", "supports", "PSE")), quoted=True)
    assert [(run.text, run.quoted) for run in sentence.runs if run.quoted] == [(QUOTE, "en")]


def test_both_languages_have_the_same_phrases() -> None:
    def shape(value: object, path: str = "") -> set[str]:
        if not isinstance(value, dict) or path in (".relations.x", ".agreement.one", ".agreement.more"):
            return {path}
        keys = {key: "x" if path == ".relations" else key for key in value}
        return {one for key, name in keys.items() for one in shape(value[key], f"{path}.{name}")}

    assert shape(dict(phrases("en"))) == shape(dict(phrases("id")))
    assert set(phrases("en")["relations"]) == set(phrases("id")["relations"]) == set(load().relations)


SPEAKERS = (None, "Kim Jong Un", "Jens Stoltenberg", "Beijing", "Monday")
CLAIMS = st.tuples(
    st.sampled_from(SPEAKERS),
    st.sampled_from(["ya", "Warga kota pantai itu menyambut tamu.", "The harbour town welcomed its guests."]),
    st.sampled_from([None, "2023", "2024-06"]),
    st.sampled_from(["1", "2"]),
)


@given(st.lists(CLAIMS, min_size=1, max_size=5, unique=True), st.sampled_from(LANGUAGES), st.booleans())
def test_who_is_named_beside_a_quote_is_who_said_it_and_a_date_is_the_quotes(
    drawn: list[tuple[str | None, str, str | None, str]], language: str, once: bool
) -> None:
    made = []
    for place, (name, quote, when, group) in enumerate(drawn):
        article = make_article(f"a{place}", text=quote)
        claim = make_claim(article, quote, source="IDN", relation="partners" if once else "supports", target="PSE",
                           speaker=name, when=when)  # fmt: skip
        made.append(CitedClaim(claim.id, claim, group, "Kabar Uji", "2024-05-01", "Judul", None, "en", "2024-05-02"))
    words, said = Wording(language), told(language, *made)
    sentence = tell(words, said, quoted=True)
    quoted = [run.text for run in sentence.runs if run.quoted]
    own = "".join(run.text for run in sentence.runs if not run.quoted)
    sayers = {citation: speaker(words, citation) for citation in said.citations}
    named = {name for name in sayers.values() if name and name in own}
    beside = [one for one in said.citations if one.cited.claim.evidence.text.strip() in quoted]
    if quoted:
        assert any(named <= {sayers[one]} for one in beside), sentence.text
    if quoted and re.search(r"20\d\d", own):
        assert any(one.cited.claim.when for one in beside), sentence.text


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("en", "Sekjen NATO", None),
        ("id", "Sekjen NATO", "Sekjen NATO"),
        ("id", "President Biden", None),
        ("en", "Pada Senin", None),
    ],
)
def test_a_title_in_the_other_language_names_no_speaker(language: str, name: str, shown: str | None) -> None:
    citation = Citation(cited("IDN", "aids", "PSE", speaker=name), "Indonesia", "Palestine", "")
    assert speaker(Wording(language), citation) == shown


def test_also_stands_before_has() -> None:
    ties = told("en", cited("SAU", "normalizes", "ISR", status=Status.DENIED))
    text = tell(Wording("en"), ties, named=False, also=True).text
    assert text == "It also has no diplomatic relations with Israel, one report says."
