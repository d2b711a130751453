"""Articles, claims and readings to store, and a toy likeness that is exact."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.store import Nearness

TEXT = "Indonesia praised Palestine on Monday. Jakarta will send aid to Gaza."


def make_article(name: str = "a1", text: str = TEXT, **fields: Any) -> Article:
    return Article(name, text, **fields)


def make_claim(article: Article, quote: str = "Indonesia praised Palestine", **fields: Any) -> Claim:
    start = article.text.index(quote)
    known: dict[str, Any] = {"source": "IDN", "relation": "supports", "target": "PSE", "status": Status.ACTUAL}
    evidence = Evidence.cut(article.text, start, start + len(quote))
    return Claim(**{**known, "reader": "rules", "reader_version": "1", **fields}, article=article.id, evidence=evidence)


def make_reading(article: Article, *claims: Claim, version: str = "1", **fields: Any) -> Reading:
    known: dict[str, Any] = {"language": "en", "sentences": 2, "signature": sign(article.text)}
    return Reading(article=article, claims=claims, reader="rules", reader_version=version, **{**known, **fields})


def sample(name: str = "a1", text: str = TEXT, **fields: Any) -> Reading:
    """One article with one claim."""
    article = make_article(name, text, **fields)
    return make_reading(article, make_claim(article))


def sign(text: str) -> tuple[int, ...]:
    return tuple(sorted({crc32(word.encode("utf-8", "replace")) for word in text.split()}))


def words(signature: tuple[int, ...]) -> list[str]:
    return [str(word) for word in signature]


def overlap(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    return len(set(left) & set(right)) >= 0.6 * len(set(left) | set(right))


# Every shared word makes a candidate, so that the groups are exactly those of the likeness
NEARNESS = Nearness(words, overlap)
