"""Of which claims the reader is least sure, found part by part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from haluan.answers.reviewing import least_sure
from haluan.columns import ClaimColumns

SURE = st.lists(st.lists(st.sampled_from([0.1, 0.2, 0.2, 0.5, 0.9]), max_size=9), max_size=5)


@given(SURE, st.integers(1, 12))
def test_the_least_sure_claims_of_all_parts(parts: list[list[float]], most: int) -> None:
    keys = iter(range(1, 99))
    told = [[(next(keys), sure) for sure in part] for part in parts]
    columns = [
        ClaimColumns.of((key, "A", "meets", "B", "actual", 1, None, 0, 0, sure, 9, 1) for key, sure in part)
        for part in told
    ]
    expected = sorted((sure, key) for part in told for key, sure in part)[:most]
    assert least_sure(columns, most) == [key for _, key in expected]
