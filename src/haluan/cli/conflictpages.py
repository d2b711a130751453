"""The page of `haluan conflicts`."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from haluan.answers import Conflict, ConflictsAnswer, Side, Statement
from haluan.cli.tables import cited_text, full_name, print_basis, status_text, title
from haluan.cli.terminal import Printer, clean


def conflicts_page(printer: Printer, answer: ConflictsAnswer) -> None:
    """Print each contradiction with its two sides, one quote each."""
    say = printer.say
    title(printer, say("conflicts.title", n=len(answer.conflicts) + answer.more))
    for number, conflict in enumerate(answer.conflicts, 1):
        _print_conflict(printer, conflict, number)
    if not answer.conflicts:
        printer.print(say("conflicts.nothing"), "")
    if answer.more:
        printer.print(Text(say("line.more_actors", n=answer.more), style="dim"), Text())
    print_basis(printer, answer.basis)


def _print_conflict(printer: Printer, conflict: Conflict, number: int) -> None:
    say = printer.say
    head = Text(f"{number}. ")
    names = [full_name(say, actor.name, actor.actor) for actor in (conflict.source, conflict.target) if actor]
    head.append(clean(" – ".join(names)), style="bold")
    head.append(f" · {say(f'conflicts.kind.{conflict.kind.value}')}", style="yellow")
    head.append(f" · {say('line.independent', n=conflict.independent)}")
    if conflict.independent == 1:
        head.append(f" ({say('conflicts.itself')})", style="dim")
    sure = say(
        "conflicts.sure" if conflict.credible else "conflicts.doubtful", share=say.number(100 * conflict.confidence)
    )
    head.append(f" · {sure}", style="green" if conflict.credible else "dim")
    printer.print(head)
    for side in (conflict.left, conflict.right):
        _print_side(printer, side)
    printer.print(Text())


def _print_side(printer: Printer, side: Side) -> None:
    say = printer.say
    line = Text(clean(side.label))
    if side.status is not None:
        line.append(" · ").append_text(status_text(say, side.status, False))
    if side.when is not None:
        line.append(f" · {clean(side.when)}", style="bold")
    if side.members is not None:
        line.append(f" · {say('conflicts.members', n=side.members)}", style="bold")
    line.append(f" · {say('line.sources', n=side.independent)}", style="dim")
    if side.first and side.last:
        line.append(f", {side.first}" if side.first == side.last else f", {side.first} – {side.last}", style="dim")
    best = side.quotes[0]
    printer.print(Padding(line, (0, 0, 0, 2)))
    if isinstance(best, Statement):
        quote = Text().append(f"“{clean(best.evidence.text)}”", style="italic")
        where = clean(best.outlet or best.title or best.article)
        quote.append(f" {where}, {clean(best.date or '') or say('undated')}", style="dim")
    else:
        quote = cited_text(say, best)
    printer.print(Padding(quote, (0, 0, 0, 4)))
