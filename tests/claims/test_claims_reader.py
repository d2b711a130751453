"""The rule reader as a whole: what holds for any text, and one sentence for each way of finding."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haluan.claims import UnknownReaderError, reader
from haluan.mentions import link
from haluan.model import Article, Claim, Skip
from haluan.text import prepare


def read(text: str, language: str = "id", date: str | None = "2024-05-06") -> tuple[Claim, ...]:
    document = prepare(Article(id="a", text=text, language=language, date=date))
    assert not isinstance(document, Skip), document
    return reader("rules").read(document, link(document))


def ties(text: str, language: str = "id") -> set[str]:
    return {f"{c.source} {c.relation} {c.target} {c.status}" for c in read(text, language)}


WORDS = """Israel Gaza Rusia Ukraina NATO Presiden Prabowo Trump Xi menyerang mengecam bertemu dengan oleh di ke
tidak akan jika yang kedua negara , . " : ( ) - saling sanksi terhadap pertemuan adalah sekutu anggota ia mengatakan
kata mendesak agar harus menghentikan serangan itu tersebut diserang mengirim senjata bantuan kepada 2024 Senin
lalu""".split()  # noqa: SIM905 - a list of sixty words reads worse


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40))
def test_any_order_of_words_gives_sound_claims(words: list[str]) -> None:
    text = " ".join(words)
    document = prepare(Article(id="a", text=text, language="id", date="2024-05-06"))
    if isinstance(document, Skip):
        return
    mentions = link(document)
    claims = reader("rules").read(document, mentions)
    assert claims == reader("rules").read(document, mentions)
    spans = [s.span for s in document.sentences]
    for claim in claims:
        claim.evidence.check(text)
        assert sum(s.start <= claim.evidence.start and claim.evidence.end <= s.end for s in spans) == 1
        assert claim.source != claim.target
        assert 0 < claim.confidence <= 1


def test_claims_travel_between_processes() -> None:
    claims = read("Rusia menyerang Ukraina.")
    assert claims
    assert pickle.loads(pickle.dumps(claims)) == claims


def test_unknown_reader_names_those_that_exist() -> None:
    with pytest.raises(UnknownReaderError, match="rules"):
        reader("nosuch")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru mengecam Bolivia.", "PER opposes BOL actual"),
        ("Ghana dikecam Togo.", "TGO opposes GHA actual"),
        ("Serangan Sudan ke Chad menuai protes.", "SDN attacks TCD actual"),
        ("Kanada dan Norwegia menandatangani perjanjian.", "CAN agrees NOR actual"),
        ("Mesir tidak mengakui Kosovo.", "EGY recognizes XKX denied"),
        ("Jepang akan mengirim bantuan ke Filipina.", "JPN aids PHL planned"),
        ("Jika Iran menyerang Irak, pasar akan bergejolak.", "IRN attacks IRQ possible"),
        ("Turki mendesak Yunani menarik pasukan dari Siprus.", "TUR urges GRC actual"),
        ("Polandia membeli rudal dari Korea Selatan.", "KOR arms POL actual"),
        ("Brasil adalah anggota BRICS.", "BRA joins BRICS actual"),
        ("Qatar menjadi mediator antara Rusia dan Ukraina.", "QAT mediates UKR actual"),
        ("Armenia dan Azerbaijan saling menuduh.", "AZE opposes ARM actual"),
        ("Thailand mencabut sanksi terhadap Myanmar.", "THA eases MMR actual"),
        ("Warga Suriah tewas akibat serangan udara Israel.", "ISR attacks SYR actual"),
        ("Menlu Jerman mengatakan Serbia harus menarik pasukannya.", "DEU urges SRB actual"),
    ],
)
def test_indonesian_ways_of_saying(text: str, wanted: str) -> None:
    assert wanted in ties(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru condemned Bolivia over the border incident.", "PER opposes BOL actual"),
        ("Finland was criticised by Hungary on Monday.", "HUN opposes FIN actual"),
        ("Sudan's attack on Chad drew protests.", "SDN attacks TCD actual"),
        ("Canada and Norway signed a deal on fisheries.", "CAN agrees NOR actual"),
        ("Egypt will send aid to Jordan next week.", "EGY aids JOR planned"),
        ("Talks between Armenia and Azerbaijan resumed in Geneva.", "ARM meets AZE actual"),
        ("Turkey blames Greece for the strikes.", "GRC attacks TUR actual"),
        ("Iran-backed Hezbollah fired rockets.", "IRN supports HEZBOLLAH actual"),
        ("Poland bought missiles from South Korea.", "KOR arms POL actual"),
    ],
)
def test_english_ways_of_saying(text: str, wanted: str) -> None:
    assert wanted in ties(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Perang Rusia-Ukraina memasuki tahun ketiga.",
        "Hubungan RI-Malaysia dibahas dalam seminar.",
        "Timnas Indonesia mengalahkan Thailand.",
        "Harga minyak naik akibat konflik Israel-Hamas.",
        "Pengamat dari Jakarta membandingkan ekonomi Jepang dan Korea Selatan.",
    ],
)
def test_topics_and_labels_say_nothing(text: str) -> None:
    assert ties(text) == set()


def test_quote_speaks_for_its_speaker_over_two_sentences() -> None:
    claims = read('"Rusia menyerang Ukraina. Rusia juga mengancam Polandia," kata Emmanuel Macron.')
    assert {c.speaker for c in claims} == {"Emmanuel Macron"}


def test_demand_in_a_quotation_that_goes_on_needs_no_place_for_its_speaker() -> None:
    # the voice is named in the second sentence; its place there is none in the first
    text = '"Kami kecewa. Israel harus segera mundur dari Gaza," kata Emmanuel Macron. "Iran harus berhenti."'
    for claim in read(text):
        claim.evidence.check(text)
