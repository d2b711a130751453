"""From claims as columns to the lines of an answer: who has which ties with an actor, how strong, how scored.

Only the ties that are shown are cited, so that an actor with a hundred thousand claims can be asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haluan import alignment
from haluan.alignment import Interval, Stance
from haluan.answers.belonging import belongs
from haluan.answers.ties import TieOrder, quote_ranks, stance_of, tie_order
from haluan.answers.trust import WAYS, Flags, Ints, Told, trusted
from haluan.answers.types import Citation, Relationship, Tie
from haluan.answers.view import View
from haluan.answers.window import FIRM, iso, ordinal
from haluan.model import ClaimColumns, Status
from haluan.ontology.facts import Holds

# Ties of a line to show where there are many, and claims of a tie to cite.
MOST_TIES, MOST_CITED = 12, 3
# Ties of a line to tell of that no claim can bear.
MOST_UNSURE = 3
# So many lines are shown in full; those after them with fewer ties, and one claim of each.
MOST_FULL, FEW_TIES = 30, 4

Key = tuple[str, str, str, bool]  # source, relation, target, denied


@dataclass(frozen=True, slots=True)
class Sketch:
    """A tie before it is cited: which rows make it, and what they come to."""

    key: Key
    other: str
    direction: str
    sign: int
    status: Status
    weight: float
    independent: int
    rows: Sequence[int]
    quiet: bool
    firm: bool

    @property
    def order(self) -> TieOrder:
        """Sorting key: the heaviest first."""
        source, relation, target, _ = self.key
        return tie_order(self.weight, self.status, relation, source, target)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All ties with ``anchor`` by the actor at the other end, not yet cited.

    ``unsure`` are the ties that no claim can bear by itself; ``ranks`` is the order in which to quote.
    """

    view: View
    columns: ClaimColumns
    anchor: str
    sketches: Mapping[str, tuple[Sketch, ...]]
    unsure: Mapping[str, tuple[Sketch, ...]]
    ranks: Sequence[int]
    trusted: Flags
    independent: Mapping[str, int]
    stances: Mapping[str, Stance]
    intervals: Mapping[alignment.standing.Key, tuple[Interval, ...]]
    at: int

    def balance(self, other: str) -> tuple[float, float]:
        """Friendly and hostile weight of a line."""
        return balance(self.sketches.get(other, ()))

    def unsure_only(self) -> list[str]:
        """The others of whose ties with the anchor nothing but unsure claims are left."""
        return sorted(self.unsure.keys() - self.sketches.keys())

    def weightiest(self) -> list[str]:
        """The others, those first of whose ties most is reported."""
        return sorted(self.sketches, key=lambda other: (-sum(self.balance(other)), other))

    def lines(
        self, others: Iterable[str], most: int | None = MOST_TIES, cited: int = MOST_CITED
    ) -> dict[str, Relationship]:
        """Cite the lines of ``others``, each with at most so many ties, each tie with at most so many claims.

        Lines far down the list are shorter, unless all ties are asked for.
        """
        chosen: dict[str, tuple[list[Sketch], list[Sketch]]] = {}
        ranked: dict[Key, list[int]] = {}
        for place, other in enumerate(others):
            full = most is None or place < MOST_FULL
            firm = _choose(self.sketches.get(other, ()), most if full else FEW_TIES)
            unsure = list(self.unsure.get(other, ()))[: None if most is None else MOST_UNSURE]
            chosen[other] = firm, unsure
            ranked |= {one.key: self._quotes(one)[: cited if full else 1] for one in firm}
            ranked |= {one.key: self._quotes(one)[:1] for one in unsure}
        shown = [self.columns.key[row] for rows in ranked.values() for row in rows]
        enders = [span.ended_by for key in ranked for span in self._spans(key)[-1:] if span.ended_by is not None]
        citations = self.view.cite([*shown, *enders])
        return {
            other: self._line(other, *([self._tie(one, ranked[one.key], citations) for one in part] for part in parts))
            for other, parts in chosen.items()
        }

    def _quotes(self, sketch: Sketch) -> list[int]:
        """The rows to quote, best first: of a tie that is sure only those that bear it."""
        rows = [row for row in sketch.rows if self.trusted[row]] if sketch.firm else sketch.rows
        return sorted(rows, key=self.ranks.__getitem__)

    def _line(self, other: str, ties: list[Tie], unsure: list[Tie]) -> Relationship:
        friendly, hostile = self.balance(other)
        sketches, stance = self.sketches.get(other, ()), self.stances[other]
        return Relationship(
            actor=other,
            name=self.view.naming.name(other),
            stance=stance_of(friendly, hostile, self.view.weights),
            friendly=friendly,
            hostile=hostile,
            quiet=any(sketch.quiet for sketch in sketches if sketch.sign > 0),
            claims=sum(len(sketch.rows) for sketch in sketches),
            independent=self.independent.get(other, 0),
            ties=tuple(ties),
            said=stance.said,
            done=stance.done,
            reading=stance.reading,
            open=stance.open,
            hushed=stance.quiet,
            denied=stance.denied,
            more_ties=len(sketches) - len(ties),
            unsure=tuple(unsure),
            more_unsure=len(self.unsure.get(other, ())) - len(unsure),
        )

    def _tie(self, sketch: Sketch, rows: Sequence[int], citations: Mapping[int, Citation]) -> Tie:
        naming, columns = self.view.naming, self.columns
        source, relation, target, _ = sketch.key
        dates = self._dates(sketch.rows)
        tie = Tie(
            source=source,
            source_name=naming.name(source),
            relation=relation,
            target=target,
            target_name=naming.name(target),
            label=naming.label(source, relation, target),
            direction=sketch.direction,
            status=sketch.status,
            sign=sketch.sign,
            quiet=bool(columns.quiet[rows[0]]),
            weight=sketch.weight,
            claims=len(sketch.rows),
            independent=sketch.independent,
            first=dates[0],
            last=dates[1],
            citations=tuple(citations[columns.key[row]] for row in rows),
            doubtful=not sketch.firm,
            against_facts=self._contradicted(sketch),
        )
        spans = self._spans(sketch.key)
        return self._standing(tie, spans, citations) if spans else tie

    def _contradicted(self, sketch: Sketch) -> bool:
        """Whether the facts know that a membership told of as real is none."""
        source, relation, target, _ = sketch.key
        if relation != "joins" or sketch.status is not Status.ACTUAL:
            return False
        return belongs(source, target, iso(self.at) or "").holds is Holds.NO

    def _spans(self, key: Key) -> tuple[Interval, ...]:
        """When a tie stood; empty for events and denials."""
        source, relation, target, denied = key
        if denied:
            return ()
        return self.intervals.get(alignment.tie_key(source, relation, target, self.view.naming.symmetric), ())

    def _standing(self, tie: Tie, spans: tuple[Interval, ...], citations: Mapping[int, Citation]) -> Tie:
        if any(span.until is None or span.until > self.at for span in spans):
            return replace(tie, in_force=True)
        last = spans[-1]
        ender = None if last.ended_by is None else citations[last.ended_by].cited.id
        return replace(tie, in_force=False, until=iso(last.until), ended_by=ender)

    def _dates(self, rows: Sequence[int]) -> tuple[str | None, str | None]:
        days, whens = self.columns.day, self.columns.when
        dated = [(day, row) for row in rows if (day := days[row]) is not None]
        if not dated:
            return None, None
        (first, earliest), (last, latest) = min(dated), max(dated)
        return whens[earliest] or iso(first), whens[latest] or iso(last)


