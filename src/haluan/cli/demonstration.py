"""The demo: the bundled reports, and the five questions that Haluan was made for."""

from __future__ import annotations

from functools import partial
from importlib.resources import as_file, files

import click

from haluan.cli import pages
from haluan.cli.progress import shown_progress, warn_of_skips
from haluan.cli.settings import Settings
from haluan.cli.terminal import echo_json, warn
from haluan.pipeline import read_into


def demonstrate(settings: Settings) -> bool:
    """Read the demo corpus into the settings' store and print five answers; False where nothing could be read."""
    say = settings.say
    with as_file(files("haluan.demo") / "corpus.jsonl") as corpus, shown_progress(say, settings.as_json) as progress:
        report = read_into(settings.db, [str(corpus)], progress=progress)
    articles = say("basis.articles", n=report.articles + report.known)
    warn(say("demo.read", articles=articles, claims=say("line.claims", n=report.claims)))
    warn_of_skips(settings, report)
    with settings.open() as database:
        israel, russia = database.rank("ISR", "Asia"), database.rank("RUS", "Asia")
        pact, reach, split = database.bloc("ABRAHAM"), database.bloc("NATO", "Asia"), database.split("NATO", "PSE")
    if settings.as_json:
        echo_json([answer.to_dict() for answer in (israel, russia, pact, reach, split)])
        return report.articles + report.known > 0
    printer = settings.printer()
    for command, page in (
        ("rank --toward ISR --in Asia", partial(pages.rank_page, printer, israel)),
        ("rank --toward RUS --in Asia", partial(pages.rank_page, printer, russia)),
        ("bloc ABRAHAM", partial(pages.bloc_page, printer, pact)),
        ("bloc NATO --reach Asia", partial(pages.reach_page, printer, reach)),
        ("split NATO --on PSE", partial(pages.split_page, printer, split)),
    ):
        click.echo(f"$ haluan {command}\n")
        page()
        click.echo()
    return report.articles + report.known > 0
