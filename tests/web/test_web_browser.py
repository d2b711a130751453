"""The desk in Debian's Chromium, as people use it: from a question to the words that prove the answer.

`.ci/run` installs the browser; there a missing one fails. Screenshots of every screen come to ``build/screens``.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from browsing import SCREENS, examine, needs_browser, serving, shoot, visiting
from hostile_article import ID
from playwright.sync_api import Browser, Page, expect
from site_here import HTML, site

import haluan
from haluan.i18n import LANGUAGES, catalogue
from haluan.pipeline import Options, read_into
from haluan.web.desk import Desk

pytestmark = needs_browser
PAGES = {
    "ask": "/",
    "rank": "/rank?toward=ISR&in=ASIA",
    "quiet": "/rank?toward=ISR&in=ASIA&quiet=1",
    "period": "/rank?toward=RUS&since=2022&until=2024",
    "tie": "/tie/VNM/ISR",
    "told": "/tie/VNM/ISR?part=time",
    "time": "/state/ISR?part=time&since=2020",
    "why": "/why/VNM/ISR",
    "sources": "/sources/VNM/ISR",
    "state": "/state/ISR",
    "states": "/state",
    "bloc": "/bloc/ABRAHAM",
    "reach": "/bloc/NATO?reach=ASIA",
    "split": "/bloc/NATO?on=PSE",
    "check": "/check",
    "watch": "/watch?since=2023",
    "saved": "/saved",
    "corpus": "/corpus",
    "review": "/review",
    "article": "/article?id=demo-01",
    "search": "/search?text=Israel",
    "nothing": "/tie/FJI/PRY",
    "error": "/state/Qqqq",
    "map": "/explore?toward=ISR&show=done",
    "map-gap": "/explore?toward=ISR&show=gap&in=ASIA",
    "network": "/explore/web?toward=ISR",
    "matrix": "/explore/matrix?toward=ISR",
    "turns": "/explore/turns?toward=ISR",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", ["quiet", "russia", "abraham", "nato", "split"])
def test_from_a_question_to_its_highlighted_words(page: Page, desk: str, language: str, example: str) -> None:
    say = catalogue(language, "web")
    page.goto(f"{desk}/{language}/")
    page.get_by_label(say("ask.label")).fill(say(f"ask.example.{example}"))
    page.keyboard.press("Enter")
    quote = page.locator("main .quote blockquote a").first
    words = quote.inner_text()
    quote.click()
    marked = page.locator("mark.chosen")
    expect(marked.first).to_be_in_viewport()
    assert "".join(marked.all_inner_texts()) == words


def test_chips_change_the_answer_in_place_and_in_the_address(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/rank?toward=ISR&in=ASIA")
    page.locator("select[name=quiet]").select_option("1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("quietly")
    assert "quiet=1" in page.url
    expect(page.get_by_role("link", name="Bahasa Indonesia")).to_have_attribute("href", re.compile("quiet=1"))
    expect(page.locator("#citation")).to_contain_text("quiet=1")
    page.get_by_text("Cite this answer").click()
    expect(page.locator("[data-copy]").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("quietly")


def test_a_claim_is_reviewed_and_the_answer_follows(browser: Browser, tmp_path: Path, store: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(store, own)
    with serving(Desk(own, reviewer="Ani")) as desk, visiting(browser, desk) as page:
        page.goto(f"{desk}/en/tie/VNM/ISR")
        page.locator(".quote a.id").first.click()
        claim = page.url.rpartition("/")[2].partition("?")[0]
        page.get_by_role("button", name="Reject").click()
        expect(page.get_by_role("status")).to_contain_text("stored")
        page.goto(f"{desk}/en/tie/VNM/ISR")
        expect(page.locator(f"a[href*='/claim/{claim}']")).to_have_count(0)
        page.goto(f"{desk}/en/claim/{claim}")
        page.get_by_role("button", name="Undo").click()
        page.goto(f"{desk}/en/tie/VNM/ISR")
        expect(page.locator(f"a[href*='/claim/{claim}']").first).to_be_visible()


def test_a_claim_is_judged_where_it_stands_on_the_line_of_time(browser: Browser, tmp_path: Path, store: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(store, own)
    with serving(Desk(own, reviewer="Ani")) as desk, visiting(browser, desk) as page:
        page.goto(f"{desk}/id/tie/VNM/ISR")
        told = page.locator(".told").first
        expect(told).to_contain_text("menurut pembaca")
        claim = told.get_attribute("id")
        told.get_by_role("button", name="Terima").click()
        expect(page.get_by_role("status")).to_be_visible()
        page.goto(f"{desk}/id/tie/VNM/ISR")
        expect(page.locator(f"#{claim} .verdict")).to_contain_text("Ani")


def test_a_question_is_saved_and_found_again(browser: Browser, tmp_path: Path, store: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(store, own)
    with serving(Desk(own, reviewer="Ani")) as desk, visiting(browser, desk) as page:
        page.goto(f"{desk}/en/rank?toward=RUS&in=ASIA")
        page.get_by_role("button", name="Save this question").click()
        expect(page).to_have_url(f"{desk}/en/saved")
        assert examine(page) == []
        shoot(page, "saved-one")
        page.get_by_role("link", name="Who in Asia stands with Russia?", exact=True).click()
        expect(page).to_have_url(f"{desk}/en/rank?toward=RUS&in=ASIA")


def test_a_column_of_the_line_of_time_leads_to_its_claims(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/state/ISR?part=time")
    column = page.locator(".strip a").last
    column.click()
    expect(page).to_have_url(re.compile(r"since=20\d\d"))
    period = re.search(r"since=([\d-]+)", page.url)
    assert period
    for time_ in page.locator(".told .what time").all_inner_texts():
        assert time_.startswith(period[1])


def test_a_pasted_text_is_checked(page: Page, desk: str) -> None:
    page.goto(f"{desk}/id/check")
    page.get_by_label("Teks").fill("Irlandia adalah anggota NATO. Turki anggota NATO.")
    page.get_by_label("Tanggal").fill("2024-05-28")
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator("mark.hostile").first).to_contain_text("Irlandia")
    expect(page.locator("mark.friendly").first).to_contain_text("Turki")
    assert examine(page) == []
    shoot(page, "checked")


def test_a_page_is_checked_by_its_address(browser: Browser, store: Path) -> None:
    page_of = "<html lang='id'><title>Uji</title><article><p>{}</p></article></html>"
    text = "Irlandia adalah anggota NATO, kata laporan itu pada hari Selasa dalam jumpa pers di ibu kota negara itu."
    with (
        site({"/page": (HTML, page_of.format(text * 3))}) as elsewhere,
        serving(Desk(store, allow_private=True)) as desk,
        visiting(browser, desk) as page,
    ):
        page.goto(f"{desk}/en/check")
        page.get_by_label("or the address of a page").fill(f"{elsewhere}/page")
        page.get_by_role("button", name="Check").click()
        expect(page.locator("mark.hostile").first).to_contain_text("Irlandia")
        assert examine(page) == []
        shoot(page, "checked-page")
        page.goto(f"{desk}/en/check")
        page.get_by_label("or the address of a page").fill(f"{elsewhere}/none")
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("alert")).to_contain_text("404")
        assert examine(page) == []


def test_what_is_read_meanwhile_stands_on_the_page_and_a_link_from_before_says_that_it_is_old(
    browser: Browser, tmp_path: Path, store: Path
) -> None:
    own, more = tmp_path / "own.db", tmp_path / "more.jsonl"
    shutil.copy(store, own)
    line = {"id": "later", "text": "Vietnam mengecam Israel.", "date": "2026-01-02", "language": "id", "outlet": "Baru"}
    more.write_text(json.dumps(line), encoding="utf-8")
    with serving(Desk(own)) as desk, visiting(browser, desk) as page:
        page.goto(f"{desk}/id/tie/VNM/ISR")
        expect(page.locator("main")).not_to_contain_text("Vietnam mengecam Israel")
        page.locator(".cite summary").click()
        old = page.locator("#stable").inner_text()
        read_into(own, [str(more)], Options(reader="rules", workers=1))
        page.reload()
        expect(page.locator("main")).to_contain_text("Vietnam mengecam Israel")
        page.goto(old)
        expect(page.locator(".pinned")).to_contain_text("Halaman ini menunjukkan simpanan seperti keadaannya setelah")
        expect(page.locator(".pinned")).to_be_in_viewport()
        expect(page.locator("main")).not_to_contain_text("Vietnam mengecam Israel")
        assert examine(page) == []
        shoot(page, "pinned")
        page.get_by_role("link", name="Tampilkan keadaan sekarang").click()
        expect(page.locator(".pinned")).to_have_count(0)
        expect(page.locator("main")).to_contain_text("Vietnam mengecam Israel")


def test_a_hostile_article_runs_nothing_and_changes_no_page(page: Page, desk: str) -> None:
    for address in ("/id/tie/VNM/ISR", f"/id/article?id={_quoted(ID)}", "/id/search?text=passwd", "/id/review"):
        page.goto(desk + address)
        expect(page.locator("header.top")).to_be_visible()  # no style of the article's hides the page
        assert page.evaluate("document.querySelectorAll('main img, main script, main style').length") == 0


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")


def test_the_slider_changes_the_map_and_the_address(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/explore?toward=ISR&show=done")
    slider = page.get_by_label("as of", exact=True)
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    expect(page).to_have_url(re.compile("as_of=20"))
    day = page.locator("#day").inner_text()
    expect(page.get_by_role("heading", level=1)).to_contain_text(day)
    page.locator("#map-IND").click()
    expect(page).to_have_url(re.compile(f"/tie/IND/ISR.*as_of={day}"))


def test_a_line_of_the_network_leads_to_its_proof(page: Page, desk: str) -> None:
    page.goto(f"{desk}/id/explore/web?toward=ISR")
    page.locator(".web:visible .spokes .badge").first.click()
    expect(page).to_have_url(re.compile("/id/tie/ISR/"))
    expect(page.locator(".quote").first).to_be_visible()


@pytest.mark.parametrize("part", ["map", "web"])
def test_a_drawing_is_saved_as_a_picture(page: Page, desk: str, part: str) -> None:
    page.goto(f"{desk}/en/explore{'/web' if part == 'web' else ''}?toward=ISR")
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG").click()
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 20_000
    SCREENS.mkdir(parents=True, exist_ok=True)
    (SCREENS / f"picture-{part}.png").write_bytes(content)


def test_the_map_can_be_moved_in_time_without_javascript(browser: Browser, desk: str) -> None:
    with visiting(browser, desk, java_script_enabled=False) as page:
        page.goto(f"{desk}/id/explore?toward=ISR")
        page.get_by_label("per", exact=True).press("ArrowLeft")
        page.get_by_role("button", name="Tampilkan").click()
        expect(page).to_have_url(re.compile("as_of=20"))
        expect(page.locator(".steps [aria-current], output").first).to_be_visible()
        expect(page.locator("button[data-png]")).to_be_hidden()


def test_everything_can_be_read_without_javascript(browser: Browser, desk: str) -> None:
    with visiting(browser, desk, java_script_enabled=False) as page:
        page.goto(f"{desk}/id/")
        page.get_by_label("Pertanyaan Anda").fill("Negara Asia mana yang mendukung Israel?")
        page.get_by_role("button", name="Tanya", exact=True).click()
        page.locator("select[name=quiet]").select_option("1")
        page.get_by_role("button", name="Tampilkan").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("diam-diam")
        page.locator("a.go").first.click()
        page.locator(".quote blockquote a").first.click()
        expect(page.locator("mark.chosen").first).to_be_visible()


def test_the_keyboard_alone_leads_to_an_answer(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Vietnam and Israel")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/tie/VNM/ISR"))


def test_an_answer_can_be_cited(page: Page, desk: str, store: Path) -> None:
    page.goto(f"{desk}/en/rank?toward=ISR&in=ASIA")
    page.get_by_text("Cite this answer").click()
    with haluan.open(store) as database:
        expect(page.locator("#citation")).to_contain_text(f"snapshot {database.snapshot()}")
    expect(page.locator("#citation")).to_contain_text(f"{desk}/en/rank?toward=ISR&in=ASIA")
    expect(page.locator("#stable")).to_contain_text(re.compile(r"&snapshot=[0-9a-f.]{12,}$"))
    expect(page.get_by_role("button", name="Copy the reference")).to_be_visible()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()


def test_on_paper_the_answer_and_its_quotes_remain(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/rank?toward=ISR&in=ASIA")
    page.emulate_media(media="print")
    expect(page.locator(".quote").first).to_be_visible()
    for element in ("header.top", "form >> nth=0", "button >> nth=0"):
        expect(page.locator(element)).to_be_hidden()
    shoot(page, "print")


def test_on_paper_no_table_is_cut_off_and_every_mark_can_be_read(browser: Browser, desk: str) -> None:
    cut = "[...document.querySelectorAll('.scroll, .drawing')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    pale = """() => [...document.querySelectorAll('.badge, .status, .sign')].filter(e => {
        const style = getComputedStyle(e);
        return style.color !== 'rgb(0, 0, 0)' || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
    }).length"""
    for scheme in ("light", "dark"):
        with visiting(browser, desk, viewport={"width": 640, "height": 900}, color_scheme=scheme) as page:
            page.emulate_media(media="print")
            for name in ("map", "turns", "corpus", "why", "quiet", "tie"):
                page.goto(f"{desk}/id{PAGES[name]}")
                shoot(page, f"print-{scheme}-{name}")
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
                assert page.evaluate(cut) == 0, name
                assert page.evaluate(pale) == 0, name
                assert page.evaluate(ink) == "#16202b"  # dark also where the screen is


def test_the_facts_behind_a_verdict_can_be_opened_from_the_claim(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/tie/KAZ/ISR")
    page.locator(".told", has_text="Reference facts: supported").locator(".what a").first.click()
    source = page.locator("dt", has_text="Reference facts").locator("xpath=following-sibling::dd").get_by_role("link")
    expect(source).to_have_attribute("href", re.compile("^https://"))


def test_a_phone_shows_the_newest_of_a_line_of_time_first(browser: Browser, desk: str) -> None:
    with visiting(browser, desk, viewport={"width": 375, "height": 740}) as page:
        page.goto(f"{desk}/id/state/ISR?part=time")
        expect(page.locator(".strip a").last).to_be_in_viewport()
        expect(page.locator(".strip a").first).not_to_be_in_viewport()


def test_a_phone_shows_the_whole_network_at_once(browser: Browser, desk: str) -> None:
    with visiting(browser, desk, viewport={"width": 375, "height": 740}) as page:
        page.goto(f"{desk}/id/explore/web?toward=ISR")
        (drawing,) = page.locator("svg.web:visible").all()
        sheet = drawing.bounding_box()
        assert sheet is not None
        for label in drawing.locator("text").all():
            box = label.bounding_box()
            assert box is not None
            assert sheet["x"] <= box["x"]
            assert box["x"] + box["width"] <= sheet["x"] + sheet["width"] <= 375
        drawing.locator(".spokes .badge").first.click()
        expect(page).to_have_url(re.compile("/id/tie/ISR/"))


@pytest.mark.parametrize("look", ["wide", "phone", "dark"])
def test_every_screen_is_accessible_and_fits(browser: Browser, desk: str, look: str) -> None:
    size = {"width": 375, "height": 740} if look == "phone" else {"width": 1280, "height": 900}
    scheme = "dark" if look == "dark" else "light"
    wrong: list[tuple[str, ...]] = []
    with visiting(browser, desk, viewport=size, color_scheme=scheme) as page:
        for at, (name, address) in enumerate(PAGES.items()):
            page.goto(f"{desk}/{LANGUAGES[at % 2]}{address}")
            shoot(page, f"{look}-{name}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide: {look}"
            wrong += [(name, *one) for one in examine(page)]
        assert wrong == []
