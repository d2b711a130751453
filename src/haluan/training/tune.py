"""What the held-out articles decide: the cuts of the model, and how sure its numbers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import torch
from scipy.optimize import isotonic_regression

from haluan.claims.learned.decide import Ends, Guess, accepted, guesses, settle, ties
from haluan.claims.learned.numbers import RELATIONS, SYMMETRIC, Pair, batch
from haluan.claims.learned.pieces import Pieces
from haluan.training.data import Example
from haluan.training.fit import tensors
from haluan.training.network import Network

SIZE = 32
CUTS = tuple(round(0.3 + 0.04 * k, 2) for k in range(15))
TIES = (*(round(0.3 + 0.05 * k, 2) for k in range(13)), 1.01)  # the last one: never
NEVER = 1.01
# Of the sum of both F1s: the curve is flat near its top, and a wrong claim costs an analyst more than a missing one
SLACK = 0.005
ENOUGH = 0.9  # of the statuses: what the project promises
MAJORITY = 0.5  # above it, a status is more likely than all others together: reason enough to say it
SHARES = (0.0, *(round(0.25 + 0.05 * k, 2) for k in range(6)))
POINTS = 24  # of the calibration curve: enough for a smooth one, few enough to read
BINS = 10


@dataclass(frozen=True, slots=True)
class Tried:
    """A guess in a held-out window: its status's share of the vote, and what of it is right."""

    guess: Guess
    sure: float
    right: bool  # pair, relation and direction
    told: str  # the annotators' status, empty where they made no such claim
    status_right: bool
    language: str

    @property
    def relation(self) -> str:
        """Name of the relation."""
        return RELATIONS[self.guess.relation]

    @property
    def chance(self) -> float:
        """What calibration maps to the share of right claims: probability of the tie times its status's share."""
        return self.guess.probability * self.sure


@dataclass(slots=True)
class Held:
    """All guesses in the held-out windows; how many claims the annotators made there, and between whom."""

    tried: dict[Guess, Tried] = field(default_factory=dict)
    some: dict[Ends, float] = field(default_factory=dict)
    claims: Counter[tuple[str, str]] = field(default_factory=Counter)  # relation, language
    pairs: set[Ends] = field(default_factory=set)

    def taken(self, cut: float, tie: float, settled: float = 0.0) -> list[Tried]:
        """The guesses that become claims."""
        found = (self.tried[guess] for guess in accepted(self.tried, self.some, cut, tie))
        return [tried for tried in found if tried.sure >= settled]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of claims."""

    claims: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """F1; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def try_out(network: Network, examples: Sequence[Example], pieces: Pieces) -> Held:
    """Let the network read windows that it has not learned from."""
    held = Held()
    for start in range(0, len(examples), SIZE):
        here = examples[start : start + SIZE]
        made, pairs = batch([e.window for e in here], [e.hints for e in here], pieces)
        if not pairs:
            continue
        with torch.no_grad():
            relation, status, _, some = network(*tensors(made))
        states = status.softmax(-1).numpy()
        numbered: list[Pair] = [(start + w, a, b) for w, a, b in pairs]
        held.some |= ties(numbered, torch.sigmoid(some).numpy())
        for guess in guesses(numbered, torch.sigmoid(relation).numpy()):
            held.tried[guess] = _tried(examples[guess.pair[0]], guess, states[guess.row, guess.relation])
        for pair in numbered:
            _count(held, examples[pair[0]], pair)
    return held


def _answers(example: Example, pair: Pair) -> dict[str, str]:
    """Status by relation of the annotators' claims about an ordered pair."""
    ends = example.window.entities[pair[1]].code, example.window.entities[pair[2]].code
    return {relation: status for relation, status, _ in example.answers.get(ends, ())}


def _tried(example: Example, guess: Guess, states: np.ndarray) -> Tried:
    relation = RELATIONS[guess.relation]
    told = _answers(example, guess.pair).get(relation)
    ends = example.window.entities[guess.pair[1]].code, example.window.entities[guess.pair[2]].code
    ruled = next((status for known, status in example.hints.get(ends, ()) if known == relation), None)
    best, sure = settle(states.tolist(), ruled)
    return Tried(guess, sure, told is not None, told or "", told == best, example.language)


