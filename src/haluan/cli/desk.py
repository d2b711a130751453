"""The review desk on a terminal, or line by line from standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext

import click
from rich.padding import Padding
from rich.text import Text

from haluan.answers import AgreementAnswer, Database, Task
from haluan.cli.keys import Keys
from haluan.cli.settings import Settings
from haluan.cli.tables import print_basis, print_citations, title
from haluan.cli.terminal import Printer, clean, warn
from haluan.model import HaluanError, Verdict

_VERDICTS = {"a": Verdict.ACCEPT, "r": Verdict.REJECT, "c": Verdict.CORRECT}


class Desk:
    """Steps through tasks. Each judgement is stored at once, so that an end at any time loses none."""

    def __init__(
        self, settings: Settings, reviewer: str, tasks: Sequence[Task], writing: Callable[[], Database]
    ) -> None:
        self._say = settings.say
        self._settings = settings
        self._printer = settings.printer()
        self._reviewer = reviewer
        self._tasks = tasks
        self._writing = writing
        self._at = 0
        self._note: str | None = None
        self._mine: list[str] = []  # claims judged at this desk, for undo
        self._keys = Keys() if sys.stdin.isatty() else None

    def run(self) -> None:
        """Show claim after claim until there is none left or the reviewer quits."""
        with self._keys or nullcontext():
            self._step()
        warn(self._say("review.done", n=len(self._mine)))

    def _step(self) -> None:
        shown = None
        while self._at < len(self._tasks):
            if shown != self._at:
                self._show(self._tasks[self._at])
                shown = self._at
            key = self._key()
            if key in ("q", ""):
                break
            try:
                self._do(key)
            except HaluanError as error:
                warn(str(error))  # a slip of the hand; the claim stays

    def _do(self, key: str) -> None:
        if key in _VERDICTS:
            self._judge(_VERDICTS[key])
        elif key == "s":
            self._next()
        elif key == "n":
            self._note = self._line(self._say("review.note")) or None
        elif key == "u":
            self._undo()
        else:
            warn(self._say("review.keys"))

    def _judge(self, verdict: Verdict) -> None:
        changes = _changes(self._line(self._say("review.correct_how"))) if verdict is Verdict.CORRECT else None
        claim = self._tasks[self._at].citation.cited.id
        with self._writing() as database:
            database.judge(claim, self._reviewer, verdict, changes, self._note)
        self._mine.append(claim)
        self._next()

    def _next(self) -> None:
        self._at, self._note = self._at + 1, None

    def _undo(self) -> None:
        if not self._mine:
            warn(self._say("review.nothing_to_undo"))
            return
        claim = self._mine[-1]
        with self._writing() as database:
            database.undo(self._reviewer, claim)
        self._mine.pop()
        self._at = next(at for at, task in enumerate(self._tasks) if task.citation.cited.id == claim)
        self._note = None

    def _show(self, task: Task) -> None:
        printer, claim = self._printer, task.citation.cited.id
        title(printer, self._say("review.title", at=self._at + 1, of=len(self._tasks)))
        print_citations(printer, (task.citation,))
        with self._settings.open() as database:
            answer = database.show(claim)
        context = f"{clean(answer.before)} >>{clean(task.citation.cited.claim.evidence.text)}<< {clean(answer.after)}"
        confidence = self._say.number(task.citation.cited.claim.confidence, 2)
        why = self._say("review.why", confidence=confidence)
        if task.contradicted:
            why = f"{why}, {self._say('review.contradicted')}"
        printer.print(Padding(Text(context), (0, 0, 0, 2)), Padding(Text(why, style="dim"), (0, 0, 1, 2)))

    def _key(self) -> str:
        """Return the key that was pressed, or the first letter of the next line; "" at the end."""
        if self._keys is None:
            line = sys.stdin.readline()
            return line.strip()[:1].lower() or ("?" if line else "")
        click.echo(self._say("review.prompt"), err=True, nl=False)
        key = self._keys.key()
        click.echo(key if key.isprintable() else "", err=True)
        return key.lower() if key.strip() or not key else "?"

    def _line(self, prompt: str) -> str:
        if self._keys is None:
            return sys.stdin.readline().strip()
        click.echo(f"{prompt} ", err=True, nl=False)
        return self._keys.line().strip()


def _changes(line: str) -> dict[str, str]:
    """Read "status=denied; when=2024"."""
    parts = (part.partition("=") for part in line.split(";") if part.strip())
    return {field.strip().lower(): value.strip() for field, _, value in parts}


def agreement_page(printer: Printer, answer: AgreementAnswer) -> None:
    """Print how often two reviewers gave which verdicts, and their kappa."""
    say = printer.say
    names = {"first": clean(answer.first), "second": clean(answer.second)}
    title(printer, say("review.agreement", n=answer.claims, **names))
    for one, other, count in answer.pairs:
        line = f"{names['first']}: {say(f'review.{one}')} · {names['second']}: {say(f'review.{other}')}"
        printer.print(Text(f"{line} · {say('line.claims', n=count)}"))
    if answer.observed is not None:
        kappa = "–" if answer.kappa is None else say.number(answer.kappa, 2)
        printer.print(Text(say("review.kappa", share=say.number(100 * answer.observed), kappa=kappa), style="bold"))
    printer.print(Text())
    print_basis(printer, answer.basis)
