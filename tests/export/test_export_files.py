"""Exports are there whole or not at all, name what is wrong, and do not grow with the claims."""

from __future__ import annotations

import itertools
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from optional import forms

from haluan.answers import Citation, Database, tables
from haluan.export import FORMATS, ExportError, export
from haluan.export.source import Source


def source(database: Database, count: int, fails: bool = False) -> Source:
    """As many claims as asked for, out of the few that there are."""

    def many() -> Iterator[Citation]:
        for i, citation in zip(range(count), itertools.cycle(list(database.claims())), strict=False):
            yield replace(citation, cited=replace(citation.cited, id=f"{i:016x}"))
        if fails:
            raise RuntimeError("the power went off")

    return Source(database, many())


@pytest.mark.parametrize("form", forms(tuple(FORMATS)))
def test_an_error_leaves_the_old_files(world: Database, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    before = {path: path.read_bytes() for path in export(world, form, out).files}
    module, _, name = FORMATS[form].partition(":")
    with pytest.raises(RuntimeError, match="power"):
        getattr(import_module(module), name)(source(world, 50, fails=True), out)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("form", forms(tuple(FORMATS)))
def test_memory_does_not_grow_with_the_claims(
    world: Database, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "BATCH", 100)
    module, _, name = FORMATS[form].partition(":")
    write = getattr(import_module(module), name)
    write(source(world, 200), tmp_path / "warm")
    peaks = []
    for count in (300, 3000):
        tracemalloc.start()
        write(source(world, count), tmp_path / "out")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 300_000


@pytest.mark.parametrize("form", forms(tuple(FORMATS)))
def test_where_nothing_fits_nothing_is_written(world: Database, tmp_path: Path, form: str) -> None:
    done = export(world, form, tmp_path / "out", world.query(actor="Fiji"))
    assert (done.files, done.claims) == ((), 0)
    assert list(tmp_path.iterdir()) == []


def test_wrong_paths_and_forms_are_named(world: Database, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no folder for"):
        export(world, "plover", tmp_path / "missing" / "out")
    with pytest.raises(ExportError, match="is a folder"):
        export(world, "plover", tmp_path)
    with pytest.raises(ExportError, match="known are csv, ftm"):
        export(world, "xlsx", tmp_path / "out")


def test_files_have_the_usual_rights(world: Database, tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        paths = export(world, "csv", tmp_path / "out").files
    finally:
        os.umask(old)
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o640}
