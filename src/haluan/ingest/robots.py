"""What a host allows, and how often it is asked: robots.txt and a pause between requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

_LONGEST = 30.0  # seconds; a longer pause that a robots.txt asks for would stop a whole run


class FetchError(Exception):
    """A page was not fetched; the message says why."""


class UnchangedError(FetchError):
    """A page is the same as when it was last read."""


class Manners:
    """Remembers each host's robots.txt and when it was last asked. One for a run, so that its sources share it."""

    def __init__(self, agent: str, delay: float, fetch: Callable[[str], str]) -> None:
        """``fetch`` gives the text of a robots.txt, "" where there is none; raises `FetchError` where it fails."""
        self._agent = agent
        self._delay = delay
        self._fetch = fetch
        self._rules: dict[str, _Rules | FetchError] = {}
        self._asked: dict[str, float] = {}

    def check(self, url: str) -> None:
        """Raise `FetchError` unless robots.txt allows ``url``, also where the host fails to give it (RFC 9309)."""
        origin = _origin(url)
        if origin not in self._rules:
            try:
                self._rules[origin] = _Rules(self._fetch(f"{origin}/robots.txt"), self._agent, self._delay)
            except FetchError as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise FetchError(str(rules))
        if not rules.allows(url):
            raise FetchError("robots.txt of the site does not allow it")

    def wait(self, url: str) -> None:
        """Sleep until the host of ``url`` may be asked again."""
        host = urlsplit(url).netloc
        rules = self._rules.get(_origin(url))
        pause = rules.pause if isinstance(rules, _Rules) else self._delay
        remaining = self._asked.get(host, float("-inf")) + pause - time.monotonic()
        if remaining > 0:
            time.sleep(remaining)
        self._asked[host] = time.monotonic()


class _Rules:
    """One host's robots.txt as it concerns one agent. ``pause`` is in seconds between requests."""

    def __init__(self, text: str, agent: str, delay: float) -> None:
        from protego import Protego

        self._parsed = Protego.parse(text)
        self._agent = agent
        self.pause = max(delay, min(self._parsed.crawl_delay(agent) or 0.0, _LONGEST))

    def allows(self, url: str) -> bool:
        return self._parsed.can_fetch(url, self._agent)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
