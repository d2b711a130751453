"""The client of an OpenAI-compatible endpoint, against a server that behaves, misbehaves, or is not there."""

from __future__ import annotations

import json
import pickle
import socket
from typing import Any

import pytest
from fakemodel import NOTHING, endpoint, refused

from haluan.endpoint import Endpoint, EndpointError

SCHEMA = {"type": "object", "properties": {}}
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}


def ask(one: Endpoint) -> str:
    return one("the instruction", "the data", SCHEMA, 77)


def test_instruction_and_data_travel_apart_and_the_answer_follows_a_schema() -> None:
    with endpoint() as fake:
        assert ask(Endpoint(fake.url, "fake", "secret")) == NOTHING
    [(path, headers, body)] = fake.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        ("system", "the instruction"),
        ("user", "the data"),
    ]
    assert body["response_format"]["json_schema"] == {"name": "claims", "strict": True, "schema": SCHEMA}
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("fake", 77, 0)


def test_what_the_environment_holds_for_others_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "private")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    with endpoint() as fake:
        ask(Endpoint(fake.url, "fake", timeout=7))
    assert "private" not in json.dumps(fake.asked)


def test_a_fault_that_passes_is_tried_again() -> None:
    answers = iter([refused(503), refused(429), NOTHING])
    with endpoint(lambda _: next(answers)) as fake:
        assert ask(Endpoint(fake.url, "fake")) == NOTHING
    assert len(fake.asked) == 3


def test_a_fault_that_stays_ends_after_a_few_tries() -> None:
    with endpoint(lambda _: refused(500)) as fake, pytest.raises(EndpointError, match="answers 500"):
        ask(Endpoint(fake.url, "fake"))
    assert len(fake.asked) == 3


def test_a_model_that_knows_other_settings_is_asked_with_those() -> None:
    def picky(body: Any) -> Any:
        for name in ("max_tokens", "temperature"):
            if name in body:
                return refused(400, param=name)
        return NOTHING

    with endpoint(picky) as fake:
        assert ask(Endpoint(fake.url, "fake")) == NOTHING
    assert fake.asked[-1][2]["max_completion_tokens"] == 77


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (refused(400, param="messages"), "answers 400: .*no"),
        (refused(401), "refuses the key"),
        (refused(404), "answers 404"),
        ((302, {"Location": "/v1/elsewhere"}, b""), "answers 302"),
        ((200, HTML, b"<p>hello</p>"), "gave no answer"),
        ((200, JSON, b"{"), "answer"),
        ((200, JSON, b"[]"), "answer"),
        ((200, JSON, b"{}"), "gave no answer"),
        ((200, JSON, b'{"choices": []}'), "gave no answer"),
        ((200, JSON, b'{"choices": [{"message": null}]}'), "gave no answer"),
        ((200, JSON, b'{"choices": [{"message": {"content": null, "refusal": "no"}}]}'), "gave no answer"),
        ((200, JSON, b'{"choices": 7}'), "answer"),
        ("", "gave no answer"),
    ],
)
def test_every_broken_answer_is_one_clear_error(given: Any, message: str) -> None:
    with endpoint(lambda _: given) as fake, pytest.raises(EndpointError, match=message):
        ask(Endpoint(fake.url, "fake"))


def test_a_redirect_is_not_followed() -> None:
    with endpoint() as other, endpoint(lambda _: (307, {"Location": other.url}, b"")) as fake:
        with pytest.raises(EndpointError):
            ask(Endpoint(fake.url, "fake"))
        assert other.asked == []


def test_the_key_never_shows() -> None:
    with endpoint(lambda _: refused(400, message="bad key hush-hush")) as fake:
        one = Endpoint(fake.url, "fake", "hush-hush")
        with pytest.raises(EndpointError) as caught:
            ask(one)
    assert "hush" not in f"{one!r} {caught.value}"


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(url, "fake").check()


def test_a_server_that_does_not_answer_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        with pytest.raises(EndpointError, match=r"did not answer within 0\.05 s"):
            ask(Endpoint(url, "fake", timeout=0.05))


def test_the_check_asks_for_the_models_and_sends_no_text() -> None:
    with endpoint() as fake:
        Endpoint(fake.url, "fake").check()
    assert [(path, body) for path, _, body in fake.asked] == [("/v1/models", None)]


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8080", "ftp://host/v1", "http://", "http://user:pw@host/v1", "http://[x"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(EndpointError):
        Endpoint(url, "fake")


@pytest.mark.parametrize(
    ("url", "remote"),
    [
        ("http://127.0.0.1:8080/v1", False),
        ("http://localhost/v1", False),
        ("http://[::1]:1/v1", False),
        ("http://10.0.0.2/v1", True),
        ("https://models.example/v1", True),
        ("https://127.0.0.1.example/v1", True),
    ],
)
def test_only_this_machine_is_not_remote(url: str, remote: bool) -> None:
    assert Endpoint(url, "fake").remote is remote


def test_it_can_be_pickled() -> None:
    one = Endpoint("http://localhost/v1", "fake", "key")
    assert pickle.loads(pickle.dumps(one)) == one
