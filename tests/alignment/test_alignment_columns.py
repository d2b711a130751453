"""Counting with many claims at once gives what counting one by one gives, from either side of a pair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.alignment import (
    by_pair,
    default_weights,
    endings,
    intervals,
    stances,
    tie_key,
    toward,
    turned,
    weigh,
)
from haluan.columns import ClaimColumns
from haluan.model import Status
from haluan.ontology import load

RELATIONS = load().relations
WEIGHTS = default_weights()
# Words from the other side count too, so that nothing is hidden by a weight of 0
WEIGHTY = replace(WEIGHTS, incoming={"said": 0.4, "done": 0.5})
AT = date(2025, 6, 1).toordinal()
STANDING = [*WEIGHTS.standing, "leaves", "eases", "downgrades", "arms", "likes"]


def symmetric(relation: str) -> bool:
    return relation in RELATIONS and RELATIONS[relation].symmetric


@st.composite
def claims(draw: st.DrawFn) -> tuple[object, ...]:
    source, target = draw(st.permutations(["ISR", "VNM", "IRN"]))[:2]
    return (
        draw(st.integers(1, 10**6)),
        source,
        draw(st.sampled_from(STANDING)),
        target,
        draw(st.sampled_from([*["actual"] * 3, *Status])),
        draw(st.sampled_from([None, *range(AT - 40, AT, 4)])),
        draw(st.sampled_from([None, "2024", "2025-04/2025-05", "../2025-05-10", "../2025-04", "../2025", "../2029"])),
        int(draw(st.booleans())),
        0,
        draw(st.sampled_from([0.2, 0.5, 0.9])),
        40,
        draw(st.integers(1, 4)),
    )


CLAIMS = st.lists(claims(), max_size=30, unique_by=lambda one: one[0])


@given(CLAIMS, st.integers(-41, 1))
def test_endings_are_the_last_of_the_intervals(rows: list[tuple[object, ...]], days: int) -> None:
    columns = ClaimColumns.of(rows)
    found, wanted = endings(columns, WEIGHTS, symmetric), intervals(columns, WEIGHTS, symmetric)
    assert {found.key(place) for place in range(len(found))} == wanted.keys()
    over = found.over(AT + days)
    for key, spans in wanted.items():
        place = found.find(*key)
        assert place is not None
        assert (found.until[place] or None, found.ended_by[place] or None) == (spans[-1].until, spans[-1].ended_by)
        assert over[place] == (not any(span.until is None or span.until > AT + days for span in spans))
    affirming = {tie_key(row[1], row[2], row[3], symmetric) for row, of in zip(rows, found.of, strict=True) if of >= 0}
    assert affirming == wanted.keys()


@given(CLAIMS, st.sampled_from([WEIGHTS, WEIGHTY]))
def test_the_other_side_is_weighed_as_if_it_were_asked_for(rows, weights) -> None:
    columns = ClaimColumns.of(rows)
    there = weigh(columns, by_pair(columns), AT, weights, symmetric)
    both = stances(there, weights) | stances(turned(there), weights)
    alone = {}
    for pole in ("ISR", "VNM", "IRN"):
        concerned = ClaimColumns.of(row for row in rows if pole in (row[1], row[3]))
        alone |= stances(weigh(concerned, toward(concerned, pole), AT, weights, symmetric), weights)
    assert both == alone


@given(CLAIMS, st.randoms())
def test_the_order_of_claims_does_not_matter(rows, random) -> None:
    mixed = random.sample(rows, len(rows))
    one, other = (ClaimColumns.of(some) for some in (rows, mixed))
    found = [weigh(columns, by_pair(columns), AT, WEIGHTS, symmetric) for columns in (one, other)]
    assert stances(found[0], WEIGHTS) == stances(found[1], WEIGHTS)
    values = [dict(zip(weighed.columns.key, weighed.value.tolist(), strict=True)) for weighed in found]
    assert values[0] == values[1]


@given(CLAIMS)
def test_a_group_counts_once_in_a_tie_by_its_heaviest_claim(rows) -> None:
    columns = ClaimColumns.of(rows)
    weighed = weigh(columns, by_pair(columns), AT, WEIGHTS, symmetric)
    weight = weighed.status * weighed.way * weighed.decay * weighed.confidence * ~weighed.ended
    together = defaultdict(list)
    for row, (tie, group) in enumerate(zip(weighed.tie.tolist(), columns.group, strict=True)):
        together[tie, group].append(row)
    for some in together.values():
        (counted,) = [row for row in some if weighed.counted[row]]
        assert weight[counted] == pytest.approx(max(weight[some]))
        assert {int(weighed.stands_for[row]) for row in some} == {counted}
