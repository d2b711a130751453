"""What goes to the terminal: text made harmless, JSON, and styled lines where stdout is a terminal."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from haluan.i18n import Catalogue

# Escape sequences as a whole (CSI, OSC and other strings, two-character ones), so that no remains are printed.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")
# Other control characters, directional overrides that would turn a line round, and halves of characters.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Where stdout is no terminal: wide enough for a quote, narrow enough to read in an editor.
_PLAIN_WIDTH = 100


def clean(text: str) -> str:
    """Make untrusted text printable on one line: no control characters, escape sequences or directional overrides."""
    return _CONTROLS.sub("", _SPACES.sub(" ", _ESCAPES.sub("", text))).strip()


def to_json(value: Any, indent: int | None = None, ascii_only: bool = False) -> str:
    """Write JSON as readable Unicode; characters that could steer a terminal stay escaped."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def echo_json(value: Any, indent: int | None = 2) -> None:
    """Print one JSON value to stdout, without loss whatever the encoding is."""
    click.echo(to_json(value, indent, ascii_only=not _is_unicode(sys.stdout)))


def tolerate_encodings() -> None:
    """Let signs that the terminal's encoding lacks appear as question marks instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _is_unicode(stream):
            stream.reconfigure(errors="replace")


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


class Printer:
    """Prints to stdout; colours only on a terminal and without NO_COLOR."""

    def __init__(self, say: Catalogue, hint: Callable[..., str]) -> None:
        from rich.console import Console

        self.say = say
        self.hint = hint  # writes a command that goes on from here
        terminal = sys.stdout.isatty()
        width = None if terminal or "COLUMNS" in os.environ else _PLAIN_WIDTH
        self.console: Console = Console(
            file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False
        )

    @property
    def width(self) -> int:
        """Columns to fill."""
        return self.console.width

    def print(self, *lines: RenderableType) -> None:
        """Print renderables, each on its own line, without the blanks that rich fills lines with."""
        for line in lines:
            with self.console.capture() as captured:
                self.console.print(line)
            for row in captured.get().splitlines():
                click.echo(row.rstrip(" "), color=True)  # rich has already decided on colour


def warn(message: str) -> None:
    """Print one line of progress or warning to stderr."""
    click.echo(clean(message), err=True)
