"""What `haluan check` prints for people."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from haluan.answers.checking import Check, Outcome, TextCheck
from haluan.cli.tables import title
from haluan.cli.terminal import Printer, clean
from haluan.model import Article

_STYLES = {Outcome.SUPPORTED: "green", Outcome.CONTRADICTED: "bold red", Outcome.NOT_COVERED: "yellow"}


def check_page(printer: Printer, article: Article, text: TextCheck) -> None:
    """Print each claim of one text with its verdict, the fact, its source and the reason."""
    say = printer.say
    verdict = say(f"check.outcome.{text.verdict.value}")
    head = say("check.title", verdict=verdict, n=len(text.checks))
    title(printer, f"{clean(article.title or article.origin or article.id)}: {head}")
    for check in text.checks:
        _print(printer, check)
    if not text.checks:
        printer.print(say("check.nothing"))
    for hint in text.hints:
        printer.print(Text(say("check.meant", name=clean(hint.name), meant=clean(hint.meant)), style="yellow"))


def _print(printer: Printer, check: Check) -> None:
    evidence = check.claim["evidence"]
    quote = clean(str(evidence["text"])) if isinstance(evidence, dict) else ""
    line = Text(printer.say(f"check.outcome.{check.verdict.value}"), style=_STYLES[check.verdict])
    line.append(f'  "{quote}"', style="not bold default")
    printer.print(Padding(line, (0, 0, 0, 2)), Padding(Text(clean(check.reason)), (0, 0, 0, 6)))
    source = Text(printer.say("check.source", source=clean(check.source)), style="dim") if check.source else None
    if source:
        printer.print(Padding(source, (0, 0, 0, 6)))
    printer.print(Text())
