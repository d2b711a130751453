"""Measure how often each way of finding is right on the training articles, and write it as the reader's confidence.

    python scripts/calibrate_rules.py            # needs ../shared (or HALUAN_SHARED); rewrites confidence.yaml

A claim is right when sentence, pair, relation, direction and status all are. Shares are shrunk toward the mean of all
ways (as if PRIOR more claims of it had been seen), since many ways fired only a few times.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from haluan.claims import reader
from haluan.mentions import link
from haluan.model import Article, Claim, Skip
from haluan.ontology import load
from haluan.text import prepare

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "src/haluan/claims/data/confidence.yaml"
PRIOR = 8


def _key(source: str, relation: str, target: str) -> tuple[str, str, str]:
    first, last = sorted((source, target)) if load().relations[relation].symmetric else (source, target)
    return first, relation, last


def judged() -> list[tuple[Claim, bool]]:
    """Each claim of the rule reader on the training articles, and whether the annotators made it too."""
    out: list[tuple[Claim, bool]] = []
    for line in (SHARED / "gold/train.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        fields = {k: item.get(k) for k in ("id", "text", "title", "date", "language", "outlet")}
        document = prepare(Article(**fields))
        if isinstance(document, Skip):
            continue
        gold = {(c["s"], *_key(c["source"], c["relation"], c["target"]), c["status"]) for c in item["claims"]}
        for claim in reader("rules").read(document, link(document)):
            at = next((i for i, (b, e) in enumerate(item["sentences"]) if b <= claim.evidence.start < e), -1)
            key = (at, *_key(claim.source, claim.relation, claim.target), claim.status.value)
            out.append((claim, key in gold))
    return out


def main() -> None:
    """Measure and write the table."""
    seen, right = Counter[str](), Counter[str]()
    for claim, good in judged():
        ways = ["all", "context" if claim.context else "named"]
        ways.append((claim.cue or "").rpartition("(")[2].rstrip(")"))
        seen.update(ways)
        right.update(w for w in ways if good)
    mean = right["all"] / seen["all"]
    context = (right["context"] / seen["context"]) / (right["named"] / seen["named"])
    lines = [
        "# How often each way of finding is right (status included), measured on the training articles and shrunk",
        "# toward the mean; written by scripts/calibrate_rules.py.",
        f"default: {mean:.2f}",
        f"context: {min(context, 1.0):.2f}",
        "via:",
    ]
    for way in sorted(seen.keys() - {"all", "context", "named"}):
        share = (right[way] + PRIOR * mean) / (seen[way] + PRIOR)
        lines.append(f"  {way}: {share:.2f}  # {right[way]} of {seen[way]}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
