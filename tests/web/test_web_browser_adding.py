"""Articles are added in Debian's Chromium: files and addresses, with their progress, and what is said of bad ones."""

from __future__ import annotations

import re
import shutil
import threading
from pathlib import Path

import pytest
from browsing import examine, needs_browser, serving, shoot, visiting
from playwright.sync_api import Browser, Page, expect
from site_here import HTML, site

import haluan
from haluan.i18n import LANGUAGES, catalogue
from haluan.web.desk import Desk

pytestmark = needs_browser
SPEECH = "Indonesia mengecam Israel dalam sidang itu. Malaysia mendukung Palestina, kata juru bicaranya hari Selasa. "
PRIVATE = {"en": "127.0.0.1 is a private address", "id": "127.0.0.1 adalah alamat pribadi"}
NEWS = f"<html lang='id'><title>Sidang</title><article><h1>Sidang itu</h1><p>{SPEECH * 4}</p></article></html>"


def test_a_file_is_added_and_read_with_progress(browser: Browser, tmp_path: Path) -> None:
    text = tmp_path / "berita.txt"
    text.write_text("Indonesia mengecam Israel. Indonesia mendukung Palestina.", encoding="utf-8")
    with serving(Desk(tmp_path / "new.db", reviewer="Ani")) as desk, visiting(browser, desk) as page:
        page.goto(f"{desk}/en/")
        page.get_by_label(re.compile("^Files")).set_input_files(text)
        page.get_by_role("button", name="Read").click()
        expect(page.locator(".job")).to_contain_text("Done", timeout=60_000)
        expect(page.locator(".job")).to_contain_text("1 article new")
        page.goto(f"{desk}/en/tie/IDN/PSE")
        expect(page.locator("main")).to_contain_text("Indonesia mendukung Palestina")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_address_is_added_and_leads_to_its_marked_claims(
    browser: Browser, tmp_path: Path, language: str, script: bool
) -> None:
    say = catalogue(language, "web")
    with (
        site({"/news": (HTML, NEWS)}) as elsewhere,
        serving(Desk(tmp_path / "new.db", allow_private=True)) as desk,
        visiting(browser, desk, java_script_enabled=script) as page,
    ):
        page.goto(f"{desk}/{language}/corpus")
        page.get_by_label(say("corpus.add.url")).fill(f"{elsewhere}/news")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text(f"{elsewhere}/news")
        progress = page.get_by_role("progressbar", name=say("job.title"))
        assert progress.is_visible() or page.locator(".job.done").is_visible()  # the page may come after the end
        expect(page.get_by_role("status")).to_contain_text(say("job.done"), timeout=60_000)
        expect(progress).to_have_count(0)
        expect(page).to_have_title(f"{say('job.done')}: {elsewhere}/news · Haluan")
        expect(page.get_by_role("heading", name=say("job.another"))).to_be_visible()
        if script:
            assert examine(page) == []
            shoot(page, f"added-address-{language}")
        page.get_by_role("link", name="Sidang").click()
        expect(page.locator(".text mark.hostile").first).to_contain_text("Indonesia mengecam Israel")
        assert articles(tmp_path / "new.db") == 1


def test_how_far_a_slow_address_is_stays_on_the_screen_and_takes_no_focus(browser: Browser, tmp_path: Path) -> None:
    with (
        site({"/news": (HTML, NEWS)}, wait := threading.Event()) as elsewhere,
        serving(Desk(tmp_path / "new.db", allow_private=True)) as desk,
        visiting(browser, desk) as page,
    ):
        page.goto(f"{desk}/en/")
        page.get_by_label("or the address of a page").fill(f"{elsewhere}/news")
        page.get_by_role("button", name="Read").click()
        expect(page.get_by_role("progressbar", name="Reading")).to_be_visible()
        assert examine(page) == []
        shoot(page, "adding-address")
        page.get_by_role("link", name="States").focus()
        wait.set()
        expect(page.get_by_role("status")).to_contain_text("1 article new", timeout=60_000)
        expect(page.get_by_role("link", name="States")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_cannot_be_read_is_said_and_stands_there_to_try_again(
    browser: Browser, tmp_path: Path, store: Path, language: str
) -> None:
    own, say = tmp_path / "own.db", catalogue(language, "web")
    shutil.copy(store, own)
    with (
        site({"/news": (HTML, NEWS), "/empty": (HTML, "<html></html>")}) as elsewhere,
        serving(Desk(own)) as closed,
        serving(Desk(own, allow_private=True)) as allowing,
    ):
        before = articles(own)
        for desk, path, said in (
            (closed, "/news", PRIVATE[language]),
            (allowing, "/none", "404"),
            (allowing, "/empty", ""),
        ):
            with visiting(browser, desk, viewport={"width": 375, "height": 740}) as page:
                page.goto(f"{desk}/{language}/corpus")
                field = page.get_by_label(say("corpus.add.url"))
                field.fill(elsewhere + path)
                page.get_by_role("textbox", name=say("show.outlet")).fill("Media Uji")
                page.get_by_role("button", name=say("corpus.add.go"), exact=True).click()
                expect(page.get_by_role("status")).to_contain_text(say("job.nothing"), timeout=60_000)
                expect(page.locator(".job li")).to_contain_text(said)
                expect(field).to_have_value(elsewhere + path)
                expect(page.get_by_role("textbox", name=say("show.outlet"))).to_have_value("Media Uji")
                assert examine(page) == []
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                shoot(page, f"not-added{path.replace('/', '-')}-{language}")
        assert articles(own) == before


def articles(store: Path) -> int:
    with haluan.open(store) as database:
        return database.coverage().articles


def test_a_wrong_address_comes_back_with_the_focus_on_its_field(page: Page, desk: str) -> None:
    page.goto(f"{desk}/id/corpus")
    field = page.get_by_label("atau alamat halaman atau umpan")
    field.fill("ftp://contoh.example/x")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("http://")
    expect(field).to_be_focused()
    expect(field).to_have_value("ftp://contoh.example/x")
    assert examine(page) == []
    shoot(page, "wrong-address")
