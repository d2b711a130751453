"""The command that makes the learned reader's weights anew."""

from __future__ import annotations

import json
from pathlib import Path

import click

from haluan.cli import EXIT_USAGE, Failure
from haluan.cli.settings import db_option, examples

NEEDED = "training needs more packages: pip install 'haluan[train]'"


@click.command(
    epilog=examples(
        "train training/ --shared ../shared --out weights/",
        "train training/ --epochs 1 --out /tmp/trial",
        "train training/ --reviewed reviewed.jsonl --db haluan.db --out weights/",
    )
)
@click.argument("labels", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--shared",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="HALUAN_SHARED",
    default="../shared",
    show_default=True,
    help="Folder with the corpora that the stand-off labels index.",
)
@click.option(
    "--reviewed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Labels of `haluan review export --training` to learn from as well, their texts from the store; repeatable.",
)
@db_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the weights.")
@click.option("--epochs", default=6, show_default=True, help="How often every sentence is seen.")
@click.option("--layers", default=6, show_default=True, help="Layers of the encoder to keep.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same weights on one machine.")
@click.option("--threads", default=2, show_default=True, help="Processor threads to use.")
@click.option("--json", "as_json", is_flag=True, help="Print the card as JSON.")
def train(
    labels: Path,
    shared: Path,
    reviewed: tuple[Path, ...],
    db: Path,
    out: Path,
    epochs: int,
    layers: int,
    seed: int,
    threads: int,
    as_json: bool,
) -> None:
    """Train the learned reader from LABELS (the folder with written/ and standoff/) and write its weights.

    Takes about half an hour on two cores. A tenth of the real articles is held out: it sets the threshold and the
    calibration, and the figures of the card come from it. What people judged in `haluan review` is learned from with
    `--reviewed`; rejected claims are then among the negative examples.
    """
    try:
        from haluan.training.fit import Plan
        from haluan.training.run import Setting, run
    except ImportError as error:
        raise Failure(f"{NEEDED} ({error.name} is missing)", EXIT_USAGE) from error
    plan = Plan(epochs=epochs, layers=layers, seed=seed)
    setting = Setting(labels, shared, out, plan, threads=threads, reviewed=reviewed, store=db)
    card = run(setting, _report, lambda line: click.echo(line, err=True))
    if as_json:
        click.echo(json.dumps(card, indent=1))
        return
    held = card["held out"]
    click.echo(f"held-out articles: precision {held['precision']}, recall {held['recall']}, F1 {held['f1']}")
    click.echo(f"weights in {out}")


def _report(step: int, steps: int, loss: float) -> None:
    """A line on stderr every hundred steps and at the end."""
    if step % 100 == 0 or step == steps:
        click.echo(f"step {step} of {steps}, loss {loss:.3f}", err=True)
