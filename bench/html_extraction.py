"""Which extractor reads Indonesian news pages best? Prints a table; decides `haluan.ingest.html.main_text`.

Needs the data folder: HALUAN_SHARED, or ``../shared`` beside the checkout (``corpus/html_id``: 25 pages of nine sites,
main text by each site's own selectors). Scores are averages over the pages: precision, recall and F1 of the bag of
words of the main text; share of pages whose date of publication is right; pages a second on one core.

Measured in November 2026 with trafilatura 2.3.1 and resiliparse 2.0.1: `haluan` .921, readability-lxml 0.9 .928,
trafilatura .842 (.754 fast, .894 for precision), its readability fork alone .845, resiliparse .820.
readability-lxml is not used, because pip 23.2, which comes with Python 3.11, fails to install it beside trafilatura.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_metadata

from haluan.ingest import Options
from haluan.ingest.decode import decode_page
from haluan.ingest.html import _by_readability, main_text, read_page
from haluan.model import Article

Extractor = Callable[[str], str]


def trafilatura(**settings: bool) -> Extractor:
    def extract(markup: str) -> str:
        page = bare_extraction(markup, include_comments=False, **settings)
        return (page.text or "") if page is not None else ""

    return extract


def resiliparse(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(markup, main_content=True, alt_texts=False, form_fields=False, noscript=False)


def readability_lxml(markup: str) -> str:
    from lxml.html import fromstring
    from readability import Document

    return fromstring(Document(markup).summary()).text_content()


EXTRACTORS: dict[str, Extractor] = {
    "haluan": main_text,
    "readability fork alone": _by_readability,
    "trafilatura": trafilatura(),
    "trafilatura fast": trafilatura(fast=True),
    "trafilatura precision": trafilatura(favor_precision=True),
    "trafilatura recall": trafilatura(favor_recall=True),
    "resiliparse": resiliparse,
    "readability-lxml": readability_lxml,
}


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def score(found: str, expected: str) -> tuple[float, float, float]:
    have, want = words(found), words(expected)
    common = (have & want).total()
    if not common:
        return 0.0, 0.0, 0.0
    return common / have.total(), common / want.total(), 2 * common / (have.total() + want.total())


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def measure(extract: Extractor, pages: list[tuple[str, dict[str, str]]]) -> str:
    started = time.perf_counter()
    found = [extract(markup) for markup, _ in pages]
    rate = len(pages) / (time.perf_counter() - started)
    scores = [score(text, row["text"]) for text, (_, row) in zip(found, pages, strict=True)]
    columns = "".join(f"{mean([s[k] for s in scores]):>10.3f}" for k in range(3))
    return f"{columns}{sum(s[2] < 0.5 for s in scores):>10}{rate:>10.0f}"


def headers(folder: Path, pages: list[tuple[str, dict[str, str]]]) -> str:
    read = [read_page((folder / row["file"]).read_bytes(), row["file"], Options()) for _, row in pages]
    articles = [(found, row) for found, (_, row) in zip(read, pages, strict=True) if isinstance(found, Article)]
    dates = sum(found.date == row["date"] for found, row in articles)
    plain = sum(extract_metadata(load_html(markup)).date == row["date"] for markup, row in pages)
    titles = sum(words(found.title or "") == words(row["title"]) for found, row in articles)
    return (
        f"\n{len(articles)} of {len(pages)} pages read; date right {dates} (trafilatura alone {plain}), title {titles}"
    )


def main() -> int:
    folder = Path(os.environ.get("HALUAN_SHARED", "../shared")) / "corpus" / "html_id"
    if not folder.is_dir():
        print(f"no pages to measure on: {folder} does not exist (set HALUAN_SHARED)", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
    pages = [(decode_page((folder / row["file"]).read_bytes(), None), row) for row in rows]
    print(f"{'main text':<24}{'precision':>10}{'recall':>10}{'F1':>10}{'F1 < .5':>10}{'pages/s':>10}")
    for name, extract in EXTRACTORS.items():
        try:
            print(f"{name:<24}{measure(extract, pages)}")
        except ImportError:
            print(f"{name:<24}    (not installed)")
    print(headers(folder, pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
