"""The commands about the reference facts: facts member, recognizes, office, about, refresh. They need no store."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from haluan.cli.refreshing import refresh
from haluan.cli.settings import DEFAULT_STORE, Settings, examples, language_option, project_option

if TYPE_CHECKING:
    from haluan.answers.facts import Reference


def _as_of(meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--as-of", metavar="DATE", help=f"A day, month or year: 2023-02-01, 2023-02, 2023; {meaning}.")


_today = _as_of("today if not given")


def _facts_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--project``, ``--lang`` and ``--json``, and hand the command its ``settings`` and the ``reference``."""

    @project_option
    @language_option
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
    @functools.wraps(command)
    def with_settings(project: Path, lang: str, as_json: bool, **rest: Any) -> Any:
        from haluan.answers import open_project
        from haluan.answers.facts import Reference

        reference = Reference(lang, open_project(project))
        return command(settings=Settings(Path(DEFAULT_STORE), lang, as_json), reference=reference, **rest)

    return with_settings


@click.group(
    epilog=examples(
        "facts member NATO --as-of 2023-02-01",
        "facts member NATO Irlandia",
        "facts recognizes PSE --as-of 2024-06-01",
        "facts office USA --as-of 2023-02-01",
        "facts about KAZ",
    )
)
def facts() -> None:
    """Ask what is known, not what is reported: members, recognition, treaties, offices, each as of a date.

    Every row has its source and the day when it was checked. Where the rows are not known to be complete for a date,
    absence is "not covered", never "no".
    """


@facts.command(epilog=examples("facts member NATO --as-of 2023-02-01", "facts member ASEAN --role dialogue_partner"))
@click.argument("bloc")
@click.argument("actor", required=False)
@click.option("--role", metavar="ROLE", help="Another role than member: observer, candidate, partner, suspended...")
@_today
@_facts_options
def member(
    settings: Settings, reference: Reference, bloc: str, actor: str | None, role: str | None, as_of: str | None
) -> None:
    """Show who belonged to BLOC (a bloc, pact or court), or whether ACTOR did."""
    day = as_of or _day()
    if actor is None:
        _show_list(settings, reference.members(bloc, day, role))
    else:
        _show_verdict(settings, reference.is_member(actor, bloc, day, role))


@facts.command(epilog=examples("facts recognizes PSE --as-of 2024-06-01", "facts recognizes Israel Indonesia"))
@click.argument("actor")
@click.argument("by", required=False)
@_today
@_facts_options
def recognizes(settings: Settings, reference: Reference, actor: str, by: str | None, as_of: str | None) -> None:
    """Show who recognized ACTOR as a state, or whether BY did."""
    day = as_of or _day()
    if by is None:
        _show_list(settings, reference.recognizers(actor, day))
    else:
        _show_verdict(settings, reference.recognizes(by, actor, day))


@facts.command(epilog=examples("facts office USA --as-of 2023-02-01", "facts office NATO --office bloc_head"))
@click.argument("actor")
@click.option("--office", metavar="OFFICE", help="One office: head_of_state, head_of_government, foreign_minister...")
@_today
@_facts_options
def office(settings: Settings, reference: Reference, actor: str, office: str | None, as_of: str | None) -> None:
    """Show who held the offices of ACTOR."""
    answer = reference.offices(actor, as_of or _day(), office)
    if not settings.as_json:
        from haluan.cli.factpages import offices_page

        offices_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.offices))


@facts.command(epilog=examples("facts about KAZ", "facts about Kazakhstan --as-of 2025-12-01 --lang id"))
@click.argument("actor")
@_as_of("all of its history if not given")
@_facts_options
def about(settings: Settings, reference: Reference, actor: str, as_of: str | None) -> None:
    """Show all facts about ACTOR."""
    _show_list(settings, reference.about(actor, as_of))


def _day() -> str:
    from haluan.ontology.facts import today

    return today()


def _show_list(settings: Settings, answer: Any) -> None:
    if not settings.as_json:
        from haluan.cli.factpages import list_page

        list_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.facts or answer.unsure))


def _show_verdict(settings: Settings, answer: Any) -> None:
    from haluan.ontology.facts import Holds

    if not settings.as_json:
        from haluan.cli.factpages import verdict_page

        verdict_page(settings.printer(), answer)
    settings.finish(answer, found=answer.holds in (Holds.YES, Holds.PARTLY))


facts.add_command(refresh)
