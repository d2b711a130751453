"""The command that sets contradicting reports side by side: conflicts."""

from __future__ import annotations

import click

from haluan.cli.settings import Settings, examples, shared_options


@click.command(
    epilog=examples("conflicts", "conflicts --actor Israel --relation recognizes", "conflicts --limit 5 --lang id")
)
@click.option("--actor", metavar="ACTOR", help="Only about this actor, by code or name.")
@click.option("--relation", metavar="RELATION", help="Only about this relation: recognizes, joins, arms ...")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many.")
@shared_options
def conflicts(settings: Settings, actor: str | None, relation: str | None, limit: int) -> None:
    """Show reports that contradict each other, as pairs with the quotes of both sides.

    Four kinds: the one says that it is so and the other that it is not; two relations that exclude each other (joins
    and leaves); different dates of an act that happens once; different numbers of a bloc's members. What several
    independent sources say stands first, a source that contradicts itself last.
    """
    with settings.open() as database:
        answer = database.conflicts(actor, relation, limit)
    if not settings.as_json:
        from haluan.cli.conflictpages import conflicts_page

        conflicts_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.conflicts))
