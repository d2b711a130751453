"""Answers as tables for pandas, Polars and all that reads Arrow; each package is an extra, imported when used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from haluan.answers import flat
from haluan.answers.extras import need
from haluan.answers.flat import Column, Kind, Row
from haluan.answers.types import Citation, Tie

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Level = Literal["lines", "ties", "claims"]

# Rows that are turned into Arrow at a time.
BATCH = 10_000
_OWNER = tuple(Column(name, Kind.TEXT) for name in ("part", "actor", "name"))
# What a tie is quoted with.
_QUOTED = ("id", "quote", "outlet", "date", "url")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns. ``rows`` may be a stream, and then it can be used once."""

    columns: tuple[Column, ...]
    rows: Iterable[Row]

    def cells(self) -> Iterator[list[Any]]:
        """Yield the cells of each row in the order of the columns; None where there is nothing."""
        for row in self.rows:
            yield [_cell(row.get(column.name), column.kind) for column in self.columns]

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas data frame; raises `MissingExtraError`."""
        pd = need("pandas", "notebook")
        kinds = {Kind.INTEGER: "Int64", Kind.NUMBER: "float64", Kind.FLAG: "boolean", Kind.TEXT: "object"}
        values = list(self.cells())
        series = {
            column.name: pd.Series([row[i] for row in values], dtype=kinds.get(column.kind, "object"))
            for i, column in enumerate(self.columns)
        }
        frame: pandas.DataFrame = pd.DataFrame(series, columns=[column.name for column in self.columns])
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return a Polars data frame; raises `MissingExtraError`."""
        pl = need("polars", "notebook")
        kinds = {
            Kind.TEXT: pl.String,
            Kind.INTEGER: pl.Int64,
            Kind.NUMBER: pl.Float64,
            Kind.FLAG: pl.Boolean,
            Kind.TEXTS: pl.List(pl.String),
        }
        schema = {column.name: kinds[column.kind] for column in self.columns}
        frame: polars.DataFrame = pl.DataFrame(list(self.cells()), schema=schema, orient="row")
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """Return an Arrow table; raises `MissingExtraError`."""
        return self.batches().read_all()

    def batches(self) -> pyarrow.RecordBatchReader:
        """Return a reader that makes one batch of Arrow rows after the other; raises `MissingExtraError`."""
        pa = need("pyarrow", "parquet")
        kinds = {
            Kind.TEXT: pa.string(),
            Kind.INTEGER: pa.int64(),
            Kind.NUMBER: pa.float64(),
            Kind.FLAG: pa.bool_(),
            Kind.TEXTS: pa.list_(pa.string()),
        }
        schema = pa.schema([(column.name, kinds[column.kind]) for column in self.columns])

        def made() -> Iterator[pyarrow.RecordBatch]:
            cells = self.cells()
            while some := list(islice(cells, BATCH)):
                arrays = [pa.array([row[i] for row in some], type=field.type) for i, field in enumerate(schema)]
                yield pa.record_batch(arrays, schema=schema)

        reader: pyarrow.RecordBatchReader = pa.RecordBatchReader.from_batches(schema, made())
        return reader


def table(record: Any, level: Level = "lines") -> Table:
    """Return an answer as a table.

    ``lines`` has one row a line of the answer, ``part`` says of which list, the silent among them; ``ties`` one row a
    tie with its best quote; ``claims`` one row a claim.
    """
    if level == "ties":
        extra = tuple(column for column in flat.CLAIM_COLUMNS if column.name in _QUOTED)
        ties = [(found, found.record) for found in flat.find(record, Tie)]
        rows = [_owner(found) | flat.flatten(tie) | _best(tie) for found, tie in ties]
        return Table(_merged(_OWNER, flat.columns_of(Tie), extra), rows)
    if level == "claims":
        rows = [_owner(found) | flat.claim_row(found.record) for found in flat.find(record, Citation)]
        return Table(_merged(_OWNER, flat.claim_columns(rows[0] if rows else None)), rows)
    if level != "lines":
        raise ValueError(f"no table of {level!r}: lines, ties or claims")
    parts = flat.parts_of(type(record))
    if not parts:
        return Table(flat.columns_of(type(record)), [flat.flatten(record)])
    columns = chain.from_iterable(flat.columns_of(kind) for _, kind in parts)
    return Table(
        _merged(_OWNER[:1], columns), [{"part": part} | flat.flatten(line) for part, line in flat.lines(record)]
    )


def claims_table(citations: Iterable[Citation]) -> Table:
    """Return a stream of claims as a table that streams."""
    rows = map(flat.claim_row, citations)
    first = next(rows, None)
    return Table(flat.claim_columns(first), () if first is None else chain((first,), rows))


def _owner(found: flat.Found) -> Row:
    return {"part": found.part, "actor": found.actor, "name": found.name}


def _best(tie: Tie) -> Row:
    row = flat.claim_row(tie.best)
    return {name: row[name] for name in _QUOTED}


def _merged(*groups: Iterable[Column]) -> tuple[Column, ...]:
    """All columns, each name once."""
    merged: dict[str, Column] = {}
    for column in chain(*groups):
        merged.setdefault(column.name, column)
    return tuple(merged.values())


def _cell(value: Any, kind: Kind) -> Any:
    if kind is Kind.TEXTS:
        return value if isinstance(value, list) else None
    if kind is Kind.TEXT and value is not None and not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value
