"""A run that is killed inside a step of writing: what was finished stays, and the next run makes up for the rest."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FAKES

from haluan import pipeline
from haluan.columns import ClaimColumns
from haluan.model import Scope
from haluan.store import open_store

SUPPORT = Path(__file__).parents[1] / "support"
COUNT = 200
SOURCES = (f"many:{COUNT}", "skip:x")

# The process kills itself at the given call of a function of the store, before or after that function's own work
RUN = """
import importlib
import os
import signal
import sys
sys.path.insert(0, sys.argv[1])
from fakes import FAKES
from haluan import pipeline
from haluan.store import open_store

module, name, call, when = sys.argv[3].split(":")
owner = importlib.import_module(f"haluan.store.{module}")
*classes, method = name.split(".")
for part in classes:
    owner = getattr(owner, part)
plain, calls = getattr(owner, method), []

def last(*given, **named):
    calls.append(1)
    fatal = len(calls) == int(call)
    if fatal and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = plain(*given, **named)
    if fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, method, last)
with open_store(sys.argv[2]) as store:
    pipeline.run(sys.argv[4:], store, pipeline.Options(workers=1), stages=FAKES)
"""


def rows(columns: ClaimColumns) -> list[tuple[object, ...]]:
    """Each claim of the columns with the names of its ends."""
    fields = (columns.source, columns.relation, columns.target, columns.status)
    return sorted(zip(map(int, columns.key), *(list(field) for field in fields), map(int, columns.group), strict=True))


def read(path: Path) -> None:
    with open_store(path) as store:
        pipeline.run(SOURCES, store, pipeline.Options(workers=1), stages=FAKES)


@pytest.mark.parametrize(
    ("place", "least"),
    [
        ("writing:Writing.add:57:before", 32),
        ("writing:Writing.add:57:after", 32),
        ("packing:pack:1:before", 0),  # when the store is opened
        ("packing:pack:2:before", COUNT),
        ("packing:Terms.save:2:before", COUNT),
        ("packing:pack:2:after", COUNT),
        ("snapshots:note:1:before", COUNT),
        ("snapshots:note:1:after", COUNT),
    ],
)
def test_killed_while_it_writes(tmp_path: Path, place: str, least: int) -> None:
    path, undisturbed = tmp_path / "haluan.db", tmp_path / "undisturbed.db"
    command = [sys.executable, "-c", RUN, str(SUPPORT), str(path), place, *SOURCES]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    read(undisturbed)
    with open_store(path, read_only=True) as store, open_store(undisturbed, read_only=True) as whole:
        assert store.problems() == ()
        kept = rows(store.columns(Scope()))
        assert least <= store.counts().articles <= COUNT
        assert len(kept) == store.counts().claims == store.counts().articles  # one claim each, whether packed or not
        assert set(kept) <= set(rows(whole.columns(Scope())))
        assert [run.ended for run in store.runs()] in ([None], [])  # killed when it was opened there is none yet
    read(path)
    with open_store(path, read_only=True) as store, open_store(undisturbed, read_only=True) as whole:
        assert store.problems() == ()
        assert rows(store.columns(Scope())) == rows(whole.columns(Scope()))
        assert store.runs()[0].ended is not None
        assert store.counts() == whole.counts()
