"""How much a claim counts: the weights of ``data/weights.yaml`` as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from haluan.model import Claim, Status


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in [0, 1]; see the comments in ``data/weights.yaml`` for what each is for."""

    status: Mapping[Status, float]
    relation: Mapping[str, float]
    incoming: float
    mixed_share: float
    settled: frozenset[str]
    general: frozenset[str]

    def of(self, claim: Claim, direction: str) -> float:
        """What ``claim`` counts in the line of an actor that it leaves (``out``), reaches (``in``) or joins."""
        way = self.incoming if direction == "in" else 1.0
        return self.status[claim.status] * self.relation.get(claim.relation, 1.0) * way * claim.confidence


@cache
def load_weights() -> Weights:
    """Read the bundled weights, once a process."""
    raw = yaml.safe_load((files("haluan.answers") / "data" / "weights.yaml").read_text(encoding="utf-8"))
    return Weights(
        status={Status(name): float(value) for name, value in raw["status"].items()},
        relation={name: float(value) for name, value in raw["relation"].items()},
        incoming=float(raw["incoming"]),
        mixed_share=float(raw["mixed_share"]),
        settled=frozenset(raw["settled"]),
        general=frozenset(raw["general"]),
    )
