"""On which day a time begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.store.dates import first_day


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2024", "2024-01-01"),
        ("2022-06", "2022-06-01"),
        ("2023-02-17", "2023-02-17"),
        ("2022-06/..", "2022-06-01"),
        ("2023-02-17/2023-02-19", "2023-02-17"),
        ("2024~", "2024-01-01"),
        ("2024-03?", "2024-03-01"),
        ("2024-21", "2024-01-01"),
        ("2024-XX", "2024-01-01"),
        ("2024-1X", "2024-01-01"),
        ("2024-05-XX", "2024-05-01"),
        ("2024-05-40", "2024-05-01"),
        ("202X", None),
        ("20245", None),
        ("../2024", None),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_first_day(edtf: str | None, day: str | None) -> None:
    assert first_day(edtf) == day


@given(st.text("0123456789-/.X~?%", max_size=14))
def test_any_text_gives_a_day_or_nothing(edtf: str) -> None:
    day = first_day(edtf)
    assert day is None or (len(day) == 10 and day[4] == day[7] == "-" and day[:4] == edtf[:4])
