"""The command that writes: read."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.languagemodels import EndpointChoice, endpoint_options
from haluan.cli.settings import Settings, examples, names_option, shared_options
from haluan.cli.terminal import echo_json, to_json, warn
from haluan.model import ClaimQuery

if TYPE_CHECKING:
    from haluan.pipeline import Options, Report

EXIT_INTERRUPTED = 130
# Articles whose claims are fetched at once for --claims: bounds memory and the length of a query.
_CLAIMS_CHUNK = 200


@click.command(
    epilog=examples(
        "read article.txt page.html articles/",
        "read corpus.jsonl.gz --claims claims.jsonl --jobs 4",
        "read https://example.org/feed.xml --follow",
        "read - --date 2025-06-18 --outlet example.org < news.txt",
        "read articles/ --reader llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--claims",
    "claims_path",
    type=click.Path(allow_dash=True, dir_okay=False, writable=True),
    metavar="OUT.jsonl",
    help="Write one claim a line for all articles of the sources, those known before included.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read. [default: one a CPU]")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option("--follow", is_flag=True, help="Read the pages that a feed links to, not only its summaries.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Date of articles without one.")
@click.option("--outlet", help="Outlet of articles that name none.")
@click.option("--language", metavar="CODE", help="Language of articles (id, ms, en) that do not say theirs.")
@click.option(
    "--reader",
    type=click.Choice(["learned", "rules", "llm"]),
    default="learned",
    show_default=True,
    help="What finds claims: a small model advised by rules, the rules alone (twenty times as fast), or a language "
    "model at --llm-url (needs haluan[llm]).",
)
@endpoint_options
@names_option
@click.option("--quiet-progress", is_flag=True, help="No progress on stderr.")
@shared_options
def read(
    settings: Settings,
    sources: tuple[str, ...],
    claims_path: str | None,
    jobs: int | None,
    allow_private: bool,
    follow: bool,
    date: datetime | None,
    outlet: str | None,
    language: str | None,
    reader: str,
    endpoint: EndpointChoice,
    names_path: Path | None,
    quiet_progress: bool,
) -> None:
    """Read articles from each SOURCE into the store as claims with evidence.

    A SOURCE is a text or HTML file, a folder, a JSONL file, an RSS or Atom feed, a WARC file (each also as .gz), a web
    address, or - for standard input. What the store already has is not read again; an interrupted run goes on where it
    was when it is started again.
    """
    from haluan.answers import open_project
    from haluan.pipeline import Options

    project = open_project(settings.db.parent, names_path)
    asked = endpoint.make(settings) if reader == "llm" else None
    options = Options(
        reader=reader, workers=jobs or 0, names=project.names, terms=project.overlay.terms, endpoint=asked
    )
    wanted = replace(
        options.ingest,
        allow_private=allow_private,
        follow=follow,
        date=None if date is None else date.date().isoformat(),
        outlet=outlet,
        language=language,
    )
    options = replace(options, ingest=wanted)
    if claims_path and claims_path != "-" and not Path(claims_path).absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder for {claims_path}", param_hint="--claims")  # before hours of work
    articles: dict[str, None] = {}  # ordered, each once; only filled where the claims are asked for
    started = time.monotonic()
    report = _run(settings, sources, options, articles if claims_path else None, quiet_progress)
    written = _write_claims(settings, claims_path, articles) if claims_path else 0
    if settings.as_json:
        echo_json(_record(report, time.monotonic() - started, written))
    else:
        _summarise(settings, report, time.monotonic() - started)
        if claims_path:
            warn(settings.say("read.written", n=written, path=claims_path))
    if report.interrupted:
        click.get_current_context().exit(EXIT_INTERRUPTED)
    click.get_current_context().exit(0 if report.articles + report.known + report.unchanged else EXIT_NOTHING)


def _run(
    settings: Settings,
    sources: tuple[str, ...],
    options: Options,
    articles: dict[str, None] | None,
    quiet_progress: bool,
) -> Report:
    from haluan.cli.progress import shown_progress
    from haluan.pipeline import read_into

    seen = None if articles is None else lambda article: articles.setdefault(article)
    with shown_progress(settings.say, quiet_progress) as progress:
        return read_into(settings.db, sources, options, progress, seen=seen, waiting=warn)


def _write_claims(settings: Settings, path: str, articles: dict[str, None]) -> int:
    """Write the claims of ``articles`` in their order, and return how many; a file appears whole or not at all."""
    ids, written = list(articles), 0
    with click.open_file(path, "w", encoding="utf-8", atomic=path != "-") as out, settings.open() as database:
        for first in range(0, len(ids), _CLAIMS_CHUNK):
            chunk = ids[first : first + _CLAIMS_CHUNK]
            place = {article: number for number, article in enumerate(chunk)}
            found = sorted(
                database.claims(ClaimQuery(articles=frozenset(chunk))),
                key=lambda one: (place[one.cited.claim.article], one.cited.claim.evidence.start, one.cited.id),
            )
            out.writelines(to_json(citation.to_dict()) + "\n" for citation in found)
            written += len(found)
    return written


def _record(report: Report, seconds: float, written: int) -> dict[str, object]:
    return {
        "run": report.run,
        "articles": report.articles,
        "known": report.known,
        "revised": report.revised,
        "unchanged": report.unchanged,
        "dropped": report.dropped,
        "claims": report.claims,
        "skips": report.skips,
        "stages": dict(report.stages),
        "interrupted": report.interrupted,
        "seconds": round(seconds, 3),
        "written": written,
    }


def _summarise(settings: Settings, report: Report, seconds: float) -> None:
    """Say on stderr what was read, and the first reasons why something was not."""
    from haluan.cli.progress import warn_of_skips

    say = settings.say
    met = report.articles + report.known
    numbers = {
        "articles": say("basis.articles", n=met),
        "new": say.number(report.articles),
        "known": say.number(report.known),
        "claims": say("line.claims", n=report.claims),
        "skips": say.number(report.skips),
        "seconds": say.number(seconds, 1),
        "rate": say.number(met / max(seconds, 1e-9)),
    }
    warn(say("read.summary", **numbers))
    if report.unchanged:
        warn(say("read.unchanged", n=report.unchanged))
    if report.dropped:
        warn(say("read.dropped", n=report.dropped))
    if report.interrupted:
        warn(say("read.interrupted"))
    warn_of_skips(settings, report)
