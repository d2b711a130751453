from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from browsing import CHROMIUM, serving, visiting
from hostile_article import add_hostile
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient
from world import make_world

from haluan.pipeline import Options, read_into
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


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "demo.db"
    with as_file(files("haluan.demo") / "corpus.jsonl") as corpus:
        read_into(path, [str(corpus)], Options(reader="rules", workers=1))
    return add_hostile(path)


@pytest.fixture(scope="session")
def desk(store: Path) -> Iterator[str]:
    with serving(Desk(store, reviewer="Ani")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Let go after each module: while it runs, no test can run an event loop of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    with visiting(browser, desk, viewport={"width": 1280, "height": 900}) as visit:
        yield visit
