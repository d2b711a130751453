"""Draws a third sample to label: single sentences in which the model sees a tie and doubts whether it is so.

    python -m training.unsettled FOLDER [--seed 20261123] [--first 20] [--taken SHEET...]

Most claims are `actual`; what is planned, asked for, possible or denied is learned from the few others, and those are
half of the claims of sentences in which the model's statuses are undecided. Each sentence comes with its title and the
sentences before it. What has a label, resembles a gold text or says nearly the same as another is left out. Work
sheets hold text: ``FOLDER`` is outside the repository.
"""

from __future__ import annotations

import random
from collections import Counter

from training.doubtful import Labelled, fresh, labelled
from training.gold import FEWEST_WORDS, Gold, alike_any, words_of
from training.labels import Row

from haluan.claims.learned.decide import guesses
from haluan.claims.learned.hints import hints_of
from haluan.claims.learned.numbers import batch
from haluan.claims.learned.weights import shipped
from haluan.claims.learned.window import windows
from haluan.claims.rules import RuleReader
from haluan.mentions import link
from haluan.model import Document
from training import sheets

SHEETS = 3
SIZES = {"id_articles": 690, "id_headlines": 240, "en_briefs": 420}
LOOKED_AT = 5000  # texts of a corpus that are scored
LIKELY = 0.3  # a tie of less is mostly none, and its status nothing to learn from
BEFORE = 3  # sentences shown before each


def doubts(document: Document) -> dict[int, float]:
    """By sentence, the expected number of claims whose status the model gets wrong."""
    mentions = link(document)
    found = list(windows(document, mentions))
    if not found:
        return {}
    hints = hints_of(document, RuleReader().read(document, mentions))
    weights = shipped()
    made, pairs = batch(found, [hints.get(w.sentence.index, {}) for w in found], weights.pieces)
    if not pairs:
        return {}
    scores = weights.score(made)
    total: Counter[int] = Counter()
    for guess in guesses(pairs, scores.relation, LIKELY):
        wrong = 1 - float(scores.status[guess.row, guess.relation].max())
        total[found[guess.pair[0]].sentence.index] += guess.probability * wrong
    return dict(total)


def drawn(name: str, size: int, gold: Gold, done: Labelled, draw: random.Random) -> list[Row]:
    """Draw the sentences of most doubt, in the order of the corpus; no two alike."""
    texts = sorted(fresh(name, gold), key=lambda found: str(found[0]["id"]))
    scored = []
    for row, document in draw.sample(texts, min(LOOKED_AT, len(texts))):
        known = done.get(row["id"], ())
        for index, doubt in doubts(document).items():
            span = document.sentences[index].span
            if not any(b < span.end and span.start < e for b, e in known):
                scored.append((doubt, row["id"], index, row, document))
    scored.sort(key=lambda s: s[:3], reverse=True)
    seen: dict[str, list[frozenset[str]]] = {}
    taken: list[Row] = []
    for _, _, index, row, document in scored:
        *before, span = (sentence.span for sentence in document.sentences[max(0, index - BEFORE) : index + 1])
        line = sheets.line(name, row, span, before)
        words = words_of(line["text"])
        if len(words) < FEWEST_WORDS or gold.has_sentence(words) or alike_any(words, seen):
            continue
        for word in words:
            seen.setdefault(word, []).append(words)
        taken.append(line)
        if len(taken) == size:
            break
    return sorted(taken, key=lambda line: (line["article"], line["sentence"]))


def main() -> None:
    """Write the sheets and print what they hold."""
    options = sheets.options(__doc__, seed=20261123, first=20)
    draw, gold, done = random.Random(options.seed), Gold(sheets.data()), labelled(options.taken)
    dealt: list[list[Row]] = [[] for _ in range(SHEETS)]
    for name, size in SIZES.items():
        lines = drawn(name, size, gold, done, draw)
        for n in range(SHEETS):
            dealt[n].extend(lines[n * len(lines) // SHEETS : (n + 1) * len(lines) // SHEETS])
    sheets.write_sheets(options.folder, options.first, dealt)


if __name__ == "__main__":
    main()
