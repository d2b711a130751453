"""A brief as one HTML page that needs nothing else: no script, nothing loaded, pictures inside, ready for print."""

from __future__ import annotations

import base64
from importlib.resources import files

from haluan.answers.markup import Html, is_web_address, join, tag, text
from haluan.briefs.drawing import draw
from haluan.briefs.layout import Block, Heading, Line, Picture, Reference, Text, blocks
from haluan.briefs.types import Brief, Figure, Run
from haluan.briefs.wording import phrases

# Nothing may be fetched or run, whatever a quote holds.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(brief: Brief) -> str:
    """Write the page."""
    style = Html((files("haluan.briefs") / "data" / "brief.css").read_text(encoding="utf-8"))
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{text(_POLICY)}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="generator" content="Haluan">'),
            tag("title", brief.title.text),
            tag("style", style),
        ],
        "\n",
    )
    body = tag("main", Html("\n".join(_block(block, brief.language) for block in blocks(brief))))
    return f"<!DOCTYPE html>\n{tag('html', tag('head', head), tag('body', body), lang=brief.language)}\n"


def _block(block: Block, language: str) -> Html:
    if isinstance(block, Heading):
        return tag(f"h{block.level}", block.text)
    if isinstance(block, Text):
        label = [tag("b", f"{block.label}."), text(" ")] if block.label else []
        lines = join([_line(line) for line in block.lines], " ")
        return tag("p", *label, lines, **({"class_": "small"} if block.small else {}))
    if isinstance(block, Picture):
        return _picture(block.figure, language)
    return _reference(block)


def _line(line: Line) -> Html:
    # A run of sources ("6–8") leads to the first of them.
    marks = join([tag("a", mark, href=f"#s{mark.partition('–')[0]}") for mark in line.marks], ", ")
    return join([*map(_run, line.runs), text(" "), tag("span", text("["), marks, text("]"), class_="marks")])


def _run(run: Run) -> Html:
    return text(run.text) if run.quoted is None else tag("q", run.text, lang=run.quoted)


def _picture(figure: Figure, language: str) -> Html:
    svg = base64.b64encode(draw(figure, phrases(language)["figures"], "svg")).decode()
    image = Html(f'<img src="data:image/svg+xml;base64,{svg}" alt="{text(figure.alt)}">')
    return tag("figure", image, tag("figcaption", tag("b", f"{figure.title}."), text(f" {figure.note}")))


def _reference(block: Reference) -> Html:
    link = (
        tag("a", str(block.url), href=str(block.url), rel="noopener noreferrer nofollow")
        if is_web_address(block.url)
        else Html("")
    )
    head = join([tag("b", f"[{block.mark}]"), text(f" {block.text}. "), link])
    quotes = [
        tag("li", tag("b", f"[{quote.mark}]"), text(" "), tag("q", quote.text, lang=block.language or "und"),
            text(f" ({where})"), id=f"s{quote.mark}")
        for quote, where in block.quotes
    ]  # fmt: skip
    name = {} if any(quote.mark == block.mark for quote, _ in block.quotes) else {"id": f"s{block.mark}"}
    return tag("div", tag("p", head), *([tag("ul", *quotes)] if quotes else []), class_="source", **name)
