"""Stores as older forms of this program left them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from haluan.model import Reading
from haluan.store import opening
from haluan.store.writing import Writing


def make_older(path: Path, form: int, readings: Iterable[Reading], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a store that has seen the first ``form`` migrations only."""
    migrations = opening._migrations()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_migrations", lambda: migrations[:form])
        with closing(opening.connect_writer(path)) as connection:
            writing = Writing(connection, None, None)
            for reading in readings:
                writing.add(reading)
            assert opening.version(connection) == form
    return path
