"""Answers as readable lines: each tie with its status, counts, best quote, outlet, date and claim id.

A wide terminal gets a table, a narrow one a short block a tie. All text from articles passes through `clean`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from haluan.answers import SURE, ActorName, Basis, Citation, Gap, Reading, Relationship, Score, Tie
from haluan.cli.terminal import Printer, clean
from haluan.i18n import Catalogue
from haluan.model import Review, Status

WIDE = 110  # columns from which a table reads better than blocks
SHORT_ID = 8  # hex digits of a claim id to show; `haluan show` takes them
_LONG_QUOTE = 240
_MONTH = len("2024-06")
_MINUTE = len("2025-06-18T07:00")
_LONG_SOURCE = 26
_SILENT_SHOWN = 12
_ARROWS = {"out": "→", "in": "←", "mutual": "↔"}
MARKS = {1: ("+", "green"), -1: ("−", "red"), 0: ("·", "dim")}


def full_name(say: Catalogue, name: str, code: str) -> str:
    """Name and code of an actor; one of them where they are the same (NATO)."""
    return name if name == code else say("actor", name=name, code=code)


def moment(time: str) -> str:
    """Write an ISO time in UTC for people: 2025-06-18 07:00 UTC."""
    return f"{clean(time)[:_MINUTE].replace('T', ' ')} UTC"


def title(printer: Printer, text: str) -> None:
    """Print the question."""
    printer.print(Text(clean(text), style="bold"), Text())


def section(printer: Printer, text: str) -> None:
    """Print the heading of a part of the answer."""
    printer.print(Text(clean(text), style="bold underline"))


def relationship(
    printer: Printer, line: Relationship, ties: Sequence[Tie], command: str, number: int = 0, named: bool = True
) -> None:
    """Print one actor's line and ``ties`` of it; ``command`` tells how to see those that are left out."""
    say = printer.say
    head = Text(f"{number}. " if number else "")
    if named:
        head.append(f"{clean(full_name(say, line.name, line.actor))}  ", style="bold")
    head.append(say("line.friendly", weight=say.number(line.friendly, 1)), style="green" if line.friendly else "dim")
    head.append(" · ")
    head.append(say("line.hostile", weight=say.number(line.hostile, 1)), style="red" if line.hostile else "dim")
    head.append(f" · {say('line.claims', n=line.claims)}, {say('line.independent', n=line.independent)}")
    if line.stance == "mixed":
        head.append(f" · {say('line.mixed')}", style="yellow")
    if line.quiet:
        head.append(f" · {say('quiet')}", style="magenta")
    printer.print(head)
    if line.said and line.done and line.reading:
        printer.print(Padding(scores_text(say, line.said, line.done, line.reading), (0, 0, 0, 2)))
    print_ties(printer, ties)
    _context(printer, line)
    if line.unsure:
        told = "; ".join(f"{clean(tie.label)} ({say(f'status.{tie.status.value}')})" for tie in line.unsure)
        more = f" {say('gaps.more', n=line.more_unsure)}" if line.more_unsure else ""
        printer.print(Padding(Text(f"{say('line.unsure')} {told}{more}", style="dim"), (0, 0, 0, 5)))
    if left := len(line.ties) + line.more_ties - len(ties):
        printer.print(Padding(Text(say("line.more", n=left, command=command), style="dim"), (0, 0, 0, 4)))
    printer.print(Text())


def scores_text(say: Catalogue, said: Score, done: Score, reading: Reading) -> Text:
    """What is said and done as scores with intervals, and how openly."""
    text = Text()
    for name, score in (("said", said), ("done", done)):
        style = "green" if score.low > 0 else "red" if score.high < 0 else ""
        low, high = signed(say, score.low), signed(say, score.high)
        text.append(f"{say(f'score.{name}')} ").append(signed(say, score.value), style=style)
        text.append(f" [{low}; {high}] · ", style="dim")
    return text.append(say(f"reading.{reading.value}"), style="magenta" if reading is Reading.QUIET else "")


def signed(say: Catalogue, value: float) -> str:
    """Write a score with its sign: +0.31, −0.05, 0.00."""
    text = say.number(abs(value), 2)
    return text if text.strip("0.,") == "" else f"{'+' if value > 0 else '−'}{text}"


def _context(printer: Printer, line: Relationship) -> None:
    """Why, and against whom, in the words of the texts."""
    say = printer.say
    for passage in line.motives:
        source = _told_by(say, passage.outlet or passage.title or passage.article, passage.date)
        text = Text(f"{say('line.why')} ", style="dim").append(
            f"“{_shortened(clean(passage.text), _LONG_QUOTE)}”", "italic"
        )
        text.append(f" {source}, {passage.claim[:SHORT_ID]}", style="dim")
        printer.print(Padding(text, (0, 0, 0, 5)))
    for tie in line.against:
        text = Text(f"{say('line.against')} ", style="dim").append(clean(tie.label)).append(" ")
        printer.print(Padding(text.append_text(cited_text(say, tie.best)), (0, 0, 0, 5)))


