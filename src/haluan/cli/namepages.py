"""The page of `haluan names`."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from haluan.answers import NamesAnswer, UndecidedName
from haluan.cli.notes import one_line
from haluan.cli.tables import full_name, print_basis, title
from haluan.cli.terminal import Printer, clean


def names_page(printer: Printer, answer: NamesAnswer) -> None:
    """Print each undecided name with its candidates and an example."""
    say = printer.say
    title(printer, say("names.title", n=len(answer.names) + answer.more))
    for line in answer.names:
        _print_name(printer, line)
    if not answer.names:
        printer.print(say("names.nothing"), "")
    if answer.more:
        printer.print(Text(say("line.more_actors", n=answer.more), style="dim"), Text())
    print_basis(printer, answer.basis)


def _print_name(printer: Printer, line: UndecidedName) -> None:
    say = printer.say
    head = Text(clean(line.name), style="bold")
    counts = f"  {say('names.mentions', n=line.mentions)}, {say('basis.articles', n=line.articles)}"
    head.append(counts, style="not bold dim")
    if line.settled is not None:
        head.append(f" · {say('names.next_time', code=clean(line.settled))}", style="not bold green")
    among = ", ".join(
        f"{full_name(say, one.name, one.actor)} {say.number(100 * one.weight)} %" for one in line.candidates
    )
    example = line.example
    quote = Text(f"“{one_line(example.before)}", style="italic")
    quote.append(clean(example.text), style="bold").append(f"{one_line(example.after)}”")
    where = ", ".join(clean(part) for part in (example.outlet or example.article, example.date) if part)
    quote.append(f" {where}", style="not italic dim")
    printer.print(head, Padding(Text(clean(among)), (0, 0, 0, 2)), Padding(quote, (0, 0, 1, 2)))
