"""What is reported of many pairs at two times, compared as arrays: which stance is new or reversed, which tie ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from haluan import alignment
from haluan.alignment import Stance, Tally, Weights
from haluan.alignment.lines import Flags, Floats, Ints
from haluan.alignment.standing import Key
from haluan.answers.ties import best
from haluan.columns import ClaimColumns

# Claims to quote for each change.
_MOST = 3
_KINDS = ("ended", "new", "reversed")  # by the alphabet, in which equals are sorted
_ENDED, _NEW, _REVERSED = range(3)


@dataclass(frozen=True, slots=True)
class Side:
    """The claims of some pairs as they were at one time, weighed from either side of each pair."""

    columns: ClaimColumns
    there: Tally
    back: Tally
    at: int

    @classmethod
    def of(cls, columns: ClaimColumns, at: int, model: Weights, symmetric: Callable[[str], bool]) -> Side:
        """Weigh claims as of day ``at``."""
        there = alignment.weigh(columns, alignment.by_pair(columns), at, model, symmetric)
        back = alignment.turned(there, model, symmetric)
        return cls(columns, alignment.tally(there, model), alignment.tally(back, model), at)

    @property
    def pairs(self) -> Ints:
        """A number for the two actors of each line, in rising order."""
        lines = self.there.weighed.lines
        return lines.actor * len(lines.names) + lines.pole

    @property
    def standing(self) -> alignment.Endings:
        """The ties that stand until they end."""
        return self.there.weighed.endings


@dataclass(frozen=True, slots=True)
class Found:
    """One change with the keys of the claims to quote; of an end the tie, and on which day."""

    kind: str
    size: float
    before: Stance | None
    after: Stance
    keys: tuple[int, ...]
    tie: Key | None = None
    on: int | None = None

    @property
    def order(self) -> tuple[float, str, str, str, Key]:
        """Sorting key: the greatest change first."""
        return (-self.size, self.kind, self.after.actor, self.after.pole, self.tie or ("", "", ""))


@dataclass(frozen=True, slots=True)
class Shifts:
    """The changes of some pairs, a row each: ``line`` is that of the pair after, ``turned`` tells its other side;
    ``earlier`` is the line before, -1 where nothing was reported; ``ended`` is the place of a tie that ended.
    """

    before: Side
    after: Side
    kind: Ints
    line: Ints
    turned: Flags
    earlier: Ints
    ended: Ints
    size: Floats
    fresh: Flags

    def __len__(self) -> int:
        return len(self.kind)

    @classmethod
    def between(cls, before: Side, after: Side, fresh: Flags, model: Weights) -> Shifts:
        """Compare two times; ``fresh`` marks the claims after that were not known before."""
        rows = [*_stances(before, after, fresh, model.reading["least"]), _ends(before, after)]
        kind, line, turned, ended = (np.concatenate(some) for some in zip(*rows, strict=True))
        earlier = _places(after.pairs[line], before.pairs)
        size = np.zeros(len(kind))
        for side, now, then in ((False, after.there, before.there), (True, after.back, before.back)):
            own = turned == side
            was = _lean(then)[earlier[own]] if len(before.pairs) else np.zeros(int(own.sum()))
            size[own] = np.abs(_lean(now)[line[own]] - np.where(earlier[own] < 0, 0.0, was))
        return cls(before, after, kind, line, turned.astype(bool), earlier, ended, size, fresh)

    def greatest(self, most: int | None, least: float = 0.0) -> Iterator[Found]:
        """Yield the greatest changes, so many and none smaller than ``least``; of equals those first that `Found.order`
        puts first."""
        lines = self.after.there.weighed.lines
        actor = np.where(self.turned, lines.pole[self.line], lines.actor[self.line])
        pole = np.where(self.turned, lines.actor[self.line], lines.pole[self.line])
        order = np.lexsort((self.ended, pole, actor, self.kind, -self.size))[:most]
        rows = np.flatnonzero(self.fresh)
        rows = rows[np.argsort(lines.of[rows], kind="stable")]
        starts = np.searchsorted(lines.of[rows], np.arange(len(lines) + 1))
        for place in order[self.size[order] >= least].tolist():
            line = int(self.line[place])
            yield self._found(place, rows[starts[line] : starts[line + 1]])

    def _found(self, place: int, fresh: Ints) -> Found:
        turned, earlier, ended = bool(self.turned[place]), int(self.earlier[place]), int(self.ended[place])
        then, now = (side.back if turned else side.there for side in (self.before, self.after))
        columns, standing = self.after.columns, self.after.standing
        chosen = best(columns, fresh, _MOST) if ended < 0 else []
        return Found(
            kind=_KINDS[self.kind[place]],
            size=float(self.size[place]),
            before=None if earlier < 0 else then.stance(earlier),
            after=now.stance(int(self.line[place])),
            keys=tuple(int(columns.key[row]) for row in chosen) if ended < 0 else (int(standing.ended_by[ended]),),
            tie=None if ended < 0 else standing.key(ended),
            on=None if ended < 0 else int(standing.until[ended]),
        )


_Rows = tuple[Ints, Ints, Ints, Ints]  # kind, line, turned, ended


def _stances(before: Side, after: Side, fresh: Flags, least: float) -> Iterator[_Rows]:
    """Stances with new claims that are new, or that changed sides."""
    lines = after.there.weighed.lines
    told = np.bincount(lines.of[fresh], minlength=len(lines)) > 0
    places = _places(after.pairs, before.pairs)
    for turned, now, then in ((0, after.there, before.there), (1, after.back, before.back)):
        counts = told & (_reported(now) >= least)
        was = np.zeros(len(lines))
        known = places >= 0
        was[known] = np.where(_reported(then) >= least, _lean(then), 0.0)[places[known]]
        kinds = np.where(~known, _NEW, np.where(was * _lean(now) < 0, _REVERSED, -1))
        chosen = np.flatnonzero(counts & (kinds >= 0))
        yield kinds[chosen], chosen, np.full(len(chosen), turned), np.full(len(chosen), -1)


def _ends(before: Side, after: Side) -> _Rows:
    """Ties that stood before and stand no more."""
    now, then = after.standing, before.standing
    places = _places(now.tie, then.tie)
    stood = np.zeros(len(now), bool)
    stood[places >= 0] = ~then.over(before.at)[places[places >= 0]]
    ended = np.flatnonzero(stood & now.over(after.at))
    size = max(len(now.names), 1)
    source, target = np.divmod(now.tie[ended] // max(len(now.relations), 1), size)
    line = _places(np.minimum(source, target) * size + np.maximum(source, target), after.pairs)
    return np.full(len(ended), _ENDED), line, (source > target).astype(np.int64), ended


def _places(wanted: Ints, among: Ints) -> Ints:
    """Where numbers stand among others that rise; -1 for those that do not."""
    if not len(among):
        return np.full(len(wanted), -1)
    places = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    found: Ints = np.where(among[places] == wanted, places, -1)
    return found


def _reported(tally: Tally) -> Floats:
    sums = tally.sums
    return (sums["friendly_said"] + sums["hostile_said"]) + (sums["friendly_done"] + sums["hostile_done"])


def _lean(tally: Tally) -> Floats:
    sums = tally.sums
    return (sums["friendly_said"] - sums["hostile_said"]) + (sums["friendly_done"] - sums["hostile_done"])
