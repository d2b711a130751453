"""Saved questions: kept beside the store, with the state in which they were saved."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from haluan.i18n import catalogue
from haluan.web import saved


def _fields(page: str) -> dict[str, str]:
    """What the form at the end of an answer sends."""
    form = re.search(r'<form class="keep".*?</form>', page, re.DOTALL)
    assert form
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[0])}


def test_a_question_is_saved_once_and_leads_back_to_its_answer_and_to_what_changed(make_client, writable: Path) -> None:
    client: TestClient = make_client(db=writable)
    for _ in range(2):
        fields = _fields(client.get("/en/rank?toward=ISR&in=ASIA").text)
        assert client.post("/en/saved", data=fields).headers["location"] == "/en/saved"
    page = client.get("/en/saved").text
    assert page.count('href="/en/rank?toward=ISR&amp;in=ASIA"') == 1
    assert "Who in Asia stands with Israel?" in page
    since = re.search(r'href="(/en/watch\?since=[^"]+)"', page)
    assert since
    assert "actor=ISR" in since[1]
    assert catalogue("en", "web")("changes.nothing") in client.get(unescape(since[1])).text
    client.post("/en/saved/drop", data=fields)
    assert "No question is saved yet" in client.get("/en/saved").text


@pytest.mark.parametrize(
    "address", ["", "https://example.org/", "//example.org/", "/en//example.org", "javascript:1", "/en/\\x", "/api/x"]
)
def test_only_addresses_of_the_desk_are_saved(make_client, writable: Path, address: str) -> None:
    client: TestClient = make_client(db=writable)
    fields = _fields(client.get("/en/rank?toward=ISR").text) | {"address": address}
    assert client.post("/en/saved", data=fields).status_code == 400
    assert not (writable.parent / saved.FILE).exists()


def test_a_read_only_desk_saves_nothing_and_a_strange_form_neither(make_client, writable: Path) -> None:
    fields = _fields(make_client(db=writable).get("/en/rank?toward=ISR").text)
    closed: TestClient = make_client(db=writable, read_only=True)
    assert "Save this question" not in closed.get("/en/rank?toward=ISR").text
    assert closed.post("/en/saved", data=fields).status_code == 403
    assert make_client(db=writable).post("/en/saved", data=fields | {"csrf": "0"}).status_code == 403


def test_a_hostile_title_is_text(make_client, writable: Path) -> None:
    client: TestClient = make_client(db=writable)
    fields = _fields(client.get("/en/state/ISR").text) | {"title": "<script>alert(1)</script>"}
    client.post("/en/saved", data=fields)
    assert "<script>alert" not in client.get("/id/saved").text


def test_a_broken_file_is_said_and_not_written_over(make_client, writable: Path) -> None:
    client: TestClient = make_client(db=writable)
    (writable.parent / saved.FILE).write_text("[{]", encoding="utf-8")
    assert client.get("/en/saved").status_code == 400
    assert client.post("/en/saved", data=_fields(client.get("/en/state/ISR").text)).status_code == 400
    assert (writable.parent / saved.FILE).read_text(encoding="utf-8") == "[{]"
