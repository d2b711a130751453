"""The command that writes claims in the forms of other tools: export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.filters import filter_options
from haluan.cli.settings import Settings, examples, shared_options
from haluan.cli.terminal import echo_json, warn

FORMS = ("csv", "ftm", "gexf", "jsonld", "parquet", "plover", "gdelt")


@click.command(
    epilog=examples(
        "export csv --out web.csv",
        "export gexf --out asia.gexf --actor ISR --actor PSE --since 2023",
        "export parquet --out claims.parquet --min-confidence 0.5",
        "export gdelt --out events.tsv --status actual",
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMS))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="PATH", help="Where to write."
)
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most so many claims.")
@shared_options
def export(settings: Settings, form: str, out: Path, **filters: Any) -> None:
    """Write claims as FORMAT, with quote, offsets, status, confidence, source, reader and review.

    \b
    csv      PATH.nodes.csv and PATH.edges.csv: actors and claims (Gephi, Neo4j, networkx)
    ftm      FollowTheMoney entities as JSON lines (OpenAleph); needs haluan[ftm]
    gexf     GEXF 1.3, a graph over time (Gephi)
    jsonld   schema.org Claim and ClaimReview with W3C PROV
    parquet  one typed table (pandas, Polars, DuckDB, Spark); needs haluan[parquet]
    plover   one event a claim in PLOVER's codes, as CSV
    gdelt    the 61 columns of GDELT 2.0, and the claims beside them

    Files are replaced whole or not at all, and a million claims need little memory. In CSV a text that a spreadsheet
    would run as a formula has an apostrophe in front; take one leading apostrophe away to have the text back.
    """
    from haluan.export import export as write

    with settings.open() as database:
        done = write(database, form, out, database.query(**filters))
    if settings.as_json:
        echo_json({"files": [str(file) for file in done.files], "claims": done.claims, "actors": done.actors,
                   "skipped": dict(done.skipped)})  # fmt: skip
    say = settings.say
    if not done.claims:
        warn(say("claims.nothing"))
        click.get_current_context().exit(EXIT_NOTHING)
    for file in done.files if not settings.as_json else ():
        click.echo(file)
    warn(say("export.written", n=done.claims, actors=say("export.actors", n=done.actors)))
    for reason, count in done.skipped.items():
        warn(say(f"export.skipped.{reason}", n=count))
