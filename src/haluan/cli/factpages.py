"""One page an answer of `haluan facts`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from haluan.answers.facts import FactLine, ListAnswer, OfficesAnswer, VerdictAnswer
from haluan.cli.tables import full_name, section, title
from haluan.cli.terminal import Printer, clean
from haluan.i18n import Catalogue
from haluan.ontology.facts import Roster

_BEFORE = "../"


def list_page(printer: Printer, answer: ListAnswer) -> None:
    """Print who stood in a bond with the actor, the unsure ones apart, and whether these are all."""
    say, name = printer.say, full_name(printer.say, answer.actor.name, answer.actor.actor)
    key = "facts.all" if not answer.as_of else f"facts.{answer.question}"
    title(printer, say(key, n=len(answer.facts), actor=name, as_of=clean(answer.as_of)))
    if answer.question == "about":
        for kind, lines in groupby(_by_kind(answer.facts), key=lambda line: line.kind):
            section(printer, say(f"facts.kind.{kind}"))
            _print_lines(printer, lines, both=True)
    else:
        _print_lines(printer, answer.facts)
    if answer.unsure:
        printer.print(Text())
        section(printer, say("facts.unsure"))
        _print_lines(printer, answer.unsure, both=answer.question == "about")
    if not answer.facts and not answer.unsure:
        printer.print(say("facts.nothing", actor=name))
    printer.print(Text())
    if answer.question != "about":
        printer.print(Text(_completeness(say, answer.roster, answer.complete), style="dim"))
    _print_sources(printer, (*answer.facts, *answer.unsure))


def verdict_page(printer: Printer, answer: VerdictAnswer) -> None:
    """Print the verdict, the rows behind it, and the mark of completeness."""
    say = printer.say
    names = {
        "subject": full_name(say, answer.subject.name, answer.subject.actor),
        "object": full_name(say, answer.object.name, answer.object.actor),
    }
    question = say(f"facts.ask.{answer.question}", **names, as_of=clean(answer.as_of))
    title(printer, f"{question} {say(f'facts.holds.{answer.holds.value}')}")
    _print_lines(printer, answer.facts)
    if answer.holds.value == "no" or not answer.facts:  # it is absence that the roster speaks of
        printer.print(Text(_completeness(say, answer.roster, answer.holds.value == "no"), style="dim"))
    _print_sources(printer, answer.facts)


def offices_page(printer: Printer, answer: OfficesAnswer) -> None:
    """Print who held which office."""
    say, name = printer.say, full_name(printer.say, answer.actor.name, answer.actor.actor)
    title(printer, say("facts.office", actor=name, as_of=clean(answer.as_of)))
    for line in answer.offices:
        row = Text(clean(line.person), style="bold")
        row.append(f" · {say(f'office.{line.office}')} · {_dates(say, line.since, line.until)}", style="not bold")
        printer.print(Padding(row, (0, 0, 0, 2)))
    if not answer.offices:
        printer.print(say("facts.nothing", actor=name))


def _by_kind(lines: Iterable[FactLine]) -> list[FactLine]:
    return sorted(lines, key=lambda line: (line.kind, line.role, line.since.removeprefix(_BEFORE)))


def _print_lines(printer: Printer, lines: Iterable[FactLine], both: bool = False) -> None:
    say = printer.say
    for line in lines:
        subject = full_name(say, line.subject_name, line.subject)
        shown = f"{subject} → {full_name(say, line.object_name, line.object)}" if both else subject
        row = Text(clean(shown), style="bold")
        row.append(f" · {say(f'role.{line.role}')} · {_dates(say, line.since, line.until)}", style="not bold")
        if line.status != "in_force":
            row.append(f" · {say(f'facts.status.{line.status}')}", style="not bold yellow")
        if line.title:
            row.append(f" · {clean(line.title)}", style="not bold dim")
        printer.print(Padding(row, (0, 0, 0, 2)))


def _dates(say: Catalogue, since: str, until: str | None) -> str:
    """Say from when to when, in the words of the language."""
    begins = say("facts.by", date=since.removeprefix(_BEFORE)) if since.startswith(_BEFORE) else since
    return say("facts.from", since=begins) if until is None else say("facts.span", since=begins, until=until)


def _completeness(say: Catalogue, roster: Roster | None, complete: bool) -> str:
    if roster is None:
        return say("facts.no_roster")
    key = "facts.complete" if complete else "facts.incomplete"
    return say(key, first=roster.complete_from, last=roster.complete_until)


def _print_sources(printer: Printer, lines: Sequence[FactLine]) -> None:
    for source in dict.fromkeys(line.source for line in lines):
        checked = max(line.checked for line in lines if line.source == source)
        printer.print(Text(printer.say("facts.source", source=clean(source), checked=checked), style="dim"))
