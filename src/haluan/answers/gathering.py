"""From claims as columns to the lines of an answer: who has which ties with an actor, how strong, how scored.

Only the ties that are shown are cited, so that an actor with a hundred thousand claims can be asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haluan import alignment
from haluan.alignment.lines import Floats, Ints
from haluan.answers.belonging import belongs
from haluan.answers.sketching import Key, Ties, independent, sketch
from haluan.answers.ties import STRENGTH, best_first, stance_of
from haluan.answers.types import Citation, Relationship, Tie
from haluan.answers.view import View
from haluan.answers.window import FIRM, iso, ordinal
from haluan.columns import ClaimColumns
from haluan.model import Status
from haluan.ontology.facts import Holds

# Ties of a line to show where there are many, and claims of a tie to cite.
MOST_TIES, MOST_CITED = 12, 3
# Ties of a line to tell of that no claim can bear.
MOST_UNSURE = 3
# So many lines are shown in full; those after them with fewer ties, and one claim of each.
MOST_FULL, FEW_TIES = 30, 4


@dataclass(frozen=True, slots=True)
class Gathered:
    """All ties with ``anchor`` by the actor at the other end, not yet cited.

    ``others`` are the actors of the lines; ``friendly`` and ``hostile`` what their ties weigh. With ``own`` the ties
    are seen from the anchor; with ``hushed`` quiet claims are quoted first.
    """

    view: View
    columns: ClaimColumns
    anchor: str
    own: bool
    others: tuple[str, ...]
    ties: Ties
    tally: alignment.Tally
    independent: Ints
    friendly: Floats
    hostile: Floats
    at: int
    hushed: bool = False

    def line(self, other: str) -> int:
        """The place of the line with an actor."""
        return self.others.index(other)

    def weightiest(self) -> list[int]:
        """The lines, those first of whose ties most is reported."""
        return sorted(self.told(), key=lambda line: (-self.weight(line), self.others[line]))

    def told(self) -> list[int]:
        """The lines that stand on a tie."""
        found: list[int] = np.flatnonzero(self.ties.standing()).tolist()
        return found

    def unsure_only(self) -> list[str]:
        """The others of whose ties with the anchor nothing but unsure claims are left."""
        return sorted(self.others[line] for line in np.flatnonzero(~self.ties.standing()).tolist())

    def weight(self, line: int) -> float:
        """What all that leans to either side weighs."""
        return float(self.friendly[line] + self.hostile[line])

    def claims(self, line: int) -> int:
        """How many claims the ties have on which a line stands."""
        ties = self.ties.sure(line)
        return int((self.ties.end[ties] - self.ties.start[ties]).sum())

    def quiet(self, line: int) -> bool:
        """Whether enough texts mark a friendly tie of a line as quiet."""
        ties = self.ties.sure(line)
        return bool((self.ties.quiet[ties] & (self.ties.sign[ties] > 0)).any())

    def openly(self, line: int) -> bool:
        """Whether an actor carries its stance openly, and no text marks it as quiet."""
        return not self.quiet(line) and self.tally.stance(line).reading is alignment.Reading.OPEN

    def key(self, tie: int) -> Key:
        """What a tie says."""
        other = self.others[self.ties.line[tie]]
        ends = (self.anchor, other) if self.ties.anchored[tie] else (other, self.anchor)
        return ends[0], self.columns.relation.names[self.ties.relation[tie]], ends[1], bool(self.ties.denied[tie])

    def stance(self, other: str) -> alignment.Stance:
        """Where the actor of a line stands, or the anchor toward it."""
        return self.tally.stance(self.line(other))

    def lines(
        self, lines: Iterable[int], most: int | None = MOST_TIES, cited: int = MOST_CITED
    ) -> dict[str, Relationship]:
        """Cite lines, each with at most so many ties, each tie with at most so many claims.

        Lines far down the list are shorter, unless all ties are asked for.
        """
        chosen: dict[int, tuple[list[int], list[int]]] = {}
        quoted: dict[int, int] = {}
        for place, line in enumerate(lines):
            full = most is None or place < MOST_FULL
            sure = _choose(self.ties, line, most if full else FEW_TIES)
            unsure = self.ties.unsure(line)[: None if most is None else MOST_UNSURE].tolist()
            chosen[line] = sure, unsure
            quoted |= dict.fromkeys(sure, cited if full else 1) | dict.fromkeys(unsure, 1)
        rows = self._best(quoted)
        keys = self.columns.key
        enders = [ended_by for tie in quoted if (ended_by := self._ending(tie)[1])]
        citations = self.view.cite([*(keys[row] for some in rows.values() for row in some), *enders])
        return {
            self.others[line]: self._line(
                line, *([self._tie(tie, rows[tie], citations) for tie in part] for part in parts)
            )
            for line, parts in chosen.items()
        }

    def _best(self, quoted: Mapping[int, int]) -> dict[int, list[int]]:
        """The rows to quote of each tie, so many: of a tie that is firm only those that bear it."""
        ties = np.fromiter(quoted, np.int64, len(quoted))
        sizes = self.ties.end[ties] - self.ties.start[ties]
        rows = np.concatenate([np.zeros(0, np.int64), *map(self.ties.claims, quoted)])
        owners = np.repeat(np.arange(len(ties)), sizes)
        bearing = self.ties.trusted[rows] | ~self.ties.firm[ties][owners]
        rows, owners = rows[bearing], owners[bearing]
        sizes = np.bincount(owners, minlength=len(ties))
        order = best_first(self.columns, rows, owners, self.ties.trusted, self.hushed)
        ordered, starts = rows[order].tolist(), (np.cumsum(sizes) - sizes).tolist()
        ends = np.cumsum(sizes).tolist()
        return {
            tie: ordered[start : min(start + most, end)]
            for (tie, most), start, end in zip(quoted.items(), starts, ends, strict=True)
        }

    def _line(self, line: int, ties: list[Tie], unsure: list[Tie]) -> Relationship:
        friendly, hostile = float(self.friendly[line]), float(self.hostile[line])
        other, stance = self.others[line], self.tally.stance(line)
        return Relationship(
            actor=other,
            name=self.view.naming.name(other),
            stance=stance_of(friendly, hostile, self.view.weights),
            friendly=friendly,
            hostile=hostile,
            quiet=self.quiet(line),
            claims=self.claims(line),
            independent=int(self.independent[line]),
            ties=tuple(ties),
            said=stance.said,
            done=stance.done,
            reading=stance.reading,
            open=stance.open,
            hushed=stance.quiet,
            denied=stance.denied,
            more_ties=len(self.ties.sure(line)) - len(ties),
            unsure=tuple(unsure),
            more_unsure=len(self.ties.unsure(line)) - len(unsure),
        )

    def _tie(self, tie: int, rows: Sequence[int], citations: Mapping[int, Citation]) -> Tie:
        naming, found = self.view.naming, self.ties
        source, relation, target, _ = self.key(tie)
        made = Tie(
            source=source,
            source_name=naming.name(source),
            relation=relation,
            target=target,
            target_name=naming.name(target),
            label=naming.label(source, relation, target),
            direction="mutual" if found.mutual[tie] else "in" if found.incoming[tie] else "out",
            status=STRENGTH[found.strength[tie]],
            sign=int(found.sign[tie]),
            quiet=bool(found.quiet[tie] and self.columns.quiet[rows[0]]),
            weight=float(found.weight[tie]),
            claims=int(found.end[tie] - found.start[tie]),
            independent=int(found.independent[tie]),
            first=self._date(int(found.first[tie])),
            last=self._date(int(found.last[tie])),
            citations=tuple(citations[self.columns.key[row]] for row in rows),
            marked=int(found.marked[tie]),
            doubtful=not found.firm[tie],
            against_facts=self._contradicted(tie),
        )
        return self._standing(made, tie, citations)

    def _contradicted(self, tie: int) -> bool:
        """Whether the facts know that a membership told of as real is none."""
        source, relation, target, _ = self.key(tie)
        if relation != "joins" or STRENGTH[self.ties.strength[tie]] is not Status.ACTUAL:
            return False
        return belongs(source, target, iso(self.at) or "").holds is Holds.NO

    def _ending(self, tie: int) -> tuple[int | None, int]:
        """When a standing tie ended (0 while it stands) and by which claim; None for events and denials."""
        source, relation, target, denied = self.key(tie)
        endings = self.tally.weighed.endings
        place = None if denied else endings.find(source, relation, target)
        return (None, 0) if place is None else (int(endings.until[place]), int(endings.ended_by[place]))

    def _standing(self, made: Tie, tie: int, citations: Mapping[int, Citation]) -> Tie:
        until, ended_by = self._ending(tie)
        if until is None:
            return made
        if not until or until > self.at:
            return replace(made, in_force=True)
        return replace(made, in_force=False, until=iso(until), ended_by=citations[ended_by].cited.id)

    def _date(self, row: int) -> str | None:
        if row < 0:
            return None
        when = self.columns.when[row]
        return when.removeprefix("../") if when else iso(int(self.columns.day[row]))


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
    lines = (alignment.seen_from if own else alignment.toward)(columns, anchor)
    weighed = alignment.weigh(columns, lines, day, view.model, naming.symmetric)
    ties = sketch(columns, lines, anchor, own, naming, view.weights, firm, quiet)
    return Gathered(
        view=view,
        columns=columns,
        anchor=anchor,
        own=own,
        others=tuple(lines.names[place] for place in (lines.pole if own else lines.actor)),
        ties=ties,
        tally=alignment.tally(weighed, view.model),
        independent=independent(columns, lines, ties),
        friendly=ties.sums(1),
        hostile=ties.sums(-1),
        at=day,
        hushed=quiet,
    )


def _choose(ties: Ties, line: int, most: int | None) -> list[int]:
    """The heaviest ties, but never without the heaviest that speak for the other side."""
    places = ties.sure(line)
    if most is None or len(places) <= most:
        return [int(place) for place in places]
    sign, half = ties.sign[places], most // 2
    chosen = np.zeros(len(places), bool)
    for side in (1, -1):
        chosen[np.flatnonzero(sign == side)[:half]] = True
    chosen[np.flatnonzero(~chosen)[: most - int(chosen.sum())]] = True
    return [int(place) for place in places[chosen]]
