"""A dynamic graph in GEXF 1.3: actors, and an edge for each claim with the days of which it speaks.

networkx writes GEXF 1.3 that its schema refuses, and holds the whole graph; this one streams.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from lxml import etree  # type: ignore[import-untyped]

from haluan.answers import Citation
from haluan.answers.flat import Column, Kind, claim_columns, claim_row
from haluan.export.files import replacing
from haluan.export.source import Source, days

NAMESPACE = "http://gexf.net/1.3"
NODE_ATTRIBUTES = (
    Column("kind", Kind.TEXT),
    Column("region", Kind.TEXT),
    Column("name_en", Kind.TEXT),
    Column("name_id", Kind.TEXT),
    Column("claims", Kind.INTEGER),
)
_MUTUAL = Column("mutual", Kind.FLAG)
# What an edge says by itself.
_EDGE = frozenset({"id", "source", "target", "label"})
# An edge has a start and an end of its own, which are days.
_TITLES = {"start": "quote_start", "end": "quote_end"}
_TYPES = {Kind.INTEGER: "integer", Kind.NUMBER: "double", Kind.FLAG: "boolean"}
# Characters that XML cannot hold at all; the offsets of a quote still index the article's text.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(source: Source, out: Path) -> tuple[Path, ...]:
    """Write the graph. Edges wait in a temporary file, since the nodes that stand before them come from the claims."""
    with tempfile.TemporaryFile() as edges, replacing(out) as (part,), part.open("wb") as file:
        columns = _write_edges(source, edges)
        edges.seek(0)
        with etree.xmlfile(file, encoding="utf-8") as xml:
            xml.write_declaration()
            with xml.element("gexf", {"version": "1.3"}, nsmap={None: NAMESPACE}):
                _write_meta(xml, source)
                shape = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
                with xml.element("graph", {"defaultedgetype": "directed", **shape}):
                    _write_attributes(xml, "node", NODE_ATTRIBUTES)
                    _write_attributes(xml, "edge", columns)
                    _write_nodes(xml, source)
                    with xml.element("edges", {"count": str(source.claims)}):
                        xml.write("\n")
                        xml.flush()
                        shutil.copyfileobj(edges, file)
    return (out,)


def _write_edges(source: Source, file: IO[bytes]) -> tuple[Column, ...]:
    """Write one element a claim, and return the columns that the elements name by number."""
    columns: tuple[Column, ...] = ()
    for citation in source:
        row = claim_row(citation)
        columns = columns or (_MUTUAL, *(column for column in claim_columns(row) if column.name not in _EDGE))
        claim = citation.cited.claim
        element = etree.Element("edge", _edge(citation))
        row["mutual"] = source.mutual(claim.relation)
        _add_values(element, ((i, row.get(column.name)) for i, column in enumerate(columns)))
        file.write(etree.tostring(element, encoding="utf-8") + b"\n")
    return columns


def _edge(citation: Citation) -> dict[str, str]:
    """Attributes of an edge. All edges are directed, since some readers take no mixture; ``mutual`` tells the rest."""
    claim = citation.cited.claim
    edge = {"id": citation.cited.id, "source": claim.source, "target": claim.target, "label": _fit(citation.label)}
    first, last = days(citation)
    dates = {"start": first, "end": last}
    return {**edge, "kind": claim.relation, **{key: day for key, day in dates.items() if day is not None}}


def _write_meta(xml: Any, source: Source) -> None:
    origin = source.origin()
    with xml.element("meta"):
        for name, text in (("creator", origin["software"]), ("description", f"snapshot {origin['snapshot']}")):
            with xml.element(name):
                xml.write(text)


def _write_attributes(xml: Any, kind: str, columns: Iterable[Column]) -> None:
    with xml.element("attributes", {"class": kind}):
        for i, column in enumerate(columns):
            title, form = _TITLES.get(column.name, column.name), _TYPES.get(column.kind, "string")
            xml.write(etree.Element("attribute", {"id": str(i), "title": title, "type": form}))


def _write_nodes(xml: Any, source: Source) -> None:
    with xml.element("nodes", {"count": str(len(source.actors))}):
        for code, claims in sorted(source.actors.items()):
            actor = source.actor(code)
            node = etree.Element("node", {"id": _fit(code), "label": _fit(source.name(code))})
            values = (actor.kind.value, actor.region, actor.name_en, actor.name_id, claims)
            _add_values(node, enumerate(values))
            xml.write(node)


def _add_values(element: Any, values: Iterable[tuple[int, Any]]) -> None:
    """Add the values that there are; an absent one is no empty text."""
    holder = etree.SubElement(element, "attvalues")
    for i, value in values:
        if value is not None and value != "" and value != []:
            etree.SubElement(holder, "attvalue", {"for": str(i), "value": _text(value)})


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _fit("; ".join(map(str, value)) if isinstance(value, list) else str(value))


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
