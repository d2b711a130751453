"""Chooses the pieces to keep: those that Indonesian, Malay and English news uses, and its single characters."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from haluan.claims.learned.pieces import SPACE, Pieces
from haluan.training.encoder import Encoder

SEEN = 3  # a piece must have been needed this often
FILES = ("id_articles", "id_headlines", "en_briefs", "en_government")


def texts(shared: Path) -> Iterator[str]:
    """All texts of the shared corpora."""
    for name in FILES:
        with gzip.open(shared / f"corpus/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def choose(encoder: Encoder, found: Iterable[str]) -> list[int]:
    """Ids of the pieces to keep, in the order of the encoder's vocabulary."""
    words = Counter(w for text in found for w in unicodedata.normalize("NFKC", text).split())
    whole = Pieces.of([(p, float(s)) for p, s in zip(encoder.pieces, encoder.scores, strict=True)])
    used = Counter[int]()
    for word, count in words.items():
        for piece in whole.split(word.strip("\"'()[]“”‘’.,;:!?")) or ():
            used[piece - 4] += count
    characters = {c for word in words for c in word if ord(c) < 0x2100}
    special = set(encoder.special)
    return [
        i
        for i, piece in enumerate(encoder.pieces)
        if i not in special and (used[i] >= SEEN or piece == SPACE or (len(piece) == 1 and piece in characters))
    ]
