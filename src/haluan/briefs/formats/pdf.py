"""A brief as PDF, set by Typst: tagged, with outline, described pictures and the language of each quote.

The text goes in as data, never as Typst's own markup, so that nothing in an article can steer the typesetter.
"""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from haluan.answers.extras import need
from haluan.answers.markup import is_web_address
from haluan.briefs.drawing import draw
from haluan.briefs.layout import Block, Heading, Picture, Reference, Text, blocks
from haluan.briefs.plain import plain
from haluan.briefs.types import Brief
from haluan.briefs.wording import phrases


def render(brief: Brief) -> bytes:
    """Write the document; raises `haluan.answers.MissingExtraError` without ``haluan[brief]``."""
    typst = need("typst", "brief")
    template = (files("haluan.briefs") / "data" / "brief.typ").read_bytes()
    with tempfile.TemporaryDirectory(prefix="haluan-brief-") as name:
        folder = Path(name)
        for figure in brief.figures:
            picture = draw(figure, phrases(brief.language)["figures"], "svg")
            (folder / f"{figure.name}.svg").write_bytes(picture)
        data = {
            "language": brief.language,
            "title": plain(brief.title.text),
            "blocks": [_block(b) for b in blocks(brief)],
        }
        (folder / "brief.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (folder / "brief.typ").write_bytes(template)
        made: bytes = typst.compile(
            str(folder / "brief.typ"), root=name, timestamp=int(datetime.fromisoformat(brief.basis.as_of).timestamp())
        )
    return made


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": plain(block.text)}
    if isinstance(block, Text):
        lines = [
            {"runs": [{"text": plain(run.text), "lang": run.quoted} for run in line.runs], "marks": list(line.marks)}
            for line in block.lines
        ]
        return {"kind": "text", "label": plain(block.label), "small": block.small, "lines": lines}
    if isinstance(block, Picture):
        figure = block.figure
        return {"kind": "picture", "file": f"{figure.name}.svg", "alt": plain(figure.alt),
                "caption": plain(f"{figure.title}. {figure.note}")}  # fmt: skip
    return _reference(block)


def _reference(block: Reference) -> dict[str, Any]:
    quotes = [{"mark": quote.mark, "text": plain(quote.text), "where": plain(where)} for quote, where in block.quotes]
    url = block.url if is_web_address(block.url) else None
    return {"kind": "reference", "mark": block.mark, "text": plain(block.text), "url": url, "quotes": quotes,
            "lang": block.language}  # fmt: skip