def balance(ties: Sequence[Sketch]) -> tuple[float, float]:
    """Friendly and hostile weight of ties."""
    return (
        sum((tie.weight for tie in ties if tie.sign > 0), 0.0),
        sum((tie.weight for tie in ties if tie.sign < 0), 0.0),
    )


def sketch(view: View, columns: ClaimColumns, anchor: str) -> dict[str, tuple[Sketch, ...]]:
    """Sort claims that all have ``anchor`` at one end into ties by the other end, as `gather` does, without scores."""
    others = [other for other, _ in alignment.toward(columns, anchor)]
    return _by_other(one for one in _sketches(view, columns, anchor, others, False, FIRM, False)[0] if one.firm)


def gather(
    view: View,
    columns: ClaimColumns,
    anchor: str,
    at: str,
    own: bool = False,
    firm: float = FIRM,
    quiet: bool = False,
) -> Gathered:
    """Sort claims that all have ``anchor`` at one end into ties by the other end, and score them as of day ``at``.

    Ties are seen from the others, who stand toward the anchor; with ``own`` from the anchor, which stands toward them.
    A tie that no claim as sure as ``firm`` bears is set apart; with ``quiet`` quiet claims are quoted first.
    """
    naming, day = view.naming, ordinal(at)
    pairs = (alignment.seen_from if own else alignment.toward)(columns, anchor)
    weighed = alignment.weigh(columns, pairs, day, view.model, naming.symmetric)
    scored = {line[own]: stance for line, stance in alignment.stances(weighed, view.model).items()}
    others = [pair[own] for pair in pairs]
    made, trust, ranks = _sketches(view, columns, anchor, others, own, firm, quiet)
    sure = _by_other(sketch for sketch in made if sketch.firm)
    return Gathered(
        view=view,
        columns=columns,
        anchor=anchor,
        sketches=sure,
        unsure=_by_other(sketch for sketch in made if not sketch.firm),
        ranks=ranks,
        trusted=trust,
        independent={
            other: len({columns.group[row] for one in some for row in one.rows}) for other, some in sure.items()
        },
        stances=scored,
        intervals=weighed.intervals,
        at=day,
    )


