"""Cuts words into the pieces of the encoder's vocabulary: best unigram segmentation, as SentencePiece does it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SPACE = "\u2581"
CACHE = 200_000


@dataclass(slots=True)
class Pieces:
    """Vocabulary with log probabilities. Ids 0, 1, 2, 3 are <s>, <pad>, </s> and <unk>."""

    scores: dict[str, tuple[int, float]]
    longest: int
    unknown: float
    _cache: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read the vocabulary that the training wrote: a JSON list of [piece, score] from id 4 on."""
        return cls.of([(piece, score) for piece, score in json.loads(path.read_text(encoding="utf-8"))])

    @classmethod
    def of(cls, pieces: Sequence[tuple[str, float]]) -> Pieces:
        """Make a vocabulary of (piece, score) pairs; ids follow their order, from 4 on."""
        table = {piece: (k + 4, score) for k, (piece, score) in enumerate(pieces)}
        return cls(table, max(map(len, table)), min(s for _, s in table.values()) - 10.0)

    def split(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= CACHE:
                self._cache.clear()
            found = self._cache[word] = self._segment(SPACE + unicodedata.normalize("NFKC", word))
        return found

    def _segment(self, text: str) -> tuple[int, ...]:
        n = len(text)
        best = [0.0] + [float("-inf")] * n
        back: list[tuple[int, int]] = [(0, 3)] * (n + 1)
        for i in range(n):
            if best[i] == float("-inf"):
                continue
            for j in range(i + 1, min(n, i + self.longest) + 1):
                entry = self.scores.get(text[i:j])
                if entry is not None and best[i] + entry[1] > best[j]:
                    best[j], back[j] = best[i] + entry[1], (i, entry[0])
            if best[i] + self.unknown > best[i + 1]:
                best[i + 1], back[i + 1] = best[i] + self.unknown, (i, 3)
        ids: list[int] = []
        while n:
            n, k = back[n]
            ids.append(k)
        return tuple(reversed(ids))
