"""An article whose every field tries to become part of a page."""

from __future__ import annotations

from pathlib import Path

from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.store import open_store

ID = '../../etc/passwd"><script>alert(1)</script>'
ATTACK = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
TEXT = (
    f"Vietnam mendukung Israel {ATTACK}\n"
    "</p></main><style>*{display:none}</style><a href='javascript:alert(3)'>Vietnam</a> {{ 7*7 }} "
    "\u202egnidael\u202c <!-- & &amp; ]]>"
)


def add_hostile(path: Path) -> Path:
    """Store the article with a claim, and return the path."""
    article = Article(
        id=ID,
        text=TEXT,
        title=f"Judul {ATTACK}",
        date="2024-01-01",
        language='id" onload="alert(4)',
        outlet=f"Koran {ATTACK}",
        url="javascript:alert(5)",
        author=f"Penulis {ATTACK}",
        origin=f"/etc/{ATTACK}",
    )
    end = TEXT.index("\n")
    claim = Claim(
        article=ID,
        source="VNM",
        relation="supports",
        target="ISR",
        status=Status.ACTUAL,
        evidence=Evidence.cut(TEXT, 0, end),
        speaker=f"Juru bicara {ATTACK}",
        confidence=0.8,
        reader="hostile",
        reader_version="1",
    )
    with open_store(path) as store:
        store.add([Reading(article=article, language="id", claims=(claim,), reader="hostile", reader_version="1")])
    return path
