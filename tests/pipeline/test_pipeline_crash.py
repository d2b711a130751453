"""Whatever ends a worker or the whole run, finished articles stay and the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FAKES

from haluan import pipeline
from haluan.model import ClaimQuery
from haluan.store import open_store

SUPPORT = Path(__file__).parents[1] / "support"
COUNT = 4000
KILLS = 20

RUN = """
import sys
import time
sys.path.insert(0, sys.argv[1])
if __name__ == "__main__":
    from fakes import FAKES
    from haluan import pipeline
    from haluan.store import open_store
    with open_store(sys.argv[2], wait=20) as store:
        options = pipeline.Options(workers=int(sys.argv[3]))

        def tell(articles, *_):
            if articles:
                print("commit", flush=True)
                time.sleep(0.003)  # so that the killer keeps up

        pipeline.run([sys.argv[4]], store, options, tell, stages=FAKES)
"""


def contents(path: Path):
    with open_store(path, read_only=True) as store:
        claims = {(cited.id, cited.claim, cited.outlet, cited.language) for cited in store.claims(ClaimQuery())}
        return claims, {frozenset(group.articles) for group in store.groups()}, store.counts()


def articles(path: Path) -> set[str]:
    with open_store(path, read_only=True) as store:
        assert store.problems() == ()
        return {cited.claim.article for cited in store.claims(ClaimQuery())}


def start(path: Path, workers: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, str(SUPPORT), str(path), str(workers), f"many:{COUNT}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_twenty_kills_in_the_middle_of_a_run_lose_nothing(tmp_path: Path) -> None:
    path, chance = tmp_path / "haluan.db", random.Random(5)
    finished: set[str] = set()
    for attempt in range(KILLS):
        process = start(path, workers=1 if attempt % 4 else 2)
        assert process.stdout is not None
        process.stdout.readline()  # the first commit; the kill falls somewhere into what follows
        time.sleep(chance.random() * 0.01)
        process.kill()
        process.communicate(timeout=30)
        now = articles(path)
        assert finished < now, "what was finished is there, and more"
        finished = now
    assert len(finished) < COUNT, "the kills came in the middle"
    process = start(path, workers=2)
    process.communicate(timeout=60)
    assert process.returncode == 0
    undisturbed = tmp_path / "undisturbed.db"
    with open_store(undisturbed) as store:
        pipeline.run([f"many:{COUNT}"], store, pipeline.Options(workers=1), stages=FAKES)
    assert contents(path) == contents(undisturbed)


@pytest.mark.skipif(os.name != "posix", reason="a signal as a terminal sends it")
def test_ctrl_c_in_the_terminal_ends_a_run_in_processes_cleanly(tmp_path: Path) -> None:
    path = tmp_path / "haluan.db"
    command = [sys.executable, "-c", RUN, str(SUPPORT), str(path), "2", "many:200000"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # the terminal tells parent and workers alike
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    with open_store(path, read_only=True) as store:
        assert store.counts().articles >= 32
        assert store.runs()[0].ended is not None
        assert store.problems() == ()


def test_an_article_that_kills_its_worker_is_skipped_and_all_others_are_read(tmp_path: Path) -> None:
    sources = ["many:100", "exit", "Between.", "killed", "After."]
    with open_store(tmp_path / "haluan.db") as store:
        report = pipeline.run(sources, store, pipeline.Options(workers=2), stages=FAKES)
        assert (report.articles, report.skips) == (102, 2)
        assert [entry.skip.article for entry in store.log()] == ["exit", "killed"]
        assert all("ended the worker" in entry.skip.reason for entry in store.log())


def test_processes_and_one_process_give_the_same(tmp_path: Path) -> None:
    sources = ["many:150", "german", "broken-text", "liar", "skip:x"]
    for workers in (1, 2):
        with open_store(tmp_path / f"{workers}.db") as store:
            pipeline.run(sources, store, pipeline.Options(workers=workers), stages=FAKES)
    assert contents(tmp_path / "1.db") == contents(tmp_path / "2.db")


def test_an_endless_article_is_skipped_in_a_worker_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "haluan.db") as store:
        options = pipeline.Options(workers=2, timeout=0.1)
        report = pipeline.run(["endless", "many:40"], store, options, stages=FAKES)
        assert (report.articles, report.skips) == (40, 1)


def test_workers_end_with_a_killed_run(tmp_path: Path) -> None:
    process = start(tmp_path / "haluan.db", workers=2)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    # communicate() returns only when the last process that holds the pipe has ended
    process.communicate(timeout=30)
    with open_store(tmp_path / "haluan.db", wait=0) as store:
        assert store.counts().articles > 0
