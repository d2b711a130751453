"""The commands that look at single claims and articles: claims, show, search, log."""

from __future__ import annotations

import contextlib
import csv
import itertools
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.filters import filter_options
from haluan.cli.settings import Settings, examples, shared_options
from haluan.cli.terminal import echo_json

if TYPE_CHECKING:
    from haluan.answers import Citation

# Columns of the CSV form: what a spreadsheet needs, the quote included.
CSV_COLUMNS = (
    "id", "date", "when", "source", "source_name", "relation", "target", "target_name", "status", "quiet", "speaker",
    "quote", "outlet", "title", "url", "language", "article", "start", "end", "confidence",
)  # fmt: skip


@click.command(
    epilog=examples(
        "claims --actor ISR --relation arms --status actual",
        "claims --quiet --since 2024 --format csv > quiet.csv",
        "claims --source Rusia --target UKR --min-confidence 0.5 --format jsonl",
    )
)
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@shared_options
def claims(settings: Settings, form: str, **filters: Any) -> None:
    """List claims, newest first. `--json` is the same as `--format jsonl`: one claim a line."""
    # the stream is closed before the store is, also where the reader of a pipe has gone
    with settings.open() as database, contextlib.closing(database.claims(**filters)) as found:
        first = next(found, None)
        if first is not None:
            _print_claims(settings, itertools.chain((first,), found), "jsonl" if settings.as_json else form)
    if first is None:
        click.echo(settings.say("claims.nothing"), err=True)
        click.get_current_context().exit(EXIT_NOTHING)


@click.command(epilog=examples("show 5ab699da", "show 5ab699da --json"))
@click.argument("claim")
@shared_options
def show(settings: Settings, claim: str) -> None:
    """Show one CLAIM, by its id or the beginning of it, with the quote in its paragraph."""
    with settings.open() as database:
        answer = database.show(claim)
    if not settings.as_json:
        from haluan.cli.notes import show_page

        show_page(settings.printer(), answer)
    settings.finish(answer, found=True)


@click.command(epilog=examples("search Abraham Accords", 'search "latihan militer" --limit 5 --lang id'))
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many.")
@shared_options
def search(settings: Settings, text: tuple[str, ...], limit: int) -> None:
    """Find articles that hold all the words of TEXT, best match first."""
    with settings.open() as database:
        answer = database.search(" ".join(text), limit)
    if not settings.as_json:
        from haluan.cli.notes import search_page

        search_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.hits))


@click.command(epilog=examples("log", "log --limit 3 --json"))
@click.option("--run", type=click.IntRange(min=1), help="Only this run.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many runs.")
@shared_options
def log(settings: Settings, run: int | None, limit: int) -> None:
    """Show what was read when, and every source or article that was skipped, with the reason."""
    with settings.open() as database:
        answer = database.log(run, limit)
    if not settings.as_json:
        from haluan.cli.notes import log_page

        log_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.runs or answer.skips))


def _print_claims(settings: Settings, found: Iterator[Citation], form: str) -> None:
    """Print claims as they come from the store, so that a million of them need no memory."""
    if form == "jsonl":
        for citation in found:
            echo_json(citation.to_dict(), indent=None)
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(CSV_COLUMNS)
        for citation in found:
            writer.writerow(csv_row(citation))
    else:
        from haluan.cli.tables import print_citations

        print_citations(settings.printer(), found)


def csv_row(citation: Citation) -> list[str]:
    """Cells of one claim; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    from haluan.export.cells import cell

    record = citation.to_dict()
    record |= {"quote": record["evidence"]["text"], **{key: record["evidence"][key] for key in ("start", "end")}}
    return [cell(record[name]) for name in CSV_COLUMNS]
