"""The program as a process of its own: start-up, pipes, encodings, completion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HALUAN = [sys.executable, "-m", "haluan"]


def _run(*words: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LANG": "C.UTF-8", **extra}
    return subprocess.run([*HALUAN, *words], capture_output=True, env=environment, timeout=60, check=False)


def test_an_id_that_fits_several_claims_is_one_line_on_stderr(tmp_path: Path) -> None:
    store = str(tmp_path / "demo.db")
    _run("demo", "--db", store)  # hundreds of claims: more than one of them begins with a
    done = _run("show", "a", "--db", store)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["haluan: several claims begin with a: give more of the id"]


@pytest.mark.parametrize("words", ["--help", "--version", "rank --help", "read --help", "doctor --help"])
def test_help_imports_nothing_heavy(words: str) -> None:
    script = (
        "import sys\nfrom haluan.cli import main\n"
        f"main({words.split()!r}, standalone_mode=False)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'rich', 'yaml', 'numpy', 'lxml', 'trafilatura', 'requests', 'sqlite3', 'asyncio'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_overview_has_every_command(world: Path) -> None:
    from haluan.cli import COMMANDS

    done = _run("--help")
    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout.decode() for name in COMMANDS)


@pytest.mark.parametrize("command", ["claims --json", "claims", "rank --toward ISR --in Asia", "claims --format csv"])
def test_a_reader_that_goes_away_is_no_error(world: Path, command: str) -> None:
    line = f"{subprocess.list2cmdline(HALUAN)} {command} --db {world} | head -n 1"
    many = f"for i in 1 2 3; do {line}; done"
    done = subprocess.run(["bash", "-c", many], capture_output=True, timeout=60, check=False)
    assert done.stdout.count(b"\n") == 3
    assert done.stderr == b""


def test_a_closed_pipe_ends_a_long_output(tmp_path: Path) -> None:
    from world import make_world

    store = make_world(tmp_path / "world.db")
    with subprocess.Popen(
        [*HALUAN, "claims", "--json", "--db", str(store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_unicode_gets_question_marks_not_a_crash(world: Path, encoding: str) -> None:
    words = ("rank", "--toward", "ISR", "--in", "Asia", "--db", str(world))
    done = _run(*words, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert b"Vietnam supports Israel" in done.stdout
    record = _run(*words, "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0").stdout.decode(encoding)
    assert "T\u00fcrkiye" in [gap["name"] for gap in json.loads(record)["gaps"]]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    done = _run("completion", shell)
    assert done.returncode == 0
    assert b"_HALUAN_COMPLETE" in done.stdout


def test_completion_offers_commands() -> None:
    done = _run(_HALUAN_COMPLETE="bash_complete", COMP_WORDS="haluan ra", COMP_CWORD="1")
    assert done.stdout.decode().split() == ["plain,rank"]


def test_ctrl_c_while_reading_ends_cleanly(tmp_path: Path) -> None:
    import signal
    import time

    process = subprocess.Popen(
        [*HALUAN, "read", "-", "--db", str(tmp_path / "new.db"), "--jobs", "1"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not (tmp_path / "new.db").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
