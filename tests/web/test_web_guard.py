"""Who may reach the desk, and what no page may do."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hostile_article import ID
from html_tags import harm
from starlette.testclient import TestClient

from haluan.web.desk import Desk, is_loopback
from haluan.web.guard import COOKIE, POLICY

PAGES = (
    "/id/",
    "/en/rank?toward=ISR&in=ASIA",
    "/en/tie/VNM/ISR",
    "/id/state/VNM",
    "/id/state",
    "/en/bloc",
    "/en/bloc/ABRAHAM",
    "/en/bloc/NATO?reach=ASIA",
    "/id/bloc/NATO?on=PSE",
    "/en/check",
    "/id/corpus",
    "/id/review",
    "/en/search?text=Vietnam",
    "/en/article?id=hostile",
    "/en/sources/VNM/ISR",
    "/id/why/VNM/ISR",
    "/id/watch?since=2020",
    "/en/watch",
)
TOKEN = "correct-horse"


def form_key(client: TestClient, page: str = "/en/check") -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(page).text)
    assert found
    return found[1]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8400", "127.0.0.1.evil.example", "", "[::"])
def test_a_name_that_is_not_the_desks_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/id/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:8400"])
def test_the_desk_answers_to_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/id/", headers={"host": host}).status_code == 200


def test_a_further_name_must_be_allowed(make_client) -> None:
    asked = {"host": "desk.example"}
    assert make_client().get("/id/", headers=asked).status_code == 421
    assert make_client(names=("desk.example",)).get("/id/", headers=asked).status_code == 200


def test_elsewhere_only_the_token_opens_the_desk(make_client) -> None:
    client = make_client(host="0.0.0.0", token=TOKEN)
    assert client.get("/id/").status_code == 401
    assert client.get("/static/desk.css").status_code == 401
    assert client.get("/id/?token=wrong").status_code == 401
    assert client.get("/id/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    opened = client.get(f"/id/rank?toward=ISR&token={TOKEN}")
    assert (opened.status_code, opened.headers["location"]) == (303, "/id/rank?toward=ISR")
    cookie = opened.headers["set-cookie"]
    assert COOKIE in cookie
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert client.get("/id/").status_code == 200


def test_a_feed_reader_without_cookies_brings_the_token_in_the_address(make_client) -> None:
    client = make_client(host="0.0.0.0", token=TOKEN)
    assert client.get("/id/watch.atom?since=2020").status_code == 401
    assert client.get("/id/watch.atom?since=2020&token=wrong").status_code == 401
    feed = client.get(f"/id/watch.atom?since=2020&token={TOKEN}")
    assert feed.status_code == 200
    assert TOKEN not in feed.text
    assert "set-cookie" not in feed.headers
    assert client.get("/id/").status_code == 401


@pytest.mark.parametrize(
    ("host", "here"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False)]
)
def test_loopback_is_told_from_elsewhere(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_the_address_carries_the_token_and_no_wildcard(tmp_path) -> None:
    assert Desk(tmp_path, host="0.0.0.0", port=1, token="t").address == "http://127.0.0.1:1/?token=t"
    assert Desk(tmp_path, host="::1", port=1).address == "http://[::1]:1/"


@pytest.mark.parametrize("page", [*PAGES, "/static/desk.css", "/id/none", "/nowhere"])
def test_every_response_carries_the_headers(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "default-src 'none'" in POLICY
    assert not re.search(r"unsafe|http|\*|data:|blob:", POLICY)


@pytest.mark.parametrize("page", PAGES)
def test_pages_need_nothing_inline_and_nothing_from_elsewhere(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert harm(answer.text) == []


def test_no_template_switches_escaping_off() -> None:
    for template in files("haluan.web").joinpath("pages").iterdir():
        assert not re.search(r"\|\s*safe|autoescape", template.read_text(encoding="utf-8")), template.name


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/id/").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_does_nothing(client: TestClient, headers: dict[str, str]) -> None:
    key = form_key(client)
    answer = client.post("/en/check", data={"csrf": key, "text": "Turki anggota NATO."}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("key", ["", "0" * 64, "é"])
def test_a_form_needs_the_desks_own_key(client: TestClient, key: str) -> None:
    assert client.post("/en/check", data={"csrf": key, "text": "x"}).status_code == 403
    assert client.post("/en/corpus/add", data={"csrf": key, "url": "https://example.org/"}).status_code == 403
    assert client.post("/en/claim/0/judge", data={"csrf": key, "verdict": "accept"}).status_code == 403


def test_a_read_only_desk_takes_neither_judgements_nor_articles(make_client) -> None:
    client = make_client(read_only=True)
    key = form_key(client)
    for address in ("/en/corpus/add", "/en/claim/0/judge"):
        assert client.post(address, data={"csrf": key}).status_code == 403
    assert "csrf" not in client.get("/en/corpus").text
    assert "/en/review" not in client.get("/en/").text


def test_a_read_only_desk_checks_texts_all_the_same(make_client) -> None:
    client = make_client(read_only=True)
    sent = {"csrf": form_key(client), "text": "Turki anggota NATO.", "date": "2024-05-28"}
    assert client.post("/en/check", data=sent).status_code == 200
    assert "/en/review" not in client.get("/en/tie/VNM/ISR").text


def test_too_large_a_body_is_refused_with_or_without_an_honest_length(client: TestClient) -> None:
    large = b"x" * (33 * 1024 * 1024)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/en/check", content=large, headers=kind).status_code == 413
    chunks = (large[at : at + 2**20] for at in range(0, len(large), 2**20))
    assert client.post("/en/check", content=chunks, headers=kind).status_code in (400, 413)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/static/%00",
    ],
)
def test_nothing_outside_the_static_folder_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "make_app" not in answer.text


@pytest.mark.parametrize("article", ["../../etc/passwd", "/etc/passwd", "world.db", "%2e%2e%2fworld.db", "\x00"])
def test_an_article_is_looked_up_in_the_store_only(client: TestClient, article: str) -> None:
    assert client.get("/en/article", params={"id": article}).status_code == 404


HOSTILE_PAGES = (
    "/id/tie/VNM/ISR",
    "/id/state/VNM",
    "/id/rank?toward=ISR",
    "/id/search?text=Vietnam",
    "/id/corpus",
    "/id/review",
    "/id/sources/VNM/ISR",
    "/id/why/VNM/ISR",
    "/id/watch?since=2020",
)


@pytest.mark.parametrize("page", HOSTILE_PAGES)
def test_what_an_article_says_stays_text_on_every_page(client: TestClient, page: str) -> None:
    check_harmless(client.get(page).text)


def test_a_hostile_article_and_its_claim_stay_text(client: TestClient) -> None:
    answer = client.get("/en/article", params={"id": ID})
    assert answer.status_code == 200
    check_harmless(answer.text)
    assert "&lt;script&gt;alert(2)" in answer.text
    claim = re.search(r'href="/en/claim/([0-9a-f]{16})\?', answer.text)
    assert claim
    check_harmless(client.get(f"/en/claim/{claim[1]}").text)


@pytest.mark.parametrize("attack", ['"><script>alert(1)</script>', "' onmouseover=alert(1) x='", "{{ 7*7 }}<b>"])
@pytest.mark.parametrize(
    "page",
    [
        "/en/?q={}",
        "/en/rank?toward={}",
        "/en/rank?toward=ISR&since={}",
        "/en/rank?toward=ISR&q={}",
        "/en/search?text={}",
        "/en/state/{}",
        "/en/article?id=trade&claim={}",
        "/en/review?by={}",
        "/en/bloc/NATO?on={}",
        "/en/tie/VNM/ISR?outlet={}",
        "/en/tie/VNM/ISR?snapshot={}",
        "/en/corpus?year={}",
    ],
)
def test_what_an_address_says_stays_text(client: TestClient, page: str, attack: str) -> None:
    from urllib.parse import quote

    check_harmless(client.get(page.format(quote(attack, safe=""))).text)


def check_harmless(page: str) -> None:
    assert harm(page) == []
    assert "\u202e" not in page
    assert ">49<" not in page
