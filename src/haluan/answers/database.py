"""The Python API: open a store, ask it one question a method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from haluan.alignment import Weights, default_weights
from haluan.alignment import load_weights as read_weights
from haluan.answers import (
    blocs,
    calendars,
    chronicles,
    cohesions,
    egos,
    explaining,
    judgementfiles,
    matrices,
    networks,
    outlets,
    passages,
    relations,
    reviewing,
    turnings,
)
from haluan.answers import changes as changing
from haluan.answers import standings as mapping
from haluan.answers.bloctypes import BlocAnswer, SplitAnswer
from haluan.answers.calendars import CalendarAnswer
from haluan.answers.changes import ChangesAnswer
from haluan.answers.chronicles import ChronicleAnswer
from haluan.answers.cohesions import CohesionAnswer
from haluan.answers.conflicts import ConflictsAnswer, conflicts
from haluan.answers.contrasts import Contrast, contrasts
from haluan.answers.egos import EgoAnswer
from haluan.answers.explaining import ExplainAnswer
from haluan.answers.judgementfiles import Imported
from haluan.answers.matrices import MatrixAnswer
from haluan.answers.memory import Memory
from haluan.answers.names import NamesAnswer, names
from haluan.answers.naming import Naming
from haluan.answers.networks import NetworkAnswer
from haluan.answers.outlets import SourcesAnswer
from haluan.answers.questions import Question, understand
from haluan.answers.reviewing import AgreementAnswer, Task
from haluan.answers.standings import MapAnswer
from haluan.answers.stream import Claims, query
from haluan.answers.timelines import PairAnswer
from haluan.answers.turnings import TurningsAnswer
from haluan.answers.types import (
    ActorName,
    ArticleAnswer,
    Citation,
    LogAnswer,
    RankAnswer,
    SearchAnswer,
    ShowAnswer,
    StateAnswer,
)
from haluan.answers.view import View
from haluan.answers.weights import load_weights
from haluan.answers.window import EVERYTHING, Window
from haluan.model import ClaimQuery, Judgement, Verdict
from haluan.ontology import Actor, ActorKind, Name, load
from haluan.store import Coverage, Snapshot, Store, open_store

if TYPE_CHECKING:
    from haluan.answers.checking import Check
    from haluan.answers.checking.stored import StoredChecker

# A project's own weights of scores, beside its store.
WEIGHTS_FILE = "haluan-weights.yaml"


class Database:
    """An open store to ask. Actors and regions may be given by code or by any name, in Indonesian or English.

    Every question may raise `haluan.store.StoreError`; those that take names raise `UnknownNameError`.
    """

    def __init__(
        self, store: Store, language: str = "en", model: Weights | None = None, memory: Memory | None = None
    ) -> None:
        naming = Naming(load(), language)
        self.view = View(store, naming, load_weights(), model or default_weights(), memory or Memory())
        self._checker: StoredChecker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.view.store.close()

    def pair(self, a: str, b: str, window: Window | None = None) -> PairAnswer:
        """All reported ties between two actors, either way."""
        return relations.pair(self.view, a, b, window or EVERYTHING)

    def state(self, actor: str, limit: int | None = None, window: Window | None = None) -> StateAnswer:
        """One actor's relationships with all others, the best evidenced first."""
        return relations.state(self.view, actor, limit, window or EVERYTHING)

    def rank(
        self,
        toward: str,
        region: str | None = None,
        quiet: bool = False,
        limit: int | None = None,
        window: Window | None = None,
        openly: bool = False,
    ) -> RankAnswer:
        """Which states of a region stand with ``toward``; with ``quiet`` only those that a text says do so quietly,
        with ``openly`` only those who do so openly."""
        return relations.rank(self.view, toward, region, quiet, limit, window or EVERYTHING, openly)

    def bloc(self, code: str, reach: str | None = None, window: Window | None = None) -> BlocAnswer:
        """Who belongs to, joins, courts and criticises a bloc; with ``reach`` its ties with a region's states."""
        return blocs.bloc(self.view, code, reach, window or EVERYTHING)

    def split(self, bloc: str, on: str, window: Window | None = None) -> SplitAnswer:
        """Where the members of a bloc, as reported or known, stand toward a third actor."""
        return blocs.split(self.view, bloc, on, window or EVERYTHING)

    def cohesion(self, bloc: str, on: str, window: Window | None = None) -> CohesionAnswer:
        """How united a bloc's members were over a third actor, year by year."""
        return cohesions.cohesions(self.view, bloc, on, window or EVERYTHING)

    def thirds(self, answer: BlocAnswer) -> tuple[ActorName, ...]:
        """Outsiders over whom the bloc of an answer may be asked about: those of whom the store tells most."""
        return cohesions.thirds(self.view, answer)

    def contrasts(self, answer: StateAnswer) -> tuple[Contrast, ...]:
        """Where the words and deeds of an answer's actor differ most."""
        return contrasts(answer, self.view.model)

    def chronicle(
        self,
        actor: str,
        other: str | None = None,
        relation: str | None = None,
        start: int = 0,
        limit: int | None = chronicles.MOST,
        window: Window | None = None,
    ) -> ChronicleAnswer:
        """The claims about an actor, or of its ties with another, one by one and newest first, each in its sentence."""
        return chronicles.chronicle(self.view, actor, other, relation, start, limit, window or EVERYTHING)

    def explain(self, actor: str, pole: str, window: Window | None = None) -> ExplainAnswer:
        """What each claim adds to the scores of ``actor`` toward ``pole``."""
        return explaining.explain(self.view, actor, pole, window or EVERYTHING)

    def changes(
        self,
        since: str,
        until: str | None = None,
        actor: str | None = None,
        limit: int | None = None,
        window: Window | None = None,
    ) -> ChangesAnswer:
        """Stances that are new or reversed, and ties that ended, between two days or two snapshots."""
        return changing.changes(self.view, since, until, actor, limit, window or EVERYTHING)

    def network(self, region: str | None = None, limit: int = 10, window: Window | None = None) -> NetworkAnswer:
        """The web of all ties, or of those among a region's states: blocs, strain, bridges and brokers."""
        return networks.network(self.view, region, limit, window or EVERYTHING)

    def standings(self, toward: str, region: str | None = None, window: Window | None = None) -> MapAnswer:
        """Where all states, or those of a region, stand toward an actor: what a map shows."""
        return mapping.standings(self.view, toward, region, window or EVERYTHING)

    def reported(self, actor: str, window: Window | None = None) -> tuple[str | None, str | None]:
        """The first and last day of which something is reported about an actor, whatever day the window is as of."""
        return mapping.reported(self.view, actor, window or EVERYTHING)

    def ego(self, actor: str, limit: int = egos.MOST, window: Window | None = None) -> EgoAnswer:
        """An actor's strongest ties, and those among the others at their ends."""
        return egos.ego(self.view, actor, limit, window or EVERYTHING)

    def matrix(self, actor: str, limit: int | None = None, window: Window | None = None) -> MatrixAnswer:
        """Through which kinds of tie an actor is tied to whom."""
        return matrices.matrix(self.view, actor, limit, window or EVERYTHING)

    def turnings(self, actor: str, limit: int = turnings.MOST, window: Window | None = None) -> TurningsAnswer:
        """Months in which an actor's ties turned, with those others of whom most is reported."""
        return turnings.turnings(self.view, actor, limit, window or EVERYTHING)

    def sources(self, a: str, b: str, relation: str | None = None, window: Window | None = None) -> SourcesAnswer:
        """Ties between two actors by who reports them, and which outlets omit them."""
        return outlets.sources(self.view, a, b, relation, window or EVERYTHING)

    def conflicts(
        self, actor: str | None = None, relation: str | None = None, limit: int | None = None
    ) -> ConflictsAnswer:
        """Claims that contradict each other: denied and actual, exclusive relations, dates, numbers of members."""
        return conflicts(self.view, actor, relation, limit)

    def names(self, known: Iterable[Name] = (), limit: int | None = None) -> NamesAnswer:
        """Names that stayed undecided; ``known`` are those that the project settled since."""
        return names(self.view, known, limit)

    def claims(self, query: ClaimQuery | None = None, **filters: Any) -> Claims:
        """Stream the claims that fit ``query`` (codes, not names), newest first; all for None.

        Instead of a query, the filters of `query` can be given: ``claims(source="Russia", relation="arms")``.
        """
        return Claims(passages.claims(self.view, query or self.query(**filters)))

    def query(self, **filters: Any) -> ClaimQuery:
        """Make a query of names as people write them: ``actor``, ``source``, ``target``, ``relation``, ``status``,
        ``quiet``, ``since``, ``until``, ``outlet``, ``language``, ``min_confidence``, ``limit``."""
        return query(self.view.naming, **filters)

    def actor(self, code: str) -> Actor:
        """What the reference data says of the actor with this code; a code that it does not know stands for itself."""
        return self.view.naming.ontology.actors.get(code) or Actor(code, ActorKind.LOOSE, code, code, "")

    def verdict(self, citation: Citation) -> Check | None:
        """What the reference facts say of a stored claim; None where it asserts nothing that they may know."""
        if self._checker is None:
            from haluan.answers.checking.stored import StoredChecker  # lazily: the facts take a while to load

            self._checker = StoredChecker(self.view)
        return self._checker.check(citation)

    def snapshot(self) -> str:
        """A short id of what the store holds: it stays while the answers stay."""
        return self.view.store.snapshot()

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The states of the store that were noted, newest first; `changes` takes their ids."""
        return self.view.store.snapshots()

    def find_snapshot(self, snapshot: str) -> Snapshot:
        """The state of the store with this id; raises `NotInStore` where it never was in it."""
        return self.view.store.find_snapshot(snapshot)

    def show(self, claim: str) -> ShowAnswer:
        """One claim, by its id or the beginning of it, with its quote in context."""
        return passages.show(self.view, claim)

    def article(self, article: str) -> ArticleAnswer:
        """One article, by its id, with the claims that were found in it; raises `NotInStore`."""
        return passages.article(self.view, article)

    def understand(self, question: str) -> Question:
        """Turn a question as people type it into one that can be asked; without a language model."""
        return understand(self.view.naming, question)

    def search(self, text: str, limit: int = 20) -> SearchAnswer:
        """Articles that hold all the words, best match first."""
        return passages.search(self.view, text, limit)

    def log(self, run: int | None = None, limit: int | None = None) -> LogAnswer:
        """What was read when, and what was skipped and why."""
        return passages.log(self.view, run, limit)

    def tasks(self, reviewer: str, actor: str | None = None, limit: int | None = None) -> tuple[Task, ...]:
        """Claims that ``reviewer`` has not judged, those first whose judgement helps most."""
        return reviewing.tasks(self.view, reviewer, actor, limit)

    def judge(
        self,
        claim: str,
        reviewer: str,
        verdict: Verdict,
        changes: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Judge a claim; ``changes`` are the fields that a correction sets. Needs a store opened for writing.

        Raises `ReviewError` as well.
        """
        return reviewing.judge(self.view.store, self.view.naming, claim, reviewer, verdict, changes, note)

    def judgements(self, claim: str) -> tuple[Judgement, ...]:
        """What was judged of the claim with this id, withdrawn judgements too, the oldest first."""
        return tuple(self.view.store.judgements(claim))

    def undo(self, reviewer: str, claim: str | None = None) -> Judgement | None:
        """Withdraw the reviewer's latest judgement (of a claim); None where there is none. Needs to write too."""
        return reviewing.undo(self.view.store, reviewer, claim)

    def agreement(self, first: str, second: str) -> AgreementAnswer:
        """How far two reviewers agree on the claims that both judged."""
        return reviewing.agreement(self.view, first, second)

    def export_judgements(self) -> Iterator[dict[str, Any]]:
        """Yield every judgement as a JSON object, for `import_judgements` of another store."""
        return judgementfiles.to_lines(self.view.store)

    def import_judgements(self, lines: Iterable[str]) -> Imported:
        """Add judgements that another store exported, all or none. Needs to write; raises `ReviewError` as well."""
        return judgementfiles.from_lines(self.view.store, lines)

    def training_lines(self, corpus: str) -> Iterator[dict[str, Any]]:
        """Yield the reviewed sentences as labels without text, in the stand-off form of ``training/``."""
        return judgementfiles.training_lines(self.view, corpus)

    def coverage(self) -> Coverage:
        """What the store holds, without the claims that people rejected and with those that they corrected."""
        return self.view.coverage()

    def calendar(self, year: str | None = None) -> CalendarAnswer:
        """What the store holds by outlet and by state over its years, or over the months of one year."""
        return calendars.calendar(self.view, year)

    def version(self) -> int:
        """Number of the store's form: that of the last migration it has seen."""
        return self.view.store.version()

    def problems(self) -> tuple[str, ...]:
        """Check the whole store, every quote included (slow), and return what is wrong with it."""
        return self.view.store.problems()


def open(
    path: str | Path,
    language: str = "en",
    *,
    writing: bool = False,
    weights: str | Path | None = None,
    at: str | None = None,
    memory: Memory | None = None,
) -> Database:
    """Open an existing store for questions; names come in ``language`` (``id`` or ``en``).

    With ``writing`` claims can be judged too; nobody else can write until it is closed. ``weights`` is a file that
    changes the weights of scores (docs/alignment.md); without it ``haluan-weights.yaml`` beside the store counts, where
    there is one. ``at`` is the id of a snapshot: all answers are then as the store was, whatever was read since;
    ``"now"`` holds the present state for as long as the database is open. Databases of one store that follow one
    another may share a ``memory``, so that what takes long is worked out once for each state of the store.

    Raises `haluan.store.StoreError` where there is no store or it cannot be read, and `haluan.alignment.WeightsError`.
    """
    beside = Path(path).parent / WEIGHTS_FILE
    changed = Path(weights) if weights is not None else beside if beside.exists() else None
    model = None if changed is None else read_weights(changed)
    if writing:
        open_store(path, read_only=True).close()  # judging makes no store
    return Database(open_store(path, read_only=not writing, at=None if writing else at), language, model, memory)
