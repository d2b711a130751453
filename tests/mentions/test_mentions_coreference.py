"""Mentions that are found only through another sentence, and those that must not be."""

from __future__ import annotations


def test_both_states_of_the_sentence_before(anaphors):
    text = "Jepang menandatangani perjanjian dengan Filipina. Kedua negara akan berlatih bersama tahun depan."
    assert anaphors(text) == [("Kedua negara", ("JPN", "PHL"))]


def test_both_states_need_exactly_two(anaphors):
    text = "Jepang, Filipina, dan Vietnam menandatangani perjanjian. Kedua negara akan berlatih bersama."
    assert anaphors(text) == []


def test_both_states_that_are_named_only_afterwards(anaphors):
    text = "Rusia mengancam Ukraina lagi. Kedua negara itu adalah Jepang dan Korsel yang membantu Kyiv."
    assert anaphors(text) == [("Kedua negara itu", ("JPN", "KOR"))]


def test_both_states_in_the_section_of_a_list(anaphors):
    text = (
        "3 Negara yang Diam-Diam Membantu Israel\n"
        "1. Filipina\n"
        "Sejak 2020 kedua negara rutin bertukar perwira.\n"
        "2. Kazakhstan\n"
        "Negara ini membeli radar setiap tahun.\n"
        "Mengapa negara-negara tersebut mendekat? Alasannya banyak.\n"
    )
    assert anaphors(text) == [
        ("3 Negara", ("PHL", "KAZ")),
        ("kedua negara", ("PHL", "ISR")),
        ("Negara ini", ("KAZ",)),
        ("negara-negara tersebut", ("PHL", "KAZ")),
    ]


def test_one_state(anaphors):
    text = "Kazakhstan menolak usul itu. Negara tersebut meminta waktu lebih lama."
    assert anaphors(text) == [("Negara tersebut", ("KAZ",))]


def test_one_state_is_not_the_one_that_acts_on_it(anaphors):
    text = "Vietnam is courted by everyone. Japan strengthened its ties with the country this week."
    assert anaphors(text, "en") == [("the country", ("VNM",))]


def test_pronoun_after_a_leader(anaphors, read):
    text = "Presiden Rusia Vladimir Putin tiba di Pyongyang pada Senin. Ia memuji bantuan yang dikirim ke negaranya."
    found = anaphors(text)
    assert found[0] == ("Ia", ("RUS",))
    assert read(text)[-1].actors == ("RUS",)


def test_pronoun_after_a_stranger_stays_open(anaphors):
    text = (
        "Presiden Rusia Vladimir Putin tiba di sana pada Senin. Pengamat Budi Raharjo menilai kunjungan itu penting. "
        "Ia memuji rencana tersebut."
    )
    assert anaphors(text) == []


def test_first_person_in_a_quotation_is_the_speaker(anaphors):
    text = '"Kami tidak akan mundur," kata Netanyahu kepada wartawan pada Minggu malam.'
    assert anaphors(text) == [("Kami", ("ISR",))]


def test_first_person_over_several_sentences_of_a_quotation(anaphors):
    text = '"Perang ini harus berakhir. Kami siap berunding kapan saja," ujar Zelensky dalam pidatonya di parlemen.'
    assert anaphors(text) == [("Kami", ("UKR",))]


def test_first_person_of_a_stranger_stays_open(anaphors):
    assert anaphors('"Kami tidak akan pindah," kata Ahmad Sulaiman, warga desa itu.') == []


def test_first_person_outside_a_quotation_stays_open(anaphors):
    assert anaphors("Rusia menyerang Ukraina. Kami merangkum lima fakta tentang perang tersebut.") == []


def test_own_side(anaphors):
    text = "Kremlin menyatakan pihaknya tidak akan menandatangani dokumen apa pun."
    assert anaphors(text) == [("pihaknya", ("RUS",))]


def test_group_and_alliance(anaphors):
    text = "Hamas menolak usul tersebut. Kelompok itu menuntut jaminan. NATO juga bersidang. Aliansi itu menunggu."
    assert anaphors(text) == [("Kelompok itu", ("HAMAS",)), ("Aliansi itu", ("NATO",))]


def test_they_is_the_nearest_state_but_not_its_people(anaphors):
    assert anaphors("Ukraina melaporkan bahwa mereka sudah menerima bantuan.") == [("mereka", ("UKR",))]
    assert anaphors("Ukraina mengungsikan warga karena mereka terancam.") == []


def test_government_of_the_article(anaphors):
    text = "Indonesia dan Indonesia saja yang menolak. Pemerintah akan mengirim surat."
    assert anaphors(text) == [("Pemerintah", ("IDN",))]
    assert anaphors("Bupati meresmikan jembatan baru. Pemerintah daerah akan menambah anggaran.") == []


def test_office_without_its_state(anaphors):
    text = "Menlu Kazakhstan tiba pada Senin. Hujan turun seharian. Menlu akan bertemu utusan lain besok."
    assert anaphors(text) == [("Menlu", ("KAZ",))]
    two = "Menlu Kazakhstan dan Menlu Jepang tiba pada Senin. Menlu akan bertemu utusan lain besok."
    assert anaphors(two) == []


def test_territory(anaphors):
    text = "Bantuan masuk ke Jalur Gaza pada Senin. Warga di wilayah itu menunggu sejak pagi."
    assert anaphors(text) == [("wilayah itu", ("PSE",))]


def test_surname_of_somebody_introduced_with_an_office(anaphors):
    text = (
        "Menteri Pertahanan Kazakhstan Daniyar Akhmetov bertemu utusan itu. "
        "Akhmetov mengatakan pembicaraan berjalan baik."
    )
    assert ("Akhmetov", ("KAZ",)) in anaphors(text)


def test_surname_of_somebody_else(read):
    text = "Presiden AS Donald Trump berpidato di sana. Hadir pula Ivanka Trump bersama suaminya."
    mentions = read(text)
    assert [m.person for m in mentions] == ["Donald Trump"]


def test_former_holder_is_not_taken_up_again(read):
    text = "Mantan Menteri Pertahanan Kazakhstan Daniyar Akhmetov ditahan. Akhmetov membantah tuduhan."
    assert read(text) == ()
