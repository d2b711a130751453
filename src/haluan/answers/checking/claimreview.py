"""Checks as schema.org ClaimReview, which search engines and fact-checking tools read (JSON-LD)."""

from __future__ import annotations

from typing import Any

from haluan.answers.checking.types import Check, Outcome, TextCheck
from haluan.model import Article

_RATINGS = {Outcome.CONTRADICTED: 1, Outcome.NOT_COVERED: 3, Outcome.SUPPORTED: 5}
_WORST, _BEST = 1, 5
_SOFTWARE = "https://pypi.org/project/haluan/"


def claim_reviews(article: Article, text: TextCheck, reviewed: str, labels: dict[Outcome, str]) -> list[dict[str, Any]]:
    """Give one ClaimReview for each check that has a verdict. ``reviewed`` is the ISO day, ``labels`` say verdicts."""
    reviews = (claim_review(article, check, reviewed, labels) for check in text.checks)
    return [review for review in reviews if review is not None]


def claim_review(article: Article, check: Check, reviewed: str, labels: dict[Outcome, str]) -> dict[str, Any] | None:
    """Give the ClaimReview of a check; None for what the facts do not cover: a review that reviews nothing is none."""
    if check.verdict is Outcome.NOT_COVERED:
        return None
    return _review(article, check, reviewed, labels[check.verdict])


def _review(article: Article, check: Check, reviewed: str, label: str) -> dict[str, Any]:
    evidence = check.claim["evidence"]
    quote = evidence["text"] if isinstance(evidence, dict) else ""
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": reviewed,
        "claimReviewed": quote,
        "reviewBody": check.reason,
        "itemReviewed": _claim(article, check),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATINGS[check.verdict],
            "worstRating": _WORST,
            "bestRating": _BEST,
            "alternateName": label,
        },
        "author": {"@type": "Organization", "name": "Haluan", "url": _SOFTWARE},
    }
    if check.source:
        review["citation"] = check.source
    if article.url:
        review["url"] = article.url
    return review


def _claim(article: Article, check: Check) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "identifier": article.id}
    known = {"url": article.url, "headline": article.title, "datePublished": article.date}
    work |= {key: value for key, value in known.items() if value}
    if article.outlet:
        work["publisher"] = {"@type": "Organization", "name": article.outlet}
    claim: dict[str, Any] = {"@type": "Claim", "appearance": work}
    if article.date:
        claim["datePublished"] = article.date
    if check.claim.get("speaker"):
        claim["author"] = {"@type": "Organization", "name": check.claim["speaker"]}
    return claim
