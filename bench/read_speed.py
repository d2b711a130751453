"""How fast are articles read into the store, and does memory stay flat? Prints figures; fails below the targets.

Needs the data folder: HALUAN_SHARED, or ``../shared`` beside the checkout.

* Speed: ``corpus/id_articles.jsonl.gz`` (830 Indonesian articles, 330 words on average) end to end into a fresh store
  in one process; articles a second of CPU time of one core, so that other work on the machine does not count.
* Memory: ``corpus/en_briefs.jsonl.gz`` (36,326 English briefs) with one worker a CPU; resident memory of this process
  and all below it, sampled while reading. Flat means: the last quarter of the run needs at most 1.25 times what the
  second did (the first fills caches).
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from haluan import pipeline
from haluan.model import Article

SHARED = Path(os.environ.get("HALUAN_SHARED", Path(__file__).parents[2] / "shared"))
TARGET = 60.0  # articles a second and core
GROWTH = 1.25
SAMPLE_S = 0.25


def read(corpus: str, workers: int) -> pipeline.Report:
    with tempfile.TemporaryDirectory() as folder:
        options = pipeline.Options(workers=workers)
        return pipeline.read_into(Path(folder) / "haluan.db", [str(SHARED / "corpus" / corpus)], options)


def speed() -> bool:
    pipeline.read(Article("warm", "Indonesia condemned Israel on Monday."))  # loads names and lexicon
    wall, cpu = time.perf_counter(), time.process_time()
    report = read("id_articles.jsonl.gz", workers=1)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rate = report.articles / cpu
    print(f"speed: {report.articles} articles, {report.claims} claims, {report.skips} skips", end="; ")
    print(f"{rate:.0f} articles/s/core (CPU), {report.articles / wall:.0f} by the clock; target {TARGET:.0f}")
    return rate >= TARGET


def memory() -> bool:
    samples: list[float] = []
    done = threading.Event()
    sampler = threading.Thread(target=_sample, args=(samples, done))
    sampler.start()
    started = time.perf_counter()
    try:
        report = read("en_briefs.jsonl.gz", workers=os.cpu_count() or 1)
    finally:
        done.set()
        sampler.join()
    seconds = time.perf_counter() - started
    quarter = max(1, len(samples) // 4)
    peaks = [max(samples[at : at + quarter]) for at in range(0, 4 * quarter, quarter)]
    print(f"memory: {report.articles} briefs, {report.claims} claims in {seconds:.0f} s with {os.cpu_count()} workers;")
    print(f"  peak MB by quarter: {', '.join(f'{peak:.0f}' for peak in peaks)}; target: last <= {GROWTH} * second")
    return peaks[3] <= GROWTH * peaks[1]


def _sample(samples: list[float], done: threading.Event) -> None:
    while not done.wait(SAMPLE_S):
        samples.append(sum(_resident_mb(pid) for pid in _family(os.getpid())))


def _family(pid: int) -> list[int]:
    """Return ``pid`` and all processes below it (Linux)."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # ended meanwhile
            continue
        for child in children:
            found += _family(int(child))
    return found


def _resident_mb(pid: int) -> float:
    """Return the memory that a process holds, what it shares counted by its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    results = [speed(), memory()]
    sys.exit(0 if all(results) else 1)
