"""The commands that look behind a stance: explain, changes, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from haluan.cli.settings import Settings, confidence_option, examples, shared_options, window_options

if TYPE_CHECKING:
    from haluan.answers import Window


@click.command(epilog=examples("explain VNM ISR", "explain Kazakhstan Rusia --as-of 2022 --lang id"))
@click.argument("actor")
@click.argument("pole")
@click.option(
    "--limit", type=click.IntRange(min=1), default=15, show_default=True, help="Claims to show of each score."
)
@shared_options
@window_options
def explain(settings: Settings, window: Window, actor: str, pole: str, limit: int) -> None:
    """Show what each claim adds to what ACTOR says and does toward POLE.

    The contributions sum to the score. Beside each stand its factors: the act's intensity, status, direction, age, and
    how sure the reader is. Claims that add nothing say why: a copy, a tie that ended, an act without weight.
    """
    with settings.open() as database:
        answer = database.explain(actor, pole, window)
    if not settings.as_json:
        from haluan.cli.tracepages import explain_page

        explain_page(settings.printer(), answer, limit)
    settings.finish(answer, found=bool(answer.said or answer.done))


@click.command(epilog=examples("changes --from 2023 --to 2024", "changes ISR --from 2024-06"))
@click.argument("actor", required=False)
@click.option(
    "--from", "since", required=True, metavar="DATE|SNAPSHOT", help="The earlier state: a date or a snapshot's id."
)
@click.option("--to", "until", metavar="DATE|SNAPSHOT", help="The later state; else all that is known.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many.")
@confidence_option
@shared_options
def changes(
    settings: Settings, actor: str | None, since: str, until: str | None, limit: int, min_confidence: float | None
) -> None:
    """Show which stances (of ACTOR) are new or reversed, and which standing ties ended, between two states.

    A state is a date, or the id of the snapshot that an answer was given on. An arrow both ways stands where the stance
    of either changed likewise; the scores are those of the one that changed more.
    """
    from haluan.answers import Window

    with settings.open() as database:
        answer = database.changes(since, until, actor, limit, Window.of(min_confidence=min_confidence))
    if not settings.as_json:
        from haluan.cli.tracepages import changes_page

        changes_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.changes))


@click.command(epilog=examples("sources KAZ ABRAHAM --relation joins", "sources Rusia Ukraina --lang id"))
@click.argument("a")
@click.argument("b")
@click.option("--relation", metavar="RELATION", help="Only this relation: arms, joins, supports ...")
@shared_options
@window_options
def sources(settings: Settings, window: Window, a: str, b: str, relation: str | None) -> None:
    """Show who reports the ties between A and B: outlets, their countries and languages, and who omits them."""
    with settings.open() as database:
        answer = database.sources(a, b, relation, window)
    if not settings.as_json:
        from haluan.cli.tracepages import sources_page

        sources_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.outlets))
