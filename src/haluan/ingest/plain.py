"""Plain text files: one article a file, stored exactly as decoded."""

from __future__ import annotations

from haluan.ingest.build import Fields, article, skip
from haluan.ingest.decode import decode
from haluan.ingest.options import Options
from haluan.model import Article, Skip

_TITLE = 200  # characters; a longer first line is a paragraph


def read_text(
    data: bytes, origin: str, options: Options, url: str | None = None, charset: str | None = None
) -> Article | Skip:
    """Read a whole text; ``url`` and ``charset`` are where it was fetched and what the server said, if it was.

    Line ends stay as they are, because offsets index the text.
    """
    text = decode(data, charset)
    if text is None:
        return skip(origin, "no known character encoding fits")
    return article(Fields(text=text, origin=origin, title=_first_line(text), url=url), options)


def _first_line(text: str) -> str | None:
    """The first line that is not blank, where it is short enough for a title and more lines follow."""
    lines = text.lstrip().split("\n", 1)
    title = lines[0].strip()
    return title if len(lines) == 2 and lines[1].strip() and len(title) < _TITLE else None
