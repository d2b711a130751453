"""Explore without a browser: the map, the network, tables, their files, and that every state of them has an address."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from samples import make_article, make_claim, make_reading
from starlette.testclient import TestClient

import haluan
from haluan.answers import Unity, Window
from haluan.export.gexf import NAMESPACE
from haluan.i18n import LANGUAGES
from haluan.ontology import load
from haluan.store import open_store
from haluan.web import shades, worldmap
from haluan.web.chart import curve
from haluan.web.timescale import Scale, name

SVG = "{http://www.w3.org/2000/svg}"
PARTS = ("", "/web", "/matrix", "/turns")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_says_what_it_shows_in_both_languages(client: TestClient, language: str, part: str) -> None:
    page = client.get(f"/{language}/explore{part}?toward=ISR")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert 'aria-current="page"' in page.text


def test_without_an_actor_the_one_most_told_of_is_shown(client: TestClient) -> None:
    answer = client.get("/en/explore")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/explore?toward=ISR"


def test_states_on_the_map_lead_to_their_proof_and_say_what_their_colour_says(client: TestClient) -> None:
    page = client.get("/en/explore?toward=ISR&show=done").text
    found = re.search(
        r'<a href="(/en/tie/MYS/ISR)\?snapshot=[^"]*" tabindex="-1"><path class="(h\d)"[^>]*><title>([^<]*)', page
    )
    assert found
    assert re.fullmatch(r"Malaysia: −0\.\d\d (rather|clearly) hostile", found[3])
    silent = re.search(r'<path class="none"[^>]*id="map-MNG"[^>]*><title>([^<]*)', page)
    assert silent
    assert silent[1] == "Mongolia: no data"
    assert "the corpus is silent about these states" in page


def test_grey_and_coloured_together_are_all_states(client: TestClient) -> None:
    page = client.get("/en/explore?toward=ISR&in=ASIA").text
    counts = re.findall(
        r'<span class="count">· (\d+) states?</span></li>', page.split('class="legend"')[1].split("</ul>")[0]
    )
    assert sum(map(int, counts)) == len(load().regions["ASIA"] - {"ISR"})


def test_the_slider_leads_to_an_address_with_its_day(client: TestClient) -> None:
    page = client.get("/en/explore?toward=ISR&show=done").text
    step = re.search(r'type="range" id="step" name="step" min="(\d+)" max="(\d+)" value="\2"', page)
    assert step
    moved = client.get(f"/en/explore?toward=ISR&show=done&step={step[1]}")
    assert moved.status_code == 303
    day = re.search(r"as_of=([0-9-]+)", moved.headers["location"])
    assert day
    assert day[1] == name(int(step[1]))
    shown = client.get(moved.headers["location"]).text
    assert f'value="{step[1]}"' in shown
    assert f"/en/tie/VNM/ISR?as_of={day[1]}" in shown
    assert "/en/tie/MYS/ISR" not in shown
    end = client.get(f"/en/explore?toward=ISR&as_of=2024-05&step={step[2]}").headers["location"]
    assert "as_of" not in end


@pytest.mark.parametrize("query", ["toward=Qqqq", "toward=ISR&in=Qqqq"])
@pytest.mark.parametrize("file", ["", "/map.svg", "/map.csv"])
def test_unknown_names_are_not_found(client: TestClient, file: str, query: str) -> None:
    assert client.get(f"/en/explore{file}?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["toward=ISR&show=mood", "toward=ISR&step=soon", "toward=ISR&step=9999999", "toward=ISR&as_of=soon"]
)
def test_what_cannot_be_shown_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/en/explore?{query}").status_code == 400


def test_an_actor_of_whom_nothing_is_told_is_silence(client: TestClient) -> None:
    for part in PARTS:
        page = client.get(f"/en/explore{part}?toward=FJI")
        assert page.status_code == 200
        assert "Nothing is reported" in page.text or "No tie of Fiji turned" in page.text
    for file in ("web.svg", "web.gexf"):
        assert client.get(f"/en/explore/{file}?toward=FJI").status_code == 404


def test_lines_of_the_network_lead_to_their_proof_and_say_their_sign(client: TestClient) -> None:
    page = client.get("/en/explore/web?toward=ISR").text
    hostile = re.search(r'<a href="/en/tie/ISR/MYS\?[^>]*>.*?</a>', page, re.DOTALL)
    assert hostile
    assert "stroke-dasharray" in hostile[0]
    assert "Israel − Malaysia" in hostile[0]
    friendly = re.search(r'<a href="/en/tie/ISR/VNM\?[^>]*>.*?</a>', page, re.DOTALL)
    assert friendly
    assert "stroke-dasharray" not in friendly[0]
    assert "Diam-diam Vietnam juga membantu Israel" in page


def test_cells_of_the_matrix_lead_to_the_tie_of_their_kind(client: TestClient) -> None:
    page = client.get("/en/explore/matrix?toward=ISR").text
    link = r'<td class="hostile"><a href="(/en/tie/ISR/MYS)\?snapshot=[^"#]*#(tie-opposes)" aria-label="([^"]*)">−1</a>'
    cell = re.search(link, page)
    assert cell
    assert cell[3] == "Malaysia, opposes: hostile, 1 claim"
    assert client.get(cell[1]).text.count(f'id="{cell[2]}"') == 1


@pytest.mark.parametrize("file", ["map.svg", "web.svg"])
def test_drawings_stand_alone(client: TestClient, file: str) -> None:
    answer = client.get(f"/en/explore/{file}?toward=ISR&in=ASIA")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawing = ElementTree.fromstring(answer.text)
    assert drawing.tag == f"{SVG}svg"
    assert "snapshot" in answer.text
    assert not re.search(r'href=|style=|class="[^"]*"[^>]*(?<!fill)="url\(http', answer.text)
    assert all("fill" in one.attrib for one in drawing.iter(f"{SVG}path") if one.get("id", "").startswith("map-"))


def test_tables_are_those_of_the_page(client: TestClient, world) -> None:
    with haluan.open(world) as database:
        answer = database.standings("ISR", None, Window.of(as_of="2024-12"))
    given = client.get("/en/explore/map.csv?toward=ISR&as_of=2024-12")
    rows = {row["actor"]: row for row in csv.DictReader(io.StringIO(given.text))}
    assert rows.keys() == {one.actor for one in answer.places}
    assert float(rows["MYS"]["done"]) == pytest.approx(
        next(one.done.value for one in answer.places if one.actor == "MYS"), abs=1e-4
    )
    assert rows["VNM"]["reading"] == "quiet"
    ties = list(csv.DictReader(io.StringIO(client.get("/en/explore/web.csv?toward=ISR").text)))
    assert {"VNM", "MYS"} <= {row["b"] for row in ties if row["a"] == "ISR"}
    cells = {
        row["actor"]: row for row in csv.DictReader(io.StringIO(client.get("/en/explore/matrix.csv?toward=ISR").text))
    }
    assert (cells["MYS"]["opposes"], cells["MYS"]["arms"]) == ("1", "")
    assert client.get("/en/explore/turns.csv?toward=ISR").text.startswith("actor,other,name,month,before,after")


def test_the_claims_under_the_network_are_a_graph_and_leave_nothing_behind(
    client: TestClient, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = client.get("/en/explore/web.gexf?toward=ISR&until=2024")
    graph = ElementTree.fromstring(answer.content)
    edges = list(graph.iter(f"{{{NAMESPACE}}}edge"))
    assert edges
    assert all("ISR" in (edge.get("source"), edge.get("target")) for edge in edges)
    assert all(edge.get("start", "") <= "2024-12-31" for edge in edges)
    some = client.get("/en/explore/web.gexf?toward=ISR&outlet=Harian%20Coba")
    assert 0 < len(list(ElementTree.fromstring(some.content).iter(f"{{{NAMESPACE}}}edge"))) < len(edges)
    assert client.get("/en/explore/web.gexf?toward=FJI").status_code == 404
    assert list(tmp_path.iterdir()) == []


def test_the_map_holds_every_state_as_an_outline_or_a_dot() -> None:
    states = load_states()
    drawn = worldmap.drawn(worldmap.world())
    assert states <= drawn.paths.keys() | drawn.dots.keys()
    frame = drawn.frame
    for x, y in drawn.dots.values():
        assert frame.x <= x <= frame.x + frame.width
        assert frame.y <= y <= frame.y + frame.height


@pytest.mark.parametrize("region", ["ASIA", "SOUTHEAST_ASIA", "EUROPE", "GULF", "AFRICA", "OCEANIA"])
def test_a_part_of_the_world_shows_the_states_of_its_region(region: str) -> None:
    states = load().regions[region]
    drawn = worldmap.drawn(worldmap.frame(states))
    assert states & worldmap.drawn(worldmap.world()).paths.keys() <= drawn.paths.keys()
    assert len(drawn.paths) <= len(worldmap.drawn(worldmap.world()).paths) + 40


def load_states() -> set[str]:
    return {code for code, actor in load().actors.items() if actor.kind.value == "state"}


def test_the_actor_asked_about_is_marked_where_it_lies() -> None:
    whole, part = (worldmap.drawn(frame) for frame in (worldmap.world(), worldmap.frame(load().regions["ASIA"])))
    assert worldmap.centre("NATO", whole) is None
    assert worldmap.centre("BRA", part) is None
    for drawn, unit in ((whole, 1), (part, 4)):
        place = worldmap.centre("ISR", drawn)
        assert place is not None
        assert place == pytest.approx([unit * value for value in worldmap.project(34.97, 31.5)], abs=4 * unit)


@pytest.mark.parametrize(
    ("value", "kind"), [(None, "none"), (0.0, "n0"), (0.2, "f1"), (0.9, "f2"), (-0.2, "h1"), (-0.4, "h2")]
)
def test_a_value_has_a_kind(value: float | None, kind: str) -> None:
    assert shades.kind(value, "said") == kind
    assert kind in shades.FILLS


def test_hostile_kinds_and_silence_differ_from_friendly_ones_by_more_than_colour() -> None:
    for kind in ("h1", "h2", "n0", "w1", "w2"):
        assert shades.FILLS[kind].startswith("url(#map-")


def test_the_slider_counts_months_where_there_are_few_and_years_where_there_are_many() -> None:
    months = Scale.of("2023-11-05", "2024-02-01", "")
    assert months is not None
    assert [months.name(step) for step in range(months.first, months.end + 1)] == [
        "2023-11", "2023-12", "2024-01", "2024-02", "",
    ]  # fmt: skip
    assert months.at == months.end
    years = Scale.of("1991-01-01", "2024-02-01", "2010-05-31")
    assert years is not None
    assert (years.name(years.first), years.name(years.at)) == ("1991", "2010")
    assert years.steps[-1] == years.end
    assert Scale.of("2024-02-01", "2024-02-28", "") is None
    assert Scale.of(None, None, "") is None


def test_hostile_names_stay_text(client: TestClient) -> None:
    page = client.get("/en/explore?toward=%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.status_code == 404
    assert "<script>alert" not in page.text
    assert "alert(1)" in unescape(page.text)


def test_cohesion_of_several_years_is_a_curve(make_client, writable) -> None:
    text = "Spanyol mengecam Palestina. Hungaria mendukung Palestina. Spanyol dan Hungaria anggota NATO."
    article = make_article("earlier", text, date="2023-05-05")
    found = [
        make_claim(article, "Spanyol mengecam Palestina", source="ESP", relation="opposes", target="PSE"),
        make_claim(article, "Hungaria mendukung Palestina", source="HUN", relation="supports", target="PSE"),
    ]
    with open_store(writable) as store:
        store.add([make_reading(article, *found)])
    page = make_client(db=writable).get("/en/bloc/NATO?on=PSE").text
    assert 'class="curve"' in page
    assert "<details><summary>The same as a table" in page


def test_a_bloc_shows_its_cohesion_over_the_years_as_a_table(client: TestClient, world) -> None:
    page = client.get("/en/bloc/NATO?on=PSE").text
    with haluan.open(world) as database:
        years = database.cohesion("NATO", "PSE").years
    rows = re.findall(r'<th scope="row"><a href="/en/bloc/NATO\?[^"]*as_of=([0-9-]+)[^"]*">', page)
    assert rows == [one.at for one in years]
    whole = client.get("/en/bloc/NATO").text
    assert "Cohesion over Palestine through the years" in whole  # toward Israel, told of more, no members have ties
    assert "/en/bloc/NATO?on=ISR&" in unescape(whole)


def test_a_year_alone_is_told_in_the_table_and_not_drawn(client: TestClient, world) -> None:
    with haluan.open(world) as database:
        known = [one for one in database.cohesion("ABRAHAM", "ISR").years if one.cohesion is not None]
    assert len(known) < 2
    page = client.get("/en/bloc/ABRAHAM?on=ISR").text
    assert 'class="curve"' not in page
    assert "<details open><summary>Year by year" in page


def test_few_years_make_a_narrow_curve() -> None:
    two, many = (curve([Unity(f"{2000 + at}-12-31", 0.5, 1, 1, 0) for at in range(n)]) for n in (2, 20))
    assert two.width < 350 < many.width
    for made in (two, many):
        assert made.marks[-1].x == made.right < made.width


def test_a_curve_leaves_gaps_where_nothing_is_known() -> None:
    values = [0.5, 1.0, None, 0.0, -0.2]
    made = curve([Unity(f"{2000 + at}-12-31", value, 1, 1, 0) for at, value in enumerate(values)])
    assert len(made.lines) == 2
    heights = [mark.y for mark in made.marks]
    assert heights[2] is None
    assert heights[3] == heights[4] == dict(made.levels)[0.0]
    assert heights[1] == dict(made.levels)[1.0]
    assert [mark.x for mark in made.marks] == sorted(mark.x for mark in made.marks)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/en/state/IDN?as_of=2025",
            ("Prabowo Subianto", "head of state since 2024-10-20", "ASEAN", "since 1967-08-08"),
        ),
        ("/id/state/IDN?as_of=2020", ("Joko Widodo", "kepala negara", "ASEAN")),
        ("/en/state/FJI", ("In office", "Memberships", "United Nations")),
    ],
)
def test_a_state_shows_its_leaders_and_memberships_as_of_the_day(
    client: TestClient, address: str, said: tuple[str, ...]
) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get(address).text))
    for words in said:
        assert words in page


def test_a_state_shows_words_against_deeds_with_both_quotes(client: TestClient) -> None:
    page = client.get("/en/state/ISR").text
    section = page[page.index('id="policy"') : page.index("</section>", page.index('id="policy"'))]
    assert "Vietnam" in section
    assert "Hanoi membeli radar dari Israel" in section
