"""The command that looks at the whole web: network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from haluan.cli.settings import Settings, examples, shared_options, window_options

if TYPE_CHECKING:
    from haluan.answers import Window


@click.command(epilog=examples("network --in Asia", "network --as-of 2022 --lang id", "network --since 2024 --json"))
@click.option("--in", "region", metavar="REGION", help="Only states of this region and the ties among them.")
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="At most so many of each kind.")
@shared_options
@window_options
def network(settings: Settings, window: Window, region: str | None, limit: int) -> None:
    """Show the web of all ties: blocs that the reports show, triads under strain, bridges and brokers.

    A tie is the balance of all that is reported between two actors, either way. A triad is under strain where two
    friends are at odds over a third, or three are each other's foes. A broker has friends in different blocs who are no
    friends of each other.
    """
    with settings.open() as database:
        answer = database.network(region, limit, window)
    if not settings.as_json:
        from haluan.cli.netpages import network_page

        network_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.actors))
