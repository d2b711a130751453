"""How fast and how right the text stage is. Prints one line a measurement.

    python bench/text_stage.py [--file gold/train.jsonl]

Reads the optional data folder (``HALUAN_SHARED``, by default ``../shared`` beside the checkout):

* speed over ``corpus/id_articles.jsonl.gz``, language and signature included, one core;
* ends of sentences against ``gold/train.jsonl`` (precision, recall, F1; gold sentences that are boilerplate are left
  out, and ends that the text lacks a space after are counted apart: the gold leaves those sentences joined);
* characters of boilerplate against ``gold/seeds.jsonl``, and claims whose evidence boilerplate would hide;
* language of headlines and of whole texts, without a hint from the source.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from haluan.model import Article, Document, Span
from haluan.text import prepare
from haluan.text.duplicates import readable, signature
from haluan.text.language import detect

SHARED = Path(os.environ.get("HALUAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPORA = (("id_articles", "id"), ("id_headlines", "id"), ("en_briefs", "en"), ("en_government", "en"))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


def document(row: dict[str, Any]) -> Document:
    result = prepare(Article(row["id"], row["text"], title=row.get("title"), language=row.get("language")))
    assert isinstance(result, Document), result
    return result


def speed() -> None:
    articles = list(rows(SHARED / "corpus" / "id_articles.jsonl.gz"))
    started = time.perf_counter()
    for row in articles:
        signature(readable(document(row)))
    seconds = time.perf_counter() - started
    print(f"speed      {len(articles) / seconds:.0f} articles/s, {1000 * seconds / len(articles):.2f} ms each")


def sentence_ends(path: Path) -> None:
    hit = found_count = gold_count = glued = lost = claims = 0
    for row in rows(path):
        text, read = row["text"], document(row)

        def end(at: int, text: str = text) -> int:
            return len(re.sub(r"\W*$", "", text[:at]))

        def hidden(first: int, last: int, spans: tuple[Span, ...] = read.boilerplate) -> bool:
            return any(s.start < last and first < s.end and s.end >= last - 1 for s in spans)

        gold = {end(last) for first, last in row["sentences"] if not hidden(first, last)}
        found = {end(sentence.span.end) for sentence in read.sentences}
        hit += len(gold & found)
        found_count, gold_count = found_count + len(found), gold_count + len(gold)
        glued += sum(
            re.match(r"\W*\w", text[at:]) is not None and not re.match(r"\W*\s", text[at:]) for at in found - gold
        )
        for claim in row["claims"]:
            at = text.find(claim["evidence"], row["sentences"][claim["s"]][0])
            claims += 1
            lost += not any(s.span.overlaps(Span(at, at + len(claim["evidence"]))) for s in read.sentences)
    for name, extra in (("", 0), (" (glued ends left out)", glued)):
        precision, recall = hit / (found_count - extra), hit / gold_count
        score = 2 * precision * recall / (precision + recall)
        print(f"sentences  P {precision:.4f} R {recall:.4f} F1 {score:.4f}{name}")
    print(f"claims     {lost} of {claims} have no readable sentence, {path.name}")


def boilerplate() -> None:
    hit = found_count = gold_count = 0
    for row in rows(SHARED / "gold" / "seeds.jsonl"):
        text, read = row["text"], document(row)
        gold = {at for first, last in row["boilerplate"] for at in range(first, last) if not text[at].isspace()}
        found = {at for s in read.boilerplate for at in range(s.start, s.end) if not text[at].isspace()}
        hit, found_count, gold_count = hit + len(gold & found), found_count + len(found), gold_count + len(gold)
    print(f"boilerplate  P {hit / found_count:.4f} R {hit / gold_count:.4f} of characters, seeds")


def language(name: str, expected: str) -> None:
    texts = [(row["text"], row.get("title") or row["text"]) for row in rows(SHARED / "corpus" / f"{name}.jsonl.gz")]
    whole = sum(detect(text) == expected for text, _ in texts) / len(texts)
    headline = sum(detect(title.split("\n")[0]) == expected for _, title in texts) / len(texts)
    print(f"language   {name}: {whole:.4f} of texts, {headline:.4f} of headlines are {expected}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", default="gold/train.jsonl")
    options = parser.parse_args()
    speed()
    for path in (SHARED / options.file, SHARED / "gold" / "seeds.jsonl"):
        sentence_ends(path)
    boilerplate()
    for name, expected in CORPORA:
        language(name, expected)


if __name__ == "__main__":
    main()
