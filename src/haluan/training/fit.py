"""Fits the network to labelled windows, reproducibly: one seed, fixed order, two threads unless told otherwise."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own convention

from haluan.claims.learned.numbers import RELATIONS, STATUSES, Batch, batch
from haluan.claims.learned.pieces import Pieces
from haluan.training.data import Example
from haluan.training.encoder import Encoder, fill
from haluan.training.network import Network, Shape

Progress = Callable[[int, int, float], None]  # step, steps, loss


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``body_rate`` is the step size of the encoder's layers, ``head_rate`` that of the heads."""

    epochs: int = 6
    size: int = 16
    body_rate: float = 1e-4
    head_rate: float = 1.5e-3
    warm: float = 0.1
    seed: int = 1
    layers: int = 6
    hint_drop: float = 0.3  # how often the rules' findings are hidden, so that the words are read too
    positive: float = 2.0
    some: float = 0.5  # weight of the question whether a pair has any tie
    status_epochs: int = 12  # of the status head, which comes last
    average: float = 0.995  # decay of the running average of the weights, which is what training gives


def tensors(made: Batch) -> tuple[Tensor, ...]:
    """The batch as torch tensors, in the order of `Network.forward`."""
    fields = ("ids", "mask", "inside", "marks", "slots", "pool", "row", "one", "two", "features")
    return tuple(torch.from_numpy(getattr(made, name)) for name in fields)


def targets(examples: Sequence[Example], pairs: list[tuple[int, int, int]]) -> tuple[Tensor, Tensor, Tensor]:
    """Relation (N x 23, 0 or 1), status (N x 23, -1 where there is no claim) and quiet (N) for the pair rows."""
    relation = np.zeros((len(pairs), len(RELATIONS)), np.float32)
    status = np.full((len(pairs), len(RELATIONS)), -1, np.int64)
    quiet = np.zeros(len(pairs), np.float32)
    for n, (w, a, b) in enumerate(pairs):
        entities = examples[w].window.entities
        for name, state, hushed in examples[w].answers.get((entities[a].code, entities[b].code), ()):
            k = RELATIONS.index(name)
            relation[n, k], status[n, k] = 1.0, STATUSES.index(state)
            quiet[n] = max(quiet[n], float(hushed))
    return torch.from_numpy(relation), torch.from_numpy(status), torch.from_numpy(quiet)


def loss_of(
    outputs: tuple[Tensor, Tensor, Tensor, Tensor], wanted: tuple[Tensor, Tensor, Tensor], plan: Plan
) -> Tensor:
    """Sum of the four losses; status and quiet count only where there is a claim."""
    relation, status, quiet, some = outputs
    weight = torch.full((len(RELATIONS),), plan.positive)
    total = F.binary_cross_entropy_with_logits(relation, wanted[0], pos_weight=weight, reduction="none").sum(1).mean()
    total = total + plan.some * F.binary_cross_entropy_with_logits(some, wanted[0].amax(1))
    told = wanted[1] >= 0
    if told.any():
        total = total + 0.5 * F.cross_entropy(status[told], wanted[1][told])
        claimed = wanted[0].sum(1) > 0
        total = total + 0.2 * F.binary_cross_entropy_with_logits(quiet[claimed], wanted[2][claimed])
    return total


def order(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Batches of windows of like length, in random order."""
    index = list(range(len(examples)))
    rng.shuffle(index)
    index.sort(key=lambda i: len(examples[i].window.words) // 8)
    chunks = [index[i : i + size] for i in range(0, len(index), size)]
    rng.shuffle(chunks)
    yield from chunks


def new_network(encoder: Encoder, kept: list[int], plan: Plan) -> Network:
    """A network with the encoder's weights and fresh heads."""
    torch.manual_seed(plan.seed)
    network = Network(Shape(vocabulary=len(kept) + 4, layers=plan.layers))
    fill(network, encoder, kept)
    network.word.weight.requires_grad_(False)
    network.position.weight.requires_grad_(False)
    return network


def optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with a small step for the encoder and a larger one for the heads."""
    body = [p for name, p in network.named_parameters() if name.startswith(("body", "ln", "kind")) and p.requires_grad]
    heads = [
        p for name, p in network.named_parameters() if not name.startswith(("body", "ln", "kind")) and p.requires_grad
    ]
    groups = [{"params": body, "lr": plan.body_rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


class Average:
    """A running average of the weights: steadier than the last step's, for the price of a copy."""

    def __init__(self, decay: float) -> None:
        self._decay = decay
        self._held: dict[str, Tensor] = {}

    def take(self, network: Network, step: int) -> None:
        """Move the average towards the weights of now; faster in the first steps, whose weights are poor."""
        decay = min(self._decay, (1 + step) / (10 + step))
        for name, value in network.named_parameters():
            if value.requires_grad:
                held = self._held.setdefault(name, value.detach().clone())
                held.lerp_(value.detach(), 1 - decay)

    def give(self, network: Network) -> None:
        """Set the network's weights to the average."""
        with torch.no_grad():
            for name, value in network.named_parameters():
                if name in self._held:
                    value.copy_(self._held[name])


def fit(network: Network, examples: Sequence[Example], pieces: Pieces, plan: Plan, progress: Progress) -> Network:
    """Train ``network`` in place and return it."""
    rng = random.Random(plan.seed)  # noqa: S311 - reproducible shuffling, no secrecy
    chosen = optimiser(network, plan)
    steps = plan.epochs * math.ceil(len(examples) / plan.size)
    rates = [group["lr"] for group in chosen.param_groups]
    step = 0
    average = Average(plan.average)
    network.train()
    for _ in range(plan.epochs):
        for rows in order(examples, plan.size, rng):
            here = [examples[i] for i in rows]
            hints = [e.hints if rng.random() > plan.hint_drop else {} for e in here]
            made, pairs = batch([e.window for e in here], hints, pieces)
            if not pairs:
                continue
            share = min(1.0, step / max(plan.warm * steps, 1)) * (1 - step / steps)
            for group, rate in zip(chosen.param_groups, rates, strict=True):
                group["lr"] = rate * max(share, 0.01)
            loss = loss_of(network(*tensors(made)), targets(here, pairs), plan)
            chosen.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            chosen.step()
            step += 1
            average.take(network, step)
            progress(step, steps, loss.item())
    average.give(network)
    return network.eval()