def _sketches(
    view: View, columns: ClaimColumns, anchor: str, others: Sequence[str], own: bool, firm: float, quiet: bool
) -> tuple[list[Sketch], Flags, list[int]]:
    """All ties, sure and unsure, which claims can bear one, and the order in which to quote."""
    symmetric = view.naming.symmetric
    keys, rows = _ties(columns, anchor, others, own, symmetric)
    directions = [_direction(key, anchor, own, symmetric) for key in keys]
    ties = np.empty(len(columns), np.int64)
    for number, some in enumerate(rows):
        ties[some] = number
    trust = trusted(columns, _told(view, keys, ties, anchor, directions), firm)
    ranks = quote_ranks(columns, trust, quiet)
    found = zip(keys, rows, directions, *_tie_weights(view, columns, ties, directions), strict=True)
    return [_sketch(view, columns, anchor, *one, trust, ranks) for one in found], trust, ranks


def _sketch(
    view: View,
    columns: ClaimColumns,
    anchor: str,
    key: Key,
    rows: Sequence[int],
    direction: str,
    weight: float,
    sources: int,
    trust: Flags,
    ranks: Sequence[int],
) -> Sketch:
    """One tie; its status is that of the claim to quote first."""
    source, _, target, _ = key
    borne = [row for row in rows if trust[row]]
    best = min(borne or rows, key=ranks.__getitem__)
    return Sketch(
        key=key,
        other=target if source == anchor else source,
        direction=direction,
        sign=_sign(view, key),
        status=Status(columns.status[best]),
        weight=weight,
        independent=sources,
        rows=rows,
        quiet=any(columns.quiet[row] for row in borne),
        firm=bool(borne),
    )


def _told(view: View, keys: Sequence[Key], ties: Ints, anchor: str, directions: Sequence[str]) -> Told:
    """What each claim tells, by the tie that it belongs to."""
    others = {code: number for number, code in enumerate(sorted({code for key in keys for code in (key[0], key[2])}))}
    at_end = [others[target if source == anchor else source] for source, _, target, _ in keys]
    columns = (at_end, range(len(keys)), [_sign(view, key) for key in keys], [WAYS[way] for way in directions])
    other, tie, sign, way = (np.array(column, np.int64)[ties] for column in columns)
    named = (np.array([key[1] in some for key in keys], bool)[ties] for some in _kinds(view))
    return Told(other, tie, sign, way, *named)


