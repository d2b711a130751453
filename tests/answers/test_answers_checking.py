"""Checks of single statements and of their parts: verdict, date, status, hints, and the forms that machines read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from haluan import pipeline
from haluan.answers.checking import Check, Checker, Outcome, TextCheck, claim_reviews
from haluan.model import Article, Skip

# Each set but the first was written before its sentences were run once; at that first run .82 (second), .867 (third),
# .956 (fourth), .824 (fifth), .824 (sixth), .887 (seventh), .78 (eighth, by somebody who knew nothing of the forms)
# .786 (ninth), .85 (tenth), .91 (eleventh), .90 (twelfth, these three by outsiders) .873 (thirteenth)
# .82 (fourteenth) and .82 (fifteenth) were right, and five true statements of all of them were called contradicted;
# then .94 (sixteenth) and .76 (seventeenth, both by outsiders, the latter in the indirect style of reports) and, in
# that style, .887 (eighteenth), .817 (nineteenth), .892 (twentieth) and .844 (twentyfirst) with eight more of them.
# Outsiders' sets after these: .853 (twentysecond, in that style), .867 (twentythird, plain), .807 (twentyfourth, in
# that style), .893 (twentyfifth), .90 (twentysixth), .833 (twentyseventh), .92 (twentyeighth), .92 (twentyninth), .933
# (thirtieth) and .853 (thirtyfirst), with four true statements of all of them called contradicted; then, after a bank
# of 1,140 wordings had shown what was missing, .98 (thirtysecond) and .98 (thirtythird) with none.
SETS = {
    path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(Path(__file__).parent.glob("statements*.jsonl"))
}
LEAST_ACCURATE = 0.95


def check(text: str, date: str | None = "2024-08-01", language: str = "en", said_in: str | None = None) -> TextCheck:
    study = pipeline.study(Article("t", text, date=date, language=said_in))
    assert not isinstance(study, Skip), study
    return Checker(language).check(study.document, study.mentions, study.claims)


def only(text: str, date: str | None = "2024-08-01") -> Check:
    (one,) = check(text, date).checks
    return one


@pytest.fixture(scope="module", params=SETS)
def statements(request: pytest.FixtureRequest) -> list[tuple[dict[str, str], str]]:
    """One set of statements, each with the verdict that it gets."""
    rows = SETS[request.param]
    return [(row, check(row["text"], row.get("date"), "en", row["language"]).verdict.value) for row in rows]


@pytest.mark.parametrize("rows", SETS.values(), ids=SETS)
def test_the_statements_are_a_third_each_and_half_in_each_language(rows: list[dict[str, str]]) -> None:
    counts = Counter((row["expected"], row["language"]) for row in rows)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len(counts) == 6


def test_no_statement_stands_in_two_sets() -> None:
    rows = [row for rows in SETS.values() for row in rows]
    assert len({row["id"] for row in rows}) == len({(row["text"], row.get("date")) for row in rows}) == len(rows)


def test_statements_get_the_expected_verdict(statements: list[tuple[dict[str, str], str]]) -> None:
    wrong = [row["id"] for row, verdict in statements if verdict != row["expected"]]
    assert 1 - len(wrong) / len(statements) >= LEAST_ACCURATE, wrong


def test_only_false_statements_are_contradicted(statements: list[tuple[dict[str, str], str]]) -> None:
    found = [row["id"] for row, verdict in statements if verdict == "contradicted" != row["expected"]]
    assert found == []


# Texts that look like false claims and are none.
HARMLESS = [
    "Unlike Egypt and Jordan, Saudi Arabia has never recognised Israel.",
    "Most NATO members but not Ireland spend two per cent.",
    "Then-President Barack Obama once spoke there.",
    "About twenty EU members recognise Kosovo.",
    "Manila and Washington have been bound by a mutual defence treaty since 1951.",
    "Afghanistan is a Central Asian country.",
    "Japan has a security agreement with Australia.",
    "Sweden said that Norway left.",
    "Israel attacked the office of President Bashar al-Assad.",
    "Not all EU members recognise Kosovo.",
    "Negara seperti Irlandia bukan anggota aliansi itu.",
    "NATO menerima delegasi Swiss. Aliansi itu memiliki kantor di sana.",
    "Israeli Prime Minister Benjamin Netanyahu has spoken little since 7 October 2023.",
    "Several states share a border with Ukraine and are members of the European Union.",
    "The USA has no mutual defence treaty with Taiwan.",
    "Guatemala moved its embassy to Tehran.",
    "Japan and Russia have never signed a peace treaty.",
    "It is far from certain that Hungary will let Ukraine join NATO.",
    "In Washington, EU members met.",
    "UN aid chief Martin Griffiths resigned.",
    "Chile signed the CPTPP on 8 March 2018.",
    "Japan joined NATO exercises in the Baltic Sea.",
    "Non-EU country Norway took part.",
    "If Ireland were a member of NATO, it would spend more.",
    "Neither Switzerland nor Norway is a member of the European Union.",
    "US President-elect Joko Widodo named his team.",
    "Russia demanded that Ukraine never join NATO.",
    "The EU had 28 members before Brexit.",
    "Indonesia left the United Nations in 1965.",
    "Canada recognised Israel's security needs.",
    "Polls show that most Swiss oppose joining the EU.",
    "President Lula of Brazil spoke in 2005.",
    "Ukraina dijanjikan kelak menjadi anggota NATO.",
    "Calon presiden AS Donald Trump berpidato.",
    "Di era Presiden AS Donald Trump, kebijakan itu berbeda.",
    "Keanggotaan Ukraina di NATO masih jauh.",
    "Indonesia belum memutuskan apakah akan bergabung dengan OECD.",
    "Spain recognised Palestine, followed by Israel recalling its ambassador.",
    "Finland joined NATO in 2023, followed by Russian threats.",
    "The EU links Ukraine and Moldova to its power grid.",
    "ASEAN mempertemukan Thailand dan Rusia.",
    "Leaders of the five GCC members, Iran and Iraq met in Doha.",
    "The Southeast Asian nation China fears most is Vietnam.",
    "Palestine's diplomatic partners include Germany.",
    "Ukraina dan Moldova, dua calon anggota Uni Eropa, berbatasan dengan Rumania, anggota NATO.",
    "Japan is not the only Asian member of the G20.",
    "Thailand bukan satu-satunya anggota ASEAN yang memiliki raja.",
    "Finland and Sweden, NATO's two newest members, held a drill.",
    "Morocco supports a Palestinian state, which Sweden recognised in 2014 alongside Israel.",
    "Cyprus holds a veto over the decisions of the EU.",
    "Japan joined NATO together with the United States in condemning the launch.",
    "Jepang bergabung dengan NATO dalam mengecam peluncuran itu.",
    "Brazil was the first country to sign the Treaty on the Prohibition of Nuclear Weapons.",
    "Kenya became the first sub-Saharan African country to be designated a major non-NATO ally.",
    "Kenya, which Washington will designate a major non-NATO ally, sent police to Haiti.",
    "Donald Trump's first secretary of state, Rex Tillerson, wrote a book.",
    "Ferdinand Marcos Jr., president of the Philippines since May 2022, spoke.",
    "The mutual defence treaty that Seoul and Washington signed in 1953 still holds.",
    "Japan switched from Taipei to Beijing in 1972.",
    "Kosovo and Montenegro use the euro without being members of the euro zone.",
    "The ten ASEAN members, China and Japan signed the pact.",
    "Sepuluh negara anggota ASEAN, China, dan Jepang menandatangani RCEP.",
    "Turkey was the last NATO member but one to ratify Sweden's bid.",
    "Germany is not the only EU country that has not recognised Palestine.",
    "Serbia, a neighbour of NATO members, bought jets.",
    "We would not have got support from President Obama.",
    "The prime minister seeks Indian Prime Minister Modi's help.",
    "Anwar Ibrahim, Ketua ASEAN, berpidato.",
    "Ketua ASEAN Sonexay Siphandone berpidato.",
    "Begitu Palestina diakui oleh Israel, Indonesia siap membuka hubungan.",
    "They discussed support for Ukraine and Moldova joining the EU as soon as possible.",
    "President Pedro Sanchez of Spain called.",
    "King Abdullah of Jordan called.",
    "Alternate Prime Minister Lapid spoke in December 2021.",
    "An adviser to the President of the United States, Liz Smith, spoke.",
    "Calls followed the assassination of Haitian President Jovenel Moise.",
    "A NATO battlegroup made up of Canada, Spain and Kosovo met.",
    "Pakistan, elected to the Security Council for 2025 and 2026, thanked voters.",
    "Switzerland, neutral like Austria and fellow EU member Ireland, debated.",
    "Finland, which was then not yet a member of NATO, applied in 2022.",
    "China, the biggest supplier of ASEAN members, slowed.",
    "Switzerland and Norway, neither of which is in the EU, trade with it.",
    "Colombia bukan anggota NATO; Spanyol anggotanya.",
    "Lula da Silva, pengganti Jair Bolsonaro sebagai Presiden Brasil, berpidato.",
    "Among NATO members, Russia is seen as the main threat.",
    "Germany sat on the Security Council under Heiko Maas.",
    "NATO agreed to admit Sweden as a member.",
    "Talks on Washington's mutual defence treaty with Riyadh went on.",
    "Oman said on Monday that this NATO member had shut its border.",
    "Indonesia switched to Beijing for its loans.",
    "Australia akan mengakui negara Palestina menyusul Prancis dan Kanada.",
    "Berikut daftar sekutu Amerika Serikat yang mengakui Palestina.",
    "Ireland ratified the TPNW in 2020.",
    "Tanpa hubungan diplomatik dengan Israel, Malaysia mengirim bantuan.",
    "Iran is one of the first Muslim countries to have recognised Israel.",
    "Moskwa ingin mencegah Ukraina bergabung dengan NATO.",
    "Sidang di Jenewa dihadiri semua anggota Liga Arab, semua anggota Uni Eropa, termasuk Indonesia.",
    "The coffin of Queen Elizabeth II lay in state.",
    "Uganda entered BRICS as a partner country.",
    "China cuts ties with US.",
    "Nauru has twice switched from Taipei to Beijing, in 2002 and in 2024.",
]


# What is said only in passing, or of somebody beside others, is read all the same.
SAID_IN_PASSING = [
    "AUKUS, the security pact between Australia, Britain and New Zealand, was discussed.",
    "The Southeast Asian nation of Nepal held elections.",
    "Swiss dan 26 negara anggota Uni Eropa lainnya sepakat soal kuota.",
    "Prancis dan Jerman, sebagai anggota tetap Dewan Keamanan PBB, menggunakan hak veto.",
    "Sebagai negara pihak Statuta Roma, Israel terikat.",
    "Norway recognised Palestine in May, as did Germany.",
    "Finland joined NATO in April 2023, followed by Austria in 2024.",
    "OPEC, whose members include Kuwait and Norway, met.",
    "Selandia Baru, anggota kelima Quad, menolak.",
    "Croatia, NATO's newest member, bought jets.",
    "Bahrain, which signed the Abraham Accords along with Oman, cut subsidies.",
    "India, yang memegang hak veto di Dewan Keamanan PBB, menolak.",
    "Japan and South Korea, two Asian members of the G7, met.",
    "Mexico, designated a major non-NATO ally by Washington, bought helicopters.",
    "Honduras, the only Central American state that still recognises Taiwan, sells coffee.",
    "Under the mutual defence treaty that Manila and Washington signed in 1972, ships patrol.",
    "Dmytro Kuleba, defence minister in Volodymyr Zelensky's government, asked for guns.",
    "Ursula von der Leyen, president of the European Commission since January 2022, spoke.",
    "Norwegia, anggota NATO pertama yang meratifikasi Traktat Pelarangan Senjata Nuklir, hadir.",
    "Mexico, a neighbour of the United States and a fellow member of NATO, met.",
    "Serbia, expelled from the Council of Europe in 2022, bought jets.",
    "The G7, made up of Canada, France, Germany, Italy, Japan, Britain and Spain, met.",
    "Cuba, elected to the Security Council for 2023 and 2024, spoke.",
    "Qatar, the largest gas producer in OPEC, met.",
    "France and Italy, neither of which is in NATO, met.",
    "NATO, a 31-member alliance, met.",
    "Tokyo urged Austria, a fellow NATO member, to send tanks.",
    "The earthquake shook Syria and left that NATO member without power.",
    "Liz Truss, who took over from Theresa May as prime minister of Britain, wrote a book.",
    "It was as foreign secretary that Rishi Sunak flew to Paris in February 2024.",
    "Taiwan is down to 15 diplomatic allies.",
    "Vienna, yang duduk di NATO sejak 1995, membeli gas.",
    "Karena belum mengakui Israel, Mesir tidak punya kedutaan di sana.",
    "Pedagang menyebut Empat negara Quad, yakni Amerika Serikat, India, Jepang, dan Inggris, sepakat.",
]


@pytest.mark.parametrize("text", SAID_IN_PASSING)
def test_what_is_said_in_passing_is_checked(text: str) -> None:
    assert check(text).verdict is Outcome.CONTRADICTED


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_false_claim_is_not_contradicted(text: str) -> None:
    assert check(text).verdict is not Outcome.CONTRADICTED


def test_a_claim_is_checked_as_of_its_own_date_before_that_of_the_text() -> None:
    assert only("Finland was a member of NATO in 2022.").verdict is Outcome.CONTRADICTED
    assert only("Finland was a member of NATO in 2024.").as_of == "2024"


def test_since_a_month_that_is_yet_to_come_means_the_one_before() -> None:
    told = only("Etiopia sejak Januari menjadi anggota penuh BRICS.", "2024-12-03")
    assert (told.verdict, told.as_of) == (Outcome.SUPPORTED, "2024-01")


def test_without_any_date_only_what_was_always_so_is_judged() -> None:
    assert only("Norway is a member of NATO.", None).verdict is Outcome.SUPPORTED
    assert only("Ireland is a member of NATO.", None).verdict is Outcome.CONTRADICTED
    assert only("Finland is a member of NATO.", None).verdict is Outcome.NOT_COVERED


@pytest.mark.parametrize(("date", "verdict"), [("2023-11-10", Outcome.SUPPORTED), ("2025-11-10", Outcome.CONTRADICTED)])
def test_a_former_president_may_be_in_office_again(date: str, verdict: Outcome) -> None:
    assert only("Mantan Presiden AS Donald Trump tiba di sana.", date).verdict is verdict


def test_a_plan_is_no_fact_but_is_noted_where_it_holds_already() -> None:
    planned = only("Ukraine will join NATO.")
    already = only("Sweden will join NATO.")
    assert (planned.verdict, already.verdict) == (Outcome.NOT_COVERED, Outcome.NOT_COVERED)
    assert "already" in already.reason
    assert already.fact


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("All members of the EU except Austria, Cyprus, Ireland and Malta are in NATO.", Outcome.SUPPORTED),
        ("All members of the EU except Malta are in NATO.", Outcome.CONTRADICTED),
        ("No ASEAN member belongs to NATO.", Outcome.SUPPORTED),
        ("Turki satu-satunya anggota NATO yang tergabung dalam ASEAN.", Outcome.CONTRADICTED),
        ("Five EU members do not recognise Kosovo.", Outcome.SUPPORTED),
        ("Seven EU members do not recognise Kosovo.", Outcome.CONTRADICTED),
        ("Turkey is a founding member of NATO.", Outcome.CONTRADICTED),
        ("Belgium is a founding member of NATO.", Outcome.SUPPORTED),
        ("Indonesia is a founding member of ASEAN.", Outcome.SUPPORTED),
        ("Venezuela's membership of Mercosur has been suspended.", Outcome.SUPPORTED),
        ("France has been suspended from Mercosur.", Outcome.CONTRADICTED),
        ("Sweden lies between Norway and the sea. It is a member of ASEAN.", Outcome.CONTRADICTED),
        ("Paraguay has diplomatic relations with China.", Outcome.CONTRADICTED),
        ("Vietnam adalah negara Afrika.", Outcome.CONTRADICTED),
        ("Zambia adalah negara Afrika bagian selatan.", Outcome.NOT_COVERED),
        ("Malaysia terletak di Asia Tenggara.", Outcome.SUPPORTED),
        ("Nepal is a Muslim-majority country.", Outcome.CONTRADICTED),
        ("Prime Minister Xi Jinping of China spoke.", Outcome.CONTRADICTED),
    ],
)
def test_what_is_said_of_groups_founders_and_regions_is_judged(text: str, verdict: Outcome) -> None:
    assert check(text).verdict is verdict


def test_members_that_the_next_sentence_lists_are_checked_each() -> None:
    text = "Beberapa negara anggota NATO mengusulkan itu. Langkah ini melibatkan negara seperti Irlandia dan Spanyol."
    found = {one.claim["source"]: one.verdict for one in check(text).checks if one.claim["relation"] == "joins"}
    assert found == {"IRL": Outcome.CONTRADICTED, "ESP": Outcome.SUPPORTED}


def test_absence_names_the_roster_that_makes_it_a_no() -> None:
    one = only("Austria is a member of NATO.")
    assert "complete" in str(one.fact)
    assert str(one.source).startswith("https://")


def test_every_check_carries_its_quote_in_place_and_a_reason_in_the_chosen_language() -> None:
    text = "Swiss adalah anggota Uni Eropa. Prancis adalah anggota NATO."
    for language, word in (("en", "As of"), ("id", "Per ")):
        for one in check(text, language=language).checks:
            quote = one.claim["evidence"]
            assert isinstance(quote, dict)
            assert text[quote["start"] : quote["end"]] == quote["text"]
            assert one.reason.startswith(word)


def test_a_misspelled_organisation_is_a_hint_and_no_verdict() -> None:
    found = check("A report by the Jewish Institute for National Security of America (JINSI) praised it.")
    assert [(hint.name, hint.meant.split()[0]) for hint in found.hints] == [("JINSI", "JINSA")]
    assert found.verdict is Outcome.NOT_COVERED
    assert check("A report by JINSA praised NATO.").hints == ()


def test_claim_reviews_have_the_fields_of_schema_org_and_leave_out_what_is_not_covered() -> None:
    text = "Ireland is a member of NATO. Norway is a member of NATO. Ukraine will join NATO."
    article = Article("t", text, date="2024-08-01", url="https://example.org/1", title="On NATO", outlet="Example")
    labels = {outcome: outcome.value for outcome in Outcome}
    reviews = claim_reviews(article, check(text), "2026-11-22", labels)
    assert [review["reviewRating"]["ratingValue"] for review in reviews] == [1, 5]
    first = reviews[0]
    assert (first["@context"], first["@type"]) == ("https://schema.org", "ClaimReview")
    assert first["claimReviewed"] == "Ireland is a member of NATO"
    assert first["itemReviewed"]["appearance"]["publisher"]["name"] == "Example"
    assert first["datePublished"] == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "date", "language", "outcome"),
    [
        ("Jumlah negara anggota ASEAN tetap sepuluh sejak 1999.", "2025-12-16", "id", Outcome.CONTRADICTED),
        ("Jumlah negara anggota ASEAN tetap sepuluh sejak 1999.", "2015-12-16", "id", Outcome.SUPPORTED),
        ("Since 2005 the EU has had 25 members.", "2015-12-16", "en", Outcome.CONTRADICTED),
        ("Since 2014 the EU has had 28 members.", "2015-12-16", "en", Outcome.SUPPORTED),
        ("Keanggotaan Suriah di Liga Arab masih dibekukan hingga hari ini.", "2024-05-16", "id", Outcome.CONTRADICTED),
        ("Keanggotaan Suriah di Liga Arab masih dibekukan hingga hari ini.", "2020-05-16", "id", Outcome.SUPPORTED),
        ("The United Kingdom is to this day a member of the European Union.", "2024-05-16", "en", Outcome.CONTRADICTED),
    ],
)
def test_what_goes_on_is_judged_at_both_ends(text: str, date: str, language: str, outcome: Outcome) -> None:
    assert check(text, date, said_in=language).verdict is outcome
