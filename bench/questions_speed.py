"""Every question on stores of synthetic claims: seconds cold and warm, memory.

python bench/questions_speed.py [10000 100000 1000000] [--keep FOLDER]

A store has 200 actors, of which some are spoken of much more than others, over 20 years. Cold is a new process that
asks one question of a file that was dropped from the page cache, imports included; warm is the median of five further
calls in the same process, each for another period where answers are kept. Memory is the peak of that process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.ontology import ActorKind, load
from haluan.store import open_store

QUESTIONS = {
    "rank": "db.rank('USA', 'Asia')",
    "rank, all states": "db.rank('USA')",
    "rank as of a day": "db.rank('USA', 'Asia', window=Window.of(as_of='2015'))",
    "pair": "db.pair('USA', 'CHN')",
    "state": "db.state('USA', limit=10)",
    "bloc": "db.bloc('NATO')",
    "split": "db.split('NATO', 'USA')",
    "explain": "db.explain('CHN', 'USA')",
    "changes of one": "db.changes(f'{2015 + turn}', f'{2016 + turn}', actor='USA', limit=20)",
    "changes of all": "db.changes(f'{2015 + turn}', f'{2016 + turn}', limit=20)",
    "changes, asked again": "db.changes('2020', '2021', limit=20)",
    "cohesion": "db.cohesion('NATO', ['USA', 'CHN', 'RUS', 'ISR', 'IRN', 'UKR'][turn])",
    "sources": "db.sources('USA', 'CHN')",
    "search": "db.search('drone treaty')",
    "network of Asia": "db.network('Asia')",
    "network of all": "db.network()",
}
_CLAIMS_AN_ARTICLE = 12
_FIRST, _DAYS = time.mktime((2005, 1, 1, 12, 0, 0, 0, 0, 0)), 20 * 365


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Articles of twelve claims each; every tenth is a copy of the one before."""
    chance, ontology = random.Random(seed), load()
    states = [code for code, actor in ontology.actors.items() if actor.kind is ActorKind.STATE]
    first = ["USA", "CHN", "RUS", "ISR", "PSE", "IDN", "NATO", "UN", "IRN", "UKR"]
    actors = first + [code for code in states if code not in first][: 200 - len(first)]
    weights = [1 / (place + 10) for place in range(len(actors))]
    relations, statuses = list(ontology.relations), list(Status)
    for number in range(claims // _CLAIMS_AN_ARTICLE + 1):
        name = f"s{number}"
        day = time.strftime("%Y-%m-%d", time.gmtime(_FIRST + chance.randrange(_DAYS) * 86400))
        lines = [
            f"Report {number}-{line} on drone treaty talks between two sides." for line in range(_CLAIMS_AN_ARTICLE)
        ]
        text = "\n".join(lines)
        article = Article(name, text, title=lines[0], date=day, outlet=f"Outlet {number % 60}", language="id")
        found, start = [], 0
        for line in lines:
            source, target = chance.choices(actors, weights, k=2)
            if source != target:
                status = chance.choices(statuses, [70, 12, 6, 7, 5])[0]
                evidence = Evidence.cut(text, start, start + len(line))
                found.append(
                    Claim(
                        name, source, chance.choice(relations), target, status, evidence,
                        quiet=chance.random() < 0.02, confidence=round(chance.uniform(0.3, 1), 3), reader="synthetic",
                        reader_version="1",
                    )
                )  # fmt: skip
            start += len(line) + 1
        yield Reading(article, "id", tuple(found), reader="synthetic", reader_version="1", sentences=len(lines))


def make(path: Path, claims: int) -> None:
    with open_store(path) as store:
        run, batch = store.start_run({"synthetic": claims}), []
        for reading in readings(claims):
            batch.append(reading)
            if len(batch) == 2000:
                store.add(batch, run=run)
                batch = []
        store.add(batch, run=run)
        store.finish_run(run, {})


def drop_from_cache(path: Path) -> None:
    for part in (path, Path(f"{path}-wal")):
        if part.exists():
            descriptor = os.open(part, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def ask(path: Path, question: str) -> None:
    """What the measured process does: one question cold, five warm."""
    begun, busy = time.perf_counter(), [time.process_time()]
    import haluan
    from haluan.answers import Window

    times = []
    with haluan.open(path) as db:
        for turn in range(6):
            eval(question, {"db": db, "Window": Window, "turn": turn}).to_dict()  # the questions of this file
            times.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            busy.append(time.process_time())
    cpu = [after - before for before, after in pairwise(busy)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    warm = {"warm": statistics.median(times[1:]), "cpu": statistics.median(cpu[1:])}
    print(json.dumps({"cold": times[0], **warm, "mb": peak}))


def measure(path: Path, question: str) -> dict[str, float]:
    drop_from_cache(path)
    command = [sys.executable, __file__, "--ask", str(path), question]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="keep the stores in this folder and use those that are there")
    parser.add_argument("--ask", nargs=2, metavar=("STORE", "QUESTION"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.ask:
        ask(Path(arguments.ask[0]), arguments.ask[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes:
            path = (arguments.keep or Path(folder)) / f"synthetic-{size}.db"
            if not path.exists():
                begun = time.perf_counter()
                make(path, size)
                print(
                    f"{size:,} claims stored in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
                )
            print(f"\n{size:,} claims: question, cold s, warm ms, of these on the processor, peak MB")
            for name, question in QUESTIONS.items():
                found = measure(path, question)
                warm, cpu = 1000 * found["warm"], 1000 * found["cpu"]
                print(f"  {name:20} {found['cold']:6.2f} {warm:8.0f} {cpu:8.0f} {found['mb']:8.0f}", flush=True)


if __name__ == "__main__":
    main()
