"""Mentions that are found only through another sentence, and those that must not be."""

from __future__ import annotations

from haluan.model import MentionKind


def anaphors(read, text, language="id", date="2025-08-12"):
    return [
        (text[m.span.start : m.span.end], m.actors) for m in read(text, language, date) if m.kind is MentionKind.ANAPHOR
    ]


def test_both_states_of_the_sentence_before(read):
    text = "Jepang menandatangani perjanjian dengan Filipina. Kedua negara akan berlatih bersama tahun depan."
    assert anaphors(read, text) == [("Kedua negara", ("JPN", "PHL"))]


def test_both_states_need_exactly_two(read):
    text = "Jepang, Filipina, dan Vietnam menandatangani perjanjian. Kedua negara akan berlatih bersama."
    assert anaphors(read, text) == []


def test_both_states_that_are_named_only_afterwards(read):
    text = "Rusia mengancam Ukraina lagi. Kedua negara itu adalah Jepang dan Korsel yang membantu Kyiv."
    assert anaphors(read, text) == [("Kedua negara itu", ("JPN", "KOR"))]


def test_both_states_in_the_section_of_a_list(read):
    text = (
        "3 Negara yang Diam-Diam Membantu Israel\n"
        "1. Filipina\n"
        "Sejak 2020 kedua negara rutin bertukar perwira.\n"
        "2. Kazakhstan\n"
        "Negara ini membeli radar setiap tahun.\n"
        "Mengapa negara-negara tersebut mendekat? Alasannya banyak.\n"
    )
    assert anaphors(read, text) == [
        ("kedua negara", ("PHL", "ISR")),
        ("Negara ini", ("KAZ",)),
        ("negara-negara tersebut", ("PHL", "KAZ")),
    ]


def test_one_state(read):
    text = "Kazakhstan menolak usul itu. Negara tersebut meminta waktu lebih lama."
    assert anaphors(read, text) == [("Negara tersebut", ("KAZ",))]


def test_one_state_is_not_the_one_that_acts_on_it(read):
    text = "Vietnam is courted by everyone. Japan strengthened its ties with the country this week."
    assert anaphors(read, text, "en") == [("the country", ("VNM",))]


def test_pronoun_after_a_leader(read):
    text = "Presiden Rusia Vladimir Putin tiba di Pyongyang pada Senin. Ia memuji bantuan yang dikirim ke negaranya."
    found = anaphors(read, text)
    assert found[0] == ("Ia", ("RUS",))
    assert read(text)[-1].actors == ("RUS",)


def test_pronoun_after_a_stranger_stays_open(read):
    text = (
        "Presiden Rusia Vladimir Putin tiba di sana pada Senin. Pengamat Budi Raharjo menilai kunjungan itu penting. "
        "Ia memuji rencana tersebut."
    )
    assert anaphors(read, text) == []


def test_first_person_in_a_quotation_is_the_speaker(read):
    text = '"Kami tidak akan mundur," kata Netanyahu kepada wartawan pada Minggu malam.'
    assert anaphors(read, text) == [("Kami", ("ISR",))]


def test_first_person_over_several_sentences_of_a_quotation(read):
    text = '"Perang ini harus berakhir. Kami siap berunding kapan saja," ujar Zelensky dalam pidatonya di parlemen.'
    assert anaphors(read, text) == [("Kami", ("UKR",))]


def test_first_person_of_a_stranger_stays_open(read):
    assert anaphors(read, '"Kami tidak akan pindah," kata Ahmad Sulaiman, warga desa itu.') == []


def test_first_person_outside_a_quotation_stays_open(read):
    assert anaphors(read, "Rusia menyerang Ukraina. Kami merangkum lima fakta tentang perang tersebut.") == []


def test_own_side(read):
    text = "Kremlin menyatakan pihaknya tidak akan menandatangani dokumen apa pun."
    assert anaphors(read, text) == [("pihaknya", ("RUS",))]


def test_group_and_alliance(read):
    text = "Hamas menolak usul tersebut. Kelompok itu menuntut jaminan. NATO juga bersidang. Aliansi itu menunggu."
    assert anaphors(read, text) == [("Kelompok itu", ("HAMAS",)), ("Aliansi itu", ("NATO",))]


def test_they_is_the_nearest_state_but_not_its_people(read):
    assert anaphors(read, "Ukraina melaporkan bahwa mereka sudah menerima bantuan.") == [("mereka", ("UKR",))]
    assert anaphors(read, "Ukraina mengungsikan warga karena mereka terancam.") == []


def test_government_of_the_article(read):
    text = "Indonesia dan Indonesia saja yang menolak. Pemerintah akan mengirim surat."
    assert anaphors(read, text) == [("Pemerintah", ("IDN",))]
    assert anaphors(read, "Bupati meresmikan jembatan baru. Pemerintah daerah akan menambah anggaran.") == []


def test_office_without_its_state(read):
    text = "Menlu Kazakhstan tiba pada Senin. Hujan turun seharian. Menlu akan bertemu utusan lain besok."
    assert anaphors(read, text) == [("Menlu", ("KAZ",))]
    two = "Menlu Kazakhstan dan Menlu Jepang tiba pada Senin. Menlu akan bertemu utusan lain besok."
    assert anaphors(read, two) == []


def test_territory(read):
    text = "Bantuan masuk ke Jalur Gaza pada Senin. Warga di wilayah itu menunggu sejak pagi."
    assert anaphors(read, text) == [("wilayah itu", ("PSE",))]


def test_surname_of_somebody_introduced_with_an_office(read):
    text = (
        "Menteri Pertahanan Kazakhstan Daniyar Akhmetov bertemu utusan itu. "
        "Akhmetov mengatakan pembicaraan berjalan baik."
    )
    assert ("Akhmetov", ("KAZ",)) in anaphors(read, text)


def test_surname_of_somebody_else(read):
    text = "Presiden AS Donald Trump berpidato di sana. Hadir pula Ivanka Trump bersama suaminya."
    mentions = read(text)
    assert [m.person for m in mentions] == ["Donald Trump"]


def test_former_holder_is_not_taken_up_again(read):
    text = "Mantan Menteri Pertahanan Kazakhstan Daniyar Akhmetov ditahan. Akhmetov membantah tuduhan."
    assert read(text) == ()
