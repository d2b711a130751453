"""Long lists in stretches: a page shows the first lines, and links lead on until each line was shown once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from haluan.web.addresses import Addresses
from haluan.web.forms import Refused

SIZE = 25
"""Lines of a list that a page shows which shows nothing else."""
_LONGEST = 6  # digits of a place in a list


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines of a list: from place ``start``, counted from 0, of ``total``.

    ``page`` and ``asked`` make the address of the page on which they stand, and ``part`` is the list's name there.
    """

    part: str
    lines: Sequence[Any]
    start: int
    total: int
    page: tuple[str, ...]
    asked: Mapping[str, str]

    @property
    def end(self) -> int:
        """The place after the last line shown."""
        return self.start + len(self.lines)

    def onward(self, url: Addresses) -> str:
        """Address of the lines that follow."""
        return self._at(url, self.end)

    def back(self, url: Addresses) -> str:
        """Address of the lines before."""
        return self._at(url, max(0, self.start - SIZE))

    def whole(self, url: Addresses) -> str:
        """Address of the page with the beginning of every list."""
        return url(*self.page, **self.asked)

    def _at(self, url: Addresses, start: int) -> str:
        return url(*self.page, **{**self.asked, "part": self.part, "start": start}) + f"#{self.part}"


def stretches(
    lists: Mapping[str, Sequence[Any]],
    visit_asked: Mapping[str, str],
    page: tuple[str, ...],
    asked: Mapping[str, str],
    first: int = SIZE,
) -> dict[str, Stretch]:
    """Cut lists: the ``first`` lines of each, or the lines of the one that the address asks for and none of the others.

    Raises `Refused` where there is no such list, or no such place in it.
    """
    part, start = visit_asked.get("part", ""), place(visit_asked)
    if part and (part not in lists or start >= len(lists[part])):
        raise Refused("refused.no_page", 404)
    cut = {}
    for name, found in lists.items():
        shown = found[start : start + SIZE] if part == name else () if part else found[:first]
        cut[name] = Stretch(name, shown, start if part == name else 0, len(found), page, asked)
    return cut


def place(asked: Mapping[str, str]) -> int:
    """The place in a list from which an address asks for lines. Raises `Refused` where it is no number."""
    start = asked.get("start", "").strip() or "0"
    if not (start.isascii() and start.isdecimal() and len(start) <= _LONGEST):
        raise Refused("refused.request", 400)
    return int(start)
