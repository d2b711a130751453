"""The tags of a page, as a browser sees them."""

from __future__ import annotations

from html.parser import HTMLParser


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags(page: str) -> list[tuple[str, dict[str, str]]]:
    """All start tags with their attributes."""
    parser = _Tags()
    parser.feed(page)
    return parser.found


def harm(page: str) -> list[tuple[str, dict[str, str]]]:
    """The tags that run, style or load anything other than the desk's own files."""
    return [(tag, given) for tag, given in tags(page) if _harmful(tag, given)]


def _harmful(tag: str, given: dict[str, str]) -> bool:
    if tag in ("style", "iframe", "object", "embed", "base", "b"):
        return True
    if any(name == "style" or name.startswith("on") for name in given):
        return True
    if tag in ("script", "img", "source") or (tag == "link" and given.get("rel") != "alternate"):
        return not given.get("src", given.get("href", "")).startswith("/static/")
    return given.get("href", "").strip().casefold().startswith(("javascript:", "data:"))
