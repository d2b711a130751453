from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import make_hostile
from world import make_world

import haluan
from haluan.answers import Database


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("export")
    return {"world": make_world(folder / "world.db"), "hostile": make_hostile(folder / "hostile.db")}


@pytest.fixture(params=["world", "hostile"])
def db(request: pytest.FixtureRequest, stores: dict[str, Path]) -> Iterator[Database]:
    """Both stores: plain reports, and texts that try to leave their place."""
    with haluan.open(stores[request.param]) as database:
        yield database


@pytest.fixture
def hostile(stores: dict[str, Path]) -> Iterator[Database]:
    with haluan.open(stores["hostile"]) as database:
        yield database


@pytest.fixture
def world(stores: dict[str, Path]) -> Iterator[Database]:
    with haluan.open(stores["world"]) as database:
        yield database
