"""The differences of `haluan facts refresh`, as a diff for people."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from haluan.answers.naming import Naming
from haluan.cli.tables import title
from haluan.cli.terminal import Printer, clean
from haluan.i18n import Catalogue
from haluan.ontology import load
from haluan.ontology.facts import Fact
from haluan.ontology.types import Term
from haluan.refresh import Change, Differences


def diff_page(printer: Printer, found: Differences) -> None:
    """Print what would change: the row as it is with -, as it would be with +, and where that is from."""
    say = printer.say
    title(printer, say("refresh.title", n=len(found.changes)))
    for change in found.changes:
        printer.print(Text(described(say, change), style="bold"))
        if change.before is not None:
            printer.print(Padding(Text(f"- {_row(change.before)}", style="red"), (0, 0, 0, 2)))
        printer.print(Padding(Text(f"+ {_row(change.after)}", style="green"), (0, 0, 0, 2)))
        printer.print(Padding(Text(clean(change.after.source), style="dim"), (0, 0, 0, 2)))


def described(say: Catalogue, change: Change) -> str:
    """One change in one line: "Finland joined NATO (2023-04-04)"."""
    after, naming = change.after, Naming(load(), say.language)
    day = (after.until or "") if change.before is not None else after.since
    if isinstance(after, Term):
        office = say(f"office.{after.office}")
        values = {"subject": clean(after.person), "object": f"{office}, {naming.name(after.actor)}"}
    else:
        values = {"subject": naming.name(after.subject), "object": naming.name(after.object)}
    return say(f"refresh.{change.kind.value}", **values, date=day)


def _row(row: Fact | Term) -> str:
    what = (row.person, row.actor, row.office) if isinstance(row, Term) else (row.subject, row.object, row.role)
    return clean(" · ".join((*what, f"{row.since} – {row.until or ''}")))
