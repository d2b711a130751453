"""Names, official phrases and people in office."""

from __future__ import annotations

import pytest

from haluan.model import MentionKind


def test_longest_name_wins(brief):
    assert brief("Korea Selatan dan Korea Utara menolak usul Jepang.") == [
        "Korea Selatan=KOR",
        "Korea Utara=PRK",
        "Jepang=JPN",
    ]


def test_cased_names_match_only_as_written(brief):
    assert brief("AS menolak usul itu.") == ["AS=USA"]
    assert brief("Mobil itu patah as di jalan.") == []
    assert brief("They told us that the US had agreed.", "en") == ["US=USA"]


def test_money_is_no_actor(brief):
    assert brief("The company paid US$ 20 million for the harbour works last year.", "en") == []


def test_lowercase_headline(brief):
    assert brief("trump minta ri setop beli minyak iran") == ["trump=USA", "ri=IDN", "iran=IRN"]


def test_uppercase_headline(brief):
    assert brief("ISRAEL SERANG IRAN, AMERIKA SERIKAT DIAM") == [
        "ISRAEL=ISR",
        "IRAN=IRN",
        "AMERIKA SERIKAT=USA",
    ]


def test_hyphenated_names(brief):
    assert brief("Latihan AS-Jepang-Korsel akan berlangsung pekan depan.") == ["AS=USA", "Jepang=JPN", "Korsel=KOR"]
    assert brief("The US-backed plan was rejected by them yesterday.", "en") == ["US=USA"]


def test_apposed_abbreviation_is_one_mention(brief):
    text = "Pemerintah Amerika Serikat (AS) dan Republik Rakyat China (RRC) membahas tarif."
    assert brief(text) == ["Pemerintah Amerika Serikat (AS)=USA", "Republik Rakyat China (RRC)=CHN"]


def test_longer_names_of_others_block(brief):
    text = "Menurut The Times of Israel dan CNN Indonesia, dosen Universitas Indonesia itu hadir."
    assert brief(text) == []


def test_who_rules_a_capital_does_not_speak_for_the_state(brief):
    assert brief("Wali Kota Seoul mengecam Pemerintah Kota Moskow.") == []
    assert brief("The mayor of Moscow wrote to them on Monday.", "en") == []
    assert brief("Moskow mengecam pemerintah Ukraina.") == ["Moskow=RUS", "pemerintah Ukraina=UKR"]
    assert brief("Serangan itu menghantam kota Moskow.") == ["Moskow=RUS"]


def test_office_state_and_person_are_one_mention(read):
    text = "Presiden Amerika Serikat (AS) Donald Trump bertemu dengan Presiden Rusia, Vladimir Putin, kemarin."
    first, second = read(text)
    assert (first.actors, first.person, first.kind) == (("USA",), "Donald Trump", MentionKind.OFFICE)
    assert (second.actors, second.person) == (("RUS",), "Vladimir Putin")
    assert text[second.span.start : second.span.end] == "Presiden Rusia, Vladimir Putin"


def test_person_before_office(read):
    (mention, _) = read("Vladimir Putin, Presiden Rusia, memuji bantuan yang dikirim oleh Korut.")
    assert (mention.actors, mention.person) == (("RUS",), "Vladimir Putin")


def test_envoy_acts_for_the_sender(brief):
    text = "Duta Besar Palestina untuk Indonesia mengatakan bantuan itu sudah diterima."
    assert brief(text) == ["Duta Besar Palestina untuk Indonesia=PSE"]


def test_english_phrases(brief):
    text = "The Israeli military said that Ukraine's foreign ministry and the president of Vietnam had agreed."
    assert brief(text, "en") == ["Israeli military=ISR", "Ukraine's foreign ministry=UKR", "president of Vietnam=VNM"]


def test_adjective_of_a_thing_stays_outside(brief):
    assert brief("Bantuan militer AS untuk Ukraina sudah tiba.") == ["AS=USA", "Ukraina=UKR"]
    assert brief("Serangan militer Israel menewaskan banyak warga.") == ["Israel=ISR"]


def test_former_leaders_act_for_nobody(brief):
    assert brief("Mantan Presiden AS Joe Biden mengkritik rencana tersebut.") == []
    assert brief("A former Israeli prime minister criticised the plan on Monday.", "en") == []


def test_terms_decide_who_acts(brief):
    text = "Biden dan Trump menolak berkomentar tentang rencana tersebut."
    assert brief(text, date="2023-05-01") == ["Biden=USA"]
    assert brief(text, date="2025-03-01") == ["Biden=USA", "Trump=USA"]
    assert brief(text, date="2026-03-01") == ["Trump=USA"]


def test_firms_and_pundits_are_no_actors(brief):
    assert brief("Menurut pengamat militer Israel, perusahaan teknologi China itu akan bangkrut.") == []


def test_seat_as_government_and_as_place(read):
    text = "Beijing menolak usul itu. Mereka bertemu di Beijing. Ia akan terbang ke Beijing besok."
    assert [m.kind for m in read(text) if m.actors == ("CHN",) and m.named] == [
        MentionKind.SEAT,
        MentionKind.PLACE,
        MentionKind.PLACE,
    ]


def test_ambiguous_name_is_decided_by_its_context(read):
    (mention,) = read("Tentara Kongo bertempur dengan pemberontak M23 pada hari Senin.")
    assert mention.actors == ("COD",)


def test_ambiguous_name_stays_open_without_context(read):
    (mention,) = read("Kongo akan menggelar pemilihan umum pada bulan depan.")
    assert mention.actors == ()
    assert {code for code, _ in mention.candidates} == {"COD", "COG"}


def test_reading_that_is_no_actor(brief):
    assert brief("The senator from Georgia spoke in Atlanta about the schools there.", "en") == []


@pytest.mark.parametrize("date", ["nan", "", "2025-13-45", "kemarin", "2025-06", None])
def test_date_that_is_none_decides_nothing(read, date):
    (mention,) = read("Netanyahu menolak usul tersebut.", date=date)
    assert mention.person == "Benjamin Netanyahu"


def test_date_before_all_terms_of_office(read):
    assert read("Netanyahu menolak usul tersebut.", date="0001-01-01") == ()


def test_names_of_organisations_name_no_actor(brief):
    text = "Laporan Jewish Institute for National Security of America dan Council on American-Islamic Relations terbit."
    assert brief(text) == []
    assert (
        brief("Seorang dosen American University dan peneliti Human Rights Watch hadir di kantor Bank of America.")
        == []
    )
    assert brief("The report by the American Enterprise Institute reached the White House on Monday.", "en") == [
        "White House=USA"
    ]


def test_official_organs_with_of_are_no_organisations_of_their_own(brief):
    assert brief("Surat Ministry of Foreign Affairs of Israel tiba kemarin.")[-1].endswith("=ISR")


def test_navy_of_a_state_is_no_sea(brief):
    assert brief("Kapal Angkatan Laut Jepang melintasi Laut Jepang pada Senin.") == ["Angkatan Laut Jepang=JPN"]


def test_one_member_of_a_loose_group_is_not_the_group(brief):
    assert brief("Lima pembeli hadir, termasuk negara mayoritas Muslim itu.") == []


def test_people_are_named_by_their_state_alone(read):
    for text in ("Demonstran Israel berkumpul.", "Ribuan warga Israel berkumpul.", "Warga Palestina berkumpul."):
        (mention,) = read(text)
        assert mention.kind is MentionKind.NAME
        assert text[mention.span.start : mention.span.end] in ("Israel", "Palestina")
