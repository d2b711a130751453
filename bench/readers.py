"""The readers side by side on the held-out articles: figures of gold/score.py, speed and memory.

    python bench/readers.py [--gold dev|train|seeds] [--readers rules,learned]

Needs the data folder beside the checkout (or HALUAN_SHARED). Each reader runs as a process of its own with one worker,
from the file to a fresh store and a claims file; start-up is part of the time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))
HALUAN = Path(sys.executable).parent / "haluan"
ROW = (
    "| {name} | {p:.3f} | {r:.3f} | {f1:.3f} | {pair:.3f} | {article:.3f} | {status:.3f} | {speed:.1f} | {memory:.0f} |"
)


def run(reader: str, gold: Path, corpus: Path) -> dict[str, Any]:
    """Score one reader on ``gold`` and time it on ``corpus``."""
    with tempfile.TemporaryDirectory() as home:
        claims = Path(home) / "claims.jsonl"
        read = [str(HALUAN), "read", str(gold), "--db", f"{home}/gold.db", "--claims", str(claims), "--reader", reader]
        subprocess.run([*read, "--jobs", "1"], check=True, capture_output=True)
        command = [sys.executable, str(SHARED / "gold/score.py"), str(gold), str(claims), "--json"]
        scored: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        count = sum(1 for _ in corpus.open(encoding="utf-8"))
        began = time.perf_counter()
        timed = [str(HALUAN), "read", str(corpus), "--db", f"{home}/corpus.db", "--reader", reader, "--jobs", "1"]
        subprocess.run(timed, check=True, capture_output=True)
        scored["speed"] = count / (time.perf_counter() - began)
    scored["memory"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return scored


def sample(home: Path, size: int) -> Path:
    """The first articles of the Indonesian corpus, about 330 words each."""
    import gzip

    out = home / "articles.jsonl"
    with gzip.open(SHARED / "corpus/id_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        out.write_text("".join(line for line, _ in zip(lines, range(size), strict=False)), encoding="utf-8")
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default="dev")
    parser.add_argument("--readers", default="rules,learned")
    parser.add_argument("--articles", type=int, default=200, help="how many articles to time")
    arguments = parser.parse_args()
    if not SHARED.exists():
        sys.exit("skipped: the data folder (../shared or HALUAN_SHARED) is not here")
    print("| reader | claim P | claim R | claim F1 | pair F1 | article F1 | status | articles/s | peak MB |")
    print("| --- |" + " ---: |" * 8)
    with tempfile.TemporaryDirectory() as home:
        corpus = sample(Path(home), arguments.articles)
        for name in arguments.readers.split(","):
            got = run(name, SHARED / f"gold/{arguments.gold}.jsonl", corpus)
            claim = got["claim"]
            print(
                ROW.format(
                    name=name,
                    p=claim["p"],
                    r=claim["r"],
                    f1=claim["f1"],
                    pair=got["pair"]["f1"],
                    article=got["article"]["f1"],
                    status=got.get("on matched", {}).get("status", 0.0),
                    speed=got["speed"],
                    memory=got["memory"],
                )
            )


if __name__ == "__main__":
    main()
