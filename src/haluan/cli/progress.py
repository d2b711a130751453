"""Progress of reading on stderr - a live line on a terminal, a plain one now and then elsewhere - and the skips."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from haluan.cli.settings import Settings
from haluan.cli.terminal import warn
from haluan.i18n import Catalogue
from haluan.pipeline import Report

Progress = Callable[[int, int, int, int], None]
_REASONS_SHOWN = 3
_PLAIN_SECONDS = 10.0  # between two plain lines


@contextmanager
def shown_progress(say: Catalogue, quiet: bool) -> Iterator[Progress]:
    """Give a callback that shows (articles, claims, skips, already known) so far."""
    if quiet:
        yield lambda *_: None
    elif sys.stderr.isatty():
        with _live(say) as progress:
            yield progress
    else:
        yield _plain(say)


def warn_of_skips(settings: Settings, report: Report) -> None:
    """Name the first reasons why something was not read, and the command that gives all."""
    if not report.skips:
        return
    with settings.open() as database:
        reasons = database.log(report.run).skips[:_REASONS_SHOWN]
    for entry in reasons:
        warn(f"  {entry.skip.origin}: {entry.skip.reason}")
    if report.skips > len(reasons):
        warn(settings.say("read.why", command=settings.hint("log", "--run", str(report.run))))


def _line(say: Catalogue, counts: tuple[int, int, int, int], seconds: float) -> str:
    articles, claims, skips, known = counts
    rate = say.number((articles + known) / max(seconds, 1e-9))
    numbers = {"articles": articles + known, "claims": claims, "skips": skips}
    return say("read.progress", rate=rate, **{name: say.number(number) for name, number in numbers.items()})


@contextmanager
def _live(say: Catalogue) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    started = time.monotonic()
    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    # transient: the summary takes the place of the line
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_line(say, (0, 0, 0, 0), 1.0), total=None)

        def show(articles: int, claims: int, skips: int, known: int) -> None:
            seconds = time.monotonic() - started
            bar.update(task, description=_line(say, (articles, claims, skips, known), seconds))

        yield show


def _plain(say: Catalogue) -> Progress:
    started = last = time.monotonic()

    def show(articles: int, claims: int, skips: int, known: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PLAIN_SECONDS:
            last = now
            warn(_line(say, (articles, claims, skips, known), now - started))

    return show
