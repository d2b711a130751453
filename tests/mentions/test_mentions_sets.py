"""Sets of states that an article counts: list articles above all."""

from __future__ import annotations

import pytest

NAMED_LATER = (
    "3 Negara Asia yang Membeli Radar Israel\n"
    "Tiga negara itu adalah Vietnam, Filipina, dan Kazakhstan. Semuanya memesan radar yang sama pada 2024.\n"
)
CONTINUED = (
    "5 Negara Asia yang Diam-Diam Membeli Gandum Rusia\n"
    "Setahun kemudian, kedua negara menyepakati harga tetap. Meski Vietnam jarang menyebut Rusia, kapalnya datang.\n"
    "4. Filipina\n"
    "Filipina mengimpor gandum sejak 2019.\n"
    "5. Kazakhstan\n"
    "Negara ini juga menjual kembali gandumnya kepada Ukraina, Iran, dan China.\n"
    "Mengapa negara-negara ini bertahan?\n"
    "Harga menjadi alasan utama bagi negara-negara tersebut. Sebagai contoh, Jepang tetap membeli karena dekat. "
    "Begitu pula Indonesia yang mencari pemasok baru.\n"
)


def test_set_of_the_title_is_named_in_a_later_sentence(anaphors):
    assert anaphors(NAMED_LATER) == [
        ("3 Negara Asia", ("VNM", "PHL", "KAZ")),
        ("Tiga negara itu", ("VNM", "PHL", "KAZ")),
    ]


def test_region_of_the_set_is_no_mention_of_its_own(read):
    assert all("ASIA" not in m.actors for m in read(NAMED_LATER))


@pytest.mark.parametrize("list_", ["Vietnam dan Filipina", "Vietnam, Filipina, Jepang, dan Kazakhstan"])
def test_set_stays_open_where_the_count_does_not_fit(anaphors, list_):
    assert anaphors(f"3 Negara Asia yang Membeli Radar\nTiga negara itu adalah {list_}.\n") == []


def test_pair_named_in_the_next_sentence(anaphors):
    text = "Rusia dan China menunggu.\nNATO mengundang dua negara Asia. Kedua negara itu adalah Jepang dan Korsel."
    assert anaphors(text) == [("dua negara Asia", ("JPN", "KOR")), ("Kedua negara itu", ("JPN", "KOR"))]


def test_pair_named_much_later_is_another_one(anaphors):
    rain = "Hujan turun lagi di pelabuhan itu. " * 5
    text = f"Sidang NATO Dibuka\nNATO mengundang dua negara Asia. {rain}Dua negara yang absen ialah Jepang dan Iran."
    assert [words for words, _ in anaphors(text)] == ["Dua negara"]


def test_set_named_in_its_own_sentence(anaphors):
    text = "Menteri itu mengunjungi tiga negara di Asia, yakni Vietnam, Indonesia, dan Filipina."
    assert anaphors(text) == [("tiga negara", ("VNM", "IDN", "PHL"))]


def test_english_sets(anaphors):
    text = (
        "Four Asian countries that still trade with Moscow. The port was full all summer. "
        "The four countries are China, North Korea, Iran and Vietnam. These four countries pay in yuan."
    )
    members = ("CHN", "PRK", "IRN", "VNM")
    assert anaphors(text, "en") == [
        ("Four Asian countries", members),
        ("The four countries", members),
        ("These four countries", members),
    ]


def test_numbered_headings_make_the_set(anaphors):
    text = "4 Negara Sahabat Rusia, Nomor 2 Kirim Pasukan\n1. China\nKapal tiba.\n2. Korea Utara\nKapal pergi.\n"
    assert anaphors(text)[:2] == [("4 Negara", ("CHN", "PRK")), ("Nomor 2", ("PRK",))]


@pytest.mark.parametrize("second", ["2. Korea Utara", "2.\nKorea Utara", "2) Korea Utara", "2. Korea Utara: Artileri"])
def test_headings_in_many_forms(anaphors, second):
    text = f"2 Negara Pemasok Rusia\n1. China\nNegara ini menjual chip.\n{second}\nNegara ini menjual peluru.\n"
    assert anaphors(text) == [
        ("2 Negara", ("CHN", "PRK")),
        ("Negara ini", ("CHN",)),
        ("Negara ini", ("PRK",)),
    ]


def test_one_heading_makes_no_set(anaphors):
    assert anaphors("4 Negara Sahabat Rusia\n1. China\nKapal itu tiba kemarin.\n") == []


def test_page_that_goes_on_from_another(anaphors):
    everyone = ("VNM", "PHL", "KAZ", "JPN", "IDN")
    assert anaphors(CONTINUED) == [
        ("5 Negara Asia", everyone),
        ("kedua negara", ("VNM", "RUS")),
        ("Negara ini", ("KAZ",)),
        ("negara-negara ini", everyone),
        ("negara-negara tersebut", everyone),
    ]


