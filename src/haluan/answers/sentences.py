"""The sentences round a quote, found in its paragraph alone: what people read, not what the reader reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…][\"'”’)\]]*(?=\s|$)|(?=\n|$))")
# Characters to show on either side of a quote; more is no sentence but a page whose line ends were lost.
_LONGEST = 400


def around(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The sentences that a quote touches, marked as its own, then the one before and the one after in its paragraph."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    paragraph = text[opening : closing if closing >= 0 else len(text)]
    spans = [_trimmed(paragraph, found.start(), found.end(), opening) for found in _SENTENCE.finditer(paragraph)]
    own = [place for place, (first, last) in enumerate(spans) if first < end and start < last]
    yield from ((*spans[place], True) for place in own)
    if own:
        yield from ((*spans[place], False) for place in (own[0] - 1, own[-1] + 1) if 0 <= place < len(spans))


def own(text: str, start: int, end: int) -> tuple[str, str]:
    """What the sentences of a quote say before and after it; what is very long is cut, with a mark."""
    spans = [(first, last) for first, last, touched in around(text, start, end) if touched]
    first = min([start, *(span[0] for span in spans)])
    last = max([end, *(span[1] for span in spans)])
    before, after = text[first:start], text[end:last]
    return (
        before if len(before) <= _LONGEST else f"…{before[-_LONGEST:]}",
        after if len(after) <= _LONGEST else f"{after[:_LONGEST]}…",
    )


def _trimmed(paragraph: str, start: int, end: int, offset: int) -> tuple[int, int]:
    stretch = paragraph[start:end]
    return offset + start + len(stretch) - len(stretch.lstrip()), offset + end - len(stretch) + len(stretch.rstrip())
