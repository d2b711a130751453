"""`haluan train`: from labelled text to the weights in the package, in one seeded run with a report."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from haluan.claims.learned.numbers import RELATIONS
from haluan.claims.learned.pieces import Pieces
from haluan.training.data import Example, load_all
from haluan.training.encoder import read_encoder
from haluan.training.export import write
from haluan.training.fit import Plan, Progress, fit, new_network
from haluan.training.reviewed import from_reviewed
from haluan.training.tune import Curve, Guess, calibration, curve, expected_error, guesses
from haluan.training.vocabulary import choose, texts

Say = Callable[[str], None]
SLACK = 0.01  # of F1: the curve is flat near its top, and a wrong claim costs an analyst more than a missing one


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the labels and texts are, where the weights go, and how to train. ``held`` is the share held out."""

    labels: Path
    shared: Path
    target: Path
    plan: Plan
    held: float = 0.1
    threads: int = 2
    reviewed: tuple[Path, ...] = ()  # exported judgements
    store: Path | None = None  # with the texts of these


def run(setting: Setting, progress: Progress, say: Say) -> dict[str, Any]:
    """Train, tune on the held-out articles, write the weights; return the card."""
    torch.set_flush_denormal(True)  # products of vanishing numbers made later epochs three times as slow
    torch.set_num_threads(setting.threads)
    began = time.monotonic()
    examples = load_all(setting.labels, setting.shared)
    if setting.reviewed and setting.store is not None:
        examples += from_reviewed(setting.reviewed, setting.store)
    say(f"{len(examples)} windows: {dict(Counter(e.origin for e in examples))}")
    learn, held = split(examples, setting.held, setting.plan.seed)
    encoder = read_encoder()
    kept = choose(encoder, texts(setting.shared))
    rows = [(encoder.pieces[i], float(encoder.scores[i])) for i in kept]
    pieces = Pieces.of(rows)
    say(f"{len(learn)} to learn from, {len(held)} held out, {len(rows)} pieces of {len(encoder.pieces)}")
    network = fit(new_network(encoder, kept, setting.plan), learn, pieces, setting.plan, progress)
    found = guesses(network, held, pieces)
    card = describe(found, setting) | {"windows": len(learn), "minutes": round((time.monotonic() - began) / 60, 1)}
    write(network, rows, card, setting.target)
    return card


def split(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Hold out a share of the real articles (annotated or labelled stand-off); an article stays together."""
    real = sorted({e.group for e in examples if e.origin != "written"})
    random.Random(seed).shuffle(real)  # noqa: S311 - reproducible choice, no secrecy
    held = set(real[: round(len(real) * share)])
    return [e for e in examples if e.group not in held], [e for e in examples if e.group in held]


def describe(found: Sequence[Guess], setting: Setting) -> dict[str, Any]:
    """The card: threshold, calibration and figures on the held-out articles."""
    best = careful(curve(found, 0))
    points = calibration(found, best.threshold)
    taken = [g for g in found if g.probability >= best.threshold]
    right = [g for g in taken if g.right]
    return {
        "plan": asdict(setting.plan),
        "thresholds": dict.fromkeys(RELATIONS, best.threshold),
        "calibration": points,
        "held out": {
            "claims": sum(g.right for g in found),
            "precision": round(best.precision, 3),
            "recall": round(best.recall, 3),
            "f1": round(best.f1, 3),
            "status right": round(sum(g.status_right for g in right) / max(len(right), 1), 3),
            "expected calibration error": round(expected_error(found, best.threshold, points), 3),
            "by relation": {r: figures([g for g in found if g.relation == r], best.threshold) for r in RELATIONS},
            "by language": {
                code: figures([g for g in found if g.language == code], best.threshold)
                for code in sorted({g.language for g in found})
            },
        },
    }


def careful(curves: Sequence[Curve]) -> Curve:
    """The most precise threshold whose F1 is within `SLACK` of the best: rather nothing than a guess."""
    best = max(c.f1 for c in curves)
    return max((c for c in curves if c.f1 >= best - SLACK), key=lambda c: c.threshold)


def figures(found: Sequence[Guess], threshold: float) -> dict[str, float]:
    """Claims, precision, recall and F1 of some of the guesses at the threshold."""
    at = min(curve(found, 0), key=lambda c: abs(c.threshold - threshold))
    claims = sum(g.right for g in found)
    return {"claims": claims, "precision": round(at.precision, 3), "recall": round(at.recall, 3), "f1": round(at.f1, 3)}
