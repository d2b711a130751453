"""Errors and reasons in the language of the page: every text that the code can show there has its Indonesian."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import haluan
from haluan.i18n.reasons import known, reason

SOURCE = Path(haluan.__file__).parent
SHOWN = ("answers", "store", "ingest", "text", "web", "alignment/weights.py", "reading.py", "pipeline.py", "model.py")
ELSEWHERE = ("ingest/sparql.py", "web/listening.py")  # only commands ask for these
OWN = {"ValueError", "TypeError", "RuntimeError", "AttributeError", "KeyError", "Refused", "Unfit"}  # keys, or faults


def template(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def said(path: Path) -> Iterator[str]:
    """Texts of raised errors and of skips."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name, arguments = ast.unparse(node.exc.func), node.exc.args[:1]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("skip", "Skip", "failure"):
            name, arguments = "skip", [one for one in node.args if isinstance(one, (ast.Constant, ast.JoinedStr))][-1:]
        else:
            continue
        text = template(arguments[0]) if arguments else None
        if text is not None and name not in OWN and " " in text.strip():
            yield text


def texts() -> Iterator[str]:
    for part in SHOWN:
        path = SOURCE / part
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            if file.relative_to(SOURCE).as_posix() not in ELSEWHERE:
                yield from said(file)


@pytest.mark.parametrize("text", sorted(set(texts())))
def test_what_the_code_says_has_its_indonesian(text: str) -> None:
    filled = re.sub(r"\{\}", "X1", text)
    found = reason(filled, "id")
    assert found != filled or not re.sub(r"\{\}|\W", "", text), f"no Indonesian for {text!r}"
    assert found.count("X1") == filled.count("X1")
    assert reason(filled, "en") == filled


@pytest.mark.parametrize(("english", "indonesian"), sorted(known("id").items()))
def test_nothing_that_is_put_in_gets_lost(english: str, indonesian: str) -> None:
    places = [str(at) for at in range(len(re.findall(r"\{\}", english)))]
    assert sorted(re.findall(r"\{(\d)\}", indonesian)) == places


def test_a_reason_within_a_reason_is_turned_too() -> None:
    text = "'x' is neither a date nor a state of the store ('x' is not a date like 2023, 2023-02 or 2023-02-01)"
    assert reason(text, "id") == (
        "'x' bukan tanggal dan bukan keadaan simpanan ('x' bukan tanggal seperti 2023, 2023-02, atau 2023-02-01)"
    )


@given(st.text())
def test_any_text_can_be_turned(text: str) -> None:
    assert isinstance(reason(text, "id"), str)


@pytest.mark.parametrize(
    ("page", "status", "said"),
    [
        ("/id/state/Qqqq", 404, "tidak ada aktor bernama"),
        ("/id/none", 404, "Halaman itu tidak ada."),
        ("/id/claim/ffffffff", 404, "tidak memuat klaim"),
        ("/id/tie/ISR/Israel", 404, "pasangan memerlukan dua aktor"),
        ("/id/rank?toward=ISR&since=2024&until=2020", 400, "kurun waktu berakhir sebelum"),
        ("/id/rank?toward=ISR&since=kemarin", 400, "bukan tanggal"),
        ("/id/tie/VNM/ISR?snapshot=x", 404, "tidak ada snapshot"),
        ("/id/corpus/job/none", 404, "Pembacaan itu tidak dikenal"),
    ],
)
def test_errors_are_said_in_the_language_of_the_page(client, page: str, status: int, said: str) -> None:
    answer = client.get(page)
    assert answer.status_code == status
    assert said in answer.text
    assert said not in client.get(page.replace("/id/", "/en/")).text


def test_refusals_before_any_page_are_said_in_its_language(make_client) -> None:
    client = make_client(host="0.0.0.0", token="secret", language="id")
    assert "Bukalah alamat dengan tokennya" in client.get("/").text
    assert "Open the address with its token" in client.get("/en/").text
    assert "Itu tidak dapat dilakukan" in client.request("DELETE", "/id/").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/rank?toward=Qqqq&lang=id", "tidak ada aktor bernama"),
        ("/api/rank?lang=id", "Parameter ini tidak ada atau tidak dapat dipakai: toward."),
        ("/api/rank?toward=ISR&lang=xx", "These parameters are missing or cannot be used: lang."),
    ],
)
def test_the_api_says_errors_in_the_language_asked_for(client, address: str, said: str) -> None:
    assert said in client.get(address).json()["error"]


def test_a_fault_is_said_without_its_details(make_client, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret path /home/ani")

    monkeypatch.setattr("haluan.answers.Database.rank", broken)
    client = TestClient(make_client().app, base_url="http://localhost:8400", raise_server_exceptions=False)
    answer = client.get("/id/rank?toward=ISR")
    assert answer.status_code == 500
    assert "Ada yang salah dalam meja kerja" in answer.text
    assert "secret" not in answer.text
    assert "Content-Security-Policy" in answer.headers
