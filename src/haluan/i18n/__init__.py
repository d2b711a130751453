"""What Haluan says to people, in Indonesian and English: a catalogue of messages as data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Messages of one language. A message with forms for one and for many is chosen by ``n``."""

    language: str
    messages: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """Fill the message ``key`` with ``values``, the count ``n`` as `number` writes it.

        Raises `KeyError` for a key that is not in the catalogue.
        """
        message = self.messages[key]
        if not isinstance(message, str):
            message = message["one" if values["n"] == 1 and "one" in message else "other"]
        if isinstance(count := values.get("n"), int):
            values["n"] = self.number(count)
        return message.format(**values)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with the separators of the language: 36,326.5 in English, 36.326,5 in Indonesian."""
        text = f"{value:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "id" else text

    def signed(self, value: float, digits: int = 2) -> str:
        """Write a number with its sign, whose minus is as wide as the plus: +0.45."""
        rounded = round(value, digits)
        return f"{'−' if rounded < 0 else '+' if rounded > 0 else ''}{self.number(abs(rounded), digits)}"


@cache
def catalogue(language: str, *parts: str) -> Catalogue:
    """Load the catalogue of ``id`` or ``en``, once a process; ``parts`` are files of further messages ("web")."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    messages: dict[str, str | Mapping[str, str]] = {}
    for part in ("messages", *parts):
        path = files("haluan.i18n") / f"{part}.{language}.yaml"
        messages |= yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe loaders
    return Catalogue(language, messages)


def default_language(environ: Mapping[str, str] = os.environ) -> str:
    """Language of the environment: the first set of HALUAN_LANG, LC_ALL, LC_MESSAGES, LANG; English for all but id."""
    for name in ("HALUAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "id" if value.lower().startswith(("id", "in_id")) else "en"
    return "en"
