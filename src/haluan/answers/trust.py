"""Which claims a line may stand on: what is sure by itself, by several reports, or by all that one report says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from haluan.columns import ClaimColumns

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# What a claim needs to count beside one in another report that says the same: below it readers err alike
ALIKE = 0.65
# From here on what a report says for the other side speaks against what it says for this one
DOUBT = 0.5
_OUT, _IN, _MUTUAL = range(3)
WAYS = {"out": _OUT, "in": _IN, "mutual": _MUTUAL}
# What a claim loses whose quote does not name both actors
FAR = 0.1
_SUREST = 0.99
_WIDEST = 1 << 62


@dataclass(frozen=True, slots=True)
class Told:
    """Claims as arrays: whom they are about, in which tie, for which side (+1, 0, -1) and which way.

    ``settled`` marks relations that hold or do not hold by name (a membership, a treaty), ``general`` those that say no
    more than which side (supports, opposes).
    """

    other: Ints
    tie: Ints
    sign: Ints
    way: Ints
    settled: Flags
    general: Flags


def trusted(columns: ClaimColumns, told: Told, firm: float) -> Flags:
    """Mark the claims that a line may stand on, at the least confidence ``firm``.

    A claim is as sure as ``firm`` by itself, less `FAR` where its quote does not name both; or independent reports say
    the same, so that it is as sure that one of them is right; or all that its report says between the two actors that
    way comes to that, with little to the contrary. The last bears what is sure enough itself, or general. A settled
    relation neither gains by it nor adds to it: who praises a pact is no member.
    """
    sure: Floats = np.asarray(columns.confidence, np.float64)
    alone = _alone(columns, sure, firm)
    return alone if alone.all() else Reports.of(columns, told).trusted(sure, firm)


def _alone(columns: ClaimColumns, sure: Floats, firm: float) -> Flags:
    found: Flags = sure - FAR * np.asarray(columns.context, bool) >= firm
    return found


@dataclass(frozen=True, slots=True)
class Reports:
    """Claims, at least one, with who bears witness to what: sorted once, to be trusted as they are known at a time."""

    columns: ClaimColumns
    general: Flags
    ties: _Witnesses
    sides: tuple[tuple[Ints, _Witnesses, Flags], ...]  # each way: rows, of which report they are, whether friendly

    @classmethod
    def of(cls, columns: ClaimColumns, told: Told) -> Reports:
        """Sort claims."""
        report = np.asarray(columns.group, np.int64)
        length = np.asarray(columns.length, np.int64)  # claims from one quote are one witness
        place, sides = paired(report, told.other), []
        for way in (_OUT, _IN):
            own = np.flatnonzero(((told.way == way) | (told.way == _MUTUAL)) & (told.sign != 0) & ~told.settled)
            if len(own):
                sides.append((own, _Witnesses.of(place[own], length[own]), told.sign[own] > 0))
        return cls(columns, told.general, _Witnesses.of(told.tie, report), tuple(sides))

    def trusted(self, sure: Floats, firm: float) -> Flags:
        """See `trusted`; a claim of which ``sure`` is 0 counts as if it were not there."""
        alike = sure >= ALIKE
        several = self.ties.each(self.ties.together(sure * alike) >= firm)
        borne = self._unanimous(sure, firm) & (self.general | alike)
        return _alone(self.columns, sure, firm) | (alike & several) | borne

    def _unanimous(self, sure: Floats, firm: float) -> Flags:
        """Mark the claims of reports that say one thing of two actors, in one direction, and surely enough."""
        found = np.zeros(len(sure), bool)
        for own, witnesses, side in self.sides:
            friendly, hostile = (witnesses.together(sure[own] * one) for one in (side, ~side))
            for_it, against = (friendly >= firm) & (hostile < DOUBT), (hostile >= firm) & (friendly < DOUBT)
            found[own] |= (side & witnesses.each(for_it)) | (~side & witnesses.each(against))
        return found


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """Claims in the ``order`` of what they say and who bears witness; places in it where another witness begins, and
    for each witness and each claim the number of what it says."""

    order: Ints
    begins: Ints
    what: Ints
    of_claim: Ints

    @classmethod
    def of(cls, what: Ints, witness: Ints) -> _Witnesses:
        """Sort claims, of which there is at least one."""
        both = paired(what, witness)
        order = np.argsort(both)
        both, what = both[order], what[order]
        other = np.ones(len(order), bool)
        other[1:] = both[1:] != both[:-1]
        begins = np.flatnonzero(other)
        numbers = np.zeros(len(order), np.int64)
        numbers[1:] = np.cumsum(what[1:] != what[:-1])
        of_claim = np.empty(len(order), np.int64)
        of_claim[order] = numbers
        return cls(order, begins, numbers[begins], of_claim)

    def together(self, sure: Floats) -> Floats:
        """How sure it is that somebody is right on each ``what``: a witness counts once, by the surest."""
        best = np.maximum.reduceat(sure.take(self.order), self.begins)
        known: Floats = -np.expm1(np.bincount(self.what, np.log1p(-np.minimum(best, _SUREST))))
        return known

    def each(self, what: Flags) -> Flags:
        """Mark the claims of what is marked."""
        return what.take(self.of_claim)


def paired(first: Ints, second: Ints) -> Ints:
    """One number for two, both >= 0: in the order of the first, then of the second. There is at least one."""
    if int(first.max()) >= _WIDEST // (int(second.max()) + 1):  # too large for one number
        first, second = (np.unique(some, return_inverse=True)[1] for some in (first, second))
    found: Ints = first * (int(second.max()) + 1) + second
    return found
