"""HTML that cannot carry what articles say as markup: every text is escaped where it enters, only tags are not."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# Control characters but tab and line ends, halves of characters, and marks that would turn a line round.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Html(str):
    """Markup made by `tag` and `text`; a plain string is text and gets escaped."""

    __slots__ = ()


def text(value: str) -> Html:
    """Escape a text, without what could steer its display."""
    return Html(html.escape(_UNFIT.sub("", value)))


def tag(name: str, *children: str, **attributes: str) -> Html:
    """Write one element. Children that are no `Html` are texts; attributes are texts always."""
    inner = "".join(child if isinstance(child, Html) else text(child) for child in children)
    written = "".join(f' {key.removesuffix("_")}="{text(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{written}>{inner}</{name}>")


def join(parts: list[Html], between: str = "") -> Html:
    """Put markup together, with a text between."""
    return Html(text(between).join(part for part in parts if part))


def link(label: str, url: str | None) -> Html:
    """Link a label to a web address; to nothing where the address is none of the web."""
    if not is_web_address(url):
        return text(label)
    assert url is not None
    return tag("a", label, href=url, rel="noopener noreferrer nofollow", target="_blank")


def is_web_address(url: str | None) -> bool:
    """Tell whether a text is an address that a browser can open without running anything."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