def choose(line: Relationship, most: int, quiet_first: bool = False) -> tuple[Tie, ...]:
    """Pick the ties to show: the heaviest supporting ones, but never without what speaks against them."""
    supporting = sorted(line.supporting, key=lambda tie: quiet_first and not tie.quiet)
    neutral = [tie for tie in line.ties if tie.sign == 0]
    shown = [*supporting[:most], *line.contrary[:most]]
    return tuple(shown + neutral[: max(0, most - len(shown))])


def print_ties(printer: Printer, ties: Iterable[Tie]) -> None:
    """Print ties under their actor."""
    rows = [(tie, tie.best) for tie in ties]
    if not rows:
        return
    if printer.width < WIDE:
        for tie, best in rows:
            printer.print(Padding(_block(printer, tie, best), (0, 0, 0, 2)))
        return
    say = printer.say
    table = _table(printer, ("column.tie", "column.status", "column.count"))
    for tie, best in rows:
        mark, style = MARKS[tie.sign]
        phrase = tie_text(say, tie)
        if span := _span(say, tie):
            phrase.append(f"\n{span}", style="dim")
        if tie.partly:
            phrase.append(f"\n{say('line.partly', n=tie.partly)}", style="dim")
        counts = f"{tie.claims}/{tie.independent}"
        table.add_row(
            Text(f"{mark}{_ARROWS[tie.direction]}", style=style),
            phrase,
            status_text(say, tie.status, tie.quiet),
            counts,
            _quote(best),
            _source(say, best),
            best.cited.id[:SHORT_ID],
        )
    printer.print(Padding(table, (0, 0, 0, 1)))


def print_citations(printer: Printer, citations: Iterable[Citation]) -> None:
    """Print single claims, one after the other as they come."""
    say = printer.say
    for citation in citations:
        claim = citation.cited.claim
        block = Text()
        block.append(clean(citation.label), style="bold")
        block.append(" · ").append_text(status_text(say, claim.status, claim.quiet))
        if claim.speaker:
            block.append(f" · {say('line.speaker', speaker=clean(claim.speaker))}", style="dim")
        if claim.when:
            block.append(f" · {clean(claim.when)}", style="dim")
        printer.print(block, Padding(cited_text(say, citation), (0, 0, 0, 2)))


def print_gaps(printer: Printer, gaps: Sequence[Gap]) -> None:
    """Say about whom the corpus is silent: those that it speaks of otherwise first."""
    if not gaps:
        return
    say = printer.say
    known_first = sorted(gaps, key=lambda gap: -gap.claims)
    names = ", ".join(clean(gap.name) for gap in known_first[:_SILENT_SHOWN])
    if len(gaps) > _SILENT_SHOWN:
        names = f"{names} {say('gaps.more', n=len(gaps) - _SILENT_SHOWN)}"
    printer.print(Text(say("gaps", n=len(gaps), names=names), style="dim"))


def print_unsure(printer: Printer, actors: Sequence[ActorName]) -> None:
    """Name those of whom only unsure claims tell anything."""
    if actors:
        names = ", ".join(clean(actor.name) for actor in actors)
        printer.print(Text(printer.say("unsure", n=len(actors), names=names), style="dim"))


def print_basis(printer: Printer, basis: Basis) -> None:
    """Say on what the answer rests."""
    say, coverage = printer.say, basis.coverage
    if not coverage.articles:
        printer.print(Text(say("basis.empty"), style="dim"))
        return
    dated = coverage.first is not None and coverage.last is not None
    text = say(
        "basis",
        articles=say("basis.articles", n=coverage.articles),
        languages=", ".join(clean(name) for name, _ in coverage.languages),
        claims=say("line.claims", n=coverage.claims),
        outlets=say("basis.outlets", n=len(coverage.outlets)) if coverage.outlets else say("basis.no_outlet"),
        dates=say("basis.dates", first=coverage.first, last=coverage.last) if dated else say("basis.undated"),
        as_of=moment(basis.as_of),
        snapshot=basis.snapshot,
    )
    if basis.window.dated or basis.window.min_confidence != SURE:
        text = f"{text} {_window_text(say, basis)}"
    if basis.weak:
        text = f"{text} {say('basis.weak', n=basis.weak, least=say.number(basis.window.min_confidence, 2))}"
    if basis.weights:
        changes = "; ".join(f"{change.key}: {change.default} → {change.value}" for change in basis.weights)
        text = f"{text} {say('basis.weights', file=clean(basis.weights_file or ''), changes=clean(changes))}"
    if basis.rejected:
        text = f"{text} {say('basis.rejected', n=basis.rejected)}"
    printer.print(Text(text, style="dim"))


