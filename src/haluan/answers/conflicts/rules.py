"""What counts as a contradiction: ``data/conflicts.yaml`` as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Rules:
    """Windows are days; see the comments in ``data/conflicts.yaml`` for what each is for."""

    window: int
    windows: Mapping[str, int]
    exclusive: tuple[tuple[str, str], ...]
    once: Mapping[str, int | None]
    members: int
    number_read: float
    credible: float

    def within(self, relation: str) -> int:
        """How far apart two reports of a relation may be to contradict each other."""
        return self.windows.get(relation, self.window)

    def rivals(self, relation: str) -> frozenset[str]:
        """The relation with those that it excludes."""
        return frozenset({relation}).union(*(pair for pair in self.exclusive if relation in pair))


@cache
def load_rules() -> Rules:
    """Read the bundled rules, once a process."""
    raw = yaml.safe_load((files("haluan.answers") / "data" / "conflicts.yaml").read_text(encoding="utf-8"))
    return Rules(
        window=int(raw["window"]),
        windows={str(name): int(days) for name, days in raw["windows"].items()},
        exclusive=tuple((str(one), str(other)) for one, other in raw["exclusive"]),
        once={str(name): None if days is None else int(days) for name, days in raw["once"].items()},
        members=int(raw["members"]),
        number_read=float(raw["number_read"]),
        credible=float(raw["credible"]),
    )
