"""To which claims the pages are restricted: what every address of a page may carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from haluan.answers import Window, WindowError

FIELDS = ("since", "until", "as_of", "min_confidence", "outlet")
_LONGEST = {"outlet": 300}  # characters; the others are dates and numbers
_BETWEEN = ";"  # outlets


@dataclass(frozen=True, slots=True)
class Filters:
    """The restrictions as they stand in the address, empty where there is none."""

    since: str = ""
    until: str = ""
    as_of: str = ""
    min_confidence: str = ""
    outlet: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """Take the restrictions out of an address."""
        return cls(*(given.get(name, "").strip()[: _LONGEST.get(name, 20)] for name in FIELDS))

    @property
    def parameters(self) -> dict[str, str]:
        """The restrictions for the next address; none that is empty."""
        return {name: value for name in FIELDS if (value := getattr(self, name))}

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of the outlets that are listened to; none for all."""
        return tuple(name for part in self.outlet.split(_BETWEEN) if (name := part.strip()))

    def window(self) -> Window:
        """Read them; raises `WindowError` where one is no date or number."""
        try:
            least = float(self.min_confidence.replace(",", ".")) if self.min_confidence else None
        except ValueError as error:
            raise WindowError(f"the least confidence must be from 0 to 1, not {self.min_confidence}") from error
        return Window.of(self.as_of or None, self.since or None, self.until or None, least, self.outlets)