def _window_text(say: Catalogue, basis: Basis) -> str:
    """To which claims the question was restricted."""
    window, parts = basis.window, []
    if window.since:
        parts.append(say("window.since", day=window.since))
    if window.last:
        parts.append(say("window.until", day=window.last))
    if window.dated:
        parts.append(say("window.undated"))
    if window.min_confidence != SURE:
        parts.append(say("window.confidence", least=say.number(window.min_confidence, 2)))
    return say("window", parts=", ".join(parts))


def _table(printer: Printer, columns: Sequence[str]) -> Table:
    """Columns of fixed width, so that they stand one below the other from actor to actor."""
    say = printer.say
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, expand=True)
    table.add_column(width=2, no_wrap=True)
    for name, width in zip(columns, (34, 10, 7), strict=True):
        table.add_column(say(name), width=width)
    table.add_column(say("column.quote"), ratio=1)
    table.add_column(say("column.source"), width=22, style="dim")
    table.add_column(say("column.claim"), width=SHORT_ID, no_wrap=True, style="cyan")
    return table


def _block(printer: Printer, tie: Tie, best: Citation) -> Table:
    """Two columns: the marks, and what they mark; so that wrapped lines stay indented."""
    say, (mark, style) = printer.say, MARKS[tie.sign]
    head = tie_text(say, tie).append(" · ").append_text(status_text(say, tie.status, tie.quiet))
    head.append(f" · {say('line.claims', n=tie.claims)}, {say('line.sources', n=tie.independent)}", style="dim")
    if tie.partly:
        head.append(f", {say('line.partly', n=tie.partly)}", style="dim")
    if span := _span(say, tie):
        head.append(f", {span}", style="dim")
    block = Table.grid(padding=(0, 1, 0, 0))
    block.add_column(width=2, no_wrap=True)
    block.add_column(ratio=1)
    block.add_row(Text(f"{mark}{_ARROWS[tie.direction]}", style=style), head)
    block.add_row("", cited_text(say, best))
    return block


def tie_text(say: Catalogue, tie: Tie) -> Text:
    """What a tie says; a membership that the facts contradict never without that."""
    text = Text(clean(tie.label))
    return text.append(f" ({say('member.no')})", style="red") if tie.against_facts else text


def _span(say: Catalogue, tie: Tie) -> str:
    """First and last month of a tie that more than one month speaks of, and since when it stands no more."""
    first, last = (clean(date or "")[:_MONTH] for date in (tie.first, tie.last))
    ended = say("tie.ended", day=tie.until) if tie.in_force is False else ""
    return ", ".join(part for part in (f"{first} – {last}" if first != last else "", ended) if part)


def cited_text(say: Catalogue, citation: Citation) -> Text:
    """Quote, source and short id of a claim."""
    text = _quote(citation)
    text.append(f" {_source(say, citation)}, ", style="dim")
    return text.append(citation.cited.id[:SHORT_ID], style="cyan")


def status_text(say: Catalogue, status: Status, quiet: bool) -> Text:
    """Status of a claim, and whether it is quiet."""
    text = Text().append(say(f"status.{status.value}"), style="yellow" if status is not Status.ACTUAL else "")
    if quiet:
        text.append(f", {say('quiet')}", style="magenta")
    return text


def _quote(citation: Citation) -> Text:
    quote = _shortened(clean(citation.cited.claim.evidence.text), _LONG_QUOTE)
    return Text().append(f"“{quote}”", style="italic")  # as a span: a base style would colour the padding too


def _shortened(text: str, most: int) -> str:
    """Cut a long text between words, one long word (an address) where it must be."""
    if len(text) <= most:
        return text
    words = text[: most + 1].rpartition(" ")[0].rstrip()
    return f"{words} …" if words else f"{text[:most]}…"


def _source(say: Catalogue, citation: Citation) -> str:
    cited = citation.cited
    mark = f", {review_text(say, cited.review)}" if cited.review else ""
    return _told_by(say, cited.outlet or cited.title or cited.claim.article, cited.date) + mark


def _told_by(say: Catalogue, name: str, date: str | None) -> str:
    """Outlet and date; where nobody knows the outlet, ``name`` is the title, which tells more than an id would."""
    return f"{_shortened(clean(name), _LONG_SOURCE)}, {clean(date or '') or say('undated')}"


def review_text(say: Catalogue, review: Review) -> str:
    """What people judged of a claim, and whether they are at odds."""
    verdict = say(f"review.{review.verdict.value}")
    return f"{verdict} ({say('review.disputed')})" if review.disputed else verdict