def _count(held: Held, example: Example, pair: Pair) -> None:
    window, a, b = pair
    for relation in _answers(example, pair):
        held.pairs.add((window, min(a, b), max(a, b)))
        if relation not in SYMMETRIC or a < b:
            held.claims[relation, example.language] += 1


def figures(held: Held, taken: Sequence[Tried], relation: str | None = None, language: str | None = None) -> Figures:
    """Precision and recall of what was taken; of one relation or language where it is named."""
    here = [t for t in taken if relation in {None, t.relation} and language in {None, t.language}]
    claims = sum(n for (r, code), n in held.claims.items() if relation in {None, r} and language in {None, code})
    hit = sum(t.right for t in here)
    return Figures(claims, hit / len(here) if here else 0.0, hit / claims if claims else 0.0)


def pair_f1(held: Held, taken: Sequence[Tried]) -> float:
    """F1 of finding which two actors a window ties, whatever the tie."""
    found = {t.guess.ends for t in taken}
    hit = len(found & held.pairs)
    return harmonic(hit / len(found) if found else 0.0, hit / len(held.pairs) if held.pairs else 0.0)


def choose_cuts(held: Held) -> tuple[float, float]:
    """The cut and the tie cut of the best sum of claim F1 and pair F1; of nearly equal ones the most precise."""
    tried = []
    for cut, tie in product(CUTS, TIES):
        taken = held.taken(cut, tie)
        of_claims = figures(held, taken)
        tried.append((of_claims.f1 + pair_f1(held, taken), of_claims.precision, cut, tie))
    best = max(total for total, *_ in tried)
    _, _, cut, tie = max((t for t in tried if t[0] >= best - SLACK), key=lambda t: t[1])
    return cut, tie


def choose_settled(held: Held, cut: float, tie: float) -> float:
    """The least share of the vote from which on enough statuses are right; `MAJORITY` where none up to it suffices."""
    for share in SHARES:
        if status_right(held.taken(cut, tie, share)) >= ENOUGH:
            return share
    return MAJORITY


def status_right(taken: Sequence[Tried]) -> float:
    """Share of right statuses among the ties that are right; 1 where there are none."""
    right = [t.status_right for t in taken if t.right]
    return sum(right) / len(right) if right else 1.0


def steps(held: Held) -> Iterator[tuple[float, Figures]]:
    """Figures at each cut, with no help for ties of doubtful kind."""
    for cut in CUTS:
        yield cut, figures(held, held.taken(cut, NEVER))


def calibration(taken: Sequence[Tried]) -> list[list[float]]:
    """Points of the curve from `Tried.chance` to the share of claims that are right, status included (isotonic)."""
    rows = sorted((t.chance, float(t.right and t.status_right)) for t in taken)
    if not rows:
        return [[0.0, 0.0], [1.0, 1.0]]
    x, y = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    fitted = isotonic_regression(y).x
    keep = np.unique(np.linspace(0, len(x) - 1, POINTS).astype(int))
    return [[round(float(x[i]), 4), round(float(fitted[i]), 4)] for i in keep]


def expected_error(taken: Sequence[Tried]) -> float:
    """Expected calibration error in ten bins, each half of the claims judged by the curve of the other half."""
    gaps = []
    for this, other in ((taken[::2], taken[1::2]), (taken[1::2], taken[::2])):
        points = calibration(other)
        said = np.interp([t.chance for t in this], [p[0] for p in points], [p[1] for p in points])
        true = np.array([float(t.right and t.status_right) for t in this])
        bins = np.minimum((said * BINS).astype(int), BINS - 1)
        shares = [(bins == b).mean() * abs(said[bins == b].mean() - true[bins == b].mean()) for b in set(bins.tolist())]
        gaps.append(sum(shares))
    return float(np.mean(gaps))
