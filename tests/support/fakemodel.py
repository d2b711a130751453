"""A language model that answers what a test wants: as a function that can be pickled, and behind a local address."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = Mapping[str, Any]
NOTHING = '{"claims": []}'


def claim(source: str, relation: str, target: str, quote: str, sentence: int = 1, **more: Any) -> dict[str, Any]:
    """One proposal as a model writes it."""
    proposal = {"sentence": sentence, "quote": quote, "source": source, "relation": relation, "target": target}
    return {**proposal, "status": "actual", "quiet": False, **more}


def answer(*claims: Any) -> str:
    """The answer of a model."""
    return json.dumps({"claims": list(claims)})


def document_of(data: str) -> dict[str, Any]:
    """The document that a model was given, with whatever stands behind it taken away."""
    found, end = json.JSONDecoder().raw_decode(data)
    assert "{" not in data[end:]
    return found


@dataclass(frozen=True)
class Says:
    """A model that says the same whatever it is asked; an exception it raises."""

    text: str | Exception

    def __call__(self, system: str, data: str, schema: Body, tokens: int) -> str:
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


@dataclass
class Recorder:
    """A model that finds nothing and keeps what it was asked."""

    asked: list[tuple[str, str, Body, int]] = field(default_factory=list)

    def __call__(self, system: str, data: str, schema: Body, tokens: int) -> str:
        self.asked.append((system, data, schema, tokens))
        return NOTHING


class FakeEndpoint:
    """A server: ``reply(request)`` gives the text of the answer, or (status, headers, body); ``asked`` keeps all."""

    def __init__(self, reply: Callable[[Body], Any]) -> None:
        self.reply = reply
        self.models: Any = {"object": "list", "data": [{"id": "fake", "object": "model"}]}
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.url = ""

    def respond(self, path: str, headers: dict[str, str], body: Any) -> tuple[int, dict[str, str], bytes]:
        self.asked.append((path, headers, body))
        given = self.models if path.endswith("/models") else self.reply(body)
        if isinstance(given, tuple):
            return given
        if isinstance(given, str):
            message = {"role": "assistant", "content": given}
            choice = {"index": 0, "finish_reason": "stop", "message": message}
            given = {"id": "1", "object": "chat.completion", "created": 1, "model": "fake", "choices": [choice]}
        return 200, {"Content-Type": "application/json"}, json.dumps(given).encode()


@contextmanager
def endpoint(reply: Callable[[Body], Any] = lambda _: NOTHING) -> Iterator[FakeEndpoint]:
    """Serve a fake endpoint on this machine."""
    fake = FakeEndpoint(reply)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(None)

        def do_POST(self) -> None:
            self._send(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _send(self, body: Any) -> None:
            status, headers, content = fake.respond(self.path, {k.title(): v for k, v in self.headers.items()}, body)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def refused(status: int, **error: Any) -> tuple[int, dict[str, str], bytes]:
    """An error as such servers write it; no wait before a retry."""
    body = json.dumps({"error": {"message": "no", **error}}).encode()
    return status, {"Content-Type": "application/json", "Retry-After-Ms": "1"}, body
