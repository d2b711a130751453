from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from world import make_world

import haluan
from haluan.answers import Database


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_world(tmp_path_factory.mktemp("answers") / "world.db")


@pytest.fixture
def db(store_path: Path) -> Iterator[Database]:
    with haluan.open(store_path) as database:
        yield database
