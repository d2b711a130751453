"""Draws a second sample to label: whole articles, and short texts about which the shipped model is in doubt.

    python -m training.doubtful FOLDER [--seed 20261122] [--first 12] [--taken SHEET...]

The first sample (`training.sample`) shows a labeler two sentences before each; here the sentences of an article come
together, so that who "he" or "the country" is can be labelled from the whole text. Short texts (headlines, briefs) are
drawn by how undecided the model's probabilities are. Texts like the gold ones and sentences that already have a label
are left out. Work sheets hold text: ``FOLDER`` is outside the repository.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from training.gold import FEWEST_WORDS, Gold, alike_any, read, words_of
from training.labels import HERE, Row, corpus, rows

from haluan.claims.learned.hints import hints_of
from haluan.claims.learned.numbers import batch
from haluan.claims.learned.weights import shipped
from haluan.claims.learned.window import windows
from haluan.claims.rules import RuleReader
from haluan.mentions import link
from haluan.model import Document
from training import sheets

SHEETS = 4
ARTICLES = 100
SHORT = {"id_headlines": 360, "en_briefs": 560}
LOOKED_AT = 3500  # short texts of a corpus that are scored: enough to choose from, two minutes of reading
MOST_SENTENCES = 22  # of an article: the first ones hold the news, the last ones its background
FEWEST_PAIRS = 6  # sentences of an article that can hold a claim
MOST_LABELLED = 6  # sentences of it that the first sample took

Labelled = dict[str, list[tuple[int, int]]]


def labelled(sheets: list[Path]) -> Labelled:
    """Return the sentences that have labels or stand on one of these sheets, by article."""
    found: Labelled = {}
    for path in (*(HERE / "standoff").glob("*.jsonl"), *sheets):
        for row in rows(path):
            found.setdefault(row["article"], []).append(tuple(row["sentence"]))
    return found


def doubt(document: Document) -> float:
    """Sum p(1 - p) over all pairs and relations: 0 where the model is sure of everything."""
    mentions = link(document)
    hints = hints_of(document, RuleReader().read(document, mentions))
    found = list(windows(document, mentions))
    if not found:
        return 0.0
    weights = shipped()
    made, pairs = batch(found, [hints.get(w.sentence.index, {}) for w in found], weights.pieces)
    if not pairs:
        return 0.0
    shares = weights.score(made).relation
    return float((shares * (1 - shares)).sum())


def fresh(name: str, gold: Gold) -> Iterator[tuple[Row, Document]]:
    """Yield the texts of a corpus that resemble no gold text."""
    for row in corpus(name).values():
        document = read(row)
        if document is not None and not gold.has(row, document):
            yield row, document


def whole_articles(gold: Gold, done: Labelled, draw: random.Random) -> list[list[Row]]:
    """Draw articles at random among those that name enough actors; their labelled sentences are left out."""
    found = list(fresh("id_articles", gold))
    draw.shuffle(found)
    taken: list[list[Row]] = []
    for row, document in found:
        if len(done.get(row["id"], ())) > MOST_LABELLED or len(taken) == ARTICLES:
            continue
        could = {w.sentence.index for w in windows(document, link(document))}
        if len(could) >= FEWEST_PAIRS:
            taken.append(list(_lines("id_articles", row, document, done, gold)))
    return taken


def short_texts(name: str, size: int, gold: Gold, done: Labelled, draw: random.Random) -> list[list[Row]]:
    """Draw the texts of most doubt; no two alike."""
    rows_here = [row for row in corpus(name).values() if row["id"] not in done]
    looked = draw.sample(rows_here, min(LOOKED_AT, len(rows_here)))
    scored = []
    for row in looked:
        document = read(row)
        if document is not None and not gold.has(row, document):
            scored.append((doubt(document), row["id"], row, document))
    scored.sort(key=lambda s: s[:2], reverse=True)
    taken: list[list[Row]] = []
    seen: dict[str, list[frozenset[str]]] = {}
    count = 0
    for _, _, row, document in scored:
        words = words_of(row["text"])
        lines = [] if alike_any(words, seen) else list(_lines(name, row, document, done, gold))
        if not lines:
            continue
        for word in words:
            seen.setdefault(word, []).append(words)
        taken.append(lines)
        count += len(lines)
        if count >= size:
            break
    return taken


def _lines(name: str, row: Row, document: Document, done: Labelled, gold: Gold) -> Iterator[Row]:
    for sentence in document.sentences[:MOST_SENTENCES]:
        span = sentence.span
        text = row["text"][span.start : span.end]
        known = any(b < span.end and span.start < e for b, e in done.get(row["id"], ()))
        if known or len(sentence.words) < FEWEST_WORDS or gold.has_sentence(words_of(text)):
            continue
        yield sheets.line(name, row, span)


def main() -> None:
    """Write the sheets and print what they hold."""
    options = sheets.options(__doc__, seed=20261122, first=12)
    draw, gold, done = random.Random(options.seed), Gold(sheets.data()), labelled(options.taken)
    units = whole_articles(gold, done, draw)
    for name, size in SHORT.items():
        units.extend(short_texts(name, size, gold, done, draw))
    dealt: list[list[Row]] = [[] for _ in range(SHEETS)]
    for unit in sorted(units, key=lambda u: (u[0]["corpus"], -len(u))):
        min(dealt, key=lambda d: sum(r["corpus"] == unit[0]["corpus"] for r in d)).extend(unit)
    sheets.write_sheets(options.folder, options.first, dealt)


if __name__ == "__main__":
    main()
