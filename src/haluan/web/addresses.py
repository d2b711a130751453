"""Addresses of the desk's pages. Language, question and restrictions all stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses in one language; ``kept`` are parameters that links between pages carry on."""

    language: str
    kept: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *parts: str, **parameters: object) -> str:
        """Address of a page that takes the restrictions along; parameters that are empty are left out."""
        return self._made(parts, {**self.kept, **parameters})

    def plain(self, *parts: str, **parameters: object) -> str:
        """Address of a page on which restrictions mean nothing."""
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
