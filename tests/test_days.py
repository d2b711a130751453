"""On which day a time begins."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.days import day_of, first_day, last_day


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


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("../1979", "1979-12-31"),
        ("../2024-02", "2024-02-29"),
        ("../2023-06-18", "2023-06-18"),
        ("../2024~", None),
        ("../2024-13", None),
        ("../0000", None),
        ("../202X", None),
        ("..", None),
        ("1950/1979", None),
        ("1979", None),
        ("1979/..", None),
        (None, None),
    ],
)
def test_last_day(edtf: str | None, day: str | None) -> None:
    assert last_day(edtf) == day


@pytest.mark.parametrize(
    ("edtf", "published", "day"),
    [
        ("../1979", "2025-06-14", "1979-12-31"),
        ("../1979", None, "1979-12-31"),
        ("../2029", "2025-06-14", "2025-06-14"),
        ("2024/..", "2025-06-14", "2024-01-01"),
        (None, "2025-06-14", "2025-06-14"),
        (None, None, None),
    ],
)
def test_day_of_a_claim(edtf: str | None, published: str | None, day: str | None) -> None:
    assert day_of(edtf, published) == day


@given(st.text("0123456789-/.X~?%", max_size=10))
def test_any_end_is_a_day_or_nothing(edtf: str) -> None:
    day = last_day(f"../{edtf}")
    assert day is None or date.fromisoformat(day)
