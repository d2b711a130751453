"""Answered pages are kept while the store stays as it is, and no longer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from samples import make_article, make_claim, make_reading

from haluan.answers import Database
from haluan.answers import open as open_database
from haluan.model import Verdict
from haluan.store import open_store
from haluan.web.desk import Desk
from haluan.web.kept import Kept
from haluan.web.visit import Visit

PAGE = "/en/tie/MYS/ISR"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts how often a pair is answered."""
    times: list[str] = []
    pair = Database.pair

    def counted(self: Database, a: str, b: str, *rest: Any) -> Any:
        times.append(a + b)
        return pair(self, a, b, *rest)

    monkeypatch.setattr(Database, "pair", counted)
    return times


def test_a_page_is_answered_once_for_each_state(make_client, writable: Path, asked: list[str]) -> None:
    client = make_client(db=writable)
    first = client.get(PAGE)
    assert client.get(PAGE).text == first.text
    assert len(asked) == 1
    article = make_article("later", "Malaysia mendukung Israel.", date="2025-05-05", outlet="Berita Baru")
    claim = make_claim(article, "Malaysia mendukung Israel", source="MYS", target="ISR")
    with open_store(writable) as store:
        store.add([make_reading(article, claim)])
    assert "Berita Baru" in client.get(PAGE).text
    with open_database(writable, writing=True) as database:
        database.judge(claim.id, "Budi", Verdict.REJECT)
    assert "Berita Baru" not in client.get(PAGE).text
    assert len(asked) == 3


def test_other_questions_languages_and_hosts_are_other_pages(make_client, asked: list[str]) -> None:
    client = make_client()
    pages = [PAGE, PAGE + "?since=2020", PAGE.replace("en", "id")]
    texts = {client.get(page).text for page in pages}
    texts.add(client.get(PAGE, headers={"host": "127.0.0.1:8400"}).text)
    assert len(texts) == len(asked) == 4


def test_changed_weights_make_another_page(make_client, writable: Path, asked: list[str]) -> None:
    client = make_client(db=writable)
    before = client.get(PAGE).text
    (writable.parent / "haluan-weights.yaml").write_text("status: {denied: 0.1, possible: 0.9}\n", encoding="utf-8")
    client.get(PAGE)
    assert len(asked) == 2
    (writable.parent / "haluan-weights.yaml").unlink()
    assert client.get(PAGE).text == before
    assert len(asked) == 2


def test_errors_are_not_kept(make_client, tmp_path: Path, world: Path) -> None:
    path = tmp_path / "soon.db"
    client = make_client(db=path)
    assert client.get(PAGE).status_code == 503
    path.write_bytes(world.read_bytes())
    assert client.get(PAGE).status_code == 200


def test_what_was_not_seen_for_longest_is_let_go(world: Path) -> None:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, Response

    times: list[str] = []

    def page(visit: Visit) -> Response:
        times.append(visit.request.url.path)
        return HTMLResponse("x" * 40)

    kept = Kept(most=100).page(page)
    for path in ("/en/a", "/en/b", "/en/a", "/en/c", "/en/a", "/en/b"):
        scope = {"type": "http", "path": path, "headers": [(b"host", b"h")], "query_string": b"", "method": "GET"}
        kept(Visit(Request(scope), Desk(world)))
    assert times == ["/en/a", "/en/b", "/en/c", "/en/b"]
