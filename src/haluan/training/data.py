"""Labelled text as windows with answers: annotated articles, sentences written for training, stand-off labels."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from haluan.claims.learned.hints import Key, hints_of
from haluan.claims.learned.numbers import SYMMETRIC, Hints
from haluan.claims.learned.window import Window, windows
from haluan.claims.rules import RuleReader
from haluan.mentions import link
from haluan.model import Article, Skip
from haluan.text import prepare

Answer = tuple[str, str, bool]  # relation, status, quiet
Answers = Mapping[Key, tuple[Answer, ...]]
CORPORA = ("id_articles", "id_headlines", "en_briefs")


@dataclass(frozen=True, slots=True)
class Label:
    """One annotated claim with the place of its evidence."""

    at: int
    source: str
    target: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Example:
    """A window with what the rules found in it and what the annotators say. ``group`` keeps an article together."""

    window: Window
    hints: Hints
    answers: Answers
    group: str
    origin: str  # gold, written, standoff or reviewed
    language: str


def _article(item: Mapping[str, Any]) -> Article:
    date = item.get("date")
    return Article(
        id=item["id"],
        text=item["text"],
        title=item.get("title"),
        date=date if date and date[:1].isdigit() else None,
        language=item.get("language"),
        outlet=item.get("outlet"),
    )


def _examples(
    article: Article, labels: list[Label], covered: list[tuple[int, int]] | None, origin: str
) -> Iterator[Example]:
    """Windows of the covered stretches of an article (all where None), with the labels that fall into each."""
    document = prepare(article)
    if isinstance(document, Skip):
        return
    mentions = link(document)
    hints = hints_of(document, RuleReader().read(document, mentions))
    for window in windows(document, mentions):
        span = window.sentence.span
        if covered is not None and not any(b < span.end and span.start < e for b, e in covered):
            continue
        answers: dict[Key, tuple[Answer, ...]] = {}
        for label in labels:
            if span.start <= label.at < span.end:
                answers = _with(answers, label)
        yield Example(window, hints.get(window.sentence.index, {}), answers, article.id, origin, document.language)


def _with(answers: dict[Key, tuple[Answer, ...]], label: Label) -> dict[Key, tuple[Answer, ...]]:
    ways = [(label.source, label.target)]
    if label.answer[0] in SYMMETRIC:
        ways.append((label.target, label.source))
    for way in ways:
        if all(a[0] != label.answer[0] for a in answers.get(way, ())):
            answers[way] = (*answers.get(way, ()), label.answer)
    return answers


def _gold_labels(item: Mapping[str, Any]) -> list[Label]:
    labels = []
    for claim in item["claims"]:
        start, end = item["sentences"][claim["s"]]
        at = item["text"].find(claim["evidence"], start, end)
        answer = claim["relation"], claim["status"], bool(claim["quiet"])
        labels.append(Label(at if at >= 0 else start, claim["source"], claim["target"], answer))
    return labels


def from_items(path: Path, origin: str) -> Iterator[Example]:
    """Examples of a file whose items carry text, sentences and claims (annotated articles, written sentences)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        yield from _examples(_article(item), _gold_labels(item), None, origin)


def corpus_articles(shared: Path, wanted: set[str]) -> Iterator[Article]:
    """The articles of the shared corpora with these ids."""
    for name in CORPORA:
        with gzip.open(shared / f"corpus/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                if item["id"] in wanted:
                    yield _article(item)


def from_standoff(paths: Iterable[Path], shared: Path) -> Iterator[Example]:
    """Examples of stand-off labels, joined with the texts that they index."""
    rows: dict[str, list[Any]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(row["article"], []).append(row)
    for article in corpus_articles(shared, set(rows)):
        yield from standoff_examples(article, rows[article.id], "standoff")


def standoff_examples(article: Article, rows: Iterable[Mapping[str, Any]], origin: str) -> Iterator[Example]:
    """Examples of one article's stand-off labels, a row a sentence."""
    rows = list(rows)
    labels = [
        Label(c["evidence"][0], c["source"], c["target"], (c["relation"], c["status"], bool(c["quiet"])))
        for row in rows
        for c in row["claims"]
    ]
    covered = [(row["sentence"][0], row["sentence"][1]) for row in rows]
    yield from _examples(article, labels, covered, origin)


def load_all(root: Path, shared: Path) -> list[Example]:
    """All training examples: ``root`` is the folder with written/ and standoff/."""
    found = list(from_items(shared / "gold/train.jsonl", "gold"))
    for path in sorted((root / "written").glob("*.jsonl")):
        found.extend(from_items(path, "written"))
    found.extend(from_standoff(sorted((root / "standoff").glob("*.jsonl")), shared))
    return found


def split(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Hold out about a share of the real articles (annotated or labelled stand-off); an article stays together.

    Each article is drawn by its own id, so that one more or less leaves all others where they are: figures of two
    days are of the same articles.
    """
    real = {e.group for e in examples if e.origin != "written"}
    held = {group for group in real if _draw(group, seed) < share}
    return [e for e in examples if e.group not in held], [e for e in examples if e.group in held]


def _draw(group: str, seed: int) -> float:
    """A number in [0, 1) that an article's id and the seed give."""
    return int.from_bytes(sha256(f"{seed} {group}".encode()).digest()[:6]) / 2**48
