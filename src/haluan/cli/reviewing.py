"""The review desk: review, review agreement, review export, review import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from haluan.cli import EXIT_NOTHING
from haluan.cli.settings import Settings, examples, shared_options
from haluan.cli.terminal import echo_json, to_json, warn

if TYPE_CHECKING:
    from haluan.answers import Database


def _writing(settings: Settings) -> Database:
    from haluan.answers import open as open_database

    return open_database(settings.db, settings.language, writing=True)


def _whoever() -> str:
    import getpass

    return getpass.getuser()


@click.group(
    invoke_without_command=True,
    epilog=examples("review --by Ani", "review --actor Israel --limit 20 --lang id", "review agreement Ani Budi"),
)
@click.option("--by", "reviewer", envvar="HALUAN_REVIEWER", metavar="NAME", help="Who judges. [default: you]")
@click.option("--actor", metavar="ACTOR", help="Only claims about this actor, by code or name.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many claims.")
@shared_options
@click.pass_context
def review(ctx: click.Context, settings: Settings, reviewer: str | None, actor: str | None, limit: int) -> None:
    """Step through claims that you have not judged, those first whose judgement helps most.

    Keys: a accept, r reject, c correct (source=PHL; status=denied), n note, s skip, u undo, q quit. Any field can be
    corrected; the evidence by the words of the article that prove the claim, or by offsets (evidence=120:184). Without
    a terminal each line of standard input is a key; a correction or a note is the line after its key. `--json` lists
    the claims instead. What you judge wins over the machine in every answer; nothing is deleted, and all can be undone.
    """
    if ctx.invoked_subcommand is not None:
        if any(ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ctx.params):
            raise click.UsageError(f"options go behind `{ctx.invoked_subcommand}`")
        return
    name = reviewer or _whoever()
    with settings.open() as database:
        tasks = database.tasks(name, actor, limit)
    if settings.as_json:
        echo_json([task.to_dict() for task in tasks])
    elif tasks:
        from haluan.cli.desk import Desk

        Desk(settings, name, tasks, lambda: _writing(settings)).run()
    else:
        warn(settings.say("review.nothing", reviewer=name))
    ctx.exit(0 if tasks else EXIT_NOTHING)


@review.command(epilog=examples("review agreement Ani Budi"))
@click.argument("first")
@click.argument("second")
@shared_options
def agreement(settings: Settings, first: str, second: str) -> None:
    """Show how far the reviewers FIRST and SECOND agree on the claims that both judged, with Cohen's kappa."""
    with settings.open() as database:
        answer = database.agreement(first, second)
    if not settings.as_json:
        from haluan.cli.desk import agreement_page

        agreement_page(settings.printer(), answer)
    settings.finish(answer, found=answer.claims > 0)


@review.command(epilog=examples("review export > judgements.jsonl", "review export --training > reviewed.jsonl"))
@click.option("--training", is_flag=True, help="Labels of reviewed sentences for `haluan train`: offsets, no text.")
@click.option("--corpus", metavar="NAME", default="store", show_default=True, help="Name of the texts in the labels.")
@shared_options
def export(settings: Settings, training: bool, corpus: str) -> None:
    """Print all judgements as JSONL, one a line, for `haluan review import` into another store.

    With `--training` print the accepted and corrected claims instead, a line a sentence, in the stand-off form of the
    training data, for `haluan train --reviewed`; a sentence whose claims were all rejected has none. Sentences with
    claims that nobody judged, or on which reviewers disagree, are left out.
    """
    with settings.open() as database:
        lines = [*(database.training_lines(corpus) if training else database.export_judgements())]
    for line in lines:
        click.echo(to_json(line, ascii_only=True))
    click.get_current_context().exit(0 if lines else EXIT_NOTHING)


@review.command("import", epilog=examples("review import judgements.jsonl"))
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@shared_options
def import_(settings: Settings, file: Path) -> None:
    """Add the judgements of FILE, exported from another store. Doing it twice changes nothing."""
    with click.open_file(str(file), encoding="utf-8") as lines, _writing(settings) as database:
        done = database.import_judgements(lines)
    if settings.as_json:
        echo_json(done.to_dict())
    else:
        warn(settings.say("review.imported", n=done.judgements, new=settings.say.number(done.new)))
