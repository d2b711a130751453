"""What the pages say, in both languages, without a browser."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import haluan
from haluan.answers import Month
from haluan.i18n import LANGUAGES, catalogue
from haluan.model import Span, Verdict
from haluan.ontology import load
from haluan.web.chronicle import strip
from haluan.web.segments import Quote, paragraphs
from haluan.web.templates import stretch, tongue_name


def form_key(client: TestClient, page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(page).text)
    assert found
    return found[1]


def text_of(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("example", "leads_to"),
    [
        ("quiet", "/rank?toward=ISR&in=ASIA&quiet=1"),
        ("russia", "/rank?toward=RUS&in=ASIA"),
        ("abraham", "/bloc/ABRAHAM"),
        ("nato", "/bloc/NATO?reach=ASIA"),
        ("split", "/bloc/NATO?on=PSE"),
    ],
)
def test_the_questions_of_the_start_page_lead_to_their_answers(
    client, language: str, example: str, leads_to: str
) -> None:
    question = catalogue(language, "web")(f"ask.example.{example}")
    assert question in text_of(client.get(f"/{language}/").text)
    answer = client.get(f"/{language}/", params={"q": question})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/{language}{leads_to}")
    shown = client.get(answer.headers["location"])
    assert shown.status_code == 200
    assert f'<html lang="{language}">' in shown.text


@pytest.mark.parametrize(
    ("typed", "title"),
    [("Who openly supports Palestine?", "openly"), ("Who quietly supports Israel?", "quietly")],
)
def test_how_they_stand_is_a_chip(client, typed: str, title: str) -> None:
    page = client.get(client.get("/en/", params={"q": typed}).headers["location"]).text
    assert title in re.findall("<h1>(.*?)</h1>", page)[0]
    chosen = re.findall(r'<option value="(\d?)" selected>(only \w+)</option>', page)
    assert chosen == [("0" if title == "openly" else "1", f"only {title}")]


def test_the_ranked_are_shown_with_quotes_in_their_language_and_the_silent_are_named(client) -> None:
    page = client.get("/en/rank?toward=ISR&in=ASIA").text
    assert 'lang="id"><a href="/en/article?id=trade&amp;claim=' in page
    assert "Diam-diam Vietnam juga membantu Israel" in page
    assert "The corpus is silent about" in page
    assert "Mongolia" in page


def test_chips_show_the_question_that_was_asked(client) -> None:
    page = client.get("/id/rank?toward=ISR&in=ASIA&quiet=1&since=2023").text
    assert 'name="toward" list="actors" value="Israel"' in page
    assert '<option value="ASIA" selected>Asia</option>' in page
    assert '<option value="1" selected>' in page
    assert 'name="since" value="2023"' in page


def test_a_period_is_carried_to_the_proof_and_restricts_it(client) -> None:
    page = client.get("/en/rank?toward=ISR&since=2024-06").text
    assert "/en/tie/KAZ/ISR?since=2024-06" in page
    assert "Hanoi membeli radar" not in page


@pytest.mark.parametrize("question", ["apa kabar", "12345", "?!"])
def test_a_question_about_nobody_says_so(client, question: str) -> None:
    answer = client.get("/id/", params={"q": question})
    assert answer.status_code == 404
    assert "Sebutlah paling sedikit satu" in text_of(answer.text)


def test_a_name_that_can_mean_several_is_asked_back(client) -> None:
    page = text_of(client.get("/en/", params={"q": "Korea"}).text)
    assert "North Korea" in page
    assert "South Korea" in page


def test_a_quote_leads_to_its_words_marked_in_the_article(client) -> None:
    page = client.get("/en/tie/VNM/ISR").text
    address = re.search(r'href="(/en/article\?id=trade&amp;claim=([0-9a-f]{16})[^#"]*)#c-\2"', page)
    assert address
    article = client.get(unescape(address[1])).text
    assert re.search(rf'id="c-{address[2]}"></span>\s*<mark class="\w+ chosen">', article)


def test_the_other_language_shows_the_same_question(client) -> None:
    page = client.get("/en/rank?toward=ISR&in=ASIA").text
    assert 'href="/id/rank?toward=ISR&amp;in=ASIA"' in page


def test_the_start_follows_the_browsers_language(make_client) -> None:
    client = make_client(language="en")
    assert client.get("/", headers={"accept-language": "id-ID,en;q=0.5"}).headers["location"] == "/id/"
    assert client.get("/", headers={"accept-language": "fr"}).headers["location"] == "/en/"


@pytest.mark.parametrize(
    "page", ["/en/state/Qqqq", "/en/claim/ffffffff", "/en/article?id=none", "/en/none", "/en/tie/ISR/ISR"]
)
def test_what_is_not_there_is_said_on_a_page(client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 404
    assert "That did not work" in answer.text


@pytest.mark.parametrize("query", ["since=yesterday", "since=2024&until=2020", "min_confidence=2", "min_confidence=x"])
def test_a_period_that_is_none_is_refused(client, query: str) -> None:
    assert client.get(f"/en/rank?toward=ISR&{query}").status_code == 400


def test_without_a_store_the_desk_offers_to_add_articles(make_client, tmp_path) -> None:
    client = make_client(db=tmp_path / "none.db")
    assert "There is no store yet" in client.get("/en/").text
    assert client.get("/en/rank?toward=ISR").status_code == 503
    assert not (tmp_path / "none.db").exists()


def test_every_page_can_be_cited(client, world) -> None:
    page = text_of(client.get("/en/rank?toward=ISR&in=ASIA").text)
    with haluan.open(world) as database:
        assert f"snapshot {database.snapshot()}" in page
    assert "http://localhost:8400/en/rank?toward=ISR&in=ASIA" in page


def test_the_words_of_a_copied_report_are_quoted_once(client) -> None:
    page = client.get("/en/tie/VNM/ISR").text
    ties = page[: page.index('id="time"')]
    assert ties.count(">Hanoi membeli radar dari Israel<") == 1
    assert "2 claims" in ties


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("1992/..", {"en": "since 1992", "id": "sejak 1992"}),
        ("../2024-06", {"en": "until 2024-06", "id": "sampai 2024-06"}),
        ("2023/2024", {"en": "2023 – 2024", "id": "2023 – 2024"}),
        ("2024-05-01", {"en": "2024-05-01", "id": "2024-05-01"}),
    ],
)
def test_times_are_written_for_people(when: str, said: dict[str, str]) -> None:
    assert {language: stretch(when, catalogue(language, "web")) for language in said} == said


def test_languages_have_names(client) -> None:
    assert '<th scope="row">Indonesian</th>' in client.get("/en/corpus").text
    assert '<th scope="row">Indonesia</th>' in client.get("/id/corpus").text
    assert "Indonesian" in text_of(client.get("/en/sources/MYS/ISR").text)
    assert tongue_name("xx", catalogue("en", "web")) == "xx"


def test_the_form_of_a_split_names_the_third_as_people_do(client) -> None:
    assert '<input name="on" list="actors" value="Palestina"' in client.get("/id/bloc/NATO?on=PSE").text


def test_outlets_that_report_a_tie_and_those_that_do_not_are_told_apart(client) -> None:
    page = client.get("/en/sources/MYS/ISR").text
    assert re.search(r"<h2>Harian Coba", page)
    assert "does not report it" in text_of(page) or "do not report it" in text_of(page)


def test_what_claims_add_is_shown_with_their_quotes(client) -> None:
    page = client.get("/en/why/MYS/ISR").text
    assert "Malaysia mengecam Israel" in page
    assert "−" in page


def test_a_claim_that_the_facts_know_has_their_verdict(client) -> None:
    claim = re.search(r"/en/claim/[0-9a-f]{16}", client.get("/en/tie/CUB/BRICS").text)
    assert claim
    assert "Reference facts" in client.get(claim[0]).text


def test_a_claim_is_judged_corrected_and_the_judgement_taken_back(make_client, writable) -> None:
    client = make_client(db=writable)
    claim = _claim(client)
    key = form_key(client, f"/en/claim/{claim}")

    def judge(**fields: str) -> str:
        answer = client.post(f"/en/claim/{claim}/judge", data={"csrf": key, "reviewer": "Budi", **fields})
        assert answer.status_code == 303, answer.text
        return text_of(client.get(answer.headers["location"]).text)

    assert "reviewed by Budi" in judge(verdict="accept")
    corrected = judge(verdict="correct", status="planned", source="VNM", relation="supports", quiet="yes", speaker="")
    assert "corrected" in corrected
    with haluan.open(writable) as database:
        latest = list(database.view.store.judgements(claim))[-1]
        assert (latest.verdict, latest.corrected) == (Verdict.CORRECT, (("status", "planned"),))
    assert "rejected" in judge(verdict="reject", note="salah baca")
    undone = judge(verdict="undo")
    assert "salah baca" in undone
    assert "taken back" in undone
    assert "wins over the machine" not in undone


def test_a_judgement_that_is_none_is_refused(make_client, writable) -> None:
    client = make_client(db=writable)
    claim = _claim(client)
    key = form_key(client, f"/en/claim/{claim}")
    answer = client.post(f"/en/claim/{claim}/judge", data={"csrf": key, "reviewer": "B", "verdict": "maybe"})
    assert answer.status_code == 400
    same = {"csrf": key, "reviewer": "B", "verdict": "correct", "source": "VNM"}
    assert client.post(f"/en/claim/{claim}/judge", data=same).status_code == 400


def _claim(client: TestClient) -> str:
    found = re.search(r"claim=([0-9a-f]{16})[^#\"]*#c-\1\">Diam-diam", client.get("/en/tie/VNM/ISR").text)
    assert found
    return found[1]


def test_a_pasted_text_is_marked_and_checked_and_not_stored(client) -> None:
    key = form_key(client, "/en/check")
    before = client.get("/en/corpus").text.count("article")
    text = "Irlandia adalah anggota NATO. Turki anggota NATO."
    answer = client.post("/en/check", data={"csrf": key, "text": text, "date": "2024-05-28"})
    assert answer.status_code == 200
    assert re.search(r'<mark class="hostile">[^<]*Irlandia', answer.text)
    assert re.search(r'<mark class="friendly">[^<]*Turki', answer.text)
    assert "contradicted" in text_of(answer.text)
    assert client.get("/en/corpus").text.count("article") == before


@pytest.mark.parametrize(("text", "date"), [("", ""), ("x" * 100_001, ""), ("Turki anggota NATO.", "kemarin")])
def test_a_text_that_cannot_be_checked_is_said_so(client, text: str, date: str) -> None:
    key = form_key(client, "/en/check")
    answer = client.post("/en/check", data={"csrf": key, "text": text, "date": date})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_an_added_file_is_read_and_its_name_is_not_trusted(make_client, writable, tmp_path) -> None:
    client = make_client(db=writable)
    key = form_key(client, "/en/corpus")
    line = '{"id": "added", "text": "Indonesia mengecam Israel.", "date": "2024-02-03", "language": "id"}\n'
    sent = {"file": ("../../../outside.jsonl", line.encode(), "application/json")}
    answer = client.post("/en/corpus/add", data={"csrf": key}, files=sent)
    assert answer.status_code == 303
    page = _ended(client, answer.headers["location"])
    assert "outside.jsonl" in page
    assert "1 article new" in page
    assert client.get("/en/article?id=added").status_code == 200
    assert not list(tmp_path.parent.rglob("outside.jsonl"))


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "/etc/passwd", "ftp://example.org/", "javascript:alert(1)"])
def test_only_files_and_web_addresses_can_be_added(client, url: str) -> None:
    key = form_key(client, "/en/corpus")
    assert client.post("/en/corpus/add", data={"csrf": key, "url": url}).status_code == 400


def _ended(client: TestClient, job: str) -> str:
    for _ in range(600):
        page = text_of(client.get(job).text)
        if "Done" in page or "Failed" in page:
            return page
        time.sleep(0.1)
    raise AssertionError(page)


def test_found_words_are_marked(client) -> None:
    page = client.get("/en/search?text=radar").text
    assert "<mark>radar</mark> dari Israel" in page


def test_every_message_exists_in_both_languages() -> None:
    indonesian, english = (catalogue(language, "web").messages for language in LANGUAGES)
    assert indonesian.keys() == english.keys()
    for part in ("region", "relation"):
        assert {f"{part}.{code}" for code in getattr(load(), f"{part}s")} <= english.keys()


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6)


@given(st.text(alphabet="ab \n<&", max_size=60), spans, spans)
def test_stretches_together_are_the_text(text: str, quoted, dull) -> None:
    quotes = [Quote(str(at), start, start + length) for at, (start, length) in enumerate(quoted)]
    boilerplate = [Span(start, start + length) for start, length in dull]
    found = list(paragraphs(text, quotes, boilerplate))
    assert ["".join(part.text for part in paragraph) for paragraph in found] == [s for s in text.split("\n") if s]
    marked = "".join(part.text for paragraph in found for part in paragraph if part.quotes)
    inside = {at for quote in quotes for at in range(quote.start, min(quote.end, len(text)))}
    assert marked == "".join(text[at] for at in sorted(inside) if text[at] != "\n")


def test_the_corpus_shows_where_it_is_thin(client) -> None:
    page = client.get("/en/corpus").text
    assert re.search(r'<th scope="row"><a href="/en/state/VNM[^"]*">Vietnam</a></th>', page)
    assert re.search(r'<td class="heat l\d">\d', page)
    assert '<td class="gap">–</td>' in page
    year = re.search(r'href="(/en/corpus\?year=2024[^"]*)#calendar"', page)
    assert year
    months = client.get(unescape(year[1])).text
    assert '<abbr title="2024-05">05</abbr></th>' in months
    assert client.get("/id/corpus?year=x").status_code == 400


def test_an_answer_can_be_asked_of_some_sources_only(client) -> None:
    everything = client.get("/en/tie/MYS/ISR").text
    assert "Harian Coba" in everything
    page = client.get("/en/tie/MYS/ISR?outlet=kabar+uji").text
    assert "<cite>Harian Coba" not in page
    assert "Only from: kabar uji." in text_of(page)
    both = client.get("/en/rank?toward=ISR&outlet=Kabar+Uji%3B+harian+coba").text
    assert "<cite>Harian Coba" in both
    assert "<cite>Kabar Uji" in both
    assert re.search(r'href="/en/tie/MYS/ISR\?outlet=Kabar\+Uji%3B\+harian\+coba', both)
    assert 'name="outlet" list="outlets" value="Kabar Uji; harian coba"' in both
    nobody = client.get("/id/tie/MYS/ISR?outlet=Nobody")
    assert (nobody.status_code, "simpanan tidak memuat artikel dari 'Nobody'" in unescape(nobody.text)) == (400, True)
    api = client.get("/api/pair/MYS/ISR?outlet=Harian+Coba&outlet=x").json()
    assert api["basis"]["window"]["outlets"] == ["Harian Coba", "x"]
    outlets = {one["outlet"] for tie in api["relationship"]["ties"] for one in tie["citations"]}
    assert outlets == {"Harian Coba"}


def test_a_tie_tells_each_claim_in_its_sentence_with_two_verdicts(client) -> None:
    page = client.get("/en/tie/VNM/ISR").text
    told = page[page.index('<ol class="toldlist">') :]
    assert "word for word" in told
    assert "supports: 80 % by the reader" in told
    assert 'lang="id">Diam-diam' not in told  # the quote is marked, what stands around it is not
    assert "<mark>Diam-diam Vietnam juga membantu Israel</mark></a>." in told


def test_a_kind_of_tie_leads_to_all_its_claims(client) -> None:
    page = client.get("/en/tie/MYS/ISR").text
    assert "part=time&amp;relation=opposes" in page
    alone = client.get("/en/tie/MYS/ISR?part=time&relation=opposes").text
    assert "<mark>Malaysia mengecam Israel" in alone
    assert "<mark>Kuala Lumpur" not in alone


def test_a_line_of_time_draws_the_years_and_says_what_it_leaves_out() -> None:
    months = [Month("1945-08", 1, 0, 0), *(Month(f"{2010 + at}-05", 20, 10, 0) for at in range(8))]
    drawn = strip(months)
    assert [one.name for one in drawn.columns] == [str(2010 + at) for at in range(8)]
    assert drawn.beyond == 1
    assert all(0 < one.down < one.up <= drawn.base for one in drawn.columns)
    few = strip([Month("2024-01", 1, 0, 0), Month("2024-04", 0, 2, 1)])
    assert [(one.name, one.friendly + one.hostile) for one in few.columns] == [
        ("2024-01", 1), ("2024-02", 0), ("2024-03", 0), ("2024-04", 2)
    ]  # fmt: skip
    assert strip([]).columns == ()


def test_the_newest_is_always_drawn() -> None:
    months = [
        Month("1871-01", 1, 0, 0),
        Month("2024-01", 500, 0, 0),
        Month("2026-05", 1, 0, 0),
        Month("2062-01", 1, 0, 0),
    ]
    drawn = strip(months, "2026-05-28")
    assert (drawn.columns[0].name, drawn.columns[-1].name, drawn.beyond) == ("2024-01", "2026-05", 2)


def test_opponents_come_first_where_they_are_asked_for(client) -> None:
    page = client.get("/en/rank?toward=ISR&against=1").text
    assert "Who stands against Israel?" in page
    answer = client.get("/api/rank?toward=ISR").json()
    balances = {one["actor"]: one["friendly"] - one["hostile"] for one in answer["others"]}
    shown = [code for code in re.findall(r"/en/tie/([A-Z]{3})/ISR", page) if code in balances]
    assert len(balances) > 1
    assert [balances[code] for code in dict.fromkeys(shown)] == sorted(balances.values())


def test_silence_within_limits_is_not_told_as_silence_of_the_store(client) -> None:
    limits = "not of all that the store holds"
    assert limits not in client.get("/en/rank?toward=ISR").text
    assert client.get("/en/rank?toward=ISR&in=ASIA&since=2030").text.count(limits) == 2  # nobody, and who is silent


def test_who_is_silent_is_told_of_all_the_world_too(client) -> None:
    page = client.get("/en/rank?toward=ISR").text
    silent = set(re.findall(r'class="silent" href="/en/state/([A-Z]{3})', page))
    told = set(re.findall(r"/en/tie/([A-Z]{3})/ISR", page))
    assert {"FJI", "PRY"} <= silent
    assert "VNM" in told - silent
    assert f"silent about {len(silent)} states" in text_of(page)


def test_members_by_the_facts_stand_on_the_page_of_their_bloc(client) -> None:
    page = text_of(client.get("/en/bloc/NATO").text)
    assert "32 members according to the reference facts" in page
    assert "Türkiye 1952" in page
    assert "reference facts" not in client.get("/en/bloc/NATO?part=critics").text


def test_a_claim_can_be_judged_from_the_line_of_time_unless_the_desk_is_read_only(make_client) -> None:
    assert 'class="quick"' in make_client().get("/en/tie/VNM/ISR").text
    assert 'class="quick"' not in make_client(read_only=True).get("/en/tie/VNM/ISR").text


def test_that_nothing_is_reported_is_said_once(client) -> None:
    page = client.get("/en/bloc/NATO?on=FJI")
    said = text_of(page.text).count("no tie that the reader is sure of")
    assert (page.status_code, said) == (200, 1)
