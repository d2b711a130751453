"""Claims: from a document and its mentions to sourced statements of who stands in which relation to whom."""

from __future__ import annotations

import importlib
from typing import cast

from haluan.claims.protocol import Reader
from haluan.model import HaluanError

__all__ = ["DEFAULT", "READERS", "Reader", "UnknownReaderError", "reader"]

# Name -> where it is. A reader is imported when it is asked for: the learned one costs a model's load.
DEFAULT = "learned"  # the more accurate one (bench/readers.py); "rules" is twenty times as fast
READERS = {
    "rules": "haluan.claims.rules:RuleReader",
    "learned": "haluan.claims.learned.reader:LearnedReader",
}


class UnknownReaderError(HaluanError):
    """No reader has the name that was asked for."""


def reader(name: str) -> Reader:
    """Return the reader called ``name``; raises `UnknownReaderError` with the names that exist."""
    if name not in READERS:
        raise UnknownReaderError(f"no reader is called {name!r}; there are: {', '.join(sorted(READERS))}")
    module, _, made = READERS[name].partition(":")
    return cast(Reader, getattr(importlib.import_module(module), made)())
