"""The lines of a text, on which sentences and boilerplate are decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Line(NamedTuple):
    """A line that holds more than white space, without the white space around it.

    ``number`` counts all lines of the text from 0, blank ones too; ``start``/``end`` index the text.
    """

    number: int
    start: int
    end: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of ``text`` in order."""
    number = 0
    last = 0
    for match in _LINE.finditer(text):
        number += text.count("\n", last, match.start())
        last = match.start()
        body = match.group().strip().rstrip("\\ \t")  # a backslash is a line break of Markdown
        if body:
            start = match.start() + match.group().index(body)
            yield Line(number, start, start + len(body), body)
