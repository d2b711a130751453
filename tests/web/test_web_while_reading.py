"""The desk is served while `haluan read` writes in another process: no page fails, and new claims appear."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import haluan

PAGES = (
    "/en/",
    "/en/rank?toward=PSE&in=ASIA",
    "/id/tie/IDN/PSE",
    "/id/state/IDN",
    "/en/bloc/NATO",
    "/id/corpus",
    "/en/watch?since=2020",
    "/en/review",
    "/en/search?text=Indonesia",
    "/api/pair/IDN/PSE",
)
READ = "import sys; from haluan.pipeline import *; read_into(sys.argv[1], ['-'], Options(reader='rules', workers=1))"
A_COMMIT = 32  # articles that are stored together
A_LOOK = 70_000  # characters; the reader looks at so much of a stream before it begins, and skips empty lines
PATIENCE_S = 120


@pytest.fixture
def reader(writable: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that reads articles from its standard input into the store."""
    environment = {**os.environ, "PYTHONPATH": str(Path(haluan.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", READ, str(writable)], stdin=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        process.kill()


def send(reader: subprocess.Popen[str], first: int, count: int) -> None:
    assert reader.stdin is not None
    for number in range(first, first + count):
        text = f"Indonesia mendukung Palestina pada hari ke-{number}."
        line = {"id": f"n{number}", "text": text, "date": "2025-01-02", "language": "id", "outlet": f"Media {number}"}
        reader.stdin.write(json.dumps(line) + "\n")
    reader.stdin.write("\n" * A_LOOK)
    reader.stdin.flush()


def articles(client: TestClient) -> int:
    coverage = client.get("/api/pair/IDN/PSE").json()["basis"]["coverage"]
    return int(coverage["articles"])


def test_pages_are_served_while_articles_are_read(make_client, writable, reader) -> None:
    client: TestClient = make_client(db=writable)
    before = articles(client)
    pinned = client.get("/en/?q=Indonesia+and+Palestine").headers["location"]
    quotes = client.get(pinned).text.count("<blockquote")
    sent = 0
    for part in range(1, 3):
        send(reader, sent, 2 * A_COMMIT)
        sent += 2 * A_COMMIT
        ends = time.monotonic() + PATIENCE_S
        while articles(client) < before + part * A_COMMIT:
            assert reader.poll() is None
            assert time.monotonic() < ends, "what was read does not appear"
            for page in PAGES:
                answer = client.get(page)
                assert answer.status_code == 200, (page, re.sub(r"<[^>]+>", " ", answer.text)[-500:])
    assert reader.poll() is None  # it was writing all the time
    reader.stdin.close()
    assert reader.wait(PATIENCE_S) == 0
    assert articles(client) == before + sent
    assert "Media " in client.get("/id/tie/IDN/PSE").text
    then = client.get(pinned).text
    assert "Media " not in then
    assert then.count("<blockquote") == quotes


def test_judging_waits_for_the_reader_or_says_so(make_client, writable, reader) -> None:
    client: TestClient = make_client(db=writable)
    send(reader, 0, 2 * A_COMMIT)
    ends = time.monotonic() + PATIENCE_S
    while "Media " not in client.get("/id/tie/IDN/PSE?min_confidence=0").text:
        assert reader.poll() is None
        assert time.monotonic() < ends, "what was read does not appear"
    claim = re.search(r"/id/claim/([0-9a-f]{16})", client.get("/id/tie/IDN/PSE?min_confidence=0").text)
    key = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/id/check").text)
    assert claim
    assert key
    sent = {"csrf": key[1], "reviewer": "Budi", "verdict": "reject"}
    answer = client.post(f"/id/claim/{claim[1]}/judge", data=sent)
    assert answer.status_code == 503
    assert "proses lain sedang menulis" in answer.text
