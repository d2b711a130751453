"""Texts of articles without what could steer a display or break a file: control characters, marks of direction."""

from __future__ import annotations

import re

_UNFIT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def plain(text: str) -> str:
    """The text on one line, its unfit characters left out."""
    return " ".join(_UNFIT.sub("", text).split(" ")).replace("\n", " ").replace("\t", " ")
