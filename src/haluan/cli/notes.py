"""What `haluan show`, `search` and `log` print for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from haluan.answers import LogAnswer, LogEntry, Run, SearchAnswer, ShowAnswer
from haluan.cli.checks import Check, Level
from haluan.cli.tables import moment, print_basis, review_text, title
from haluan.cli.terminal import Printer, clean
from haluan.i18n import Catalogue
from haluan.model import Review


def show_page(printer: Printer, answer: ShowAnswer) -> None:
    """Print a claim, its quote highlighted in its paragraph, and every field."""
    say, cited = printer.say, answer.citation.cited
    claim = cited.claim
    title(printer, answer.citation.label)
    passage = Text(one_line(answer.before))
    passage.append(clean(claim.evidence.text), style="bold reverse")
    passage.append(one_line(answer.after))
    if not printer.console.is_terminal or printer.console.no_color:
        passage = Text(f"{one_line(answer.before)}>>{clean(claim.evidence.text)}<<{one_line(answer.after)}")
    printer.print(Padding(passage, (0, 2, 1, 2)))
    yes_no = {True: say("answer.yes"), False: say("answer.no")}
    fields = (
        ("claim", cited.id),
        ("status", say(f"status.{claim.status.value}")),
        ("quiet", yes_no[claim.quiet]),
        ("speaker", claim.speaker or say("show.own_voice")),
        ("when", claim.when),
        ("context", yes_no[claim.context]),
        ("confidence", say.number(claim.confidence, 2)),
        ("article", cited.title or claim.article),
        ("outlet", cited.outlet),
        ("author", answer.author),
        ("date", cited.date),
        ("language", cited.language),
        ("url", cited.url),
        ("origin", answer.origin),
        ("offsets", f"{claim.evidence.start}-{claim.evidence.end} ({claim.article})"),
        ("reader", f"{claim.reader} {claim.reader_version}"),
        ("cue", claim.cue),
        ("recorded", cited.recorded),
        ("review", _review(say, cited.review)),
    )
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in fields:
        if value and clean(value):
            table.add_row(say(f"show.{name}"), Text(clean(value)))
    printer.print(table)


def _review(say: Catalogue, review: Review | None) -> str | None:
    """Who judged a claim how, with their notes."""
    if review is None:
        return None
    return "; ".join((f"{review_text(say, review)}: {', '.join(review.reviewers)}", *review.notes))


def search_page(printer: Printer, answer: SearchAnswer) -> None:
    """Print the articles found, each with the text round the words."""
    say = printer.say
    for hit in answer.hits:
        head = Text(clean(hit.title or hit.article), style="bold")
        where = ", ".join(clean(part) for part in (hit.outlet, hit.date or say("undated")) if part)
        head.append(f"  {where} · {say('line.claims', n=hit.claims)}", style="not bold dim")
        printer.print(head, Padding(Text(clean(hit.snippet)), (0, 0, 1, 2)))
    if not answer.hits:
        printer.print(say("search.nothing", text=clean(answer.text)))
    print_basis(printer, answer.basis)


def log_page(printer: Printer, answer: LogAnswer) -> None:
    """Print the runs and the reasons of what was skipped."""
    say = printer.say
    skips: dict[int | None, list[LogEntry]] = {}
    for entry in answer.skips:
        skips.setdefault(entry.run, []).append(entry)
    for run in answer.runs:
        ended = moment(run.ended) if run.ended else say("log.cut_off")
        printer.print(Text(say("log.run", id=run.id, started=moment(run.started), ended=ended), style="bold"))
        _run_details(printer, run)
        _skips(printer, skips.pop(run.id, []))
    if skips:  # of runs that nobody noted
        printer.print(Text(say("log.elsewhere"), style="bold"))
        _skips(printer, [entry for entries in skips.values() for entry in entries])
    if not answer.runs and not answer.skips:
        printer.print(say("log.nothing"))


def _run_details(printer: Printer, run: Run) -> None:
    """Say what a run was to read and what it found; a run that was cut off counted nothing."""
    say, counts = printer.say, run.counts
    sources = run.arguments.get("sources")
    if isinstance(sources, list):
        printer.print(Padding(Text(clean(" ".join(str(source) for source in sources))), (0, 0, 0, 2)))
    if run.ended:
        found = [
            say("log.new", n=counts.get("articles", 0)),
            say("log.known", n=counts.get("known", 0)),
            say("line.claims", n=counts.get("claims", 0)),
            say("log.skipped", n=counts.get("skips", 0)),
        ]
        found += [say(f"log.{name}", n=counts[name]) for name in ("revised", "unchanged") if counts.get(name)]
        printer.print(Padding(Text(", ".join(found), style="dim"), (0, 0, 0, 2)))


def _skips(printer: Printer, entries: Sequence[LogEntry]) -> None:
    for entry in entries:
        line = Text(f"{clean(entry.skip.stage):9}", style="dim")
        line.append(clean(entry.skip.origin), style="not dim").append(f"  {clean(entry.skip.reason)}", style="yellow")
        printer.print(Padding(line, (0, 0, 0, 4)))


def checks_page(printer: Printer, checks: Sequence[Check]) -> None:
    """Print what the doctor found."""
    styles = {Level.GOOD: "green", Level.NOTE: "yellow", Level.BAD: "bold red"}
    width = max(len(check.name) for check in checks)
    for check in checks:
        line = Text(f"{check.level.value:5}", style=styles[check.level])
        line.append(f"{check.name:{width + 2}}{clean(check.detail)}", style="not bold default")
        printer.print(line)


def one_line(text: str) -> str:
    """Make context printable, keeping the space at its edges that separates it from the quote."""
    shown = clean(text)
    left = " " if text[:1].isspace() and shown else ""
    right = " " if text[-1:].isspace() and shown else ""
    return f"{left}{shown}{right}"
