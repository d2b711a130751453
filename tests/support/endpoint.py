"""A local SPARQL endpoint that answers as Wikidata's does: typed cells, dates with their precision."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ENTITY = "http://www.wikidata.org/entity/"
_PRECISIONS = {4: "9", 7: "10", 10: "11"}
Answer = tuple[int, dict[str, str], bytes]


def _time(name: str, date: str | None) -> dict[str, dict[str, str]]:
    if date is None:
        return {}
    day = f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]
    xsd = "http://www.w3.org/2001/XMLSchema#"
    return {
        name: {"type": "literal", "datatype": f"{xsd}dateTime", "value": f"{day}T00:00:00Z"},
        f"{name}_precision": {"type": "literal", "datatype": f"{xsd}integer", "value": _PRECISIONS[len(date)]},
    }


def _text(value: str) -> dict[str, str]:
    return {"type": "literal", "xml:lang": "en", "value": value}


def member(item, name, code, since=None, until=None, state="Q1"):
    return {
        "bloc": {"type": "uri", "value": ENTITY + item},
        "name": _text(name),
        "state": {"type": "uri", "value": ENTITY + state},
        "code": {"type": "literal", "value": code},
        **_time("since", since),
        **_time("until", until),
    }


def holder(code, office, name, since=None, until=None, state="Q1"):
    return {
        "office": {"type": "literal", "value": office},
        "name": _text(name),
        "state": {"type": "uri", "value": ENTITY + state},
        "code": {"type": "literal", "value": code},
        **_time("since", since),
        **_time("until", until),
    }


class Sparql:
    """``members`` and ``holders`` are its data; ``before`` may answer instead; ``asked`` holds (query, headers)."""

    def __init__(self) -> None:
        self.members: list[dict] = []
        self.holders: list[dict] = []
        self.before: Callable[[int], Answer | None] = lambda _: None
        self.asked: list[tuple[str, dict[str, str]]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query).get("query", [""])[0]
                endpoint.asked.append((query, dict(self.headers)))
                answer = endpoint.before(len(endpoint.asked)) or endpoint.answer(query)
                status, headers, body = answer
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/sparql"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, query: str) -> Answer:
        """The rows whose bloc or state the query asks about."""
        items = set(re.findall(r"wd:(Q\d+)", query))
        codes = set(re.findall(r'"([A-Z]{3})"', query))
        rows = [row for row in self.members if row["bloc"]["value"].removeprefix(ENTITY) in items]
        rows += [row for row in self.holders if row["code"]["value"] in codes]
        body = json.dumps({"head": {"vars": []}, "results": {"bindings": rows}}).encode()
        return 200, {"Content-Type": "application/sparql-results+json;charset=utf-8"}, body

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
