"""Changes found as arrays, of many pairs at once, are those that weighing each pair by itself at both times tells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haluan import alignment
from haluan.alignment import Stance, default_weights
from haluan.alignment.lines import Flags
from haluan.alignment.standing import Key
from haluan.answers import Naming
from haluan.answers.changes import compared
from haluan.answers.joining import take
from haluan.answers.shifting import Shift, weighed
from haluan.answers.view import View
from haluan.answers.weights import load_weights
from haluan.columns import ClaimColumns
from haluan.ontology import load
from haluan.store import Store

VIEW = View(cast(Store, None), Naming(load(), "en"), load_weights(), default_weights())
MODEL, SYMMETRIC = VIEW.model, VIEW.naming.symmetric
FIRST = 738000  # an ordinal, in 2021
RELATIONS = ["joins", "leaves", "partners", "downgrades", "supports", "opposes", "attacks", "trades", "urges"]
CLAIM = st.tuples(
    st.permutations(["ISR", "VNM", "NATO", "IRN"]),
    st.sampled_from(RELATIONS),
    st.sampled_from(["actual", "actual", "planned", "requested", "denied"]),
    st.sampled_from([0, FIRST, FIRST + 20, FIRST + 100, FIRST + 300]),
    st.sampled_from([None, None, None, "2021-08", "../2021-09"]),
    st.booleans(),  # marked as quiet
    st.sampled_from([0.3, 0.6, 0.9]),
    st.integers(1, 3),  # near-duplicate group
)
TOLD = st.lists(st.tuples(CLAIM, st.booleans(), st.booleans()), max_size=14)
DAYS = st.tuples(st.integers(FIRST - 50, FIRST + 400), st.integers(FIRST - 50, FIRST + 400))


def columns_of(told: Sequence[Any]) -> ClaimColumns:
    return ClaimColumns.of(
        (key, ends[0], relation, ends[1], status, day or None, when, quiet, 0, confidence, 10, group)
        for key, ((ends, relation, status, day, when, quiet, confidence, group), *_) in enumerate(told)
    )


class Change(NamedTuple):
    kind: str
    size: float
    before: Stance | None
    after: Stance
    keys: set[int]  # of claims that may be quoted
    on: int | None


Named = tuple[str, str, str, Key | None]


def stance(columns: ClaimColumns, actor: str, pole: str, day: int) -> Stance | None:
    lines = alignment.toward(columns, pole)
    found = alignment.stances(alignment.weigh(columns, lines, day, MODEL, SYMMETRIC), MODEL)
    return found.get((actor, pole))


def lean(stance: Stance | None) -> float:
    return stance.said.friendly - stance.said.hostile + stance.done.friendly - stance.done.hostile if stance else 0.0


def enough(stance: Stance | None) -> bool:
    told = stance and (stance.said.friendly + stance.said.hostile) + (stance.done.friendly + stance.done.hostile)
    return bool(told and told >= MODEL.reading["least"])


def plainly(columns: ClaimColumns, known: tuple[Flags, Flags], days: tuple[int, int]) -> Iterator[tuple[Named, Change]]:
    """Each change by the words of docs: weigh two actors at a time, as they were known on either day."""
    ends = list(zip(columns.source, columns.target, strict=True))
    for actor, pole in {pair for both in ends for pair in (both, both[::-1])}:
        own = np.array([set(both) == {actor, pole} for both in ends], bool)
        then, now = (take(columns, own & marked) for marked in known)
        fresh = set(np.asarray(columns.key)[own & known[1] & ~known[0]].tolist())
        before, after = stance(then, actor, pole, days[0]), stance(now, actor, pole, days[1])
        if after is None:
            continue
        size = abs(lean(after) - lean(before))
        if fresh and enough(after) and before is None:
            yield (actor, pole, "new", None), Change("new", size, None, after, fresh, None)
        if fresh and enough(after) and enough(before) and lean(before) * lean(after) < 0:
            yield (actor, pole, "reversed", None), Change("reversed", size, before, after, fresh, None)
        spans, stood = (alignment.intervals(some, MODEL, SYMMETRIC) for some in (now, then))
        for tie, (*_, last) in spans.items():
            open_before = tie in stood and (stood[tie][-1].until is None or stood[tie][-1].until > days[0])
            if tie[::2] == (actor, pole) and open_before and last.until is not None and last.until <= days[1]:
                keys = {last.ended_by} if last.ended_by is not None else set()
                yield (actor, pole, "ended", tie), Change("ended", size, before, after, keys, last.until)


def other_side(named: Named) -> Named:
    actor, pole, kind, tie = named
    return pole, actor, kind, tie


def same(shifts: list[Shift], plain: dict[Named, Change]) -> None:
    told = [(one.actor, one.pole, one.kind, one.tie) for one in shifts]
    mutual = {other_side(name) for name, one in zip(told, shifts, strict=True) if one.mutual}
    assert sorted([*told, *mutual], key=repr) == sorted(plain, key=repr)
    assert not any(other_side(name) in plain for name, one in zip(told, shifts, strict=True) if not one.mutual)
    for found in weighed(shifts):
        one = found.shift
        if one.mutual:
            assert one.size >= plain[other_side((one.actor, one.pole, one.kind, one.tie))].size - 1e-12
        expected = plain[one.actor, one.pole, one.kind, one.tie]
        assert (found.before, found.after, one.on) == (expected.before, expected.after, expected.on)
        assert math.isclose(one.size, expected.size, abs_tol=1e-12)
        assert found.keys
        assert set(found.keys) <= expected.keys


@given(TOLD, DAYS)
def test_the_changes_are_those_that_single_pairs_tell(told, days: tuple[int, int]) -> None:
    columns = columns_of(told)
    before, after = (np.array([row[at] for row in told], bool) for at in (1, 2))
    shifts = compared(VIEW, columns, (before, after), days)
    greatest = shifts.greatest()
    assert len(shifts) == len(greatest)
    assert greatest == sorted(greatest, key=lambda one: one.order)
    same(greatest, dict(plainly(columns, (before, after), days)))


@given(TOLD, DAYS)
def test_between_two_days_the_later_knows_more(told, days: tuple[int, int]) -> None:
    columns = columns_of(told)
    day = np.asarray(columns.day)
    first, second = sorted(days)
    known = (day > 0) & (day <= first), (day > 0) & (day <= second)
    shifts = compared(VIEW, columns, known, (first, second))
    same(shifts.greatest(), dict(plainly(columns, known, (first, second))))


@given(TOLD, DAYS)
def test_pairs_may_come_in_parts(told, days: tuple[int, int]) -> None:
    shifts: list[Shift] = []
    for inside in (True, False):
        part = [row for row in told if ("ISR" in row[0][0][:2]) == inside]
        known = np.array([row[1] for row in part], bool), np.array([row[2] for row in part], bool)
        shifts += compared(VIEW, columns_of(part), known, days).greatest()
    for found in weighed(shifts):
        (alone,) = weighed([found.shift])
        assert (found.before, found.after, found.keys) == (alone.before, alone.after, alone.keys)


@given(TOLD, st.sampled_from([0, 1, 3]), st.floats(0, 1))
def test_the_greatest_come_first_and_what_is_smaller_than_asked_for_is_left_out(told, most: int, least: float) -> None:
    columns = columns_of(told)
    known = np.zeros(len(told), bool), np.ones(len(told), bool)
    shifts = compared(VIEW, columns, known, (FIRST, FIRST + 400))
    found = shifts.greatest()
    assert shifts.greatest(most) == found[:most]
    assert shifts.greatest(least=least) == [one for one in found if one.size >= least]


def test_a_tie_ends_on_the_day_that_was_told_long_before() -> None:
    partners = (("ISR", "VNM"), "partners", "actual")
    told = [((*partners, FIRST, None, False, 0.9, 1),), ((*partners, FIRST + 20, "../2021-09", False, 0.9, 2),)]
    known = np.ones(2, bool)
    (found,) = compared(VIEW, columns_of(told), (known, known), (FIRST + 50, FIRST + 300)).greatest()
    assert (found.kind, found.tie, found.ended_by) == ("ended", ("ISR", "partners", "VNM"), 1)
    assert compared(VIEW, columns_of(told), (known, known), (FIRST + 50, FIRST + 60)).greatest() == []
