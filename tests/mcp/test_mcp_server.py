"""The tools by the official client: in this process, over stdio and over HTTP on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import BAD, make_hostile
from mcp.client.stdio import StdioServerParameters
from world import make_world

import haluan
from haluan.mcp import server
from haluan.mcp.records import NOTE
from mcp import Client

TOOLS = ["ask", "ties", "evidence", "check", "status"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name in ("PYTHONPATH", "PATH", "HOME")}
HALUAN = "from haluan.cli import main; main()"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_world(tmp_path_factory.mktemp("mcp") / "world.db")


def talk(target: Any, work: Callable[[Client], Awaitable[Any]]) -> Any:
    async def session() -> Any:
        async with Client(target) as client:
            return await work(client)

    return asyncio.run(asyncio.wait_for(session(), 120))


def call(target: Any, tool: str, /, **arguments: Any) -> dict[str, Any]:
    result = talk(target, lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    return dict(result.structured_content)


def refused(target: Any, tool: str, /, **arguments: Any) -> str:
    result = talk(target, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    return str(result.content[0].text)


@pytest.fixture
def here(store: Path) -> Any:
    return server.make_server(store, "en")


def test_there_are_five_tools_that_only_read(here: Any) -> None:
    tools = talk(here, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert len(json.dumps(tool.input_schema)) < 1200


def test_a_ranking_has_quotes_offsets_snapshot_and_gaps(here: Any, store: Path) -> None:
    found = call(here, "ask", question="rank", actor="Israel", other="Asia")
    with haluan.open(store) as database:
        answer = database.rank("ISR", "Asia")
        article = database.view.store.article("trade").article.text
    assert [line["actor"] for line in found["results"] if line["part"] == "ranked"] == [
        line.actor for line in answer.ranked
    ]
    assert found["basis"]["snapshot"] == answer.basis.snapshot
    assert f"{answer.gaps[0].name} ({answer.gaps[0].actor})" in found["gaps"]["silent"]
    assert found["note"] == NOTE
    best = next(line for line in found["results"] if line["actor"] == "VNM")["ties"][0]["best"]
    assert article[best["start"] : best["end"]] == best["untrusted"]["quote"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"question": "pair", "actor": "VNM", "other": "ISR"},
        {"question": "state", "actor": "ISR"},
        {"question": "bloc", "actor": "ABRAHAM"},
        {"question": "bloc", "actor": "NATO", "other": "Asia"},
        {"question": "split", "actor": "NATO", "other": "PSE"},
    ],
)
def test_the_other_questions_have_lines(here: Any, arguments: dict[str, str]) -> None:
    found = call(here, "ask", **arguments)
    assert found["results"]
    assert found["total"] >= len(found["results"])


def test_cursors_go_through_everything_once(here: Any) -> None:
    for tool, arguments in (
        ("ask", {"question": "rank", "actor": "ISR"}),
        ("ties", {"actor": "ISR"}),
        ("evidence", {"relation": "opposes"}),
    ):
        whole = call(here, tool, **arguments, limit=25)["results"]
        pages, cursor = [], None
        while True:
            page = call(here, tool, **arguments, limit=2, **({"cursor": cursor} if cursor else {}))
            pages += page["results"]
            assert len(page["results"]) <= 2
            cursor = page.get("next_cursor")
            if cursor is None:
                break
        assert pages == whole


def test_a_cursor_ends_with_its_snapshot(tmp_path: Path) -> None:
    path = make_world(tmp_path / "w.db")
    cursor = call(server.make_server(path, "en"), "ties", actor="ISR", limit=1)["next_cursor"]
    make_hostile(path)
    assert "has changed" in refused(server.make_server(path, "en"), "ties", actor="ISR", cursor=cursor)
    assert "no such cursor" in refused(server.make_server(path, "en"), "ties", actor="ISR", cursor="x:-1")


def test_evidence_is_the_claim_in_its_context(here: Any, store: Path) -> None:
    listed = call(here, "evidence", source="Malaysia", target="ISR", relation="opposes")["results"]
    assert [claim["untrusted"]["quote"] for claim in listed] == ["Malaysia mengecam Israel"]
    [shown] = call(here, "evidence", claim=listed[0]["id"])["results"]
    words = shown["untrusted"]
    with haluan.open(store) as database:
        text = database.view.store.article("protest").article.text
    assert words["before"] + words["quote"] + words["after"] == text


def test_ties_can_be_narrowed(here: Any) -> None:
    found = call(here, "ties", actor="VNM", other="ISR", relation="arms")["results"]
    assert [(tie["source"], tie["relation"], tie["claims"], tie["independent"]) for tie in found] == [
        ("ISR", "arms", 2, 1)
    ]


def test_a_wrong_text_is_contradicted(here: Any) -> None:
    found = call(here, "check", text="Irlandia adalah anggota NATO.", date="2024-05-01")
    assert found["verdict"] == "contradicted"
    assert found["checks"][0]["source"].startswith("http")


def test_status_frames_the_answers(here: Any) -> None:
    found = call(here, "status")
    assert found["basis"]["articles"] == 8
    assert "arms" in found["relations"]


def test_errors_tell_what_to_do(here: Any, tmp_path: Path) -> None:
    assert "no actor named" in refused(here, "ask", question="state", actor="Atlantis")
    assert "needs 'other'" in refused(here, "ask", question="pair", actor="ISR")
    assert "no relation" in refused(here, "ties", actor="ISR", relation="sings")
    assert "limit" in refused(here, "ties", actor="ISR", limit=1000)
    assert "holds no claim" in refused(here, "evidence", claim="ffff")
    assert "there is no store" in refused(server.make_server(tmp_path / "no.db", "en"), "status").lower()


def test_texts_of_articles_stand_apart(tmp_path: Path) -> None:
    target = server.make_server(make_hostile(tmp_path / "h.db"), "en")
    answers = [
        call(target, "ask", question="rank", actor="ISR"),
        call(target, "ties", actor="LAO"),
        call(target, "evidence"),
        call(target, "evidence", claim=call(target, "evidence", source="MYS")["results"][0]["id"]),
        call(target, "status"),
    ]

    def trusted(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key != "untrusted":
                    yield from trusted(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from trusted(inner)
        elif isinstance(value, str):
            yield value

    for answer in answers:
        assert not [text for text in trusted(answer) if "script" in text or "HYPERLINK" in text or BAD[:8] in text]
    assert any("<script>" in json.dumps(answer) for answer in answers)


def test_stdio(store: Path) -> None:
    target = StdioServerParameters(
        command=sys.executable, args=["-c", HALUAN, "mcp", "--db", str(store), "--lang", "id"], env=ENVIRONMENT
    )
    found = call(target, "ask", question="pair", actor="Vietnam", other="Israel")
    assert any("mempersenjatai" in tie["label"] for line in found["results"] for tie in line["ties"])


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", HALUAN, "mcp", "--http", "--port", str(port), "--db", str(store)]
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(20)


def test_http(address: str) -> None:
    assert [tool.name for tool in talk(address, lambda client: client.list_tools()).tools] == TOOLS
    found = call(address, "ask", question="rank", actor="ISR", other="Asia", limit=1)
    assert len(found["results"]) == 1
    assert found["next_cursor"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_http_takes_only_what_was_meant_for_this_machine(address: str, headers: dict[str, str], expected: int) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}  # fmt: skip
    usual = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request(address, json.dumps(body).encode(), {**usual, **headers})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            status = response.status
    except urllib.error.HTTPError as error:
        status = error.code
    assert status == expected


def test_http_listens_on_this_machine_only(store: Path) -> None:
    for host in ("0.0.0.0", "::", "example.org"):
        with pytest.raises(ValueError, match="not this machine"):
            server.run_http(store, "en", host, 1)
