"""What changed: stances that are new or reversed and ties that ended, between two days or two states of the store."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from haluan.alignment import Stance
from haluan.alignment.lines import Flags, by_pair
from haluan.alignment.standing import untils
from haluan.answers.joining import take
from haluan.answers.shifting import Found, Known, Shift, Shifts, weighed
from haluan.answers.types import ActorName, Basis, Citation, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, WindowError, iso, ordinal
from haluan.columns import ClaimColumns
from haluan.model import Scope
from haluan.store import NotInStore


class ChangeKind(StrEnum):
    """What happened to a stance."""

    NEW = "new"  # nothing was reported before
    REVERSED = "reversed"  # from friendly on balance to hostile, or the other way
    ENDED = "ended"  # a tie that stood ended


@dataclass(frozen=True, slots=True)
class ShiftedStance(Record):
    """A stance before and after, and claims that came in between; ``tie`` says which tie ended, ``on`` which day.

    Where it is ``mutual``, the stance of ``pole`` toward ``actor`` changed likewise, and not more.
    """

    kind: ChangeKind
    actor: ActorName
    pole: ActorName
    before: Stance | None
    after: Stance
    citations: tuple[Citation, ...]
    tie: str | None = None
    on: str | None = None
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class ChangesAnswer(Record):
    """What changed between ``since`` and ``until``, each a day or the id of a snapshot."""

    actor: ActorName | None
    since: str
    until: str
    changes: tuple[ShiftedStance, ...]
    basis: Basis
    more: int = 0


def changes(
    view: View,
    since: str,
    until: str | None = None,
    actor: str | None = None,
    limit: int | None = None,
    window: Window = EVERYTHING,
) -> ChangesAnswer:
    """New and reversed stances and ended ties of ``actor`` (of all for None), the greatest change first.

    ``since`` and ``until`` are days, months, years, or ids of snapshots; without ``until`` all is
    compared that is known. Raises `UnknownNameError` and `WindowError`.
    """
    code = None if actor is None else view.naming.actor(actor)
    earlier, later = (_window(view, mark, window) for mark in (since, until))
    basis = view.basis(later)
    days = ordinal(earlier.last or basis.at), ordinal(later.last or basis.at)
    scope = Scope(actors=frozenset({code} if code else ()), outlets=frozenset(window.outlets))
    key = ("changes", scope, limit, earlier, later, days)
    found, count, weak = view.once(key, lambda: _greatest(view, scope, limit, (earlier, later), days))
    basis = replace(basis, weak=weak)
    citations = view.cite(key for one in found for key in one.keys)
    named = None if code is None else view.naming.named(code)
    shown = tuple(_shown(view, one, citations) for one in found)
    return ChangesAnswer(named, since, until or basis.snapshot, shown, basis, more=count - len(shown))


def _greatest(
    view: View, scope: Scope, limit: int | None, windows: tuple[Window, Window], days: tuple[int, int]
) -> tuple[list[Found], int, int]:
    """The greatest changes, how many there are in all, and how many claims are too unsure to count afterwards."""
    least_sure = windows[1].min_confidence
    found: list[Shift] = []
    settled: list[Found] = []  # all that are found are shown: no need to keep their claims for long
    count = weak = 0
    # Both sides look at the same claims, pair by pair; the unsure ones come along to be counted
    for columns in view.chunks(scope):
        sure = np.asarray(columns.confidence) >= least_sure
        before, after = (_within(columns, window) for window in windows)
        weak += int(np.count_nonzero(after & ~sure))
        shifts = compared(view, columns, (before & sure, after & sure), days)
        count += len(shifts)
        if limit is None:
            settled += weighed(shifts.greatest())
            continue
        least = found[-1].size if limit and len(found) == limit else 0.0
        found = sorted([*found, *shifts.greatest(limit, least)], key=lambda one: one.order)[:limit]
    return sorted([*settled, *weighed(found)], key=lambda one: one.shift.order), count, weak


def _shown(view: View, found: Found, citations: Mapping[int, Citation]) -> ShiftedStance:
    naming, shift = view.naming, found.shift
    return ShiftedStance(
        kind=ChangeKind(shift.kind),
        actor=naming.named(shift.actor),
        pole=naming.named(shift.pole),
        before=found.before,
        after=found.after,
        citations=tuple(citations[key] for key in found.keys),
        tie=None if shift.tie is None else naming.label(*shift.tie),
        on=iso(shift.on),
        mutual=shift.mutual,
    )


def _window(view: View, mark: str | None, window: Window) -> Window:
    """Restrict a window to what was there at a mark."""
    if mark is None:
        return window
    with suppress(NotInStore):
        return replace(window, known=view.store.find_snapshot(mark).claims)
    try:
        return replace(Window.of(as_of=mark), min_confidence=window.min_confidence)
    except WindowError as error:
        raise WindowError(f"{mark!r} is neither a date nor a state of the store ({error})") from error


def compared(view: View, columns: ClaimColumns, known: tuple[Flags, Flags], days: tuple[int, int]) -> Shifts:
    """Compare what is known of some pairs on two days; ``known`` marks the claims on each.

    Between two actors of whom the same is known on both nothing changes but what ends on a day between the two, as
    reported then or long before: only the others are weighed.
    """
    lines, until = by_pair(columns), untils(columns, np.arange(len(columns)))
    moved = known[0] ^ known[1]
    for day in (np.asarray(columns.day), until):
        moved |= (day > days[0]) & (day <= days[1])
    concerned = (np.bincount(lines.of, moved, minlength=len(lines)) > 0)[lines.of]
    rows = concerned & (known[0] | known[1])
    places = np.flatnonzero(rows)
    own = replace(lines, of=lines.of.take(places), away=lines.away.take(places))
    before, after = (marked.take(places) for marked in known)
    return Shifts.of(Known(take(columns, rows), own, (before, after), days, view.model, view.naming.symmetric))


def _within(columns: ClaimColumns, window: Window) -> Flags:
    """Which claims stand in a window."""
    day, kept = np.asarray(columns.day), np.ones(len(columns), bool)
    if window.dated:
        kept &= day > 0
    if window.since is not None:
        kept &= day >= ordinal(window.since)
    if window.last is not None:
        kept &= day <= ordinal(window.last)
    if window.known is not None:
        kept &= np.asarray(columns.key) <= window.known
    return kept
