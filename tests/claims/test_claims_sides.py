"""Who stands on which side, and what is quiet: what must not be claimed, each beside the near miss that must be."""

import pytest

from haluan.claims import reader
from haluan.mentions import link
from haluan.model import Article, Claim, Skip
from haluan.text import prepare


def claims(text: str, language: str, name: str = "learned") -> tuple[Claim, ...]:
    document = prepare(Article(id="a", text=text, language=language, date="2025-05-06"))
    assert not isinstance(document, Skip), document
    return reader(name).read(document, link(document))


def ties(text: str, language: str, name: str = "learned") -> set[str]:
    return {f"{c.source} {c.relation} {c.target}" for c in claims(text, language, name)}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("id", "Mesir dan Sudan melancarkan serangan udara ke Ethiopia pada Senin.", {"SDN attacks ETH"}),
        ("id", "Turki bersama Qatar mengecam Suriah.", {"TUR opposes SYR", "QAT opposes SYR"}),
        ("id", "Serbia dan sekutunya, Rusia, menolak kemerdekaan Kosovo.", {"SRB opposes XKX", "RUS opposes XKX"}),
        (
            "en",
            "Serbia and its ally Russia rejected the independence of Kosovo.",
            {"SRB opposes XKX", "RUS opposes XKX"},
        ),
        ("en", "Serbia and its close ally Russia condemned NATO.", {"SRB opposes NATO", "RUS opposes NATO"}),
        ("id", "Yunani menyerang Bulgaria bersama Serbia.", {"GRC attacks BGR"}),
    ],
)
def test_those_who_act_together_do_not_act_against_each_other(language: str, text: str, wanted: set[str]) -> None:
    found = {tie for tie in ties(text, language) if tie.split()[1] in {"attacks", "opposes"}}
    assert found >= wanted
    sides = {tie.split()[0] for tie in wanted} | ({"SRB"} if "Bulgaria" in text else set())
    assert not {tie for tie in found if tie.split()[0] in sides and tie.split()[2] in sides}


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("id", "Mesir dan Ethiopia saling mengecam soal bendungan.", "opposes"),
        ("id", "Perang antara Mesir dan Ethiopia pecah, lalu Sudan menyerang Mesir dan Ethiopia.", "attacks"),
        ("id", "Mesir dan Ethiopia berperang ketika Sudan menyerang Mesir dan Ethiopia.", "attacks"),
        ("en", "The war between Egypt and Ethiopia grew when Sudan attacked Egypt and Ethiopia.", "attacks"),
    ],
)
def test_what_a_text_says_of_two_sides_stays_mutual(language: str, text: str, pair: str) -> None:
    assert ties(text, language) >= {f"EGY {pair} ETH", f"ETH {pair} EGY"}


@pytest.mark.parametrize(
    ("language", "text", "member", "judge"),
    [
        ("id", "Turki merestui Finlandia bergabung dengan NATO.", "FIN", "TUR"),
        ("id", "Brasil mendukung Bolivia masuk BRICS.", "BOL", "BRA"),
        ("id", "Turki akhirnya menyetujui aksesi Finlandia ke NATO.", "FIN", "TUR"),
        ("en", "Croatia ratified Sweden's NATO membership.", "SWE", "HRV"),
        ("en", "Brazil endorsed Bolivia's application to join BRICS.", "BOL", "BRA"),
    ],
)
def test_who_judges_of_a_membership_is_no_member_by_it(language: str, text: str, member: str, judge: str) -> None:
    found = ties(text, language)
    assert f"{judge} supports {member}" in found
    joined = {tie.split()[0] for tie in found if " joins " in tie}
    assert joined == {member}


@pytest.mark.parametrize(
    "text",
    [
        "Parlemen Turki meratifikasi keanggotaan Finlandia di NATO pada Januari.",
        "Hungaria menunda ratifikasi keanggotaan Finlandia di NATO.",
    ],
)
def test_a_membership_is_of_whom_it_names(text: str) -> None:
    assert {tie for tie in ties(text, "id") if " joins " in tie} == {"FIN joins NATO"}


