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
from haluan.answers.ties import STRENGTH, TieOrder, quote_ranks, stance_of, tie_order
from haluan.answers.types import Citation, Relationship, Tie
from haluan.answers.view import View
from haluan.answers.window import iso, ordinal
from haluan.model import ClaimColumns, Status

# Ties of a line to show where there are many, and claims of a tie to cite.
MOST_TIES, MOST_CITED = 12, 3
# So many lines are shown in full; those after them with fewer ties, and one claim of each.
MOST_FULL, FEW_TIES = 30, 4
_RANK = {status.value: STRENGTH.index(status) for status in STRENGTH}

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

    @property
    def order(self) -> TieOrder:
        """Sorting key: the heaviest first."""
        source, relation, target, _ = self.key
        return tie_order(self.weight, self.status, relation, source, target)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All ties with ``anchor`` by the actor at the other end, not yet cited."""

    view: View
    columns: ClaimColumns
    anchor: str
    sketches: Mapping[str, tuple[Sketch, ...]]
    independent: Mapping[str, int]
    stances: Mapping[str, Stance]
    intervals: Mapping[alignment.standing.Key, tuple[Interval, ...]]
    at: int

    def balance(self, other: str) -> tuple[float, float]:
        """Friendly and hostile weight of a line."""
        return balance(self.sketches[other])

    def weightiest(self) -> list[str]:
        """The others, those first of whose ties most is reported."""
        return sorted(self.sketches, key=lambda other: (-sum(self.balance(other)), other))

    def lines(
        self, others: Iterable[str], most: int | None = MOST_TIES, cited: int = MOST_CITED
    ) -> dict[str, Relationship]:
        """Cite the lines of ``others``, each with at most so many ties, each tie with at most so many claims.

        Lines far down the list are shorter, unless all ties are asked for.
        """
        ranks = quote_ranks(self.columns)
        chosen: dict[str, list[Sketch]] = {}
        ranked: dict[Key, list[int]] = {}
        for place, other in enumerate(others):
            full = most is None or place < MOST_FULL
            chosen[other] = _choose(self.sketches[other], most if full else FEW_TIES)
            for sketch in chosen[other]:
                ranked[sketch.key] = sorted(sketch.rows, key=ranks.__getitem__)[: cited if full else 1]
        shown = [self.columns.key[row] for rows in ranked.values() for row in rows]
        enders = [span.ended_by for key in ranked for span in self._spans(key)[-1:] if span.ended_by is not None]
        citations = self.view.cite([*shown, *enders])
        return {
            other: self._line(other, [self._tie(sketch, ranked[sketch.key], citations) for sketch in sketches])
            for other, sketches in chosen.items()
        }

    def _line(self, other: str, ties: list[Tie]) -> Relationship:
        friendly, hostile = self.balance(other)
        sketches, stance = self.sketches[other], self.stances[other]
        return Relationship(
            actor=other,
            name=self.view.naming.name(other),
            stance=stance_of(friendly, hostile, self.view.weights),
            friendly=friendly,
            hostile=hostile,
            quiet=any(self.columns.quiet[row] for sketch in sketches for row in sketch.rows),
            claims=sum(len(sketch.rows) for sketch in sketches),
            independent=self.independent[other],
            ties=tuple(ties),
            said=stance.said,
            done=stance.done,
            reading=stance.reading,
            open=stance.open,
            hushed=stance.quiet,
            denied=stance.denied,
            more_ties=len(sketches) - len(ties),
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
            quiet=any(columns.quiet[row] for row in sketch.rows),
            weight=sketch.weight,
            claims=len(sketch.rows),
            independent=sketch.independent,
            first=dates[0],
            last=dates[1],
            citations=tuple(citations[columns.key[row]] for row in rows),
        )
        spans = self._spans(sketch.key)
        return self._standing(tie, spans, citations) if spans else tie

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
    return _sketches(view, columns, anchor, [other for other, _ in alignment.toward(columns, anchor)], False)


def gather(view: View, columns: ClaimColumns, anchor: str, at: str, own: bool = False) -> Gathered:
    """Sort claims that all have ``anchor`` at one end into ties by the other end, and score them as of day ``at``.

    Ties are seen from the others, who stand toward the anchor; with ``own`` from the anchor, which stands toward them.
    """
    naming, day = view.naming, ordinal(at)
    pairs = (alignment.seen_from if own else alignment.toward)(columns, anchor)
    weighed = alignment.weigh(columns, pairs, day, view.model, naming.symmetric)
    scored = {line[own]: stance for line, stance in alignment.stances(weighed, view.model).items()}
    others = [pair[own] for pair in pairs]
    sketches = _sketches(view, columns, anchor, others, own)
    return Gathered(
        view=view,
        columns=columns,
        anchor=anchor,
        sketches=sketches,
        independent=_independent(others, columns.group),
        stances=scored,
        intervals=weighed.intervals,
        at=day,
    )


def _independent(others: Sequence[str], groups: Sequence[int]) -> dict[str, int]:
    found: dict[str, set[int]] = defaultdict(set)
    for other, group in zip(others, groups, strict=True):
        found[other].add(group)
    return {other: len(some) for other, some in found.items()}


def _sketches(
    view: View, columns: ClaimColumns, anchor: str, others: Sequence[str], own: bool
) -> dict[str, tuple[Sketch, ...]]:
    keys, rows = _ties(columns, anchor, others, own, view.naming.symmetric)
    ties = np.empty(len(columns), np.int64)
    for number, some in enumerate(rows):
        ties[some] = number
    directions = [_direction(key, anchor, own, view.naming.symmetric) for key in keys]
    weights, sources = _tie_weights(view, columns, ties, directions)
    found: dict[str, list[Sketch]] = defaultdict(list)
    strengths = [_RANK[status] for status in columns.status]
    for number, key in enumerate(keys):
        source, relation, target, denied = key
        other = target if source == anchor else source
        sign = view.naming.sign(relation)
        status = STRENGTH[min(map(strengths.__getitem__, rows[number]))]
        sketch = Sketch(
            key, other, directions[number], -sign if denied else sign, status, weights[number], sources[number],
            rows[number],
        )  # fmt: skip
        found[other].append(sketch)
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
