"""What is reported of many pairs at two times, compared as arrays: which stance is new or reversed, which tie ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np

from haluan import alignment
from haluan.alignment import Endings, Stance, Weights
from haluan.alignment.leaning import Leaning, leanings
from haluan.alignment.lines import Flags, Floats, Ints, Lines
from haluan.alignment.standing import Key
from haluan.answers.joining import joined, take
from haluan.answers.ties import best
from haluan.columns import ClaimColumns

# Claims to quote for each change.
_MOST = 3
_KINDS = ("ended", "new", "reversed")  # by the alphabet, in which equals are sorted
_ENDED, _NEW, _REVERSED = range(3)


@dataclass(frozen=True, slots=True)
class Known:
    """The claims of some pairs, which of them were known at two times, and on which days; what they are weighed by."""

    columns: ClaimColumns
    lines: Lines
    known: tuple[Flags, Flags]
    days: tuple[int, int]
    model: Weights
    symmetric: Callable[[str], bool]

    @property
    def fresh(self) -> Flags:
        """Mark the claims after that were not known before."""
        return self.known[1] & ~self.known[0]

    def of(self, pairs: Ints) -> Known:
        """Keep the claims of some pairs, by their lines."""
        chosen = np.zeros(len(self.lines), bool)
        chosen[pairs] = True
        rows = chosen[self.lines.of]
        columns = take(self.columns, rows)
        before, after = (known[rows] for known in self.known)
        return replace(self, columns=columns, lines=alignment.by_pair(columns), known=(before, after))

    @classmethod
    def joined(cls, some: Sequence[Known]) -> Known:
        """Put the claims of different pairs together."""
        columns = reduce(joined, (one.columns for one in some))
        before, after = (np.concatenate([one.known[then] for one in some]) for then in (0, 1))
        return replace(some[0], columns=columns, lines=alignment.by_pair(columns), known=(before, after))

    def leanings(self) -> tuple[Leaning, Leaning]:
        """Where the two of each pair leaned at the two times."""
        moments = tuple(zip(self.known, self.days, strict=True))
        before, after = leanings(self.columns, self.lines, moments, self.model, self.symmetric)
        return before, after

    def stances(self, then: int) -> Callable[[str, str], Stance | None]:
        """Tell where one stood toward another at the first or the second time; None where nothing was known."""
        columns = take(self.columns, self.known[then])
        there = alignment.weigh(columns, alignment.by_pair(columns), self.days[then], self.model, self.symmetric)
        lines = {there.lines.pair(line): line for line in range(len(there.lines))}
        ahead, back = alignment.tally(there, self.model), alignment.tally(alignment.turned(there), self.model)

        def stance(actor: str, pole: str) -> Stance | None:
            line = lines.get((min(actor, pole), max(actor, pole)))
            return None if line is None else (ahead if actor < pole else back).stance(line)

        return stance


@dataclass(frozen=True, slots=True)
class Shift:
    """One change between ``actor`` and ``pole``; of an end the tie, on which day, and the key of the claim that ends
    it. Of one that is ``mutual`` the other side changed likewise, and not more. ``told`` holds what is known of the
    two, among others.
    """

    kind: str
    size: float
    actor: str
    pole: str
    told: Known = field(compare=False, repr=False)
    mutual: bool = False
    tie: Key | None = None
    on: int | None = None
    ended_by: int | None = None

    @property
    def order(self) -> tuple[float, str, str, str, Key]:
        """Sorting key: the greatest change first."""
        return (-self.size, self.kind, self.actor, self.pole, self.tie or ("", "", ""))


@dataclass(frozen=True, slots=True)
class Found:
    """A change with the stances before and after, and the keys of the claims to quote."""

    shift: Shift
    before: Stance | None
    after: Stance
    keys: tuple[int, ...]


def weighed(shifts: Sequence[Shift]) -> Iterator[Found]:
    """Weigh the pairs of some changes once more, with all that is shown of a stance."""
    if not shifts:
        return
    told = Known.joined(list({id(one.told): one.told for one in shifts}.values()))
    then, now, key = told.stances(0), told.stances(1), np.asarray(told.columns.key)
    fresh = np.flatnonzero(told.fresh)
    fresh = fresh[np.argsort(told.lines.of[fresh], kind="stable")]
    starts = np.searchsorted(told.lines.of[fresh], np.arange(len(told.lines) + 1))
    lines = {frozenset(told.lines.pair(line)): line for line in range(len(told.lines))}
    for one in shifts:
        line = lines[frozenset((one.actor, one.pole))]
        rows = fresh[starts[line] : starts[line + 1]]
        after = now(one.actor, one.pole)
        assert after is not None  # what nothing is known of is neither new nor ended
        quoted = key[best(told.columns, rows, _MOST)].tolist() if one.ended_by is None else [one.ended_by]
        yield Found(one, then(one.actor, one.pole), after, tuple(quoted))


@dataclass(frozen=True, slots=True)
class Shifts:
    """The changes of some pairs, a row each: ``line`` is that of the pair, ``turned`` tells its other side; ``mutual``
    that both sides changed; ``ended`` is the place of a tie that ended, else -1.
    """

    told: Known
    standing: Endings
    kind: Ints
    line: Ints
    turned: Ints
    ended: Ints
    size: Floats
    mutual: Flags

    def __len__(self) -> int:
        return len(self.kind)

    @classmethod
    def of(cls, told: Known) -> Shifts:
        """Compare two times."""
        before, after = told.leanings()
        rows = [*_stances(told, before, after), _ends(told, before, after)]
        kind, line, turned, ended = (np.concatenate(some) for some in zip(*rows, strict=True))
        size = np.abs(after.lean[turned, line] - before.lean[turned, line])
        kept, mutual = _sides(kind, line, turned, ended, size)
        return cls(told, after.standing, kind[kept], line[kept], turned[kept], ended[kept], size[kept], mutual)

    def greatest(self, most: int | None = None, least: float = 0.0) -> list[Shift]:
        """Return the greatest changes, so many and none smaller than ``least``; of equals those first that
        `Shift.order` puts first."""
        lines = self.told.lines
        actor = np.where(self.turned, lines.pole[self.line], lines.actor[self.line])
        pole = np.where(self.turned, lines.actor[self.line], lines.pole[self.line])
        order = np.lexsort((self.ended, pole, actor, self.kind, -self.size))[:most]
        order = order[self.size[order] >= least]
        told = self.told.of(self.line[order]) if len(order) else self.told
        return [
            Shift(
                kind=_KINDS[self.kind[place]],
                size=float(self.size[place]),
                actor=lines.names[actor[place]],
                pole=lines.names[pole[place]],
                told=told,
                mutual=bool(self.mutual[place]),
                tie=None if ended < 0 else self.standing.key(ended),
                on=None if ended < 0 else int(self.standing.until[ended]),
                ended_by=None if ended < 0 else int(self.standing.ended_by[ended]),
            )
            for place, ended in zip(order.tolist(), self.ended[order].tolist(), strict=True)
        ]


_Rows = tuple[Ints, Ints, Ints, Ints]  # kind, line, turned, ended


def _stances(told: Known, before: Leaning, after: Leaning) -> Iterator[_Rows]:
    """Stances with new claims that are new, or that changed sides."""
    least = told.model.reading["least"]
    fresh = np.bincount(told.lines.of[told.fresh], minlength=len(told.lines)) > 0
    for turned in (0, 1):
        counts = fresh & (after.reported[turned] >= least)
        was = np.where(before.reported[turned] >= least, before.lean[turned], 0.0)
        kinds = np.where(~before.told, _NEW, np.where(was * after.lean[turned] < 0, _REVERSED, -1))
        chosen = np.flatnonzero(counts & (kinds >= 0))
        yield kinds[chosen], chosen, np.full(len(chosen), turned), np.full(len(chosen), -1)


def _sides(kind: Ints, line: Ints, turned: Ints, ended: Ints, size: Floats) -> tuple[Ints, Flags]:
    """Which rows to keep, of two sides that changed likewise the one that changed more; and which stand for both."""
    order = np.lexsort((turned, -size, line, kind))
    of, stance = np.stack([kind, line])[:, order], ended[order] < 0
    likewise = np.zeros(len(order) + 1, bool)
    likewise[1:-1] = (of[:, 1:] == of[:, :-1]).all(axis=0) & stance[1:]
    return order[~likewise[:-1]], likewise[1:][~likewise[:-1]]


def _ends(told: Known, before: Leaning, after: Leaning) -> _Rows:
    """Ties that stood before and stand no more."""
    now, then = after.standing, before.standing
    places = _places(now.tie, then.tie)
    stood = np.zeros(len(now), bool)
    stood[places >= 0] = ~then.over(told.days[0])[places[places >= 0]]
    ended = np.flatnonzero(stood & now.over(told.days[1]))
    size = max(len(now.names), 1)
    source, target = np.divmod(now.tie[ended] // max(len(now.relations), 1), size)
    lines = told.lines
    line = _places(np.minimum(source, target) * size + np.maximum(source, target), lines.actor * size + lines.pole)
    return np.full(len(ended), _ENDED), line, (source > target).astype(np.int64), ended


def _places(wanted: Ints, among: Ints) -> Ints:
    """Where numbers stand among others that rise; -1 for those that do not."""
    if not len(among):
        return np.full(len(wanted), -1)
    places = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    found: Ints = np.where(among[places] == wanted, places, -1)
    return found
