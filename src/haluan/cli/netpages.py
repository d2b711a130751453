"""What `haluan network` prints for people."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from haluan.answers import Link, NetworkAnswer
from haluan.cli import tables
from haluan.cli.terminal import Printer, clean

_NAMED = 20  # members of a bloc to name


def network_page(printer: Printer, answer: NetworkAnswer) -> None:
    """Print blocs, strain, bridges and brokers, each with the ties under it."""
    say = printer.say
    key = "network.title_in" if answer.region else "network.title"
    tables.title(printer, say(key, day=answer.basis.at, region=answer.region.name if answer.region else ""))
    if not answer.actors:
        printer.print(say("network.nothing"), "")
    else:
        _overview(printer, answer)
    for number, bloc in enumerate(answer.blocs, 1):
        names = ", ".join(clean(member.name) for member in bloc.members[:_NAMED])
        rest = f" {say('gaps.more', n=left)}" if (left := len(bloc.members) - _NAMED) > 0 else ""
        printer.print(Text(f"{number}. ").append(f"{names}{rest}", style="bold"))
        _links(printer, bloc.links)
    if answer.triads:
        tables.section(printer, say("network.triads"))
    for triad in answer.triads:
        _links(printer, triad.links)
    if answer.bridges:
        tables.section(printer, say("network.bridges"))
        _links(printer, answer.bridges)
    if answer.brokers:
        tables.section(printer, say("network.brokers"))
    for broker in answer.brokers:
        told = say("network.pairs", n=broker.pairs)
        printer.print(Text(f"{clean(broker.actor.name)}  ", style="bold").append(told, style="not bold"))
        _links(printer, broker.links)
    tables.print_basis(printer, answer.basis)


def _overview(printer: Printer, answer: NetworkAnswer) -> None:
    say = printer.say
    told = say("network.ties", n=answer.actors, friendly=answer.friendly, hostile=answer.hostile)
    triangles = say("network.triangles", n=answer.balanced + answer.tense, tense=answer.tense)
    printer.print(Text(f"{told} {triangles}"), "")
    tables.section(printer, say("network.blocs", value=say.number(answer.modularity, 2)))


def _links(printer: Printer, links: tuple[Link, ...]) -> None:
    say = printer.say
    for link in links:
        mark, style = tables.MARKS[1 if link.score.value > 0 else -1]
        text = Text(f"{mark} ", style=style).append(f"{clean(link.a.name)} – {clean(link.b.name)} ", style="default")
        text.append(f"{tables.signed(say, link.score.value)} ", style=style)
        low, high = tables.signed(say, link.score.low), tables.signed(say, link.score.high)
        text.append(f"[{low}; {high}] ", style="dim")
        if link.citations:
            text.append(f"{clean(link.citations[0].label)} ", style="default")
            text.append_text(tables.cited_text(say, link.citations[0]))
        printer.print(Padding(text, (0, 0, 0, 4)))
    printer.print("")
