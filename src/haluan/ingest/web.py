"""Fetching over HTTP: guarded against private addresses, polite, bounded in size and time, conditional."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests

from haluan.ingest.deadline import deadline
from haluan.ingest.options import Options, Validators
from haluan.ingest.robots import FetchError, Manners, UnchangedError
from haluan.ingest.session import PATIENCE, body, explained, session

_REDIRECTS = 5
_ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
_NOT_MODIFIED = 304
_SERVER_ERROR = 500
_TYPES = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/rdf")
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,text/*;q=0.8"


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: ``url`` is the address after redirects, ``charset`` what the server says, if it does."""

    url: str
    data: bytes
    charset: str | None
    validators: Validators


class Web:
    """One run's view of the web: one session, and the manners that its sources share."""

    def __init__(self, options: Options) -> None:
        """Make no request yet."""
        self._options = options
        self._session = session(options)
        self._manners = Manners(options.user_agent, options.delay, self._robots)

    def get(self, url: str) -> Page:
        """Fetch a page, feed or text. Raises `FetchError`; `UnchangedError` where it is as it was when last read."""
        known = self._options.known(url) if self._options.known is not None else None
        with explained(), deadline(PATIENCE * self._options.timeout):
            return self._follow(url, known)

    def _follow(self, url: str, known: Validators | None) -> Page:
        headers = {"Accept": _ACCEPT}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        # Redirects are followed by hand, so that every host on the way is checked and asked for its robots.txt.
        for _ in range(_REDIRECTS + 1):
            if urlsplit(url).scheme not in ("http", "https"):
                raise FetchError(f"leads to an address that is not http or https: {url[:100]}")
            self._manners.check(url)
            self._manners.wait(url)
            with self._send(url, headers) as response:
                if not response.is_redirect:
                    return self._page(response, url)
                url = urljoin(url, response.headers["Location"])
        raise FetchError(f"more than {_REDIRECTS} redirects")

    def _send(self, url: str, headers: dict[str, str]) -> requests.Response:
        return self._session.get(
            url, headers=headers, stream=True, allow_redirects=False, timeout=self._options.timeout
        )

    def _page(self, response: requests.Response, url: str) -> Page:
        if response.status_code == _NOT_MODIFIED:
            raise UnchangedError("not changed since it was last read")
        if not response.ok:
            raise FetchError(f"the server answers {response.status_code} {response.reason}".rstrip())
        kind = response.headers.get("Content-Type", "")
        media = kind.partition(";")[0].strip().lower()
        if media and not media.startswith(_TYPES):
            raise FetchError(f"{media} is not text")
        validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        data = body(response, self._options.max_bytes, self._options.timeout)
        return Page(url, data, response.encoding if "charset=" in kind.lower() else None, validators)

    def _robots(self, url: str) -> str:
        self._manners.wait(url)
        with explained(), self._session.get(url, stream=True, timeout=self._options.timeout) as response:
            if response.status_code >= _SERVER_ERROR:
                raise FetchError(f"robots.txt of the site cannot be read ({response.status_code})")
            data = body(response, _ROBOTS_BYTES, self._options.timeout) if response.ok else b""
        return data.decode("utf-8", "replace")
