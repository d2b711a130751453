"""What the held-out articles decide: the threshold of the model, and how sure its numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import isotonic_regression

from haluan.claims.learned.numbers import RELATIONS, STATUSES, SYMMETRIC, batch
from haluan.claims.learned.pieces import Pieces
from haluan.training.data import Example
from haluan.training.fit import tensors
from haluan.training.network import Network

SIZE = 32
STEPS = tuple(round(0.2 + 0.02 * k, 2) for k in range(31))
POINTS = 24  # of the calibration curve: enough for a smooth one, few enough to read
BINS = 10


@dataclass(frozen=True, slots=True)
class Guess:
    """One candidate claim of a held-out window: its probability, that of its status, and whether it is right."""

    relation: str
    language: str
    origin: str
    probability: float
    sure: float
    right: bool  # pair, relation and direction
    status_right: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision, recall and F1 at one threshold."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def guesses(network: Network, examples: Sequence[Example], pieces: Pieces) -> list[Guess]:
    """Every (pair, relation) that reaches the lowest threshold or that the annotators hold for true."""
    found: list[Guess] = []
    for i in range(0, len(examples), SIZE):
        here = examples[i : i + SIZE]
        made, pairs = batch([e.window for e in here], [e.hints for e in here], pieces)
        if not pairs:
            continue
        with torch.no_grad():
            relation, status, _, some = network(*tensors(made))
        shares = torch.sigmoid(relation).numpy()
        states = status.softmax(-1).numpy()
        index = {pair: n for n, pair in enumerate(pairs)}
        for n, (w, a, b) in enumerate(pairs):
            found.extend(_guess(here[w], (a, b), shares, states, n, index.get((w, b, a))))
    return found


def _guess(
    example: Example, pair: tuple[int, int], shares: np.ndarray, states: np.ndarray, n: int, back: int | None
) -> list[Guess]:
    entities = example.window.entities
    told = {r: s for r, s, _ in example.answers.get((entities[pair[0]].code, entities[pair[1]].code), ())}
    out: list[Guess] = []
    for k, name in enumerate(RELATIONS):
        if name in SYMMETRIC and back is not None and pair[0] > pair[1]:
            continue
        p = float(shares[n, k])
        if name in SYMMETRIC and back is not None:
            p = (p + float(shares[back, k])) / 2
        if p < STEPS[0] and name not in told:
            continue
        best = int(states[n, k].argmax())
        agrees = told.get(name) == STATUSES[best]
        sure = float(states[n, k, best])
        out.append(Guess(name, example.language, example.origin, p, sure, name in told, agrees))
    return out


def curve(found: Sequence[Guess], missing: int) -> list[Curve]:
    """Figures at each threshold; ``missing`` counts claims whose actors no window offered."""
    gold = sum(g.right for g in found) + missing
    out = []
    for step in STEPS:
        taken = [g for g in found if g.probability >= step]
        hit = sum(g.right for g in taken)
        out.append(Curve(step, hit / len(taken) if taken else 0.0, hit / gold if gold else 0.0))
    return out


def calibration(found: Sequence[Guess], threshold: float) -> list[list[float]]:
    """Points of the curve from p x status share to the share of claims that are right, status included (isotonic)."""
    taken = sorted(
        (g.probability * g.sure, float(g.right and g.status_right)) for g in found if g.probability >= threshold
    )
    if not taken:
        return [[0.0, 0.0], [1.0, 1.0]]
    x, y = np.array([t[0] for t in taken]), np.array([t[1] for t in taken])
    fitted = isotonic_regression(y).x
    keep = np.unique(np.linspace(0, len(x) - 1, POINTS).astype(int))
    return [[round(float(x[i]), 4), round(float(fitted[i]), 4)] for i in keep]


def expected_error(found: Sequence[Guess], threshold: float, points: Sequence[Sequence[float]]) -> float:
    """Expected calibration error of the confidence in ten bins."""
    taken = [g for g in found if g.probability >= threshold]
    if not taken:
        return 0.0
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    said = np.interp([g.probability * g.sure for g in taken], xs, ys)
    true = np.array([float(g.right and g.status_right) for g in taken])
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = [
        abs(said[bins == b].mean() - true[bins == b].mean()) * (bins == b).mean()
        for b in range(BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps))
