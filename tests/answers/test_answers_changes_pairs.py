"""Comparing only pairs of whom something new is known finds the very changes that comparing all of them finds."""

from __future__ import annotations

from typing import cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haluan.alignment import default_weights
from haluan.answers import Naming
from haluan.answers.changes import compared
from haluan.answers.joining import take
from haluan.answers.shifting import Found, Shifts, Side
from haluan.answers.view import View
from haluan.answers.weights import load_weights
from haluan.columns import ClaimColumns
from haluan.ontology import load
from haluan.store import Store

VIEW = View(cast(Store, None), Naming(load(), "en"), load_weights(), default_weights())
FIRST = 738000  # an ordinal
CLAIM = st.tuples(
    st.permutations(["ISR", "VNM", "NATO"]),
    st.sampled_from(["joins", "leaves", "partners", "supports", "opposes", "attacks", "trades"]),
    st.sampled_from(["actual", "planned", "denied"]),
    st.sampled_from([0, FIRST, FIRST + 100, FIRST + 200, FIRST + 300]),
    st.sampled_from([0.3, 0.6, 0.9]),
    st.integers(1, 3),  # near-duplicate group
)
DAYS = st.integers(FIRST - 50, FIRST + 400)


@given(
    st.lists(st.tuples(CLAIM, st.booleans(), st.booleans()), max_size=14), DAYS, DAYS, st.sampled_from([None, 0, 1, 3])
)
def test_the_changes_are_those_of_all_pairs(told, first: int, second: int, most: int | None) -> None:
    columns = ClaimColumns.of(
        (key, ends[0], relation, ends[1], status, day or None, None, 0, 0, confidence, 10, group)
        for key, ((ends, relation, status, day, confidence, group), *_) in enumerate(told)
    )
    known = tuple(np.array([row[at] for row in told], bool) for at in (1, 2))
    sides = [
        Side.of(take(columns, marked), day, VIEW.model, VIEW.naming.symmetric)
        for marked, day in zip(known, (first, second), strict=True)
    ]
    fresh = ~np.isin(np.asarray(sides[1].columns.key), np.asarray(sides[0].columns.key))
    whole = Shifts.between(*sides, fresh, VIEW.model)
    some = compared(VIEW, columns, (known[0], known[1]), (first, second))
    assert len(some) == len(whole)
    assert list(some.greatest(most)) == list(whole.greatest(most))


@given(st.lists(st.tuples(CLAIM, st.booleans(), st.booleans()), max_size=14), st.floats(0, 1))
def test_what_is_smaller_than_asked_for_is_left_out(told, least: float) -> None:
    columns = ClaimColumns.of(
        (key, ends[0], relation, ends[1], status, day or None, None, 0, 0, confidence, 10, group)
        for key, ((ends, relation, status, day, confidence, group), *_) in enumerate(told)
    )
    known = np.zeros(len(told), bool), np.ones(len(told), bool)
    shifts = compared(VIEW, columns, known, (FIRST, FIRST + 400))
    found: list[Found] = list(shifts.greatest(None))
    assert list(shifts.greatest(None, least)) == [one for one in found if one.size >= least]
