"""A brief as Markdown (CommonMark). What articles say is escaped: it can be neither markup nor HTML."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote as percent

from haluan.answers.markup import is_web_address
from haluan.briefs.drawing import draw
from haluan.briefs.layout import Block, Heading, Line, Picture, Reference, Text, blocks
from haluan.briefs.plain import plain
from haluan.briefs.types import Brief, Figure, Run
from haluan.briefs.wording import phrases

_SPECIAL = re.compile(r"([\\`*_\[\]<~$&])")
_SAFE = "/:?=&%#+,;@~.-_"


def render(brief: Brief, pictures: dict[str, str] | None = None) -> str:
    """Write the brief; ``pictures`` are addresses of its figures by name, their descriptions stand for the others."""
    written = (_block(block, brief.language, pictures or {}) for block in blocks(brief))
    return "\n\n".join(written) + "\n"


def save(brief: Brief, path: Path) -> tuple[Path, ...]:
    """Write the brief, and its figures as SVG into a folder beside it."""
    folder = path.with_name(f"{path.stem}-figures")
    files = []
    for figure in brief.figures:
        folder.mkdir(exist_ok=True)
        file = folder / f"{figure.name}.svg"
        file.write_bytes(draw(figure, phrases(brief.language)["figures"], "svg"))
        files.append(file)
    addresses = {file.stem: percent(f"{folder.name}/{file.name}") for file in files}
    path.write_text(render(brief, addresses), encoding="utf-8")
    return (path, *files)


def escape(text: str) -> str:
    """A text that stays text in Markdown."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def _block(block: Block, language: str, pictures: dict[str, str]) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escape(block.text)}"
    if isinstance(block, Text):
        label = f"**{escape(block.label)}.** " if block.label else ""
        return label + " ".join(_line(line) for line in block.lines)
    if isinstance(block, Picture):
        return _picture(block.figure, pictures.get(block.figure.name))
    return _reference(block)


def _line(line: Line) -> str:
    return f"{''.join(map(_run, line.runs))} [{', '.join(line.marks)}]"


def _run(run: Run) -> str:
    return escape(run.text)


def _picture(figure: Figure, address: str | None) -> str:
    shown = (
        f"![{escape(figure.alt)}]({address})\n\n*{escape(figure.title)}.*"
        if address
        else f"*{escape(figure.title)}.* {escape(figure.alt)}"
    )
    return f"{shown} {escape(figure.note)}".rstrip()


def _reference(block: Reference) -> str:
    link = f" <{percent(block.url, safe=_SAFE)}>" if block.url and is_web_address(block.url) else ""
    head = f"**[{block.mark}]** {escape(block.text)}.{link}"
    quotes = [f"- [{quote.mark}] “{escape(quote.text)}” ({escape(where)})" for quote, where in block.quotes]
    return head + ("\n\n" + "\n".join(quotes) if quotes else "")
