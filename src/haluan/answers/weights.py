"""How much a claim counts: the weights of ``data/weights.yaml`` as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from haluan.alignment.lines import Flags, Ints
from haluan.model import Claim, Status


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in [0, 1]; see the comments in ``data/weights.yaml`` for what each is for."""

    status: Mapping[Status, float]
    relation: Mapping[str, float]
    incoming: float
    mixed_share: float
    quiet_share: float
    settled: frozenset[str]
    general: frozenset[str]

    def of(self, claim: Claim, direction: str) -> float:
        """What ``claim`` counts in the line of an actor that it leaves (``out``), reaches (``in``) or joins."""
        way = self.incoming if direction == "in" else 1.0
        return self.status[claim.status] * self.relation.get(claim.relation, 1.0) * way * claim.confidence

    def hushed(self, marking: Ints, sources: Ints) -> Flags:
        """Mark the ties that enough of their independent sources mark as quiet: how many do, and how many there are."""
        return (marking > 0) & (marking >= self.quiet_share * sources)

    def is_hushed(self, marking: int, sources: int) -> bool:
        """`hushed` of one tie."""
        return bool(self.hushed(np.array([marking]), np.array([sources]))[0])


@cache
def load_weights() -> Weights:
    """Read the bundled weights, once a process."""
    raw = yaml.safe_load((files("haluan.answers") / "data" / "weights.yaml").read_text(encoding="utf-8"))
    return Weights(
        status={Status(name): float(value) for name, value in raw["status"].items()},
        relation={name: float(value) for name, value in raw["relation"].items()},
        incoming=float(raw["incoming"]),
        mixed_share=float(raw["mixed_share"]),
        quiet_share=float(raw["quiet_share"]),
        settled=frozenset(raw["settled"]),
        general=frozenset(raw["general"]),
    )
