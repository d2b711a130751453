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
    alone: Flags = sure - FAR * np.asarray(columns.context, bool) >= firm
    if not len(sure) or alone.all():
        return alone
    report = _numbered(np.asarray(columns.group, np.int64))
    alike = sure >= ALIKE
    several = alike & (_together(told.tie, report, np.where(alike, sure, 0.0)) >= firm)
    borne = _unanimous(columns, told, sure, report, firm) & (told.general | alike)
    found: Flags = alone | several | borne
    return found


def _unanimous(columns: ClaimColumns, told: Told, sure: Floats, report: Ints, firm: float) -> Flags:
    """Mark the claims of reports that say one thing of two actors, in one direction, and surely enough."""
    length = np.asarray(columns.length, np.int64)  # claims from one quote are one witness
    place = _numbered(report * (int(told.other.max()) + 1) + told.other)
    found = np.zeros(len(sure), bool)
    for way in (_OUT, _IN):
        own = np.isin(told.way, (way, _MUTUAL)) & (told.sign != 0) & ~told.settled
        if not own.any():
            continue
        friendly, hostile = (
            _together(place[own], length[own], sure[own] * (told.sign[own] == side)) for side in (1, -1)
        )
        ours, theirs = (np.where(told.sign[own] > 0, *pair) for pair in ((friendly, hostile), (hostile, friendly)))
        found[own] |= (ours >= firm) & (theirs < DOUBT)
    return found


def _together(what: Ints, witness: Ints, sure: Floats) -> Floats:
    """How sure it is of each claim that somebody is right on its ``what``: a witness counts once, by the surest."""
    order = np.lexsort((-sure, witness, what))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(what[order]) != 0) | (np.diff(witness[order]) != 0)
    best = order[first]
    numbers = _numbered(what)
    doubt = np.bincount(numbers[best], np.log1p(-np.minimum(sure[best], _SUREST)))
    known: Floats = -np.expm1(doubt)[numbers]
    return known


def _numbered(values: Ints) -> Ints:
    numbers: Ints = np.unique(values, return_inverse=True)[1]
    return numbers
