"""Questions and answers: the Python API. ``open(path).rank(toward="ISR", region="Asia")``."""

from haluan.answers.database import Database, open
from haluan.answers.naming import Naming, UnknownNameError
from haluan.answers.types import (
    ActorName,
    Basis,
    BlocAnswer,
    Citation,
    Gap,
    LogAnswer,
    Membership,
    PairAnswer,
    RankAnswer,
    Reach,
    Relationship,
    SearchAnswer,
    ShowAnswer,
    SplitAnswer,
    StateAnswer,
    Tie,
)
from haluan.store import AmbiguousId, Coverage, Hit, LogEntry, NotInStore, Run, StoreError, StoreMissing

__all__ = [
    "ActorName",
    "AmbiguousId",
    "Basis",
    "BlocAnswer",
    "Citation",
    "Coverage",
    "Database",
    "Gap",
    "Hit",
    "LogAnswer",
    "LogEntry",
    "Membership",
    "Naming",
    "NotInStore",
    "PairAnswer",
    "RankAnswer",
    "Reach",
    "Relationship",
    "Run",
    "SearchAnswer",
    "ShowAnswer",
    "SplitAnswer",
    "StateAnswer",
    "StoreError",
    "StoreMissing",
    "Tie",
    "UnknownNameError",
    "open",
]
