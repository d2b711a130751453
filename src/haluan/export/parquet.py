"""Claims as one Parquet file, typed, written batch by batch."""

from __future__ import annotations

from pathlib import Path

from haluan.answers.extras import need
from haluan.answers.tables import claims_table
from haluan.export.files import replacing
from haluan.export.source import Source


def write(source: Source, out: Path) -> tuple[Path, ...]:
    """Write the columns of a claim; the file's metadata tells the store's snapshot. Raises `MissingExtraError`."""
    parquet = need("pyarrow.parquet", "parquet")
    batches = claims_table(iter(source)).batches()
    schema = batches.schema.with_metadata({f"haluan.{key}": value for key, value in source.origin().items()})
    with replacing(out) as (part,), parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
    return (out,)
