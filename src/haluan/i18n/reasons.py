"""Errors and reasons, which the code says in English, in the language of whoever is told.

The English text is the key, as in gettext, so that stages and stores need not know any language: a pattern of the
catalogue recognises it with what was put into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_PLACE = re.compile(r"\{\}")
_DEEPEST = 3  # reasons within reasons


def reason(text: str, language: str, _depth: int = 0) -> str:
    """Return what the code said in ``language``; a text that the catalogue does not know stays as it is."""
    if language == "en" or _depth > _DEEPEST:
        return text
    for pattern, said in _patterns(language):
        found = pattern.fullmatch(text)
        if found is not None:
            return said.format(*(reason(part, language, _depth + 1) for part in found.groups()))
    return text


def known(language: str) -> Mapping[str, str]:
    """The catalogue as it is written, by the English texts."""
    import yaml

    path = files("haluan.i18n") / f"reasons.{language}.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The texts with the most words of their own first: a text of one place only would fit nearly all."""
    ordered = sorted(known(language).items(), key=lambda pair: -len(_PLACE.sub("", pair[0])))
    return tuple((_pattern(text), said) for text, said in ordered)


def _pattern(text: str) -> re.Pattern[str]:
    literal = (re.escape(part.replace("{{", "{").replace("}}", "}")) for part in _PLACE.split(text))
    return re.compile("(.+?)".join(literal), re.DOTALL)
