"""Claims: from a document and its mentions to sourced statements of who stands in which relation to whom."""

from __future__ import annotations

from haluan.claims.protocol import Reader
from haluan.claims.rules import RuleReader
from haluan.model import HaluanError

__all__ = ["Reader", "UnknownReaderError", "reader"]

READERS = {"rules": RuleReader}


class UnknownReaderError(HaluanError):
    """No reader has the name that was asked for."""


def reader(name: str) -> Reader:
    """Return the reader called ``name``; raises `UnknownReaderError` with the names that exist."""
    if name not in READERS:
        raise UnknownReaderError(f"no reader is called {name!r}; there are: {', '.join(sorted(READERS))}")
    return READERS[name]()