def _kinds(view: View) -> tuple[frozenset[str], frozenset[str]]:
    return view.weights.settled, view.weights.general


def _sign(view: View, key: Key) -> int:
    """Whether a tie speaks for (+1) or against (-1) a side; a denial is turned round."""
    _, relation, _, denied = key
    return -view.naming.sign(relation) if denied else view.naming.sign(relation)


def _by_other(sketches: Iterable[Sketch]) -> dict[str, tuple[Sketch, ...]]:
    found: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        found[sketch.other].append(sketch)
    return {other: tuple(sorted(some, key=lambda sketch: sketch.order)) for other, some in found.items()}


def _ties(
    columns: ClaimColumns, anchor: str, others: Sequence[str], own: bool, symmetric: Callable[[str], bool]
) -> tuple[list[Key], list[list[int]]]:
    """Group rows by what they say; where the order does not matter, the actor that is looked at comes first."""
    mutual = {relation: symmetric(relation) for relation in set(columns.relation)}
    found: dict[Key, list[int]] = defaultdict(list)
    ends = zip(columns.source, columns.relation, columns.target, columns.status, others, strict=True)
    for row, (source, relation, target, status, other) in enumerate(ends):
        if mutual[relation]:
            source, target = (anchor, other) if own else (other, anchor)
        found[source, relation, target, status == "denied"].append(row)
    return list(found), list(found.values())


def _direction(key: Key, anchor: str, own: bool, symmetric: Callable[[str], bool]) -> str:
    source, relation, _, _ = key
    if symmetric(relation):
        return "mutual"
    return "out" if (source == anchor) is own else "in"


def _tie_weights(
    view: View, columns: ClaimColumns, ties: np.typing.NDArray[np.int64], directions: Sequence[str]
) -> tuple[list[float], list[int]]:
    """Weight and number of independent sources of each tie: a group counts once, by its heaviest claim."""
    if not len(columns):
        return [], []
    weights = view.weights
    by_status = {status.value: weights.status[status] for status in Status}
    claimed = np.fromiter(map(by_status.__getitem__, columns.status), np.float64, len(columns))
    by_relation = {name: weights.relation.get(name, 1.0) for name in set(columns.relation)}
    claimed *= np.fromiter(map(by_relation.__getitem__, columns.relation), np.float64, len(columns))
    claimed *= np.asarray(columns.confidence, np.float64)
    ways = np.array([weights.incoming if direction == "in" else 1.0 for direction in directions])
    claimed *= ways[ties]
    groups = np.asarray(columns.group, np.int64)
    order = np.lexsort((-claimed, groups, ties))
    first = np.ones(len(order), bool)
    first[1:] = (ties[order][1:] != ties[order][:-1]) | (groups[order][1:] != groups[order][:-1])
    heaviest = order[first]
    totals = np.bincount(ties[heaviest], claimed[heaviest], minlength=len(directions))
    return totals.tolist(), np.bincount(ties[heaviest], minlength=len(directions)).tolist()


def _choose(sketches: Sequence[Sketch], most: int | None) -> list[Sketch]:
    """The heaviest ties, but never without the heaviest that speak for the other side."""
    if most is None or len(sketches) <= most:
        return list(sketches)
    half = most // 2
    chosen: dict[Key, Sketch] = {}
    for sign in (1, -1):
        chosen |= {one.key: one for one in [one for one in sketches if one.sign == sign][:half]}
    rest = [sketch for sketch in sketches if sketch.key not in chosen]
    return sorted([*chosen.values(), *rest[: most - len(chosen)]], key=lambda sketch: sketch.order)
