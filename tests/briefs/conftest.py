from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from world import make_world

import haluan
from haluan.answers import Database
from haluan.answers.types import Record
from haluan.pipeline import Options, read_into

QUESTIONS: dict[str, Callable[[Database], Record]] = {
    "rank": lambda db: db.rank("RUS", "Asia"),
    "world": lambda db: db.rank("ISR"),
    "quiet": lambda db: db.rank("ISR", "Asia", quiet=True),
    "pair": lambda db: db.pair("PRK", "RUS"),
    "state": lambda db: db.state("VNM"),
    "bloc": lambda db: db.bloc("ABRAHAM"),
    "reach": lambda db: db.bloc("NATO", "Asia"),
    "split": lambda db: db.split("NATO", "PSE"),
    "nothing": lambda db: db.pair("NPL", "TUV"),
}


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefs") / "demo.db"
    with as_file(files("haluan.demo") / "corpus.jsonl") as corpus:
        read_into(path, [str(corpus)], Options(reader="rules"))
    return path


@pytest.fixture(scope="session")
def world_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_world(tmp_path_factory.mktemp("briefs") / "world.db")


@pytest.fixture(params=["en", "id"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def demo(demo_store: Path, language: str) -> Iterator[Database]:
    with haluan.open(demo_store, language) as database:
        yield database


@pytest.fixture
def world(world_store: Path, language: str) -> Iterator[Database]:
    with haluan.open(world_store, language) as database:
        yield database


@pytest.fixture(params=QUESTIONS)
def ask(request: pytest.FixtureRequest) -> Callable[[Database], Record]:
    return QUESTIONS[request.param]