@pytest.mark.parametrize(
    ("language", "text", "member"),
    [
        ("id", "Turki, anggota NATO, mendukung keanggotaan Finlandia di NATO.", "TUR"),
        ("id", "Timor Leste meratifikasi RCEP dan resmi menjadi anggota.", "TLS"),
        ("en", "Norway backs Ukraine and joins the EU.", "NOR"),
        ("en", "Serbia praised Russia before joining BRICS.", "SRB"),
        ("en", "Bolivia ratified its accession to BRICS.", "BOL"),
    ],
)
def test_own_memberships_stay_claims(language: str, text: str, member: str) -> None:
    assert member in {tie.split()[0] for tie in ties(text, language) if " joins " in tie}


def test_support_asks_for_the_membership_that_it_names() -> None:
    found = {
        (c.source, c.relation): c.status.value for c in claims("Brasil mendukung Bolivia masuk BRICS.", "id", "rules")
    }
    assert found == {("BRA", "supports"): "actual", ("BOL", "joins"): "requested"}


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("id", "Sekutu dekat Amerika Serikat mengakui kemerdekaan Palestina.", "USA"),
        ("id", "Satu per satu negara tetangga Rusia mulai menunjukkan dukungan bagi Ukraina.", "RUS"),
        ("id", "Dua mitra lama Rusia mendesak Ukraina mundur.", "RUS"),
        ("en", "Russia's allies recognised Palestine.", "RUS"),
        ("en", "Allies of the United States condemned Israel.", "USA"),
        ("en", "US ally Australia recognised Palestine.", "USA"),
    ],
)
def test_whose_allies_act_does_not_act(language: str, text: str, actor: str, name: str) -> None:
    symmetric = {"partners", "cooperates"}
    assert not [c for c in claims(text, language, name) if c.source == actor and c.relation not in symmetric]


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    ("language", "text", "tie"),
    [
        ("id", "Rusia dan sekutunya mendukung Suriah.", "RUS supports SYR"),
        ("id", "Sekutu Barat mengecam Rusia.", "WEST opposes RUS"),
        ("id", "Jerman adalah sekutu Amerika Serikat.", "DEU partners USA"),
        ("en", "Iran's ally Hezbollah attacked Israel.", "HEZBOLLAH attacks ISR"),
        ("en", "Russia and its allies recognised Palestine.", "RUS recognizes PSE"),
        ("en", "Serbia is a close ally of Russia.", "SRB partners RUS"),
    ],
)
def test_allies_beside_the_actor_take_nothing_from_it(language: str, text: str, tie: str, name: str) -> None:
    turned = " ".join(reversed(tie.split())) if " partners " in tie else tie
    assert ties(text, language, name) & {tie, turned}


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Menteri luar negeri Turki dan Mesir menggelar pertemuan tertutup di Ankara."),
        ("id", "Menteri luar negeri Turki bertemu menteri luar negeri Mesir secara tertutup."),
        ("id", "Korea Utara mengirim senjata kepada Iran lewat jalur rahasia."),
        ("id", "Iran membantu Venezuela secara rahasia dengan mengirim minyak."),
        ("id", "Perundingan antara Serbia dan Kosovo berlangsung tertutup."),
        ("en", "Turkey has quietly sold drones to Sudan."),
        ("en", "The secret Serbia-Kosovo negotiations were mediated by Norway."),
    ],
)
def test_secrecy_of_the_tie_is_quiet(language: str, text: str, name: str) -> None:
    assert any(claim.quiet for claim in claims(text, language, name))


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Blokade Maroko membuat Aljazair tertutup bagi dunia, dan Maroko menyerang Aljazair."),
        ("id", "Pasukan Ukraina menyerang gudang rahasia milik Rusia."),
        ("id", "Turki bertemu Mesir setelah wilayah udara Suriah tertutup."),
        ("id", "Jepang menuduh China diam-diam membangun pelabuhan militer."),
        ("en", "Ukraine attacked Russia in the quiet town of Belgorod."),
        ("en", "Norway attacked Russia from an undisclosed location."),
    ],
)
def test_a_word_of_another_sense_is_not_quiet(language: str, text: str, name: str) -> None:
    found = claims(text, language, name)
    assert found
    assert not any(claim.quiet for claim in found)
