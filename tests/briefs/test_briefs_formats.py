"""The four formats hold the same text, and what articles say stays text in all of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from lxml import etree, html

from haluan.answers import Database
from haluan.answers.types import Record
from haluan.briefs import Brief, write
from haluan.briefs.formats import FORMATS, save, to_text
from haluan.briefs.formats import docx as word
from haluan.briefs.formats import pdf as typeset
from haluan.briefs.formats.markdown import escape

Ask = Callable[[Database], Record]


@pytest.fixture
def brief(demo: Database) -> Brief:
    return write(demo, demo.bloc("NATO", "Asia"))


def squeezed(text: str) -> str:
    """Without what line breaks and hyphenation change."""
    return re.sub(r"[\s\u00ad\ufffe\u2010-]+", "", text)


def test_all_formats_hold_every_sentence_and_quote(brief: Brief, tmp_path: Path) -> None:
    shown = {
        "md": re.sub(r"\\(.)", r"\1", to_text(brief, "md")),
        "html": html.fromstring(to_text(brief, "html")).text_content(),
        "docx": "\n".join(paragraph.text for paragraph in Document(io.BytesIO(word.render(brief))).paragraphs),
        "pdf": "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(typeset.render(brief))),
    }
    texts = [run.text for sentence in brief.sentences() for run in sentence.runs]
    texts += [quote.text for source in brief.sources for quote in source.quotes]
    for form in FORMATS:
        text = squeezed(shown[form])
        missing = [part for part in texts if squeezed(part) not in text]
        # A page number may stand in the middle of a sentence.
        assert len(missing) <= (3 if form == "pdf" else 0), (form, missing)


def test_html_needs_nothing_else(brief: Brief) -> None:
    page = html.fromstring(to_text(brief, "html"))
    assert page.get("lang") == brief.language
    assert not page.xpath("//script|//link|//iframe|//object|//form|//*[@onclick or @onload or @style]")
    assert all(src.startswith("data:image/svg+xml;base64,") for src in page.xpath("//@src"))
    assert len(page.xpath("//img")) == len(brief.figures) > 0
    assert sorted(page.xpath("//img/@alt")) == sorted(figure.alt for figure in brief.figures)
    assert set(page.xpath("//q/@lang")) <= {"en", "id", "ms", "und"}
    assert page.xpath("//q")
    anchors = set(page.xpath("//@id"))
    assert len(anchors) == len(page.xpath("//@id"))
    assert all(target[1:] in anchors for target in page.xpath("//a/@href") if target.startswith("#"))
    assert len(page.xpath("//h1")) == 1


def test_docx_has_headings_described_pictures_and_languages(brief: Brief) -> None:
    data = word.render(brief)
    document = Document(io.BytesIO(data))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styles[0] == ("Title", brief.title.text)
    headings = [text for style, text in styles if style == "Heading 1"]
    assert [section.heading for section in brief.sections] == headings[: len(brief.sections)]
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [f.alt for f in brief.figures]
    assert document.core_properties.title == brief.title.text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b'w:lang w:val="' in archive.read("word/document.xml")


def test_pdf_is_tagged_and_has_an_outline(brief: Brief) -> None:
    data = typeset.render(brief)
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == brief.title.text
    assert [entry.get_title() for entry in document.get_toc()][: len(brief.sections)] == [
        section.heading for section in brief.sections
    ]


def test_markdown_keeps_its_pictures_beside_it(brief: Brief, tmp_path: Path) -> None:
    written = save(brief, tmp_path / "nato asia.md", "md")
    text = written[0].read_text(encoding="utf-8")
    for path in written[1:]:
        assert path.read_bytes().startswith(b"<?xml")
        assert f"](nato%20asia-figures/{path.name})" in text


@pytest.mark.parametrize("form", FORMATS)
def test_what_an_article_says_is_no_markup(world: Database, form: str, tmp_path: Path) -> None:
    written = write(world, world.pair("LAO", "CUB"))
    (path, *_) = save(written, tmp_path / f"hostile.{form}", form)
    if form == "docx":
        with zipfile.ZipFile(path) as archive:
            data = archive.read("word/document.xml")
        etree.fromstring(data)  # well-formed in spite of control characters
    elif form == "pdf":
        data = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)).encode()
    else:
        data = path.read_bytes()
    assert b"\x1b" not in data
    assert "\u202e".encode() not in data
    assert b"Kuba" in data


def test_markup_in_titles_outlets_and_quotes_stays_text() -> None:
    assert escape("<script>[x](http://evil) *a* _b_ `c` $d$ &amp;") == (
        r"\<script>\[x\](http://evil) \*a\* \_b\_ \`c\` \$d\$ \&amp;"
    )
