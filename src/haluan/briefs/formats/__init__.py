"""Briefs as files: Markdown, HTML, DOCX, PDF."""

from __future__ import annotations

from pathlib import Path

from haluan.briefs.types import Brief

FORMATS = ("md", "html", "docx", "pdf")


def to_text(brief: Brief, form: str) -> str:
    """Write a brief as ``md`` (without pictures, their descriptions stand there) or ``html`` (with them).

    Raises `haluan.answers.MissingExtraError` where HTML is to hold pictures and ``haluan[brief]`` is missing.
    """
    from haluan.briefs.formats import html, markdown

    return markdown.render(brief) if form == "md" else html.render(brief)


def save(brief: Brief, path: Path, form: str) -> tuple[Path, ...]:
    """Write a brief to a file; Markdown gets its pictures in a folder beside it. Returns what was written.

    Raises `haluan.answers.MissingExtraError` without ``haluan[brief]``.
    """
    from haluan.briefs.formats import docx, html, markdown, pdf

    if form == "md":
        return markdown.save(brief, path)
    data = {
        "html": lambda: html.render(brief).encode(),
        "docx": lambda: docx.render(brief),
        "pdf": lambda: pdf.render(brief),
    }
    path.write_bytes(data[form]())
    return (path,)
