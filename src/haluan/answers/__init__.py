"""Questions and answers: the Python API. ``open(path).rank(toward="ISR", region="Asia")``."""

from haluan.alignment import Reading, Score, Stance, WeightsError
from haluan.answers.bloctypes import BlocAnswer, KnownMember, Membership, Reach, SplitAnswer
from haluan.answers.calendars import CalendarAnswer, CalendarRow
from haluan.answers.changes import ChangeKind, ChangesAnswer, ShiftedStance
from haluan.answers.chronicles import ChronicleAnswer, Month, Told
from haluan.answers.cohesions import CohesionAnswer, Unity
from haluan.answers.conflicts import Conflict, ConflictsAnswer, Side, Statement
from haluan.answers.contrasts import Contrast
from haluan.answers.database import Database, open
from haluan.answers.egos import EgoAnswer
from haluan.answers.explaining import Contribution, ExplainAnswer
from haluan.answers.extras import MissingExtraError
from haluan.answers.judgementfiles import Imported
from haluan.answers.links import Link
from haluan.answers.matrices import Cell, MatrixAnswer, MatrixRow
from haluan.answers.memory import Memory
from haluan.answers.names import NamesAnswer, UndecidedName, contribution, names_file, project_names, settle
from haluan.answers.naming import Naming, UnknownNameError
from haluan.answers.networks import Broker, FoundBloc, NetworkAnswer, StrainedTriad
from haluan.answers.outlets import Omission, OutletLine, SourcesAnswer
from haluan.answers.project import Project, open_project
from haluan.answers.questions import Asked, Question
from haluan.answers.reviewing import AgreementAnswer, ReviewError, Task
from haluan.answers.standings import MapAnswer, Standing
from haluan.answers.stream import Claims
from haluan.answers.timelines import Course, Moment, PairAnswer, Stretch
from haluan.answers.turnings import Turning, TurningsAnswer
from haluan.answers.types import (
    ActorName,
    ArticleAnswer,
    Basis,
    Citation,
    Gap,
    LogAnswer,
    Passage,
    RankAnswer,
    Relationship,
    SearchAnswer,
    ShowAnswer,
    StateAnswer,
    Tie,
)
from haluan.answers.window import SURE, Window, WindowError
from haluan.store import (
    NOW,
    AmbiguousId,
    Coverage,
    Hit,
    LogEntry,
    NotInStore,
    Run,
    StoreBusy,
    StoreError,
    StoreMissing,
    engine,
)

__all__ = [
    "NOW",
    "SURE",
    "ActorName",
    "AgreementAnswer",
    "AmbiguousId",
    "ArticleAnswer",
    "Asked",
    "Basis",
    "BlocAnswer",
    "Broker",
    "CalendarAnswer",
    "CalendarRow",
    "Cell",
    "ChangeKind",
    "ChangesAnswer",
    "ChronicleAnswer",
    "Citation",
    "Claims",
    "CohesionAnswer",
    "Conflict",
    "ConflictsAnswer",
    "Contrast",
    "Contribution",
    "Course",
    "Coverage",
    "Database",
    "EgoAnswer",
    "ExplainAnswer",
    "FoundBloc",
    "Gap",
    "Hit",
    "Imported",
    "KnownMember",
    "Link",
    "LogAnswer",
    "LogEntry",
    "MapAnswer",
    "MatrixAnswer",
    "MatrixRow",
    "Membership",
    "Memory",
    "MissingExtraError",
    "Moment",
    "Month",
    "NamesAnswer",
    "Naming",
    "NetworkAnswer",
    "NotInStore",
    "Omission",
    "OutletLine",
    "PairAnswer",
    "Passage",
    "Project",
    "Question",
    "RankAnswer",
    "Reach",
    "Reading",
    "Relationship",
    "ReviewError",
    "Run",
    "Score",
    "SearchAnswer",
    "ShiftedStance",
    "ShowAnswer",
    "Side",
    "SourcesAnswer",
    "SplitAnswer",
    "Stance",
    "Standing",
    "StateAnswer",
    "Statement",
    "StoreBusy",
    "StoreError",
    "StoreMissing",
    "StrainedTriad",
    "Stretch",
    "Task",
    "Tie",
    "Told",
    "Turning",
    "TurningsAnswer",
    "UndecidedName",
    "Unity",
    "UnknownNameError",
    "WeightsError",
    "Window",
    "WindowError",
    "contribution",
    "engine",
    "names_file",
    "open",
    "open_project",
    "project_names",
    "settle",
]
