from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import haluan.mcp as haluan_mcp

Haluan = Callable[..., Result]


def test_a_missing_store_is_told_at_once(haluan: Haluan, tmp_path: Path) -> None:
    assert haluan("mcp", "--db", tmp_path / "no.db").exit_code == 3


def test_a_missing_extra_is_named(haluan: Haluan, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "mcp" or name == "haluan.mcp.server"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delattr(haluan_mcp, "server", raising=False)
    result = haluan("mcp")
    assert result.exit_code == 2
    assert "pip install 'haluan[mcp]'" in result.stderr
