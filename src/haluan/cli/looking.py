"""The commands that look at single claims and articles: claims, show, search, log."""

from __future__ import annotations

import contextlib
import csv
import itertools
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.settings import Settings, examples, shared_options
from haluan.cli.terminal import echo_json
from haluan.model import ClaimQuery, Status

if TYPE_CHECKING:
    from haluan.answers import Citation, Naming

# Columns of the CSV form: what a spreadsheet needs, the quote included.
CSV_COLUMNS = (
    "id", "date", "when", "source", "source_name", "relation", "target", "target_name", "status", "quiet", "speaker",
    "quote", "outlet", "title", "url", "language", "article", "start", "end", "confidence",
)  # fmt: skip


class Day(click.ParamType[str]):
    """A calendar day; a month or a year stands for its first day or, with ``end``, for its last."""

    name = "YYYY[-MM[-DD]]"

    def __init__(self, end: bool = False) -> None:
        self.end = end

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return an ISO day."""
        import datetime

        parts = value.split("-")
        # ISO days compare as text, so that day 31 is the end of any month.
        filled = [*parts, *(("12", "31") if self.end else ("01", "01"))[len(parts) - 1 :]]
        try:
            datetime.date.fromisoformat("-".join([*parts, "01", "01"][:3]))
        except ValueError:
            self.fail(f"{value!r} is not a date like 2024-06-18, 2024-06 or 2024", param, ctx)
        return "-".join(filled)


@click.command(
    epilog=examples(
        "claims --actor ISR --relation arms --status actual",
        "claims --quiet --since 2024 --format csv > quiet.csv",
        "claims --source Rusia --target UKR --min-confidence 0.5 --format jsonl",
    )
)
@click.option("--actor", multiple=True, help="Claims with this actor at either end. May be repeated (either actor).")
@click.option("--source", multiple=True, help="Claims of what this actor does.")
@click.option("--target", multiple=True, help="Claims of what is done to this actor.")
@click.option("--relation", multiple=True, help="One of the 23 relations: arms, supports, opposes ...")
@click.option("--status", multiple=True, type=click.Choice([status.value for status in Status]))
@click.option("--quiet", is_flag=True, help="Only claims that the text marks as quiet.")
@click.option("--since", type=Day(), help="Only events, else articles, from this day on.")
@click.option("--until", type=Day(end=True), help="Only events, else articles, up to this day.")
@click.option("--outlet", multiple=True, help="Only articles of this outlet.")
@click.option("--language", multiple=True, help="Only articles in this language.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only claims at least so sure.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@shared_options
def claims(
    settings: Settings,
    actor: tuple[str, ...],
    source: tuple[str, ...],
    target: tuple[str, ...],
    relation: tuple[str, ...],
    status: tuple[str, ...],
    quiet: bool,
    since: str | None,
    until: str | None,
    outlet: tuple[str, ...],
    language: tuple[str, ...],
    min_confidence: float,
    limit: int | None,
    form: str,
) -> None:
    """List claims, newest first. `--json` is the same as `--format jsonl`: one claim a line."""
    with settings.open() as database:
        naming = database.view.naming
        query = ClaimQuery(
            actors=_codes(naming, actor),
            sources=_codes(naming, source),
            targets=_codes(naming, target),
            relations=frozenset(naming.relation(name) for name in relation),
            statuses=frozenset(status),
            quiet=True if quiet else None,
            since=since,
            until=until,
            outlets=frozenset(outlet),
            languages=frozenset(language),
            min_confidence=min_confidence,
            limit=limit,
        )
        # closed before the store is, also where the reader of a pipe has gone
        with contextlib.closing(database.claims(query)) as found:
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


def _codes(naming: Naming, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(naming.actor(name) for name in names)


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
    record = citation.to_dict()
    record |= {"quote": record["evidence"]["text"], **{key: record["evidence"][key] for key in ("start", "end")}}
    cells = ("" if record[name] is None else str(record[name]) for name in CSV_COLUMNS)
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
