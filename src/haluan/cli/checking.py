"""The command that checks texts against the reference facts: check. It needs no store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.settings import DEFAULT_STORE, Settings, examples, language_option, names_option, project_option
from haluan.cli.terminal import echo_json, to_json, warn

if TYPE_CHECKING:
    from haluan.answers import Project
    from haluan.answers.checking import TextCheck
    from haluan.model import Article

Checked = Iterator[tuple["Article", "TextCheck"]]


@click.command(
    epilog=examples(
        "check - --date 2025-11-10 --lang id < berita.txt",
        "check https://example.org/news/1 --lang id",
        "check - --verdicts verdicts.jsonl < corpus.jsonl",
        "check - --date 2024-05-28 --format claimreview < news.txt",
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--verdicts",
    type=click.Path(allow_dash=True, dir_okay=False, writable=True),
    metavar="OUT.jsonl",
    help="Write one line a text: its verdict and its checks.",
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Date of texts without one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "claimreview"]),
    default="table",
    show_default=True,
    help="How to print: for people, or as schema.org ClaimReview (JSON-LD).",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@names_option
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
@language_option
def check(
    sources: tuple[str, ...],
    verdicts: str | None,
    date: datetime | None,
    form: str,
    allow_private: bool,
    names_path: Path | None,
    project: Path,
    as_json: bool,
    lang: str,
) -> None:
    """Check what each SOURCE says against what is known: members, recognition, relations, offices, numbers, orders.

    Every claim about these is supported, contradicted or not covered, as of the date that it speaks of, else that of
    its text. A SOURCE is what `haluan read` takes: a file, a web address, JSONL with many texts, - for standard input.
    The exit code is 1 where any claim is contradicted.
    """
    settings = Settings(Path(DEFAULT_STORE), lang, as_json)
    if verdicts and verdicts != "-" and not Path(verdicts).absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder for {verdicts}", param_hint="--verdicts")
    from haluan.answers import open_project

    day = None if date is None else date.date().isoformat()
    checked = _checked(sources, day, allow_private, lang, open_project(project, names_path))
    if verdicts:
        wrong, count = _write(verdicts, checked)
        warn(settings.say("check.written", n=count, path=verdicts))
    elif as_json or form == "claimreview":
        wrong = _print_json(settings, checked, form)
    else:
        wrong = _print_pages(settings, checked)
    click.get_current_context().exit(EXIT_NOTHING if wrong else 0)


def _checked(
    sources: tuple[str, ...], date: str | None, allow_private: bool, language: str, project: Project
) -> Checked:
    """Read and check text after text; what cannot be read is named on stderr."""
    from haluan import pipeline
    from haluan.answers.checking import Checker, Outcome, TextCheck
    from haluan.model import Skip

    pipeline.probe()
    options = replace(pipeline.Options().ingest, date=date, allow_private=allow_private)
    checker = Checker(language, project)
    stages = pipeline.with_names(pipeline.STAGES, project.names, project.overlay.terms)
    for article in pipeline.articles(sources, options):
        if isinstance(article, Skip):
            warn(f"{article.origin}: {article.reason}")
            continue
        study = pipeline.study(article, stages=stages)
        if isinstance(study, Skip):  # a text in a language that is not read has its line all the same
            warn(f"{article.origin or article.id}: {study.reason}")
            yield article, TextCheck(article.id, Outcome.NOT_COVERED, ())
        else:
            yield article, checker.check(study.document, study.mentions, study.claims)


def _write(path: str, checked: Checked) -> tuple[bool, int]:
    """Write one line a text, and tell whether any is contradicted, and how many there are."""
    wrong, count = False, 0
    with click.open_file(path, "w", encoding="utf-8", atomic=path != "-") as out:
        for _, text in checked:
            out.write(to_json(text.to_dict()) + "\n")
            wrong |= _wrong(text)
            count += 1
    return wrong, count


def _print_json(settings: Settings, checked: Checked, form: str) -> bool:
    from haluan.answers.checking import Outcome, claim_reviews
    from haluan.ontology.facts import today

    labels = {outcome: settings.say(f"check.outcome.{outcome.value}") for outcome in Outcome}
    wrong, found = False, []
    for article, text in checked:
        wrong |= _wrong(text)
        found += claim_reviews(article, text, today(), labels) if form == "claimreview" else [text.to_dict()]
    echo_json(found if form == "claimreview" else {"texts": found})
    return wrong


def _print_pages(settings: Settings, checked: Checked) -> bool:
    from haluan.cli.checkpages import check_page

    wrong, printer = False, settings.printer()
    for article, text in checked:
        check_page(printer, article, text)
        wrong |= _wrong(text)
    return wrong


def _wrong(text: TextCheck) -> bool:
    return text.verdict.value == "contradicted"
