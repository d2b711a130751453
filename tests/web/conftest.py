from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_article import add_hostile
from starlette.testclient import TestClient
from world import make_world

from haluan.web.app import make_app
from haluan.web.desk import Desk

MakeClient = Callable[..., TestClient]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store, with an article beside it that tries to be a page."""
    return add_hostile(make_world(tmp_path_factory.mktemp("web") / "world.db"))


@pytest.fixture
def writable(tmp_path: Path) -> Path:
    """A small store of the test's own."""
    return make_world(tmp_path / "world.db")


@pytest.fixture
def make_client(world: Path) -> MakeClient:
    """Makes clients of a desk; keyword arguments change the desk."""

    def make(**changes: object) -> TestClient:
        desk = replace(Desk(world, reviewer="Ani"), **changes)  # type: ignore[arg-type]
        return TestClient(make_app(desk), base_url=f"http://localhost:{desk.port}", follow_redirects=False)

    return make


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    return make_client()
