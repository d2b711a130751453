"""Addresses of the desk's pages. Language, question, restrictions and the state of the store all stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

SNAPSHOT = "snapshot"
"""The parameter that pins a page to a state of the store."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses in one language; ``kept`` are parameters that links between pages carry on, and ``snapshot`` is
    the state of the store from which the linking page was answered: what it leads to is answered from the same."""

    language: str
    kept: Mapping[str, str] = field(default_factory=dict)
    snapshot: str = ""

    def __call__(self, *parts: str, **parameters: object) -> str:
        """Address of a page that takes the restrictions along; parameters that are empty are left out."""
        return self._made(parts, {**self.kept, **parameters, SNAPSHOT: self.snapshot})

    def plain(self, *parts: str, **parameters: object) -> str:
        """Address of a page on which restrictions mean nothing."""
        return self._made(parts, {**parameters, SNAPSHOT: self.snapshot})

    def fresh(self, *parts: str, **parameters: object) -> str:
        """Address of a page that shows the store as it is when it is opened."""
        return self._made(parts, parameters)

    def claim(self, claim: str) -> str:
        """Address of a claim's page."""
        return self.plain("claim", claim)

    def article(self, article: str, claim: str = "") -> str:
        """Address of an article, at one claim of it."""
        return self.plain("article", id=article, claim=claim) + (f"#c-{claim}" if claim else "")

    def _made(self, parts: tuple[str, ...], parameters: Mapping[str, object]) -> str:
        path = "/".join(quote(part, safe="") for part in (self.language, *parts)) + ("/" if not parts else "")
        chosen = {name: value for name, value in parameters.items() if value not in ("", None, False)}
        words = {name: "1" if value is True else str(value) for name, value in chosen.items()}
        return f"/{path}" + (f"?{urlencode(words)}" if words else "")
