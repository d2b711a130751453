"""A web page to an article: main text, title, author, outlet, date - by libraries, see bench/html_extraction.py."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from haluan.ingest.build import Fields, article, headed, iso_day, letters, skip
from haluan.ingest.deadline import OverdueError, deadline
from haluan.ingest.decode import decode_page
from haluan.ingest.options import Options
from haluan.model import Article, Skip

# What readability finds may be one teaser of a page that holds far more: less than this share of what a generous
# extractor finds. Then trafilatura looks again.
_SUSPICIOUS = 0.5
# Opening and closing tags; news pages have some thousands, and time and memory grow with them more than with bytes.
_MOST_TAGS = 100_000
_LEAST_HEADING = 15  # characters; shorter headings are sections

# It logs an error for every page that it cannot parse; those come back as a `Skip`.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_page(
    data: bytes, origin: str, options: Options, url: str | None = None, charset: str | None = None
) -> Article | Skip:
    """Read a page of any quality; an odd one is a `Skip`. ``url`` is where it was fetched, None for a file;
    ``charset`` is the encoding that the server named, if it did."""
    markup = decode_page(data, charset)
    if markup.count("<") > _MOST_TAGS:
        return skip(origin, f"a page of more than {_MOST_TAGS} tags")
    try:
        with deadline(options.timeout):
            fields = _extract(markup, origin, url)
    except OverdueError:
        return skip(origin, f"extraction took longer than {options.timeout:g} s")
    except Exception as error:  # parsers fail in many ways on hostile pages, and one page must not cost the run
        return skip(origin, f"the page cannot be parsed: {type(error).__name__}: {error}"[:200])
    return skip(origin, "no main text found in the page") if fields is None else article(fields, options)


def main_text(markup: str) -> str:
    """Extract the running text of a page, "" where there is none: readability first, trafilatura where it fails."""
    found = _by_readability(markup)
    if len(found) > _SUSPICIOUS * len(_by_resiliparse(markup, main_content=True)):
        return found
    other = _by_trafilatura(markup)
    return other if len(other) > len(found) else found


def fragment_text(markup: str) -> str:
    """Turn a piece of HTML that is all content, such as a feed entry, into lines of text."""
    return _by_resiliparse(f"<html><body><div>{markup}</div></body></html>", main_content=False)


def _by_resiliparse(markup: str, *, main_content: bool) -> str:
    from lxml.etree import tostring  # type: ignore[import-untyped]
    from resiliparse.extract.html2text import extract_plain_text
    from trafilatura import load_html

    tree: Any = load_html(markup)
    if tree is None:
        return ""
    # Through lxml, which bounds the depth of a tree: on deep nesting resiliparse takes hours that no signal ends.
    bounded: str = tostring(tree, encoding="unicode", method="html")
    text = extract_plain_text(
        bounded, main_content=main_content, list_bullets=False, alt_texts=False, form_fields=False, noscript=False
    )
    return text.strip()


def _by_readability(markup: str) -> str:
    from trafilatura import load_html
    from trafilatura.readability_lxml import Document

    tree = load_html(markup)
    if tree is None:
        return ""
    # Readability isolates the article, trafilatura turns its markup into lines.
    return _by_trafilatura(f"<html><body><article>{Document(tree).summary()}</article></body></html>", fast=True)


def _by_trafilatura(markup: str, *, fast: bool = False) -> str:
    from trafilatura import bare_extraction

    page: Any = bare_extraction(markup, fast=fast, favor_precision=not fast, include_comments=False)
    return (page.text or "") if page is not None else ""


def _extract(markup: str, origin: str, url: str | None) -> Fields | None:
    from trafilatura import load_html
    from trafilatura.metadata import extract_metadata

    body = main_text(markup).strip()
    if not body:
        return None
    tree = load_html(markup)
    about: Any = extract_metadata(tree, default_url=url)
    address = _address(url, about.url)
    outlet = _outlet(about.sitename, address)
    title = _headline(tree, about.title, outlet)
    return Fields(
        text=headed(title, body),
        origin=origin,
        title=title,
        date=iso_day(about.date) if about.date else None,
        outlet=outlet,
        url=address,
        author=about.author,
    )


def _headline(tree: Any, title: str | None, outlet: str | None) -> str | None:
    """The title without the name of the site: the page's heading if the title holds it, else its parts but the last."""
    if not title:
        return None
    for heading in tree.iter("h1"):
        shown = " ".join("".join(heading.itertext()).split())
        if len(shown) > _LEAST_HEADING and shown.casefold() in title.casefold():
            return shown
    head, mark, tail = max((title.rpartition(mark) for mark in (" - ", " | ", " – ")), key=lambda parts: len(parts[0]))
    site, last = letters(outlet or ""), letters(tail)
    return head if mark and site and last and (last.startswith(site) or site.startswith(last)) else title


def _outlet(named: str | None, address: str | None) -> str | None:
    """The name that the page gives its site, else the host; some pages put their Facebook address in its place."""
    if named and "://" not in named:
        return named
    return urlsplit(address).hostname if address else None


def _address(fetched: str | None, canonical: str | None) -> str | None:
    """The page's own canonical address is believed for a file, and for a fetched page only on the same host."""
    if not canonical or urlsplit(canonical).scheme not in ("http", "https"):
        return fetched
    if fetched is None or urlsplit(fetched).hostname == urlsplit(canonical).hostname:
        return canonical
    return fetched
