"""How many of the gold claims' actors the mention stage finds, and how fast it reads.

    python bench/mentions_recall.py [--missing N] [--file train.jsonl]

Reads ``gold/train.jsonl`` of the optional data folder (``HALUAN_SHARED``, by default ``../shared`` beside the
checkout). ``named``: share of claims with ``context: false`` whose two actors both stand among the named mentions of
the sentence that holds the evidence. ``context``: the same for the other claims, with all mentions.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from pathlib import Path

from haluan import ontology as reference
from haluan.mentions import link
from haluan.model import Article, Document, Mention
from haluan.text import prepare

SHARED = Path(os.environ.get("HALUAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def codes(mentions: list[Mention], named_only: bool) -> set[str]:
    return {code for m in mentions if m.named or not named_only for code in m.actors}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", type=int, default=0, help="print this many misses of each kind")
    parser.add_argument("--file", default="gold/train.jsonl")
    options = parser.parse_args()
    ontology = reference.load()
    for language in ("id", "en"):  # built once a process, so it is no part of the time per article
        link(Document(Article("", "-"), language, ()), ontology)
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    absent: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    spent, words = 0.0, 0
    for line in (SHARED / options.file).read_text("utf-8").splitlines():
        item = json.loads(line)
        document = prepare(
            Article(item["id"], item["text"], item["title"], item["date"], item["language"], item["outlet"])
        )
        if not isinstance(document, Document):
            total["skipped"] += 1
            continue
        words += sum(len(sentence.words) for sentence in document.sentences)
        begin = time.process_time()
        mentions = link(document, ontology)
        spent += time.process_time() - begin
        kinds.update(m.kind.value for m in mentions)
        for claim in item["claims"]:
            first, last = item["sentences"][claim["s"]]
            inside = [m for m in mentions if first <= m.span.start < last]
            kind = "context" if claim["context"] else "named"
            total[kind] += 1
            lost = {claim["source"], claim["target"]} - codes(inside, named_only=not claim["context"])
            if not lost:
                found[kind] += 1
                continue
            absent.update(f"{kind} {code}" for code in lost)
            if shown[kind] < options.missing:
                shown[kind] += 1
                print(f"{kind} -{'+'.join(sorted(lost))}: {item['text'][first:last]!r}")
    for kind in ("named", "context"):
        print(f"{kind}: {found[kind]} of {total[kind]} = {found[kind] / max(1, total[kind]):.3f}")
    print("mentions by kind:", dict(kinds.most_common()))
    print("most often missing:", dict(absent.most_common(12)))
    pace = spent / words * 400 * 1000
    print(f"{total['skipped']} items skipped; {words} tokens in {spent:.2f} s: {pace:.2f} ms per 400 tokens")


if __name__ == "__main__":
    main()
