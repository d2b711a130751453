"""Many claims as columns of numbers: what ties and scores are made of, between the store and those who count.

Nothing but the standard library: a store may fill the columns with numpy's arrays, a test with those of ``array``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Protocol, TypeVar

Value = TypeVar("Value")


class Numbers(Protocol):
    """A column of numbers: an array of the standard library or of numpy, or any other that knows its list."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: Any, /) -> Any: ...

    def tolist(self) -> list[Any]:
        """Return the numbers as Python's own."""


@dataclass(frozen=True, slots=True)
class Coded(Sequence[Value]):
    """Values as numbers: the value at ``place`` is ``names[codes[place]]``. Names are few, and each stands once."""

    codes: Numbers = field(default_factory=lambda: array("q"))
    names: tuple[Value, ...] = ()

    @classmethod
    def of(cls, values: Iterable[Value], names: tuple[Value, ...]) -> Coded[Value]:
        """Number values, all of which stand in ``names``."""
        places = {name: place for place, name in enumerate(names)}
        return cls(array("q", map(places.__getitem__, values)), names)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, place: Any) -> Any:
        return self.names[self.codes[place]]

    def __iter__(self) -> Iterator[Value]:
        return map(self.names.__getitem__, self.codes.tolist())


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """Many claims as columns of equal length, with all that ties and scores are made of but no words.

    ``key`` is the store's number of the claim; ``source`` and ``target`` share their names, which stand in alphabetical
    order; ``day`` is the ordinal of the event's first day, else of the article's date, 0 where neither is known;
    ``when`` the EDTF date of the event, with None as its first name; ``length`` counts the characters of the quote;
    ``group`` numbers the near-duplicate group.
    """

    key: Numbers = field(default_factory=lambda: array("q"))
    source: Coded[str] = field(default_factory=Coded)
    relation: Coded[str] = field(default_factory=Coded)
    target: Coded[str] = field(default_factory=Coded)
    status: Coded[str] = field(default_factory=Coded)
    day: Numbers = field(default_factory=lambda: array("q"))
    when: Coded[str | None] = field(default_factory=lambda: Coded(names=(None,)))
    quiet: Numbers = field(default_factory=lambda: array("q"))
    context: Numbers = field(default_factory=lambda: array("q"))
    confidence: Numbers = field(default_factory=lambda: array("d"))
    length: Numbers = field(default_factory=lambda: array("q"))
    group: Numbers = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.key)

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> ClaimColumns:
        """Turn rows, whose cells stand in the order of the fields (an unknown day as None), into columns."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return cls()
        key, source, relation, target, status, day, when, quiet, context, confidence, length, group = columns
        actors = tuple(sorted({*source, *target}))
        return cls(
            array("q", key),
            Coded.of(source, actors),
            Coded.of(relation, tuple(sorted(set(relation)))),
            Coded.of(target, actors),
            Coded.of(status, tuple(sorted(set(status)))),
            array("q", (number or 0 for number in day)),
            Coded.of(when, (None, *sorted(set(when) - {None}))),
            array("q", quiet),
            array("q", context),
            array("d", confidence),
            array("q", length),
            array("q", group),
        )

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Turn the columns back into rows, an unknown day into None."""
        cells = {field.name: getattr(self, field.name) for field in fields(self)}
        cells["day"] = [day or None for day in self.day.tolist()]
        return zip(
            *(cell if isinstance(cell, (Coded, list)) else cell.tolist() for cell in cells.values()), strict=True
        )
