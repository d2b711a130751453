from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from optional import forms

from haluan.cli.exporting import FORMS
from haluan.export import FORMATS

Haluan = Callable[..., Result]


def test_the_command_offers_what_there_is() -> None:
    assert tuple(FORMATS) == FORMS


@pytest.mark.parametrize("form", forms(FORMS))
def test_every_form_is_written(haluan: Haluan, tmp_path: Path, form: str) -> None:
    result = haluan("export", form, "--out", tmp_path / "web")
    assert result.exit_code == 0, result.output
    written = [Path(line) for line in result.stdout.splitlines()]
    assert written
    assert all(path.stat().st_size > 100 for path in written)
    assert "claims written" in result.stderr


def test_filters_and_json(haluan: Haluan, tmp_path: Path) -> None:
    done = haluan("export", "gdelt", "--out", tmp_path / "e", "--actor", "Israel", "--json", "--lang", "id")
    record = json.loads(done.stdout)
    assert record["files"] == [str(tmp_path / "e"), str(tmp_path / "e.claims.csv")]
    listed = haluan("claims", "--actor", "Israel", "--json").stdout.splitlines()
    assert record["claims"] == len(listed)
    assert "klaim dilewati" in done.stderr


def test_nothing_found_and_wrong_use(haluan: Haluan, tmp_path: Path) -> None:
    nothing = haluan("export", "csv", "--out", tmp_path / "web", "--actor", "Fiji")
    assert (nothing.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert haluan("export", "xlsx", "--out", tmp_path / "web").exit_code == 2
    assert haluan("export", "csv").exit_code == 2
    assert haluan("export", "csv", "--out", tmp_path / "no" / "web").exit_code == 2
    assert haluan("export", "csv", "--out", tmp_path / "web", "--actor", "Atlantis").exit_code == 2
