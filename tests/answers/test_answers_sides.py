"""To which side lines lean at several times is what a sketch of the claims known at each time says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haluan import alignment
from haluan.answers import Naming
from haluan.answers.joining import take
from haluan.answers.sketching import sides, sketch
from haluan.answers.weights import load_weights
from haluan.columns import ClaimColumns
from haluan.ontology import load

NAMING, WEIGHTS = Naming(load(), "en"), load_weights()
CLAIM = st.tuples(
    st.sampled_from(["FRA", "DEU", "TUR"]),
    st.booleans(),  # whether it acts
    st.sampled_from(["joins", "supports", "opposes", "arms", "attacks", "meets", "urges"]),
    st.sampled_from(["actual", "planned", "possible", "denied"]),
    st.sampled_from([0.3, 0.5, 0.66, 0.7, 0.74, 0.8, 0.95]),
    st.booleans(),  # whether the quote names only one of them
    st.integers(1, 3),  # length of the quote
    st.integers(1, 4),  # near-duplicate group
)


@given(
    st.lists(st.tuples(CLAIM, st.lists(st.booleans(), min_size=3, max_size=3)), max_size=16),
    st.booleans(),
    st.sampled_from([0.0, 0.6, 0.75, 0.8]),
)
def test_sides_are_those_of_a_sketch(told, own: bool, firm: float) -> None:
    columns = ClaimColumns.of(
        (
            key,
            *((other, relation, "ISR") if acts else ("ISR", relation, other)),
            status,
            738000,
            None,
            0,
            far,
            sure,
            *rest,
        )
        for key, ((other, acts, relation, status, sure, far, *rest), _) in enumerate(told)
    )
    times = [np.array([known[at] for _, known in told], bool) for at in range(3)]
    along = alignment.seen_from if own else alignment.toward
    lines = along(columns, "ISR")
    for known, found in zip(times, sides(columns, lines, times, own, NAMING, WEIGHTS, firm), strict=True):
        some = take(columns, known)
        alone = along(some, "ISR")
        ties = sketch(some, alone, "ISR", own, NAMING, WEIGHTS, firm)
        sums = zip(ties.standing().tolist(), ties.sums(1).tolist(), ties.sums(-1).tolist(), strict=True)
        expected = {alone.pair(line): values for line, values in enumerate(sums)}
        for line in range(len(lines)):
            values = bool(found.standing[line]), float(found.friendly[line]), float(found.hostile[line])
            assert values == expected.get(lines.pair(line), (False, 0.0, 0.0))
