"""The command that brings a project's facts up to date: facts refresh."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.settings import DEFAULT_STORE, Settings, examples, language_option, project_option
from haluan.cli.terminal import echo_json, warn

if TYPE_CHECKING:
    from haluan.refresh import Change, Differences

_CACHE = ".haluan-cache"


@click.command(
    epilog=examples(
        "facts refresh --contact you@example.org",
        "facts refresh --contact you@example.org --dry-run",
        "facts refresh --contact you@example.org --endpoint http://localhost:9999/sparql --allow-private --yes",
    )
)
@click.option(
    "--contact",
    envvar="HALUAN_CONTACT",
    required=True,
    metavar="ADDRESS",
    help="Address of e-mail or the web under which the endpoint's keepers reach you; part of the User-Agent.",
)
@click.option(
    "--endpoint",
    default="https://query.wikidata.org/sparql",
    show_default=True,
    metavar="URL",
    help="SPARQL endpoint with Wikidata's data.",
)
@click.option("--allow-private", is_flag=True, help="Let the endpoint be at a private or loopback address.")
@click.option("--yes", is_flag=True, help="Apply all differences without asking.")
@click.option("--dry-run", is_flag=True, help="Only show the differences.")
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON; applies none without --yes.")
@project_option
@language_option
def refresh(
    contact: str,
    endpoint: str,
    allow_private: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    project: Path,
    lang: str,
) -> None:
    """Ask Wikidata who joined or left a bloc and who took or left an office, and show what differs from the facts.

    Nothing changes until you approve it. What you approve is written to haluan-facts.csv and haluan-terms.csv in the
    project's folder and counts from then on in `facts`, `check` and `read`; delete a row there to take it back.
    Answers are kept for a day in .haluan-cache. The exit code is 1 where nothing differs.
    """
    from haluan.answers import open_project
    from haluan.cli.refreshpages import diff_page
    from haluan.ontology.facts import today, write_overlay
    from haluan.refresh import Wanted, approved
    from haluan.refresh import refresh as ask

    settings = Settings(Path(DEFAULT_STORE), lang, as_json)
    overlay = open_project(project).overlay
    wanted = Wanted(contact, endpoint, project / _CACHE, allow_private)
    found = ask(wanted, overlay, today(), _progress(settings))
    for code, label in found.mistaken:
        warn(settings.say("refresh.mistaken", code=code, label=label))
    if not as_json:
        diff_page(settings.printer(), found)
    chosen = () if dry_run else _chosen(settings, found, yes)
    if chosen:
        for path in write_overlay(project, approved(overlay, chosen)):
            warn(settings.say("refresh.written", path=path))
    if as_json:
        echo_json(_record(found, chosen))
    click.get_current_context().exit(0 if found.changes else EXIT_NOTHING)


def _progress(settings: Settings) -> Any:
    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{settings.say('refresh.asked', done=done, total=total)}", err=True, nl=done == total)

    return tell


def _chosen(settings: Settings, found: Differences, yes: bool) -> tuple[Change, ...]:
    """The changes that the user approves: all, none, or one by one."""
    if yes or not found.changes:
        return found.changes
    if settings.as_json or not sys.stdin.isatty():
        warn(settings.say("refresh.not_asked"))
        return ()
    from haluan.cli.refreshpages import described

    answer = click.prompt(
        settings.say("refresh.prompt", n=len(found.changes)), type=click.Choice(["y", "n", "e"]), default="n", err=True
    )
    if answer != "e":
        return found.changes if answer == "y" else ()
    return tuple(change for change in found.changes if click.confirm(described(settings.say, change), err=True))


def _record(found: Differences, chosen: tuple[Change, ...]) -> dict[str, object]:
    rows = [
        {
            "kind": change.kind.value,
            "before": None if change.before is None else asdict(change.before),
            "after": asdict(change.after),
            "applied": change in chosen,
        }
        for change in found.changes
    ]
    mistaken = [{"code": code, "label": label} for code, label in found.mistaken]
    return {"changes": rows, "mistaken": mistaken}
