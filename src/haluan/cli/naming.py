"""The commands about names that stayed undecided: names, names settle, names export."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from haluan.cli.settings import Settings, examples, names_option, shared_options
from haluan.cli.terminal import echo_json, warn


@click.group(
    invoke_without_command=True,
    epilog=examples("names", "names settle Korea KOR", "names settle PA NONE --language en --cased", "names export"),
)
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="Show at most so many.")
@names_option
@shared_options
@click.pass_context
def names(ctx: click.Context, settings: Settings, names_path: Path | None, limit: int) -> None:
    """List the names that stayed undecided, with whom they may stand for and an example each.

    What you settle is kept in a file of the project and counts when the articles are read again: `haluan read` then
    takes them for new.
    """
    if ctx.invoked_subcommand is not None:
        if any(ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ctx.params):
            raise click.UsageError(f"options go behind `{ctx.invoked_subcommand}`")
        return
    from haluan.answers import project_names

    known = project_names(settings.db, names_path)
    with settings.open() as database:
        answer = database.names(known, limit)
    if not settings.as_json:
        from haluan.cli.namepages import names_page

        names_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.names))


@names.command(epilog=examples("names settle Korea KOR", "names settle PA NONE --language en --cased"))
@click.argument("name")
@click.argument("code")
@click.option(
    "--language",
    type=click.Choice(["id", "ms", "en", "*"]),
    default="*",
    show_default=True,
    help="In texts of this language only. English names are found in Indonesian and Malay texts too.",
)
@click.option("--cased", is_flag=True, help="Only as written: for acronyms that are words too.")
@names_option
@shared_options
def settle(settings: Settings, name: str, code: str, language: str, cased: bool, names_path: Path | None) -> None:
    """Settle that NAME stands for the actor CODE, or with NONE for nobody, in the texts of this project.

    The decision wins over the bundled names and takes the place of an earlier one.
    """
    from haluan.answers import names_file, settle

    path = names_file(settings.db, names_path)
    made = settle(path, name, code, language, cased)
    if settings.as_json:
        row = {"code": made.code, "name": made.name, "language": made.language, "cased": made.cased}
        echo_json(row | {"file": str(path)})
    else:
        warn(settings.say("names.settled", name=made.name, code=made.code, path=path))


@names.command(epilog=examples("names export > contribution.csv"))
@names_option
@shared_options
def export(settings: Settings, names_path: Path | None) -> None:
    """Print what the project settled and the bundled names lack, in the form of Haluan's own names files.

    Names that stand for somebody else in the bundled data are left out and named on stderr; they need words that
    decide.
    """
    from haluan.answers import contribution, project_names
    from haluan.ontology.project import as_csv

    offered = contribution(project_names(settings.db, names_path))
    if settings.as_json:
        echo_json(offered.to_dict())
    else:
        click.echo(as_csv(offered.names), nl=False)
        for name in offered.ambiguous:
            warn(settings.say("names.ambiguous", name=name))
    click.get_current_context().exit(0 if offered.names else 1)
