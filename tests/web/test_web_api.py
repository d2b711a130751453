"""The API: described, the same answers as Python gives, and unbroken by whatever its description allows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

import haluan

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_whatever_the_description_allows_is_answered_as_it_says(make_client: Callable[..., TestClient]) -> None:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", make_client(names=("testserver",)).app)
    operations = [found.ok() for found in described.get_all_operations()]
    assert {operation.path for operation in operations} >= {"/rank", "/pair/{a}/{b}", "/check", "/article"}
    seen: set[tuple[str, int]] = set()
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def fuzz(case: schemathesis.Case) -> None:
            seen.add((case.path, case.call_and_validate(checks=CHECKS).status_code))

        fuzz()
    assert {("/search", 200), ("/understand", 200), ("/claim/{claim}", 404), ("/check", 200)} <= seen


def test_answers_are_those_of_python(client: TestClient, world) -> None:
    with haluan.open(world) as database:
        rank, pair = database.rank("ISR", "ASIA").to_dict(), database.pair("VNM", "ISR").to_dict()
    for address, wanted in (("/api/rank?toward=ISR&in=ASIA", rank), ("/api/pair/Vietnam/ISR", pair)):
        given = client.get(address).json()
        given["basis"].pop("as_of")
        wanted["basis"].pop("as_of")
        assert given == wanted


def test_names_come_in_the_language_asked_for(client: TestClient) -> None:
    assert client.get("/api/rank?toward=JPN&lang=id").json()["toward"]["name"] == "Jepang"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/rank?toward=Qqqq", 404),
        ("/api/rank", 422),
        ("/api/rank?toward=ISR&since=2024&until=2020", 400),
        ("/api/claim/ffff", 404),
        ("/api/article?id=none", 404),
    ],
)
def test_errors_say_what_is_wrong(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json().get("error") or answer.json().get("detail")


def test_a_text_is_checked_but_not_for_a_page_of_another_site(client: TestClient) -> None:
    body = {"text": "Irlandia adalah anggota NATO.", "date": "2024-05-28"}
    assert client.post("/api/check?lang=id", json=body).json()["verdict"] == "contradicted"
    assert client.post("/api/check", json=body, headers={"origin": "http://evil.example"}).status_code == 403
    assert (
        client.post("/api/check", content=b'{"text": "x"}', headers={"content-type": "text/plain"}).status_code == 422
    )


def test_without_a_store_the_api_says_so(make_client: Callable[..., TestClient], tmp_path) -> None:
    answer = make_client(db=tmp_path / "none.db").get("/api/rank?toward=ISR")
    assert answer.status_code == 503
    assert "no store" in answer.json()["error"]
