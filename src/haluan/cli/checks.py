"""What `haluan doctor` examines. Each check tells what it found; none changes anything."""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from haluan import __version__
from haluan.model import HaluanError

_LITTLE_ROOM = 1_000_000_000  # bytes: a million headlines with their claims and index take about as much


class Level(StrEnum):
    """How bad a finding is."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was examined, and what was found."""

    name: str
    level: Level
    detail: str


def examine(db: Path) -> Iterator[Check]:
    """Yield all checks, the quick ones first."""
    yield Check("haluan", Level.GOOD, f"{__version__} in {Path(__file__).parents[1]}")
    good = sys.version_info >= (3, 11)
    wanted = "" if good else ", 3.11 or newer is needed"
    yield Check("python", Level.GOOD if good else Level.BAD, f"{platform.python_version()}{wanted}")
    yield from _packages()
    yield _ontology()
    yield _reading()
    yield _sqlite()
    yield _disk(db)
    yield _terminal()
    yield _store(db)


def _packages() -> Iterator[Check]:
    """Missing requirements: a fault where always needed, a note where only an extra needs them."""
    missing: dict[str, list[str]] = {}
    for requirement in metadata.requires("haluan") or ():
        name = re.match(r"[\w.-]+", requirement)
        extra = re.search(r"extra\s*==\s*['\"]([\w.-]+)", requirement)
        if name and not any(True for _ in metadata.distributions(name=name[0])):
            missing.setdefault(extra[1] if extra else "", []).append(name[0])
    needed = missing.pop("", [])
    yield Check("packages", Level.BAD if needed else Level.GOOD, f"missing: {', '.join(needed)}" if needed else "all")
    for extra_name, names in sorted(missing.items()):
        detail = f"not installed ({', '.join(names)}); pip install 'haluan[{extra_name}]'"
        yield Check(f"extra {extra_name}", Level.NOTE, detail)


def _reading() -> Check:
    """Read a sentence: it needs every library and data file of the reader."""
    try:
        from haluan.pipeline import probe

        probe()
    except Exception as error:  # a library that cannot even be loaded is a finding too
        return Check("reading", Level.BAD, f"{type(error).__name__}: {error}")
    return Check("reading", Level.GOOD, "reads a sentence")


def _sqlite() -> Check:
    """Make a store in a temporary folder: it needs FTS5, WAL, JSON and strict tables all together."""
    library = "SQLite"
    try:
        from haluan.answers import engine
        from haluan.pipeline import InstallationError, read_into

        library = engine()
        with tempfile.TemporaryDirectory(prefix="haluan-doctor-") as folder:
            read_into(Path(folder) / "probe.db", [])
    except InstallationError:
        return Check("sqlite", Level.NOTE, f"{library}, not tested because reading fails")
    except Exception as error:
        return Check("sqlite", Level.BAD, f"{library} cannot make a store: {type(error).__name__}: {error}")
    return Check("sqlite", Level.GOOD, f"{library} makes stores (strict tables, WAL, FTS5)")


def _ontology() -> Check:
    from haluan.ontology import load

    try:
        data = load()
    except HaluanError as error:
        return Check("reference data", Level.BAD, str(error))
    counts = f"{len(data.actors)} actors, {len(data.names)} names, {len(data.terms)} terms of office"
    return Check("reference data", Level.GOOD, f"{counts}, {len(data.relations)} relations")


def _disk(db: Path) -> Check:
    folder = next(parent for parent in db.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1e9:.1f} GB free in {folder}"
    if not os.access(folder, os.W_OK):
        return Check("disk", Level.NOTE, f"{detail}, which this user may not write")
    return Check("disk", Level.GOOD if free > _LITTLE_ROOM else Level.NOTE, detail)


def _terminal() -> Check:
    width = shutil.get_terminal_size().columns
    kind = f"{width} columns" if sys.stdout.isatty() else "stdout is no terminal"
    colour = "no colour (NO_COLOR)" if os.environ.get("NO_COLOR") else os.environ.get("TERM", "TERM is not set")
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(False)).lower()
    level = Level.GOOD if encoding.replace("-", "") == "utf8" else Level.NOTE
    return Check("terminal", level, f"{kind}, {colour}, {encoding}")


def _store(db: Path) -> Check:
    from haluan.answers import StoreError, StoreMissing
    from haluan.answers import open as open_database

    try:
        with open_database(db) as database:
            problems, counts, form = database.problems(), database.coverage(), database.version()
    except StoreMissing:
        return Check("store", Level.NOTE, f"none at {db} yet; `haluan read SOURCE...` makes one")
    except StoreError as error:
        return Check("store", Level.BAD, str(error))
    if problems:
        return Check("store", Level.BAD, f"{db}: " + "; ".join(problems[:5]))
    holds = f"{counts.articles} articles, {counts.claims} claims"
    return Check("store", Level.GOOD, f"{db} (form {form}): {holds}, every quote in place")
