"""Options that commands share, as one value."""

from __future__ import annotations

import functools
import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.terminal import Printer, echo_json
from haluan.i18n import LANGUAGES, Catalogue, catalogue, default_language

if TYPE_CHECKING:
    from haluan.answers import Database
    from haluan.answers.types import Record

DEFAULT_STORE = "haluan.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, and how to speak."""

    db: Path
    language: str
    as_json: bool
    weights: Path | None = None

    @property
    def say(self) -> Catalogue:
        """The messages of the chosen language."""
        return catalogue(self.language)

    def open(self) -> Database:
        """Open the store to ask it; raises `haluan.store.StoreError` where it is missing or unreadable."""
        from haluan.answers import open as open_database

        return open_database(self.db, language=self.language, weights=self.weights)

    def printer(self) -> Printer:
        """Printer to stdout in the chosen language."""
        return Printer(self.say, self.hint)

    def hint(self, *words: str) -> str:
        """Write a command that goes on from here, for the same store."""
        store = () if self.db == Path(DEFAULT_STORE) else ("--db", str(self.db))
        return shlex.join(("haluan", *words, *store))

    def finish(self, answer: Record, found: bool) -> NoReturn:
        """Print the answer as JSON where that was asked for, and leave with the code for found or nothing found."""
        if self.as_json:
            echo_json(answer.to_dict())
        click.get_current_context().exit(0 if found else EXIT_NOTHING)


def examples(*commands: str) -> str:
    """Write the end of a command's help: commands that can be typed as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  haluan {command}" for command in commands)


def db_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--db``."""
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="HALUAN_DB",
        default=DEFAULT_STORE,
        show_default=f"$HALUAN_DB, else {DEFAULT_STORE}",
        help="The store.",
    )(command)


def names_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--names``."""
    return click.option(
        "--names",
        "names_path",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="HALUAN_NAMES",
        metavar="FILE",
        show_default="$HALUAN_NAMES, else haluan-names.csv beside the store",
        help="The names that the project settled.",
    )(command)


def project_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--project``: the folder of a project, for commands without a store."""
    return click.option(
        "--project",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="HALUAN_PROJECT",
        default=lambda: Path(os.environ.get("HALUAN_DB", DEFAULT_STORE)).parent,
        show_default="$HALUAN_PROJECT, else where the store is",
        metavar="FOLDER",
        help="Folder with what the project added to the names and facts.",
    )(command)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--lang``."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=default_language,
        show_default="$HALUAN_LANG, else that of the environment",
        help="Language of names, labels and messages.",
    )(command)


def confidence_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--min-confidence`` of questions; None for the usual one."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        show_default="0.35",
        help="Only claims at least so sure, or that a person accepted.",
    )(command)


def window_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say to which claims a question is restricted, as ``window``, and ``--weights``."""

    @click.option("--as-of", metavar="DATE", help="As if nothing after this day, month or year were reported.")
    @click.option("--since", metavar="DATE", help="Only events from this day, month or year on.")
    @click.option("--until", metavar="DATE", help="Only events up to this day, month or year.")
    @confidence_option
    @click.option(
        "--weights",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="HALUAN_WEIGHTS",
        metavar="FILE",
        show_default="$HALUAN_WEIGHTS, else haluan-weights.yaml beside the store",
        help="Weights of the scores that differ from the bundled ones (docs/alignment.md).",
    )
    @functools.wraps(command)
    def with_window(
        settings: Settings,
        as_of: str | None,
        since: str | None,
        until: str | None,
        min_confidence: float | None,
        weights: Path | None,
        **rest: Any,
    ) -> Any:
        from haluan.answers import Window

        window = Window.of(as_of, since, until, min_confidence)
        return command(settings=replace(settings, weights=weights), window=window, **rest)

    return with_window


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--db``, ``--lang`` and ``--json``, and hand them to the command as ``settings``."""

    @db_option
    @language_option
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
    @functools.wraps(command)
    def with_settings(db: Path, lang: str, as_json: bool, **rest: Any) -> Any:
        return command(settings=Settings(db, lang, as_json), **rest)

    return with_settings
