"""Asking a SPARQL endpoint that the user named: identified, cached, and no faster than it allows."""

from __future__ import annotations

import datetime
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests

from haluan.ingest.deadline import deadline
from haluan.ingest.options import Options, SourceError
from haluan.ingest.robots import FetchError
from haluan.ingest.session import PATIENCE, body, explained, session

Row = Mapping[str, str]
"""Variable -> value as text; a variable that has no value is absent."""

_TYPE = "application/sparql-results+json"
_BUSY = frozenset({429, 500, 502, 503, 504})
_TRIES = 3
_LONGEST = 120.0  # seconds; an endpoint that asks for more is to be asked another day
_PAUSE = 5.0  # seconds, where a busy endpoint does not say how long


class Endpoint:
    """One endpoint during one run. Answers are kept in ``cache`` and asked for again after ``max_age`` seconds."""

    def __init__(
        self,
        url: str,
        options: Options,
        cache: Path | None = None,
        max_age: float = 86_400.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Make no request yet. Raises `SourceError` where ``url`` is no web address."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise SourceError(f"{url}: an endpoint is a web address")
        self._url = url
        self._options = options
        self._session = session(options)
        self._cache = cache
        self._max_age = max_age
        self._sleep = sleep
        self._asked: float | None = None

    def ask(self, query: str) -> tuple[Row, ...]:
        """Return the rows of a SELECT query; raises `SourceError` where the endpoint does not give them."""
        place = self._place(query)
        kept = self._kept(place)
        if kept is not None:
            return kept
        try:
            data = self._fetch(query)
            rows = _rows(data)
        except FetchError as error:
            raise SourceError(f"{self._url}: {error}") from error
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            unfinished = place.with_suffix(".new")
            unfinished.write_bytes(data)
            unfinished.replace(place)
        return rows

    def _place(self, query: str) -> Path | None:
        key = hashlib.sha256(f"{self._url}\n{query}".encode()).hexdigest()
        return None if self._cache is None else self._cache / f"{key}.json"

    def _kept(self, place: Path | None) -> tuple[Row, ...] | None:
        """The rows of an answer that is young enough; a damaged one counts as none."""
        try:
            if place is None or time.time() - place.stat().st_mtime > self._max_age:
                return None
            return _rows(place.read_bytes())
        except (OSError, FetchError):
            return None

    def _fetch(self, query: str) -> bytes:
        for attempt in range(1, _TRIES + 1):
            self._pace()
            with explained(), deadline(PATIENCE * self._options.timeout), self._send(query) as response:
                if response.ok and not response.is_redirect:
                    return body(response, self._options.max_bytes, self._options.timeout)
                status = f"it answers {response.status_code} {response.reason}".rstrip()
                if response.status_code not in _BUSY or attempt == _TRIES:
                    raise FetchError(status)
                wait = _asked_to_wait(response.headers.get("Retry-After"))
            if wait > _LONGEST:
                raise FetchError(f"{status} and asks to wait {wait:.0f} seconds; try again later")
            self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _send(self, query: str) -> requests.Response:
        return self._session.get(
            self._url,
            params={"query": query, "format": "json"},
            headers={"Accept": _TYPE},
            stream=True,
            allow_redirects=False,
            timeout=self._options.timeout,
        )

    def _pace(self) -> None:
        """Leave the pause between two requests that the options ask for."""
        if self._asked is not None and (rest := self._asked + self._options.delay - time.monotonic()) > 0:
            self._sleep(rest)
        self._asked = time.monotonic()


def _asked_to_wait(header: str | None) -> float:
    """Seconds of a Retry-After header, which gives seconds or a date; a pause of our own where it gives neither."""
    text = (header or "").strip()
    if text.isdigit():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return _PAUSE
    if then.tzinfo is None:
        then = then.replace(tzinfo=datetime.UTC)
    return max(0.0, (then - datetime.datetime.now(tz=datetime.UTC)).total_seconds())


def _rows(data: bytes) -> tuple[Row, ...]:
    try:
        bindings = json.loads(data)["results"]["bindings"]
        return tuple({name: str(cell["value"]) for name, cell in row.items()} for row in bindings)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FetchError("its answer is not the JSON of SPARQL results") from error
