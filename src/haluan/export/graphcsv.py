"""A pair of CSV files, one of actors and one of claims between them, as Gephi, Neo4j, networkx and R read them."""

from __future__ import annotations

import csv
from pathlib import Path

from haluan.answers.flat import claim_columns, claim_row
from haluan.export.cells import cell
from haluan.export.files import replacing
from haluan.export.source import Source

# Columns of a claim that the first ones of an edge say already.
_EDGE = {"id": "Id", "source": "Source", "target": "Target", "label": "Label"}
NODE_COLUMNS = ("Id", "Label", "kind", "region", "name_en", "name_id", "claims")


def write(source: Source, out: Path) -> tuple[Path, ...]:
    """Write ``OUT.nodes.csv`` and ``OUT.edges.csv``; both or none. Cells are those of `haluan.export.cells`."""
    stem = out.with_suffix("") if out.suffix.lower() == ".csv" else out
    paths = tuple(stem.with_name(f"{stem.name}.{part}.csv") for part in ("nodes", "edges"))
    with replacing(*paths) as (nodes, edges):
        _write_edges(source, edges)
        _write_nodes(source, nodes)
    return paths


def _write_edges(source: Source, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns: list[str] = []
        for citation in source:
            row = claim_row(citation)
            if not columns:
                columns = [column.name for column in claim_columns(row) if column.name not in _EDGE]
                writer.writerow([*_EDGE.values(), "Type", *columns])
            kind = "Undirected" if source.mutual(citation.cited.claim.relation) else "Directed"
            writer.writerow([*(cell(row[name]) for name in _EDGE), kind, *(cell(row.get(name)) for name in columns)])


def _write_nodes(source: Source, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NODE_COLUMNS)
        for code, claims in sorted(source.actors.items()):
            actor = source.actor(code)
            row = (code, source.name(code), actor.kind.value, actor.region, actor.name_en, actor.name_id, claims)
            writer.writerow([cell(value) for value in row])
