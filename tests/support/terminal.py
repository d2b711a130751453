"""A program with a terminal of its own, for tests of what people type."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import pytest

pty = pytest.importorskip("pty", reason="terminals of this kind exist on Unix only")
PATIENCE = 60.0  # seconds until a screen that does not come is a failure


class Terminal:
    """A process with a terminal of its own."""

    def __init__(self, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        self._shown = b""
        program = [sys.executable, "-c", "from haluan.cli import main; main()", *words]
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}
        # The terminal must be the process's own, or Ctrl-C reaches nobody.
        self.process = subprocess.Popen(program, env=environment, preexec_fn=partial(os.login_tty, theirs))
        os.close(theirs)

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def until(self, wanted: str) -> str:
        """Return what is shown up to and with ``wanted``; the rest is kept for the next call."""
        end = time.monotonic() + PATIENCE
        while wanted.encode() not in self._shown:
            ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{wanted!r} did not come: {self._shown.decode()!r}"
            self._shown += os.read(self._ours, 4096)
        before, _, self._shown = self._shown.partition(wanted.encode())
        return before.decode() + wanted

    def interrupt(self) -> int:
        """Press Ctrl-C until the process ends, and return its exit status.

        Once is not enough on a busy machine: a signal that comes just before the line editor waits for a key is
        noticed at the next key only.
        """
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.press("\x03")
            with suppress(subprocess.TimeoutExpired):
                return self.process.wait(1)
        raise AssertionError("Ctrl-C does not end it")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)