def test_further_examples_are_no_members_beyond_the_count(anaphors):
    text = CONTINUED.replace("5 Negara Asia", "5 Negara") + "Begitu pula Ukraina yang kini ikut.\n"
    assert anaphors(text)[0] == ("5 Negara", ("VNM", "PHL", "KAZ"))


def test_member_that_is_said_to_be_in_the_list(anaphors):
    text = NAMED_LATER + "Vietnam masuk dalam daftar 3 negara Asia itu sejak lama.\n"
    assert anaphors(text)[-1] == ("3 negara Asia itu", ("VNM",))


def test_others_of_a_set_are_not_the_set(anaphors):
    text = NAMED_LATER + "Adapun tiga negara lain masih menimbang.\n"
    assert len(anaphors(text)) == 2


@pytest.mark.parametrize("phrase", ["solusi dua negara", "193 negara", "30 hari setelah negara lain"])
def test_numbers_that_count_no_set(anaphors, phrase):
    assert anaphors(f"Pembicaraan tentang {phrase} berlanjut. Yang hadir adalah Jepang dan Korsel.") == []


def test_number_of_a_law_is_no_rank(anaphors):
    text = "UU Nomor 2 Tahun 2020 Dikritik\n1. China\nKapal itu tiba.\n2. Korea Utara\nKapal itu pergi.\n"
    assert anaphors(text) == []


def test_both_of_a_pair_that_was_just_meant(anaphors):
    text = "Jepang dan Korsel diundang NATO. Kedua negara mitra NATO. Sidang NATO dibuka Senin. Keduanya hadir."
    assert anaphors(text) == [("Kedua negara", ("JPN", "KOR")), ("Keduanya", ("JPN", "KOR"))]


def test_set_that_is_told_before_it_is_counted(anaphors):
    text = (
        "3 Negara Asia Akui Palestina\nVietnam, Filipina, dan Jepang mengumumkan pengakuan itu pada Rabu. "
        "Israel menarik duta besarnya dari ketiga negara tersebut.\n"
    )
    members = ("VNM", "PHL", "JPN")
    assert anaphors(text) == [("3 Negara Asia", members), ("ketiga negara tersebut", members)]


def test_list_outside_the_region_is_another_set(anaphors):
    text = "3 Negara Eropa Akui Palestina\nItu berbeda dari tiga negara lain, yakni Vietnam, Filipina, dan Jepang.\n"
    assert "3 Negara Eropa" not in dict(anaphors(text))


def test_set_with_its_members_in_apposition(anaphors):
    text = "NATO asked two Asian countries for help. The two countries, Japan and South Korea, have not answered."
    assert anaphors(text, "en") == [("two Asian countries", ("JPN", "KOR")), ("The two countries", ("JPN", "KOR"))]


def test_heading_with_an_article(anaphors):
    text = (
        "2 Asian countries that buy Israeli radar\n1. Vietnam\nIt pays in gas.\n2. The Philippines\nIt pays in cash.\n"
    )
    assert anaphors(text, "en")[0] == ("2 Asian countries", ("VNM", "PHL"))


def test_doubled_number(anaphors):
    text = "Empat negara itu ialah Jepang, Vietnam, Indonesia dan Filipina. Keempat-empat negara itu setuju."
    assert anaphors(text, "ms")[-1] == ("Keempat-empat negara itu", ("JPN", "VNM", "IDN", "PHL"))


def test_somebody_goes_on_about_the_subjects_of_a_quotation(anaphors):
    text = (
        "“Baik Jepang dan Korsel telah menyatakan kekhawatiran yang sama,” kata Budi Raharjo.\n"
        "“Mereka ingin mempererat kemitraan itu,” tambahnya.\n"
    )
    assert anaphors(text) == [("Mereka", ("JPN", "KOR"))]


def test_those_who_are_spoken_to_do_not_speak(anaphors):
    text = (
        "“Saya mendesak mereka,” kata Zelensky kepada Presiden AS Donald Trump pada Rabu.\n"
        "“Kami akan bertahan sampai akhir,” ujarnya berbicara kepada Presiden Rusia Vladimir Putin.\n"
        "“Kami menunggu jawaban,” tambahnya.\n"
    )
    assert anaphors(text) == [("Saya", ("UKR",)), ("Kami", ("UKR",)), ("Kami", ("UKR",))]


@pytest.mark.parametrize("role", ["seorang warga desa itu", "Ahmad Sulaiman"])
def test_strangers_do_not_speak_for_a_state(anaphors, role):
    text = f"Zelensky tiba di sana. “Kapal itu tenggelam semalam,” kata {role}.\n“Kami mendengar ledakan,” tambahnya.\n"
    assert anaphors(text) == []


@pytest.mark.parametrize("thing", ["kerja sama ekonomi, militer, dan politik", "“strategi militer yang dibutuhkan”"])
def test_military_as_an_adjective(anaphors, thing):
    assert anaphors(f"Israel menolak usul itu. Analis menilai {thing} akan berubah.") == []
