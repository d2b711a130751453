"""What the model answered, taken apart without trust: whole proposals are kept, whatever follows a break is not."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from haluan.model import HaluanError

_DECODER = json.JSONDecoder()
_LIST = re.compile(r'\{\s*"claims"\s*:\s*\[')
_BETWEEN = re.compile(r"\s*,?\s*")


class AnswerError(HaluanError):
    """The model's answer holds nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Proposals as the model gave them, each once; ``cut`` where the answer ended before its own end."""

    proposals: tuple[Any, ...]
    cut: bool


def parse(text: str) -> Answer:
    """Read the proposals of an answer; raises `AnswerError` where it is no list of claims.

    An answer that ran into the limit of tokens keeps the proposals that were finished.
    """
    start = _LIST.search(text)
    if start is None:
        raise AnswerError(f"the model's answer is no list of claims: {_clipped(text)}")
    found: dict[str, Any] = {}  # by what they say: small models repeat themselves
    at = _BETWEEN.match(text, start.end()).end()  # type: ignore[union-attr]  # matches the empty text
    try:
        while at < len(text) and text[at] != "]":
            proposal, at = _DECODER.raw_decode(text, at)
            found.setdefault(repr(proposal), proposal)
            at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    except (ValueError, RecursionError):
        at = len(text)
    cut = at >= len(text)
    if cut and not found:
        raise AnswerError(f"the model's answer breaks off before its first claim: {_clipped(text)}")
    return Answer(tuple(found.values()), cut)


def _clipped(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:80]}...")
