"""Haluan: who stands with whom among states, as reported, with the words that prove it.

The Python API in three lines:

    with haluan.open("haluan.db") as db:
        answer = db.rank(toward="ISR", region="Asia")  # shows itself in a notebook
        answer.to_pandas()                             # or to_polars(), to_arrow(), to_dict()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from haluan.answers import Database

__version__ = "0.1.0"


def open(
    path: str | Path, language: str = "en", *, weights: str | Path | None = None, at: str | None = None
) -> Database:
    """Open an existing store for questions; see `haluan.answers.open`."""
    from haluan.answers import open as open_database  # lazily: the command line must start at once

    return open_database(path, language, weights=weights, at=at)
