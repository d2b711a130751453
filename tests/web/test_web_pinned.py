"""Pages that are pinned to a state of the store: whoever follows a link sees what its sender saw."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from samples import make_article, make_claim, make_reading
from starlette.testclient import TestClient

import haluan
from haluan.store import open_store

TEXT = "Vietnam mendukung Palestina. Malaysia mendukung Israel."


def addresses(page: str) -> list[str]:
    main = page[page.index("<main") : page.index("</main>")]
    return [unescape(found) for found in re.findall(r'<a [^>]*href="(/[^"]*)"', main)]


def snapshot_of(path: Path) -> str:
    with haluan.open(path) as database:
        return database.snapshot()


def add(path: Path) -> None:
    article = make_article("later", TEXT, date="2025-05-05", outlet="Berita Baru")
    claim = make_claim(article, "Malaysia mendukung Israel", source="MYS", target="ISR", confidence=0.99)
    with open_store(path) as store:
        store.add([make_reading(article, claim)])


@pytest.fixture
def client(make_client, writable: Path) -> TestClient:
    return make_client(db=writable)


PAGES = (
    "/en/rank?toward=ISR&in=ASIA",
    "/id/tie/VNM/ISR",
    "/en/state/ISR",
    "/id/bloc/NATO?on=PSE",
    "/en/article?id=trade",
    "/id/sources/MYS/ISR",
    "/en/why/MYS/ISR",
    "/en/search?text=Israel",
    "/id/watch?since=2020",
)


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_to_the_state_that_it_shows(client, writable, page: str) -> None:
    always_present = ("watch.atom", "/saved")
    found = [one for one in addresses(client.get(page).text) if not any(part in one for part in always_present)]
    assert found
    pinned = {parse_qs(urlsplit(one).query).get("snapshot", [""])[0] for one in found if "/watch?" not in one}
    assert pinned == {snapshot_of(writable)}


def test_a_typed_question_is_answered_from_the_present_state(client, writable) -> None:
    then = snapshot_of(writable)
    assert f"snapshot={then}" in client.get("/en/?q=Vietnam+and+Israel").headers["location"]
    add(writable)
    assert f"snapshot={snapshot_of(writable)}" in client.get("/en/?q=Vietnam+and+Israel").headers["location"]


@pytest.mark.parametrize(
    "page",
    ["/en/rank?toward=ISR&in=ASIA", "/en/tie/MYS/ISR", "/en/state/MYS", "/en/sources/MYS/ISR", "/en/why/MYS/ISR"],
)
def test_a_pinned_page_stays_and_says_so(client, writable, page: str) -> None:
    pinned = f"{page}{'&' if '?' in page else '?'}snapshot={snapshot_of(writable)}"
    before = client.get(pinned).text
    assert "as it was after" not in before
    add(writable)
    after = client.get(pinned).text
    assert "Berita Baru" not in after[after.index("<main") :]
    assert "Malaysia mendukung Israel" not in after
    assert "This page shows the store as it was after" in after
    assert "One claim was found since." in after
    assert addresses(after)[0] == page
    assert addresses(before) == addresses(after)[1:]
    assert "Malaysia mendukung Israel" in client.get(page).text


def test_the_citation_holds_a_link_that_stays(client, writable) -> None:
    page = client.get("/en/tie/MYS/ISR?since=2020").text
    found = re.search(r'<a id="stable" href="http://localhost:8400([^"]+)"', page)
    assert found
    address = unescape(found[1])
    assert address == f"/en/tie/MYS/ISR?since=2020&snapshot={snapshot_of(writable)}"
    assert address in unescape(re.search(r'<p id="citation">([^<]+)', page)[1])  # type: ignore[index]
    add(writable)
    assert "Malaysia mendukung Israel" not in client.get(address).text


def test_after_a_judgement_the_claim_is_shown_as_it_is_now(client, writable) -> None:
    page = client.get("/en/tie/VNM/ISR").text
    claim = re.search(r'href="/en/claim/([0-9a-f]{16})\?snapshot=([^"]+)"', page)
    assert claim
    shown = client.get(f"/en/claim/{claim[1]}?snapshot={claim[2]}").text
    key = re.search(r'name="csrf" value="([0-9a-f]+)"', shown)
    assert key
    sent = {"csrf": key[1], "reviewer": "Budi", "verdict": "reject"}
    answer = client.post(f"/en/claim/{claim[1]}/judge", data=sent)
    assert answer.headers["location"] == f"/en/claim/{claim[1]}?done=reject"
    assert (
        "reviewed by Budi" in client.get(answer.headers["location"]).text
        or "rejected" in client.get(answer.headers["location"]).text
    )
    old = client.get(f"/en/tie/VNM/ISR?snapshot={claim[2]}").text
    assert claim[1] in old
    assert "Claims were judged or read again since." in old
    assert claim[1] not in client.get("/en/tie/VNM/ISR").text


@pytest.mark.parametrize("snapshot", ["1.1.0.000000", "nothing", "'; DROP TABLE claims; --"])
def test_a_snapshot_of_another_store_is_refused_with_a_way_to_now(client, snapshot: str) -> None:
    answer = client.get("/en/tie/VNM/ISR", params={"snapshot": snapshot})
    assert answer.status_code == 404
    assert addresses(answer.text)[0] == "/en/tie/VNM/ISR"


def test_the_api_answers_from_the_past_too(client, writable) -> None:
    then, before = snapshot_of(writable), client.get("/api/pair/MYS/ISR").json()
    add(writable)
    after = client.get(f"/api/pair/MYS/ISR?snapshot={then}").json()
    assert after["relationship"] == before["relationship"] != client.get("/api/pair/MYS/ISR").json()["relationship"]
    assert after["basis"]["snapshot"] == then
    assert client.get("/api/pair/MYS/ISR?snapshot=1.1.0.000000").status_code == 404
