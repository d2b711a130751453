"""The commands that ask about ties: rank, pair, state, bloc, split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from haluan.cli.settings import Settings, examples, shared_options, window_options

if TYPE_CHECKING:
    from haluan.answers import Window


@click.command(
    epilog=examples(
        "rank --toward ISR --in Asia",
        "rank --toward Israel --in Asia --quiet",
        'rank --toward Rusia --in "Asia Tenggara" --lang id',
        "rank --toward RUS --in Asia --since 2022 --until 2023",
    )
)
@click.option("--toward", required=True, metavar="ACTOR", help="The pole, by code or name: ISR, Rusia, 'Korea Utara'.")
@click.option("--in", "region", metavar="REGION", help="Only states of this region: Asia, 'Asia Tenggara', Africa.")
@click.option("--quiet", is_flag=True, help="Only those whose support a text marks as quiet.")
@click.option("--openly", is_flag=True, help="Only those whose words agree with their deeds.")
@click.option("--limit", type=click.IntRange(min=1), help="Show at most so many.")
@shared_options
@window_options
def rank(
    settings: Settings,
    window: Window,
    toward: str,
    region: str | None,
    quiet: bool,
    openly: bool,
    limit: int | None,
) -> None:
    """Rank states by how much speaks for their standing with an actor.

    Whoever is ranked has more friendly than hostile evidence; what speaks against it stands beside it, marked with
    a minus. Beside it stand two scores from -1 to 1 with 90% intervals: what each says and what it does. The silent are
    named too: silent is not "no tie".
    """
    if quiet and openly:
        raise click.UsageError("--quiet and --openly exclude each other")
    with settings.open() as database:
        answer = database.rank(toward, region, quiet, limit, window, openly)
    if not settings.as_json:
        from haluan.cli.pages import rank_page

        rank_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.ranked))


@click.command(epilog=examples("pair KAZ ISR", 'pair "korea utara" Rusia --lang id', "pair VNM ISR --json"))
@click.argument("a")
@click.argument("b")
@shared_options
@window_options
def pair(settings: Settings, window: Window, a: str, b: str) -> None:
    """Show all reported ties between two actors A and B, either way."""
    with settings.open() as database:
        answer = database.pair(a, b, window)
    if not settings.as_json:
        from haluan.cli.pages import pair_page

        pair_page(settings.printer(), answer)
    settings.finish(answer, found=answer.relationship is not None)


@click.command(epilog=examples("state VNM", "state Turki --limit 3 --lang id"))
@click.argument("actor")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Show at most so many others.")
@shared_options
@window_options
def state(settings: Settings, window: Window, actor: str, limit: int) -> None:
    """Show one ACTOR's ties with all others, the best proven first. Works for blocs and armed groups too."""
    with settings.open() as database:
        answer = database.state(actor, limit, window)
    if not settings.as_json:
        from haluan.cli.pages import state_page

        state_page(settings.printer(), answer)
    settings.finish(answer, found=bool(answer.relationships))


@click.command(epilog=examples("bloc ABRAHAM", "bloc NATO --reach Asia"))
@click.argument("code")
@click.option("--reach", metavar="REGION", help="Its ties with the states of this region, and what it asks of them.")
@shared_options
@window_options
def bloc(settings: Settings, window: Window, code: str, reach: str | None) -> None:
    """Show who belongs to, joins, courts and criticises the bloc or pact CODE (NATO, ABRAHAM, 'Uni Eropa')."""
    with settings.open() as database:
        answer = database.bloc(code, reach, window)
    if not settings.as_json:
        from haluan.cli.pages import bloc_page, reach_page

        page = bloc_page if answer.region is None else reach_page
        page(settings.printer(), answer)
    settings.finish(answer, found=not answer.empty if reach is None else bool(answer.reach))


@click.command(epilog=examples("split NATO --on PSE", 'split "Uni Eropa" --on Israel --lang id'))
@click.argument("bloc")
@click.option("--on", required=True, metavar="ACTOR", help="The third actor, by code or name.")
@shared_options
@window_options
def split(settings: Settings, window: Window, bloc: str, on: str) -> None:
    """Show where the members of BLOC, as reported, stand toward a third actor."""
    with settings.open() as database:
        answer = database.split(bloc, on, window)
    if not settings.as_json:
        from haluan.cli.pages import split_page

        split_page(settings.printer(), answer)
    settings.finish(answer, found=not answer.empty)
