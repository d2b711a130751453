"""Keeps what is measured apart from what is learned: compares by hash and likeness with the gold files.

Scripts read `gold/dev.jsonl` and `gold/seeds.jsonl` here so that no person has to; nothing of them is shown or kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

from training.labels import Row, day, rows

from haluan.model import Article, Document, Skip
from haluan.text import prepare
from haluan.text.duplicates import bands, is_duplicate, readable, signature

ALIKE = 0.6
"""Share of words that two sentences may have in common before they count as the same."""
FEWEST_WORDS = 4
"""Shorter sentences are alike by chance."""

_WORD = re.compile(r"[^\W_]+")

Index = dict[str, list[frozenset[str]]]
"""The word sets that hold a word."""


def read(row: Row) -> Document | None:
    """Return a corpus row made readable, or None where nothing of it can be read."""
    article = Article(row["id"], row["text"], row.get("title"), day(row.get("date")), row.get("language"))
    document = prepare(article)
    return None if isinstance(document, Skip) else document


def words_of(text: str) -> frozenset[str]:
    """Return the casefolded words of a text."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def alike_any(words: frozenset[str], index: Index) -> bool:
    """Tell whether a text of the index (word -> the texts that hold it) shares `ALIKE` of its words with ``words``."""
    shared_words: Counter[frozenset[str]] = Counter()
    for word in words:
        shared_words.update(set(index.get(word, ())))
    return any(n / (len(words) + len(other) - n) >= ALIKE for other, n in shared_words.items())


class Gold:
    """Knows which articles and sentences belong to the gold files, by hash and by likeness; shows none of them."""

    def __init__(self, folder: Path) -> None:
        self.ids: set[str] = set()
        self._signatures: list[tuple[int, ...]] = []
        self._index: dict[str, list[int]] = defaultdict(list)
        self._sentences: dict[str, list[frozenset[str]]] = defaultdict(list)
        for path in sorted((folder / "gold").glob("*.jsonl")):
            for row in rows(path):
                self._add(row, measured=path.stem != "train")

    def _add(self, row: Row, measured: bool) -> None:
        self.ids.add(row["id"])
        document = read(row)
        if document is not None:
            made = signature(readable(document))
            for band in bands(made):
                self._index[band].append(len(self._signatures))
            self._signatures.append(made)
        for start, end in row["sentences"] if measured else ():
            found = words_of(row["text"][start:end])
            for word in found if len(found) >= FEWEST_WORDS else ():
                self._sentences[word].append(found)

    def has(self, row: Row, document: Document) -> bool:
        """Tell whether the article is a gold item, or a copy of one."""
        if row["id"] in self.ids:
            return True
        made = signature(readable(document))
        near = {at for band in bands(made) for at in self._index.get(band, ())}
        return any(is_duplicate(self._signatures[at], made) for at in near)

    def has_sentence(self, words: frozenset[str]) -> bool:
        """Tell whether a sentence of a measured item says nearly the same."""
        return alike_any(words, self._sentences)
