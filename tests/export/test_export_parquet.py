"""Parquet: typed, by batches, read by pandas and Polars, with the store's snapshot in the file."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas
import polars
import pyarrow.parquet
import pytest

from haluan.answers import Database, MissingExtraError, tables
from haluan.answers.flat import claim_columns, claim_row
from haluan.export import export


def test_every_claim_is_a_row(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH", 2)
    path = export(db, "parquet", tmp_path / "w.parquet").files[0]
    frame = polars.read_parquet(path)
    rows = [claim_row(citation) for citation in db.claims()]
    names = [column.name for column in claim_columns(rows[0])]
    assert frame.columns == names
    assert frame.to_dicts() == [{name: row.get(name) for name in names} for row in rows]
    assert pyarrow.parquet.ParquetFile(path).num_row_groups == (len(rows) + 1) // 2
    assert len(pandas.read_parquet(path)) == len(rows)


def test_the_file_names_the_snapshot(world: Database, tmp_path: Path) -> None:
    path = export(world, "parquet", tmp_path / "w.parquet").files[0]
    metadata = pyarrow.parquet.read_schema(path).metadata
    assert metadata[b"haluan.snapshot"].decode() == world.snapshot()


def test_a_missing_extra_is_named_and_leaves_no_file(
    world: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package, form, extra in (("pyarrow", "parquet", "parquet"), ("followthemoney", "ftm", "ftm")):
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtraError, match=rf"pip install 'haluan\[{extra}\]'"):
            export(world, form, tmp_path / "out")
        assert list(tmp_path.iterdir()) == []
