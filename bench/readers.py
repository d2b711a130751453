"""The readers side by side on the held-out articles: figures of gold/score.py, speed and memory, in one table.

    python bench/readers.py [--gold dev|train|seeds] [--readers rules,model,learned,llm] [--limit 6]

rules: the rules alone. model: the learned reader without their advice. learned: both, the default. llm: a language
model at HALUAN_LLM_URL called HALUAN_LLM_MODEL, else the small one of scripts/local_model.py (make test-llm installs
it), which shows what a reader costs that has learned nothing of the task.

Needs the data folder beside the checkout (or HALUAN_SHARED). Each row is a process of its own with one worker, from the
file to a fresh store and a claims file; start-up is part of the time. Memory is that of this process, not of a server.
A language model is slow: it reads --limit articles, spread evenly over the gold file, and is timed on them; the default
reader is then scored on the same articles, because figures of few articles compare with nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))
READERS = {
    "rules": "rules only",
    "model": "model only",
    "learned": "both (default)",
    "llm": "language model",
}
HEAD = ["reader", "claim P", "claim R", "claim F1", "pair F1", "article F1", "status", "articles/s", "peak MB"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process needed: seconds, and MB at its peak."""

    seconds: float
    memory: float


def unadvised(name: str) -> Any:
    """The learned reader without the rules, whatever the name."""
    from haluan.claims.learned.reader import LearnedReader

    return LearnedReader(name=name, advised=False)


def read(reader: str, source: Path, out: Path) -> None:
    """Read ``source`` and write its claims; runs in a process of its own."""
    from haluan import answers, pipeline
    from haluan.languagemodel import Endpoint
    from haluan.model import ClaimQuery
    from haluan.store import open_store

    stages = replace(pipeline.STAGES, reader=unadvised) if reader == "model" else pipeline.STAGES
    options = pipeline.Options(reader=reader, workers=1)
    if reader == "llm":
        url, model = os.environ["HALUAN_LLM_URL"], os.environ["HALUAN_LLM_MODEL"]
        endpoint = Endpoint(url, model, os.environ.get("HALUAN_LLM_KEY"), timeout=600.0)
        options = replace(options, endpoint=endpoint)
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "bench.db"
        with open_store(path) as store:
            report = pipeline.run([str(source)], store, options, stages=stages)
        with answers.open(path) as database, out.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(found.to_dict()) + "\n" for found in database.claims(ClaimQuery()))
    failed = report.skips - report.dropped
    print(f"{report.articles} articles, {failed} not read, {report.claims} claims, {report.dropped} dropped")


def measured(reader: str, source: Path, out: Path) -> tuple[Cost, str]:
    """Run `read` in a process of its own; its cost, and what it says of itself."""
    began = time.perf_counter()
    command = [sys.executable, __file__, "--read", reader, str(source), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read().strip()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{reader}: ended with {process.returncode}")
    return Cost(time.perf_counter() - began, usage.ru_maxrss / 1024), said


def row(name: str, reader: str, gold: Path, corpus: Path | None) -> str:
    """Score one reader on ``gold`` and time it on ``corpus``, else on what it was scored on."""
    with tempfile.TemporaryDirectory() as home:
        claims = Path(home) / "claims.jsonl"
        cost, said = measured(reader, gold, claims)
        count = lines(gold)
        print(f"{name}: {said}", file=sys.stderr)
        command = [sys.executable, str(SHARED / "gold/score.py"), str(gold), str(claims), "--json"]
        got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if corpus is not None:
            cost, _ = measured(reader, corpus, Path(home) / "other.jsonl")
            count = lines(corpus)
    claim, matched = got["claim"], got.get("on matched", {})
    figures = [claim["p"], claim["r"], claim["f1"], got["pair"]["f1"], got["article"]["f1"], matched.get("status", 0.0)]
    cells = [name, *(f"{figure:.3f}" for figure in figures), f"{count / cost.seconds:.2f}", f"{cost.memory:.0f}"]
    return f"| {' | '.join(cells)} |"


def lines(path: Path) -> int:
    """How many articles a file holds."""
    with path.open(encoding="utf-8") as handle:
        return sum(1 for _ in handle)


def sample(out: Path, size: int) -> Path:
    """The first articles of the Indonesian corpus, about 330 words each."""
    with gzip.open(SHARED / "corpus/id_articles.jsonl.gz", "rt", encoding="utf-8") as corpus:
        out.write_text("".join(line for line, _ in zip(corpus, range(size), strict=False)), encoding="utf-8")
    return out


def spread(gold: Path, out: Path, size: int) -> Path:
    """``size`` articles of ``gold``, evenly spaced: it is sorted by kind."""
    rows = gold.read_text(encoding="utf-8").splitlines(keepends=True)
    chosen = [rows[n * len(rows) // size] for n in range(min(size, len(rows)))] if size else rows
    out.write_text("".join(chosen), encoding="utf-8")
    return out


@contextmanager
def language_model() -> Iterator[str | None]:
    """The name of the model to ask, with its address in the environment; None where there is none."""
    if os.environ.get("HALUAN_LLM_URL"):
        yield os.environ.setdefault("HALUAN_LLM_MODEL", "default")
    elif importlib.util.find_spec("xllamacpp") is None:
        yield None
    else:
        command = [sys.executable, str(ROOT / "scripts/local_model.py")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            os.environ["HALUAN_LLM_URL"] = server.stdout.readline().strip()
            os.environ["HALUAN_LLM_MODEL"] = "gemma-3-270m"
            try:
                yield "gemma-3-270m, untuned"
            finally:
                server.terminate()


def llm_rows(gold: Path, home: Path, limit: int) -> Iterator[str]:
    """The language model on some articles, and the default reader on the same ones."""
    with language_model() as model:
        if model is None:
            print("llm: left out, no HALUAN_LLM_URL and no local model (make test-llm installs one)", file=sys.stderr)
            return
        some = spread(gold, home / "some.jsonl", limit)
        yield row(f"{READERS['llm']} ({model}), {lines(some)} articles", "llm", some, None)
        if limit:
            yield row(f"{READERS['learned']}, the same {lines(some)} articles", "learned", some, None)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default="dev")
    parser.add_argument("--readers", default=",".join(READERS), help="which rows, in this order")
    parser.add_argument("--articles", type=int, default=200, help="how many articles to time")
    parser.add_argument("--limit", type=int, default=6, help="articles for the language model; 0 for all")
    parser.add_argument("--read", nargs=3, metavar=("READER", "SOURCE", "OUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        reader, source, out = arguments.read
        return read(reader, Path(source), Path(out))
    wanted = arguments.readers.split(",")
    if unknown := set(wanted) - set(READERS):
        parser.error(f"no such reader: {', '.join(sorted(unknown))}")
    if not SHARED.exists():
        sys.exit("skipped: the data folder (../shared or HALUAN_SHARED) is not here")
    print(f"| {' | '.join(HEAD)} |\n| --- |{' ---: |' * (len(HEAD) - 1)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        home, gold = Path(folder), SHARED / f"gold/{arguments.gold}.jsonl"
        corpus = sample(home / "articles.jsonl", arguments.articles)
        for reader in wanted:
            rows = (
                llm_rows(gold, home, arguments.limit)
                if reader == "llm"
                else [row(READERS[reader], reader, gold, corpus)]
            )
            for line in rows:
                print(line, flush=True)


if __name__ == "__main__":
    main()
