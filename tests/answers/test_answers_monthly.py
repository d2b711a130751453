"""Claims counted by actor and month from columns, as they are counted one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from haluan.answers.monthly import by_actor
from haluan.columns import ClaimColumns

CLAIM = st.tuples(st.permutations(["A", "B", "C"]), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))


@given(st.lists(st.lists(CLAIM, min_size=1, max_size=8), max_size=4))
def test_each_end_of_each_claim_is_counted_in_its_month(parts) -> None:
    columns = [
        ClaimColumns.of(
            (key, ends[0], "meets", ends[1], "actual", day and day.toordinal(), None, 0, 0, 0.9, 9, 1)
            for key, (ends, day) in enumerate(part)
        )
        for part in parts
    ]
    expected: Counter[tuple[str, str | None]] = Counter()
    for part in parts:
        for ends, day in part:
            expected.update((end, day.isoformat()[:7] if day else None) for end in ends[:2])
    found = by_actor(columns)
    assert {(code, month): n for code, month, n in found} == expected
    assert len(found) == len(expected)
