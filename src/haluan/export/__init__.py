"""Exports: claims in the forms of other tools. Each writer streams, and its files are there whole or not at all."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from haluan.answers import Database
from haluan.export.files import ExportError
from haluan.export.source import Source
from haluan.model import ClaimQuery

# Form -> what writes it; imported when used, since some need an extra.
FORMATS = {
    "csv": "haluan.export.graphcsv:write",
    "ftm": "haluan.export.ftm:write",
    "gexf": "haluan.export.gexf:write",
    "jsonld": "haluan.export.jsonld:write",
    "parquet": "haluan.export.parquet:write",
    "plover": "haluan.export.events:write_plover",
    "gdelt": "haluan.export.events:write_gdelt",
}

__all__ = ["FORMATS", "ExportError", "Exported", "export"]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: ``skipped`` counts what the form has no place for, by reason."""

    files: tuple[Path, ...]
    claims: int
    actors: int
    skipped: Mapping[str, int]


def export(database: Database, form: str, out: Path, query: ClaimQuery | None = None) -> Exported:
    """Write the claims that fit ``query`` (all for None) as ``form``; nothing is written where there are none.

    Raises `ExportError` for a form that is none of `FORMATS` or a path that cannot be written, `MissingExtraError`.
    """
    if form not in FORMATS:
        raise ExportError(f"no export of the form {form!r}; known are {', '.join(FORMATS)}")
    module, _, name = FORMATS[form].partition(":")
    write = getattr(importlib.import_module(module), name)
    with closing(database.claims(query)) as citations:
        first = next(citations, None)
        if first is None:
            return Exported((), 0, 0, {})
        source = Source(database, itertools.chain((first,), citations))
        files = write(source, out)
    return Exported(tuple(files), source.claims, len(source.actors), dict(source.skipped))
