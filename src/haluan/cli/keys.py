"""Single keys from a terminal, none of them lost.

`click.getchar` discards what was typed before it was called, so that a fast hand loses keys between two screens.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from types import TracebackType
from typing import Any

import click

_ESCAPE, _END = "\x1b", "\x04"
_CHUNK = 64  # bytes: more than one key sends


class Keys:
    """Reads keys while the block lasts, and leaves the terminal as it was. Where there is no termios, click reads."""

    def __init__(self) -> None:
        self._typed: deque[str] = deque()
        self._usual: list[Any] | None = None

    def __enter__(self) -> Keys:
        try:
            import termios
        except ImportError:
            return self
        self._usual = termios.tcgetattr(sys.stdin.fileno())
        self._singly()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._by_lines()

    def key(self) -> str:
        """Return the next key; "" where the input ends (Ctrl-D). A key that sends several signs is one."""
        if self._usual is None:
            return click.getchar()
        while not self._typed:
            data = os.read(sys.stdin.fileno(), _CHUNK)
            text = data.decode("utf-8", "replace")
            # The arrow keys send letters behind an escape; these are no letters that somebody pressed.
            self._typed.extend([text] if text.startswith(_ESCAPE) else text or [_END])
        pressed = self._typed.popleft()
        return "" if pressed == _END else pressed

    def line(self) -> str:
        """Return a line, typed with echo and correction as the terminal does it."""
        ahead = "".join(self._typed)
        self._typed.clear()
        self._by_lines()
        try:
            return ahead + sys.stdin.readline()
        finally:
            self._singly()

    def _singly(self) -> None:
        if self._usual is not None:
            import termios
            import tty

            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)  # keeps what is typed already, unlike the default

    def _by_lines(self) -> None:
        if self._usual is not None:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._usual)
