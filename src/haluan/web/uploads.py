"""Uploaded files while they are read: where they stand meanwhile, and how their places are told to people."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "haluan-added-"
"""How the name of a folder of uploads begins."""
_UNSAFE = re.compile(r"[^\w.-]+")
_PLACE = re.compile(rf"\S*[/\\]{FOLDER}[^/\\\s]+[/\\]\d+[/\\]")


def named(name: str) -> str:
    """The name of a file as its browser gave it, without folders."""
    return Path(name.replace("\\", "/")).name


def keep(folder: Path, number: int, name: str, content: bytes) -> Path:
    """Write an upload under a name of our own that keeps its ending, by which formats are told."""
    path = folder / f"{number}" / (_UNSAFE.sub("_", named(name)).lstrip(".")[-80:] or "text.txt")
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def called(text: str | None) -> str:
    """Say places in a text as whoever added them knows them: uploads by their names alone."""
    return _PLACE.sub("", text or "")
