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

__all__ = [
    "ActorName",
    "Basis",
    "BlocAnswer",
    "Citation",
    "Database",
    "Gap",
    "LogAnswer",
    "Membership",
    "Naming",
    "PairAnswer",
    "RankAnswer",
    "Reach",
    "Relationship",
    "SearchAnswer",
    "ShowAnswer",
    "SplitAnswer",
    "StateAnswer",
    "Tie",
    "UnknownNameError",
    "open",
]
