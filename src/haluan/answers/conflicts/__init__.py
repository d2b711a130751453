"""Which reports contradict each other: the answer of `haluan conflicts`."""

from haluan.answers.conflicts.asking import conflicts
from haluan.answers.conflicts.finding import Contradiction, Dated, Kind, contradictions
from haluan.answers.conflicts.rules import Rules, load_rules
from haluan.answers.conflicts.types import Conflict, ConflictsAnswer, Side, Statement

__all__ = [
    "Conflict",
    "ConflictsAnswer",
    "Contradiction",
    "Dated",
    "Kind",
    "Rules",
    "Side",
    "Statement",
    "conflicts",
    "contradictions",
    "load_rules",
]
