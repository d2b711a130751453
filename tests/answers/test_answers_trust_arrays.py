"""Trust worked out on arrays comes to the very numbers that it comes to witness by witness."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haluan.answers.trust import ALIKE, DOUBT, FAR, WAYS, Told, paired, trusted
from haluan.columns import ClaimColumns, Coded

FIRM = 0.75
OUT, IN, MUTUAL = WAYS["out"], WAYS["in"], WAYS["mutual"]
CLAIM = st.tuples(
    st.integers(0, 2),  # other
    st.integers(0, 3),  # tie
    st.sampled_from([-1, 0, 1]),
    st.sampled_from([OUT, IN, MUTUAL]),
    st.booleans(),  # settled
    st.booleans(),  # general
    st.sampled_from([0.2, 0.45, 0.49, 0.66, 0.7, 0.74, 0.8, 0.999]),
    st.booleans(),  # context
    st.sampled_from([1, 2, (1 << 61) + 1]),  # near-duplicate group
    st.integers(1, 3),  # length of the quote
)


def together(what: list[object], witness: list[int], sure: list[float]) -> list[float]:
    """How sure it is that one of the witnesses is right, of each claim."""
    best: dict[object, dict[int, float]] = defaultdict(dict)
    for one, other, share in zip(what, witness, sure, strict=True):
        best[one][other] = max(share, best[one].get(other, 0.0))
    known = {
        one: -math.expm1(sum(math.log1p(-min(some[key], 0.99)) for key in sorted(some))) for one, some in best.items()
    }
    return [known[one] for one in what]


def expected(rows: list[tuple[int, int, int, int, bool, bool, float, bool, int, int]]) -> list[bool]:
    several = together([row[1] for row in rows], [row[8] for row in rows], [row[6] * (row[6] >= ALIKE) for row in rows])
    borne = [False] * len(rows)
    for way in (OUT, IN):
        own = [at for at, row in enumerate(rows) if row[3] in (way, MUTUAL) and row[2] and not row[4]]
        for side in (1, -1):
            ours, theirs = (
                together(
                    [(rows[at][8], rows[at][0]) for at in own],
                    [rows[at][9] for at in own],
                    [rows[at][6] * (rows[at][2] == one) for at in own],
                )
                for one in (side, -side)
            )
            for at, for_it, against in zip(own, ours, theirs, strict=True):
                borne[at] |= rows[at][2] == side and for_it >= FIRM and against < DOUBT
    return [
        row[6] - FAR * row[7] >= FIRM
        or (row[6] >= ALIKE and several[at] >= FIRM)
        or (borne[at] and (row[5] or row[6] >= ALIKE))
        for at, row in enumerate(rows)
    ]


@given(st.lists(CLAIM, max_size=14))
def test_trust_is_the_same_witness_by_witness(rows) -> None:
    other, tie, sign, way, settled, general, sure, context, group, length = (
        np.array([row[at] for row in rows]) for at in range(10)
    )
    whole = np.zeros(len(rows), np.int64)
    columns = ClaimColumns(
        whole, *(Coded(whole, ("x",)) for _ in range(4)), whole, Coded(whole, (None,)), whole, context.astype(bool),
        sure.astype(np.float64), length.astype(np.int64), group.astype(np.int64),
    )  # fmt: skip
    numbers = (some.astype(np.int64) for some in (other, tie, sign, way))
    told = Told(*numbers, settled.astype(bool), general.astype(bool))
    assert trusted(columns, told, FIRM).tolist() == expected(rows)


@given(st.lists(st.tuples(st.integers(0, 1 << 61), st.integers(0, 1 << 20)), min_size=1))
def test_one_number_for_two_keeps_their_order_however_large_they_are(pairs: list[tuple[int, int]]) -> None:
    both = paired(*(np.array(some, np.int64) for some in zip(*pairs, strict=True))).tolist()
    assert sorted(range(len(pairs)), key=both.__getitem__) == sorted(range(len(pairs)), key=pairs.__getitem__)
    assert [one == other for one in both for other in both] == [one == other for one in pairs for other in pairs]
