"""A brief as a Word document to go on with: real headings, described pictures, quotes marked with their language."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from haluan.answers.extras import need
from haluan.answers.markup import is_web_address
from haluan.briefs.drawing import draw
from haluan.briefs.layout import Block, Heading, Picture, Reference, Text, blocks
from haluan.briefs.plain import plain
from haluan.briefs.types import Brief, Figure
from haluan.briefs.wording import phrases

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

_WIDTH = 6.3  # inches: the text of an A4 page with usual margins
_TAGS = {"id": "id-ID", "en": "en-GB", "ms": "ms-MY"}
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def render(brief: Brief) -> bytes:
    """Write the document; raises `haluan.answers.MissingExtraError` without ``haluan[brief]``."""
    document: Document = need("docx", "brief").Document()
    _set_up(document, brief)
    for block in blocks(brief):
        _write(document, block, brief.language)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_up(document: Document, brief: Brief) -> None:
    shared = need("docx.shared", "brief")
    properties, made = document.core_properties, datetime.fromisoformat(brief.basis.as_of).replace(tzinfo=None)
    properties.title, properties.author = plain(brief.title.text), "Haluan"
    properties.language, properties.comments = _TAGS.get(brief.language, brief.language), ""
    properties.created = properties.modified = made
    page = document.sections[0]
    page.page_width, page.page_height = shared.Mm(210), shared.Mm(297)
    page.left_margin = page.right_margin = shared.Mm(25)
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), brief.language)
    for name in ("Title", "Heading 1", "Heading 2", "Normal", "Caption", "List Bullet"):
        document.styles[name].font.color.rgb = shared.RGBColor(0x1B, 0x1B, 0x1B)


def _write(document: Document, block: Block, language: str) -> None:
    if isinstance(block, Heading):
        document.add_heading(plain(block.text), block.level - 1)
    elif isinstance(block, Text):
        _write_text(document.add_paragraph(), block)
    elif isinstance(block, Picture):
        _write_picture(document, block.figure, language)
    else:
        _write_reference(document, block)


def _write_text(paragraph: Written, block: Text) -> None:
    shared = need("docx.shared", "brief")
    if block.label:
        paragraph.add_run(f"{plain(block.label)}. ").bold = True
    for line in block.lines:
        for run in line.runs:
            written = paragraph.add_run(plain(run.text))
            if run.quoted is not None:
                written.italic = True
                _set_language(written._r.get_or_add_rPr(), run.quoted)
        marks = paragraph.add_run(f" [{', '.join(line.marks)}] ")
        marks.font.size, marks.font.color.rgb = shared.Pt(8), shared.RGBColor(0x5A, 0x5A, 0x5A)


def _write_picture(document: Document, figure: Figure, language: str) -> None:
    image = io.BytesIO(draw(figure, phrases(language)["figures"], "png"))
    shape = document.add_picture(image, width=need("docx.shared", "brief").Inches(_WIDTH))
    described = shape._inline.docPr
    described.set("descr", plain(figure.alt))
    described.set("title", plain(figure.title))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(plain(f"{figure.title}. {figure.note}"), style="Caption")


def _write_reference(document: Document, block: Reference) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(block.quotes)
    paragraph.add_run(f"[{block.mark}] ").bold = True
    paragraph.add_run(plain(f"{block.text}. "))
    if block.url and is_web_address(block.url):
        _link(paragraph, block.url)
    for quote, where in block.quotes:
        entry = document.add_paragraph(style="List Bullet")
        entry.add_run(f"[{quote.mark}] ").bold = True
        written = entry.add_run(f"“{plain(quote.text)}”")
        written.italic = True
        _set_language(written._r.get_or_add_rPr(), block.language or "und")
        entry.add_run(plain(f" ({where})"))


def _link(paragraph: Written, url: str) -> None:
    """Write an address that can be followed; the library has no call for it."""
    oxml, ns = need("docx.oxml", "brief"), need("docx.oxml.ns", "brief")
    link = oxml.OxmlElement("w:hyperlink")
    link.set(ns.qn("r:id"), paragraph.part.relate_to(url, _LINK, is_external=True))
    run = paragraph.add_run(plain(url))
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _set_language(properties: Any, language: str) -> None:
    """Say in which language a text is, so that it is not spell-checked in another."""
    oxml, ns = need("docx.oxml", "brief"), need("docx.oxml.ns", "brief")
    mark = oxml.OxmlElement("w:lang")
    mark.set(ns.qn("w:val"), _TAGS.get(language, "x-none" if language == "und" else language))
    properties.append(mark)
