"""The last part of training: a status head of its own, on the finished encoder."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own convention

from haluan.claims.learned.numbers import HINTS, batch
from haluan.claims.learned.pieces import Pieces
from haluan.claims.learned.window import MAX_ACTORS
from haluan.training.data import Example
from haluan.training.fit import Plan, Progress, targets, tensors
from haluan.training.network import HALVES, Network, StatusHead, sight

SIZE = 32
RATE = 1e-3
DECAY = 0.05


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder makes of a batch, and its claims: place in the grid of pairs, features, relation and status."""

    x: Tensor
    visible: Tensor
    actors: Tensor
    pairs: Tensor
    features: Tensor
    relation: Tensor
    status: Tensor


def fit_status(
    network: Network, examples: Sequence[Example], pieces: Pieces, plan: Plan, progress: Progress
) -> Network:
    """Give ``network`` a status head that has learned from the claims in ``examples``; nothing else is changed."""
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - reproducible shuffling, no secrecy
    head = StatusHead(network.shape)
    seen = look(network, examples, pieces)
    chosen = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    step, steps = 0, plan.status_epochs * len(seen)
    head.train()
    for _ in range(plan.status_epochs):
        rng.shuffle(seen)
        for here in seen:
            chosen.param_groups[0]["lr"] = RATE * (1 - step / steps)
            features = here.features.clone()
            if rng.random() < plan.hint_drop:
                features[:, HINTS:] = 0
            logits = head(here.x.float(), here.visible, here.actors, here.pairs, features)
            loss = F.cross_entropy(logits[torch.arange(len(here.relation)), here.relation], here.status)
            chosen.zero_grad()
            loss.backward()
            chosen.step()
            step += 1
            progress(step, steps, loss.item())
    network.states = head.eval()
    return network


def look(network: Network, examples: Sequence[Example], pieces: Pieces) -> list[Seen]:
    """Run the encoder once over all windows with claims, like lengths together; vectors are kept in bfloat16."""
    claimed = sorted((e for e in examples if e.answers), key=lambda e: len(e.window.words))
    out = []
    for start in range(0, len(claimed), SIZE):
        here = claimed[start : start + SIZE]
        made, pairs = batch([e.window for e in here], [e.hints for e in here], pieces)
        _, told, _ = targets(here, pairs)
        rows, relation = (told >= 0).nonzero(as_tuple=True)
        if not len(rows):
            continue
        ids, mask, inside, marks, slots, pool, row, one, two, features = tensors(made)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
            x = network.encode(ids, mask, inside, marks, slots)
        grid = ((row * MAX_ACTORS + one) * MAX_ACTORS + two)[rows]
        seen = Seen(
            x=x.to(torch.bfloat16),
            visible=sight(mask, inside),
            actors=pool @ x.float(),
            pairs=grid,
            features=features[rows],
            relation=relation,
            status=told[rows, relation],
        )
        out.append(seen)
    return out
