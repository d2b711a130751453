"""What each part of the learned reader is worth: trains variants and measures them on articles held out of training.

    python -m training.ablation [--only NAME...] [--epochs 5] [--held 0.1]

Needs `haluan[train]` and the data folder beside the checkout (or HALUAN_SHARED). A variant takes about 20 minutes on
two cores; each prints its row when it is done. Figures are of windows (sentence with two actors in sight) of articles
that no variant learned from, at the cut that is best for the variant; the gold file that measures is not touched.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from haluan.claims.learned.numbers import SYMMETRIC
from haluan.claims.learned.pieces import Pieces
from haluan.training.data import Example, load_all, split
from haluan.training.encoder import read_encoder
from haluan.training.fit import Plan, fit, new_network
from haluan.training.states import fit_status
from haluan.training.tune import Held, choose_cuts, figures, pair_f1, status_right, try_out
from haluan.training.vocabulary import choose, texts
from training import labels

DOUBTFUL, UNSETTLED = 12, 20  # the first sheets of the second and the third sample
ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class Variant:
    """One row: how to train, the share of the articles and written items to learn from, and what advice is seen."""

    name: str
    plan: Plan
    share: float = 1.0
    origins: tuple[str, ...] = ("gold", "written", "standoff")
    advised: bool = True  # whether the rules' findings are seen when it reads


def variants(epochs: int) -> list[Variant]:
    """Model and rules together, each without the other, fewer layers, more layers, less text."""
    plan = Plan(epochs=epochs)
    return [
        Variant("both, 6 layers, all text", plan),
        Variant("the model without advice", replace(plan, hint_drop=1.0), advised=False),
        Variant("4 layers", replace(plan, layers=4)),
        Variant("9 layers", replace(plan, layers=9)),
        Variant("half of the text", plan, share=0.5),
        Variant("a quarter of the text", plan, share=0.25),
        Variant("no written sentences", plan, origins=("gold", "standoff")),
        Variant("no running average", replace(plan, average=0.0)),
    ]


def without_advice(examples: Sequence[Example]) -> list[Example]:
    """The same windows as the model sees them where the rules found nothing."""
    return [replace(e, hints={}) for e in examples]


def part(examples: Sequence[Example], variant: Variant) -> list[Example]:
    """What a variant learns from; whole articles are left out, not single sentences."""
    groups = sorted({e.group for e in examples})
    random.Random(7).shuffle(groups)
    kept = set(groups[: round(len(groups) * variant.share)])
    return [e for e in examples if e.group in kept and e.origin in variant.origins]


def doubted(folder: Path) -> dict[str, list[tuple[int, int]]]:
    """Sentences that were drawn for labelling because a model doubted them, by article (see README.md)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for path in sorted(folder.glob("sheet_*.jsonl")):
        sheet = int(path.stem.rpartition("_")[2])
        for row in labels.rows(path):
            if sheet >= UNSETTLED or (sheet >= DOUBTFUL and row["corpus"] != "id_articles"):
                found.setdefault(row["article"], []).append(tuple(row["sentence"]))
    return found


def plain(examples: Sequence[Example]) -> list[Example]:
    """Those that no model chose: what a reader meets in the news."""
    hard = doubted(ROOT / "training/standoff")
    spans = ((e, e.window.sentence.span) for e in examples)
    return [e for e, span in spans if not any(b < span.end and span.start < z for b, z in hard.get(e.group, ()))]


def rules_alone(held: Sequence[Example]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the rules' findings in the held-out windows."""
    found, gold = set(), set()
    for n, example in enumerate(held):
        for (a, b), claims in example.hints.items():
            found |= {_key(n, a, b, relation) for relation, _ in claims}
        for (a, b), answers in example.answers.items():
            gold |= {_key(n, a, b, answer[0]) for answer in answers}
    precision, recall = len(found & gold) / max(len(found), 1), len(found & gold) / max(len(gold), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _key(n: int, a: str, b: str, relation: str) -> tuple[int, str, str, str]:
    one, two = sorted((a, b)) if relation in SYMMETRIC else (a, b)
    return n, one, two, relation


def row(name: str, windows: int, claims: tuple[float, float, float], *others: float) -> str:
    """One line of the table; what a variant has no figure for stays empty."""
    told = [f"{x:.3f}" for x in (*claims, *others)]
    return f"| {name} | {windows} | " + " | ".join(told + [""] * (5 - len(told))) + " |"


def measure(held: Held, cuts: tuple[float, float]) -> tuple[tuple[float, float, float], float, float]:
    """Precision, recall and F1 of claims at the cuts, F1 of pairs, share of right statuses."""
    taken = held.taken(*cuts)
    found = figures(held, taken)
    return (found.precision, found.recall, found.f1), pair_f1(held, taken), status_right(taken)


def _quietly(_step: int, _steps: int, _loss: float) -> None:
    """Progress that nobody watches."""


def rows(chosen: Sequence[Variant], share_held: float) -> Iterator[str]:
    """Train and measure one variant after the other."""
    torch.set_flush_denormal(True)
    torch.set_num_threads(2)
    learn, held = split(load_all(ROOT / "training", SHARED), share_held, 1)
    encoder = read_encoder()
    kept = choose(encoder, texts(SHARED))
    pieces = Pieces.of([(encoder.pieces[i], float(encoder.scores[i])) for i in kept])
    yield row("the rules alone", 0, rules_alone(held))
    for variant in chosen:
        mine = part(learn, variant)
        network = fit(new_network(encoder, kept, variant.plan), mine, pieces, variant.plan, _quietly)
        network = fit_status(network, mine, pieces, variant.plan, _quietly)
        seen = held if variant.advised else without_advice(held)
        tried = try_out(network, seen, pieces)
        cuts = choose_cuts(tried)
        yield row(variant.name, len(mine), *measure(tried, cuts))
        yield row("  text that no model chose", len(mine), *measure(try_out(network, plain(seen), pieces), cuts))


def main() -> None:
    """Print the table row by row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", help="names of variants; all where left out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--held", type=float, default=0.1)
    options = parser.parse_args()
    known = variants(options.epochs)
    chosen = [v for v in known if not options.only or v.name in options.only]
    if not chosen:
        parser.error(f"the variants are: {', '.join(v.name for v in known)}")
    print(
        "| variant | windows | precision | recall | F1 | pair F1 | status right |\n|---|---:|---:|---:|---:|---:|---:|",
        flush=True,
    )
    for line in rows(chosen, options.held):
        print(line, flush=True)


if __name__ == "__main__":
    main()
