"""Briefs: articles from answers, every sentence of which names the claims and facts that it stands on.

``write(database, database.rank(toward="RUS", region="Asia"))`` gives a `Brief`; `haluan.briefs.formats` writes it as
Markdown, HTML, DOCX or PDF.
"""

from haluan.briefs.composing import MOST_SECTIONS, write
from haluan.briefs.smoothing import Complete, smooth
from haluan.briefs.types import Brief, Figure, Paragraph, Run, Section, Sentence, Source

__all__ = [
    "MOST_SECTIONS",
    "Brief",
    "Complete",
    "Figure",
    "Paragraph",
    "Run",
    "Section",
    "Sentence",
    "Source",
    "smooth",
    "write",
]
