"""`haluan train`: from labelled text to the weights in the package, in one seeded run with a report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from haluan.claims.learned.numbers import RELATIONS
from haluan.claims.learned.pieces import Pieces
from haluan.training.data import load_all, split
from haluan.training.encoder import read_encoder
from haluan.training.export import write
from haluan.training.fit import Plan, Progress, fit, new_network
from haluan.training.reviewed import from_reviewed
from haluan.training.states import fit_status
from haluan.training.tune import (
    Figures,
    Held,
    Tried,
    calibration,
    choose_cuts,
    choose_settled,
    expected_error,
    figures,
    pair_f1,
    status_right,
    steps,
    try_out,
)
from haluan.training.vocabulary import choose, texts

Say = Callable[[str], None]


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
    network = fit_status(network, learn, pieces, setting.plan, progress)
    card = describe(try_out(network, held, pieces), setting)
    card |= {"windows": len(learn), "minutes": round((time.monotonic() - began) / 60, 1)}
    write(network, rows, card, setting.target)
    return card


def describe(held: Held, setting: Setting) -> dict[str, Any]:
    """The card: cuts, calibration and figures on the held-out articles."""
    cut, tie = choose_cuts(held)
    settled = choose_settled(held, cut, tie)
    taken = held.taken(cut, tie, settled)
    right = [t for t in taken if t.right]
    return {
        "plan": asdict(setting.plan),
        "cut": cut,
        "tie": tie,
        "settled": settled,
        "calibration": calibration(taken),
        "held out": {
            **shown(figures(held, taken)),
            "pair f1": round(pair_f1(held, taken), 3),
            "status right": round(status_right(taken), 3),
            "expected calibration error": round(expected_error(taken), 3),
            "by relation": {r: shown(figures(held, taken, relation=r)) for r in RELATIONS},
            "by language": {
                code: shown(figures(held, taken, language=code)) for code in sorted({c for _, c in held.claims})
            },
            "by status": by_status(right),
            "by cut": {str(at): shown(found) for at, found in steps(held)},
        },
    }


def by_status(right: Sequence[Tried]) -> dict[str, dict[str, float]]:
    """How many of the claims that were found have a status, and how often it was read."""
    counts = Counter(t.told for t in right)
    read = Counter(t.told for t in right if t.status_right)
    return {status: {"claims": counts[status], "right": round(read[status] / n, 3)} for status, n in counts.items()}


def shown(found: Figures) -> dict[str, float]:
    """Figures as the card has them."""
    return {
        "claims": found.claims,
        "precision": round(found.precision, 3),
        "recall": round(found.recall, 3),
        "f1": round(found.f1, 3),
    }
