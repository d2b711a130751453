"""Every store implementation that the behaviour suite runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from haluan.store import Store, open_store

Opener = Callable[..., Store]


def sqlite_opener(folder: Path) -> Opener:
    return lambda **options: open_store(folder / "haluan.db", **options)


OPENERS = {"sqlite": sqlite_opener}


@pytest.fixture(params=sorted(OPENERS))
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the same store again and again."""
    return OPENERS[request.param](tmp_path)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    with opener() as opened:
        yield opened
