"""Tells headlines from prose: needed where a page puts links to other articles between the paragraphs of one."""

from __future__ import annotations

import re

from haluan.text.glue import seams
from haluan.text.vocabulary import words

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SHARE = 0.8  # of the words that a headline capitalises
_REACH = 600  # characters: several headlines in a row, at most
_NUMBERED = re.compile(r"(?:#{1,4}\s*)?(\d{1,2})[.)]\s")


def is_headline(line: str) -> bool:
    """Tell whether ``line`` is written in title case and ends like a headline."""
    if len(line) > 180 or (line[-1] in ".,;:" and not line.endswith("...")):
        return False
    found: list[str] = [word for word in _WORD.findall(line) if word.casefold() not in words("headlines", "small")]
    if len(found) < 3:
        return False
    capitalised = sum(word[0].isupper() or word[0].isdigit() for word in found)
    return capitalised >= _SHARE * len(found)


def number_of(line: str) -> int:
    """Return the number of a list heading ("4. Filipina"), 0 where the line is none."""
    match = _NUMBERED.match(line)
    return int(match.group(1)) if match and len(line) <= 120 and line[-1] not in ".," else 0


def content(line: str) -> frozenset[str]:
    """Return the words of ``line`` that tell its subject, casefolded."""
    small = words("headlines", "small") | words("headlines", "empty")
    return frozenset(w for w in (x.casefold() for x in _WORD.findall(line)) if w not in small and not w.isdigit())


def headline_end(text: str, start: int, end: int) -> int:
    """Return where prose begins after the headline at ``start`` of ``text[start:end]``; ``end`` where none does.

    A headline longer than any is none: then ``start`` is returned.

    The headline's own end is not marked. Prose shows by the first small word that no headline writes small; it begins
    at the last glued seam, question mark or quote before that word, else at the last capital before it.
    """
    border = 0
    capital = start
    reach = min(end, start + _REACH)
    for match in _WORD.finditer(text, start, reach):
        word = match.group()
        before = text[match.start() - 1]
        if before in '"“' or (text[max(start, match.start() - 2) : match.start()] in ("? ", "! ")):
            border = match.start() - (before in '"“')
        for cut in seams(word, frozenset()):
            if word[cut].isupper():
                border = match.start() + cut
        if word[0].islower() and word not in words("headlines", "small"):
            return border or capital
        if word[0].isupper():
            capital = match.start()
    return end if reach == end else border or start
