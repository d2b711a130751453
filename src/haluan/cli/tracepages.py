"""What `haluan explain`, `changes` and `sources` print for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from haluan.answers import ChangesAnswer, Contribution, ExplainAnswer, OutletLine, ShiftedStance, SourcesAnswer
from haluan.cli import tables
from haluan.cli.terminal import Printer, clean

_NAMED = 12  # outlets to name that omit a tie


def explain_page(printer: Printer, answer: ExplainAnswer, most: int) -> None:
    """Print both scores with the claims that make them."""
    say = printer.say
    names = {"actor": tables.full_name(say, answer.actor.name, answer.actor.actor)}
    names["pole"] = tables.full_name(say, answer.pole.name, answer.pole.actor)
    tables.title(printer, say("explain.title", **names))
    if answer.stance is None:
        printer.print(say("pair.nothing", a=names["actor"], b=names["pole"]), "")
    else:
        stance = answer.stance
        printer.print(tables.scores_text(say, stance.said, stance.done, stance.reading), "")
        _channel(printer, say("score.said"), answer.said_value, answer.said, most)
        _channel(printer, say("score.done"), answer.done_value, answer.done, most)
    tables.print_gaps(printer, answer.gaps)
    tables.print_basis(printer, answer.basis)


def _channel(printer: Printer, name: str, value: float, parts: Sequence[Contribution], most: int) -> None:
    say = printer.say
    tables.section(printer, say("explain.channel", channel=name, value=tables.signed(say, value), n=len(parts)))
    for part in parts[:most]:
        printer.print(Padding(_contribution(printer, part), (0, 0, 0, 2)))
        printer.print(Padding(tables.cited_text(say, part.citation), (0, 0, 0, 9)))
    if left := len(parts) - most:
        rest = sum(part.contribution for part in parts[most:])
        if left > 0:
            printer.print(
                Padding(Text(say("explain.more", n=left, sum=_fine(printer, rest)), style="dim"), (0, 0, 0, 2))
            )
    printer.print("")


def _contribution(printer: Printer, part: Contribution) -> Text:
    say, claim = printer.say, part.citation.cited.claim
    style = "green" if part.contribution > 0 else "red" if part.contribution < 0 else "dim"
    text = Text(_fine(printer, part.contribution).rjust(6), style=style)
    text.append(f" {clean(part.citation.label)} · ", style="default")
    text.append_text(tables.status_text(say, claim.status, claim.quiet))
    if part.because:
        other = (part.copy_of or "")[: tables.SHORT_ID]
        return text.append(f" · {say(f'explain.{part.because}', claim=other)}", style="dim")
    factors = say(
        "explain.factors",
        intensity=tables.signed(say, part.intensity),
        status=say.number(part.status, 2),
        way=say.number(part.way, 2),
        decay=say.number(part.decay, 2),
        confidence=say.number(part.confidence, 2),
    )
    text.append(f" · {factors}", style="dim")
    return text.append(f" · {say('explain.shared', n=part.sources)}", style="dim") if part.sources > 1 else text


def _fine(printer: Printer, value: float) -> str:
    """A contribution with three digits: many are small."""
    text = printer.say.number(abs(value), 3)
    return text if text.strip("0.,") == "" else f"{'+' if value > 0 else '−'}{text}"


def changes_page(printer: Printer, answer: ChangesAnswer) -> None:
    """Print the changes, the greatest first."""
    say = printer.say
    who = answer.actor.name if answer.actor else ""
    key = "changes.title_of" if answer.actor else "changes.title"
    tables.title(printer, say(key, actor=who, since=clean(answer.since), until=clean(answer.until)))
    for change in answer.changes:
        _change(printer, change)
    if answer.more:
        printer.print(say("line.more_actors", n=answer.more), "")
    if not answer.changes:
        printer.print(say("changes.nothing"), "")
    tables.print_basis(printer, answer.basis)


def _change(printer: Printer, change: ShiftedStance) -> None:
    say = printer.say
    arrow = "↔" if change.mutual else "→"
    head = Text(f"{clean(change.actor.name)} {arrow} {clean(change.pole.name)}  ", style="bold")
    told = say(f"changes.{change.kind.value}", tie=clean(change.tie or ""), day=change.on or "")
    printer.print(head.append(told, style="yellow"))
    for name, stance in (("before", change.before), ("after", change.after)):
        if stance is not None:
            text = Text(f"{say(f'changes.{name}')}: ").append_text(
                tables.scores_text(say, stance.said, stance.done, stance.reading)
            )
            printer.print(Padding(text, (0, 0, 0, 2)))
    for citation in change.citations:
        text = Text(f"{clean(citation.label)} · ").append_text(
            tables.status_text(say, citation.cited.claim.status, citation.cited.claim.quiet)
        )
        printer.print(Padding(text.append(" ").append_text(tables.cited_text(say, citation)), (0, 0, 0, 4)))
    printer.print("")


def sources_page(printer: Printer, answer: SourcesAnswer) -> None:
    """Print the outlets with what they report, and those that omit it."""
    say = printer.say
    names = {"a": tables.full_name(say, answer.a.name, answer.a.actor)}
    names["b"] = tables.full_name(say, answer.b.name, answer.b.actor)
    tables.title(
        printer, say("sources.title_of" if answer.relation else "sources.title", relation=answer.relation, **names)
    )
    for line in answer.outlets:
        _outlet(printer, line)
    if not answer.outlets:
        printer.print(say("pair.nothing", **names), "")
    if answer.omitting:
        some = [f"{clean(one.outlet)} ({one.articles}/{one.between})" for one in answer.omitting[:_NAMED]]
        rest = f" {say('gaps.more', n=left)}" if (left := len(answer.omitting) - _NAMED) > 0 else ""
        printer.print(
            Text(say("sources.omitting", n=len(answer.omitting), names=f"{', '.join(some)}{rest}"), style="dim")
        )
    tables.print_gaps(printer, answer.gaps)
    tables.print_basis(printer, answer.basis)


def _outlet(printer: Printer, line: OutletLine) -> None:
    say = printer.say
    head = Text(clean(line.outlet or "") or say("sources.unknown"), style="bold")
    place = ", ".join(part for part in (line.country, *line.languages) if part)
    counts = f"{say('line.claims', n=line.claims)}, {say('line.sources', n=line.independent)}"
    statuses = ", ".join(f"{say(f'status.{name}')} {count}" for name, count in line.statuses)
    days = f"{line.first} – {line.last}" if line.first != line.last else line.first or say("undated")
    head.append(f"  {place} · {counts} · {statuses} · {days}", style="default not bold")
    if line.quiet:
        head.append(f" · {say('quiet')}", style="magenta")
    printer.print(head)
    for citation in line.citations:
        text = Text(f"{clean(citation.label)} ").append_text(tables.cited_text(say, citation))
        printer.print(Padding(text, (0, 0, 0, 4)))
    printer.print("")
