from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from world import make_world

from haluan.cli import main

Haluan = Callable[..., Result]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_world(tmp_path_factory.mktemp("cli") / "world.db")


@pytest.fixture
def haluan(world: Path, monkeypatch: pytest.MonkeyPatch) -> Haluan:
    """Runs a command on the small store, in this process, speaking English unless told otherwise."""
    for name in ("HALUAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HALUAN_DB", str(world))
    return lambda *words, **options: CliRunner().invoke(main, [str(word) for word in words], **options)
