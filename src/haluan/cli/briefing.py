"""The commands that write articles: brief rank, pair, state, bloc, split."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from haluan.cli import EXIT_NOTHING
from haluan.cli.languagemodels import EndpointChoice, smoothing_options
from haluan.cli.settings import Settings, examples, shared_options, window_options
from haluan.cli.terminal import echo_json, warn

if TYPE_CHECKING:
    from haluan.answers import Database, Window
    from haluan.answers.types import Record
    from haluan.briefs import Brief

_FORMATS = ("md", "html", "docx", "pdf")
_PRINTED = ("md", "html")  # what a terminal or a pipe takes
Ask = Callable[..., "tuple[Record, bool]"]


def _brief_options(ask: Ask) -> Callable[..., Any]:
    """Make a command of a question: ``ask`` gives its answer, and whether anything was found."""

    @shared_options
    @window_options
    @click.option("--format", "form", type=click.Choice(_FORMATS), show_default="that of --out, else md", help="Form.")
    @click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="FILE",
                  help="Write to this file; the pictures of Markdown go into a folder beside it.")  # fmt: skip
    @click.option("--sections", type=click.IntRange(min=1), default=8, show_default=True,
                  help="Give at most so many actors a section of their own.")  # fmt: skip
    @smoothing_options
    @functools.wraps(ask)
    def command(
        settings: Settings,
        window: Window,
        form: str | None,
        out: Path | None,
        sections: int,
        endpoint: EndpointChoice | None,
        **question: Any,
    ) -> None:
        chosen = _form(form, out)
        model = endpoint.make(settings, "--llm-url", "brief.remote") if endpoint else None
        from haluan.answers import open_project
        from haluan.briefs import smooth, write

        with settings.open() as database:
            answer, found = ask(database, window, **question)
            brief = write(database, answer, sections, open_project(settings.db.parent))
        if model is not None:
            brief = smooth(brief, model, model.model)
            warn(settings.say("brief.smoothed", n=brief.smoothed, back=brief.put_back))
        _deliver(settings, brief, chosen, out)
        click.get_current_context().exit(0 if found else EXIT_NOTHING)

    return command


@click.group(
    epilog=examples(
        "brief rank --toward RUS --in Asia --lang id",
        "brief pair KAZ ISR --out kazakhstan.docx",
        "brief bloc NATO --reach Asia --out nato.pdf --lang id",
        "brief split NATO --on PSE --format html --out split.html",
    )
)
def brief() -> None:
    """Write an article that answers a question: every sentence stands on cited claims, with figures and sources.

    Each number in brackets leads to the exact words in the list of sources. No language model is needed. Pictures, DOCX
    and PDF need `pip install 'haluan[brief]'`; Markdown on standard output does not.
    """


@brief.command(epilog=examples("brief rank --toward ISR --in Asia --quiet", "brief rank --toward RUS --out rusia.pdf"))
@click.option("--toward", required=True, metavar="ACTOR", help="The pole, by code or name: ISR, Rusia, 'Korea Utara'.")
@click.option("--in", "region", metavar="REGION", help="Only states of this region: Asia, 'Asia Tenggara', Africa.")
@click.option("--quiet", is_flag=True, help="Only those whose support a text marks as quiet.")
@_brief_options
def rank(database: Database, window: Window, toward: str, region: str | None, quiet: bool) -> tuple[Record, bool]:
    """Write who stands with an actor, a section each, and who leans the other way."""
    answer = database.rank(toward, region, quiet, window=window)
    return answer, bool(answer.ranked)


@brief.command(epilog=examples("brief pair KAZ ISR", 'brief pair "korea utara" Rusia --lang id --out pasangan.html'))
@click.argument("a")
@click.argument("b")
@_brief_options
def pair(database: Database, window: Window, a: str, b: str) -> tuple[Record, bool]:
    """Write what two actors A and B say and do toward each other."""
    answer = database.pair(a, b, window)
    return answer, answer.relationship is not None


@brief.command(epilog=examples("brief state VNM", "brief state Turki --lang id --sections 4"))
@click.argument("actor")
@_brief_options
def state(database: Database, window: Window, actor: str) -> tuple[Record, bool]:
    """Write where one ACTOR stands toward all others."""
    answer = database.state(actor, window=window)
    return answer, bool(answer.relationships)


@brief.command(epilog=examples("brief bloc ABRAHAM", "brief bloc NATO --reach Asia --lang id"))
@click.argument("code")
@click.option("--reach", metavar="REGION", help="Its ties with the states of this region, and what it asks of them.")
@_brief_options
def bloc(database: Database, window: Window, code: str, reach: str | None) -> tuple[Record, bool]:
    """Write who belongs to, draws near and opposes the bloc or pact CODE."""
    answer = database.bloc(code, reach, window)
    return answer, not answer.empty if reach is None else bool(answer.reach)


@brief.command(epilog=examples("brief split NATO --on PSE --lang id"))
@click.argument("bloc")
@click.option("--on", required=True, metavar="ACTOR", help="The third actor, by code or name.")
@_brief_options
def split(database: Database, window: Window, bloc: str, on: str) -> tuple[Record, bool]:
    """Write where the members of BLOC differ on a third actor."""
    answer = database.split(bloc, on, window)
    return answer, not answer.empty


def _form(form: str | None, out: Path | None) -> str:
    """The format that was asked for; what no terminal takes needs a file."""
    suffix = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or (suffix if suffix in _FORMATS else "md" if out is None or not suffix else None)
    if chosen is None:
        raise click.BadParameter(f"no format for {suffix!r}; say --format {'|'.join(_FORMATS)}", param_hint="--out")
    if out is None and chosen not in _PRINTED:
        raise click.UsageError(f"{chosen} needs a file: --out brief.{chosen}")
    if out is not None and not out.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder for {out}", param_hint="--out")
    return chosen


def _deliver(settings: Settings, written: Brief, form: str, out: Path | None) -> None:
    """Write the file, or print; JSON goes to standard output beside a file too."""
    from haluan.briefs.formats import save, to_text

    if out is not None:
        for path in save(written, out, form):
            warn(settings.say("brief.written", path=path))
    if settings.as_json:
        echo_json(written.to_dict())
    elif out is None:
        click.echo(to_text(written, form), nl=False)
