"""How fast are articles read into the store, and does memory stay flat? Prints figures; fails below the targets.

    python bench/read_speed.py [--articles 150] [--briefs 4000]

Needs the data folder: HALUAN_SHARED, or ``../shared`` beside the checkout.

* Speed: Indonesian articles (330 words on average) end to end into a fresh store in one process; articles a second of
  CPU time of one core, so that other work on the machine does not count. The rules alone read all 830, the default
  reader the first ``--articles``.
* Memory: the default reader on the first ``--briefs`` English briefs with two processes; resident memory of this
  process and all below it, sampled while reading. Flat means: the last quarter of the run needs at most 1.25 times
  what the second did (the first fills caches).
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path

from haluan import pipeline
from haluan.model import Article

SHARED = Path(os.environ.get("HALUAN_SHARED", Path(__file__).parents[2] / "shared"))
TARGETS = {"rules": 60.0, "learned": 4.0}  # articles a second and core
MOST_MB = 1500.0
GROWTH = 1.25
SAMPLE_S = 0.25


def read(corpus: str, most: int, options: pipeline.Options) -> pipeline.Report:
    """Read the first ``most`` articles of a corpus into a store that is then thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "some.jsonl"
        with gzip.open(SHARED / "corpus" / corpus, "rt", encoding="utf-8") as lines:
            source.write_text("".join(islice(lines, most)), encoding="utf-8")
        return pipeline.read_into(Path(folder) / "haluan.db", [str(source)], options)


def speed(reader: str, most: int) -> bool:
    options = pipeline.Options(reader=reader, workers=1)
    pipeline.read(Article("warm", "Indonesia condemned Israel on Monday."), options)  # loads names, lexicon and model
    wall, cpu = time.perf_counter(), time.process_time()
    report = read("id_articles.jsonl.gz", most, options)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rate, target = report.articles / cpu, TARGETS[reader]
    print(f"{reader}: {report.articles} articles, {report.claims} claims, {cpu:.1f} s CPU, {wall:.1f} s wall")
    print(f"  {rate:.1f} articles/s and core (target {target:.0f})")
    return rate >= target


def memory(most: int) -> bool:
    samples: list[float] = []
    done = threading.Event()
    sampler = threading.Thread(target=_sample, args=(samples, done))
    sampler.start()
    started = time.perf_counter()
    try:
        report = read("en_briefs.jsonl.gz", most, pipeline.Options(workers=2))
    finally:
        done.set()
        sampler.join()
    seconds = time.perf_counter() - started
    quarter = max(1, len(samples) // 4)
    peaks = [max(samples[at : at + quarter]) for at in range(0, 4 * quarter, quarter)]
    print(f"memory: {report.articles} briefs, {report.claims} claims in {seconds:.0f} s with two processes;")
    told = ", ".join(f"{peak:.0f}" for peak in peaks)
    print(f"  peak MB by quarter: {told}; target: last <= {GROWTH} * second, all <= {MOST_MB:.0f}")
    return peaks[3] <= GROWTH * peaks[1] and max(peaks) <= MOST_MB


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--briefs", type=int, default=4000)
    options = parser.parse_args()
    good = [speed("rules", 830), speed("learned", options.articles), memory(options.briefs)]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
