"""What changed: stances that are new or reversed and ties that ended, between two days or two states of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from haluan import alignment
from haluan.alignment import Interval, Stance
from haluan.alignment.standing import Key
from haluan.answers.ties import quote_ranks
from haluan.answers.types import ActorName, Basis, Citation, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, WindowError, iso, ordinal
from haluan.model import ClaimColumns
from haluan.store import NotInStore

# Claims to quote for each change.
_MOST = 3
Line = tuple[str, str]


class ChangeKind(StrEnum):
    """What happened to a stance."""

    NEW = "new"  # nothing was reported before
    REVERSED = "reversed"  # from friendly on balance to hostile, or the other way
    ENDED = "ended"  # a tie that stood ended


@dataclass(frozen=True, slots=True)
class ShiftedStance(Record):
    """A stance before and after, and claims that came in between; ``tie`` says which tie ended, ``on`` which day."""

    kind: ChangeKind
    actor: ActorName
    pole: ActorName
    before: Stance | None
    after: Stance
    citations: tuple[Citation, ...]
    tie: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class ChangesAnswer(Record):
    """What changed between ``since`` and ``until``, each a day or the id of a snapshot."""

    actor: ActorName | None
    since: str
    until: str
    changes: tuple[ShiftedStance, ...]
    basis: Basis
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Side:
    columns: ClaimColumns
    stances: dict[Line, Stance]
    intervals: dict[Key, tuple[Interval, ...]]
    at: int


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
    basis = view.basis(later, later.scope(frozenset({code} if code else ())))
    before, after = _side(view, earlier, code, basis), _side(view, later, code, basis)
    old = set(before.columns.key)
    fresh: dict[Line, list[int]] = defaultdict(list)
    for row, key in enumerate(after.columns.key):
        if key not in old:
            fresh[after.columns.source[row], after.columns.target[row]].append(row)
            fresh[after.columns.target[row], after.columns.source[row]].append(row)
    found = [*_shifts(view, before, after, fresh), *_ends(view, before, after)]
    ordered = sorted(found, key=lambda one: (-_size(one[0]), one[0].kind, one[0].actor.actor, one[0].pole.actor))
    ranks = quote_ranks(after.columns)
    shown = [_cited(view, after.columns, ranks, change, rows) for change, rows in ordered[:limit]]
    named = None if code is None else view.naming.named(code)
    return ChangesAnswer(named, since, until or basis.snapshot, tuple(shown), basis, more=len(found) - len(shown))


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


def _side(view: View, window: Window, code: str | None, basis: Basis) -> _Side:
    columns = view.columns(window.scope(frozenset({code} if code else ())))
    at = ordinal(window.last or basis.at)
    ends = list(zip(columns.source, columns.target, strict=True))
    found: dict[Line, Stance] = {}
    for pairs in ([(min(end), max(end)) for end in ends], [(max(end), min(end)) for end in ends]):
        weighed = alignment.weigh(columns, pairs, at, view.model, view.naming.symmetric)
        found |= alignment.stances(weighed, view.model)
    return _Side(columns, found, weighed.intervals, at)


def _shifts(
    view: View, before: _Side, after: _Side, fresh: dict[Line, list[int]]
) -> list[tuple[ShiftedStance, list[int]]]:
    """Stances that are new, or that changed sides, with the rows of the claims that are new."""
    least, name = view.model.reading["least"], view.naming.named
    found = []
    for line, rows in fresh.items():
        old, new = before.stances.get(line), after.stances[line]
        if _reported(new) < least:
            continue
        if old is None:
            kind = ChangeKind.NEW
        elif _reported(old) >= least and _lean(old) * _lean(new) < 0:
            kind = ChangeKind.REVERSED
        else:
            continue
        found.append((ShiftedStance(kind, name(line[0]), name(line[1]), old, new, ()), rows))
    return found


def _ends(view: View, before: _Side, after: _Side) -> list[tuple[ShiftedStance, list[int]]]:
    """Ties that stood before and stand no more, with the row of the claim that ended them."""
    naming, stood = view.naming, before.intervals
    rows = {key: row for row, key in enumerate(after.columns.key)}
    found = []
    for (source, relation, target), spans in after.intervals.items():
        old, last = stood.get((source, relation, target), ()), spans[-1]
        standing = any(span.until is None or span.until > before.at for span in old)
        if not standing or last.until is None or last.until > after.at or last.ended_by is None:
            continue
        change = ShiftedStance(
            ChangeKind.ENDED,
            naming.named(source),
            naming.named(target),
            before.stances.get((source, target)),
            after.stances[source, target],
            (),
            tie=naming.label(source, relation, target),
            on=iso(last.until),
        )
        found.append((change, [rows[last.ended_by]]))
    return found


def _cited(
    view: View, columns: ClaimColumns, ranks: Sequence[int], change: ShiftedStance, rows: Sequence[int]
) -> ShiftedStance:
    best = sorted(rows, key=ranks.__getitem__)[:_MOST]
    citations = view.cite(columns.key[row] for row in best)
    return replace(change, citations=tuple(citations[columns.key[row]] for row in best))


def _reported(stance: Stance) -> float:
    return sum(score.friendly + score.hostile for score in (stance.said, stance.done))


def _lean(stance: Stance) -> float:
    return sum(score.friendly - score.hostile for score in (stance.said, stance.done))


def _size(change: ShiftedStance) -> float:
    """How much a stance changed: an end counts by what was lost."""
    return abs(_lean(change.after) - (_lean(change.before) if change.before else 0.0))
