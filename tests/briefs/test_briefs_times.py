"""Dates in words."""

from __future__ import annotations

import pytest

from haluan.briefs.times import beginning, span, spoken, when
from haluan.briefs.wording import Wording


@pytest.mark.parametrize(
    ("edtf", "en", "id_"),
    [
        ("2024-06-19", "on 19 June 2024", "pada 19 Juni 2024"),
        ("2024-06", "in June 2024", "pada Juni 2024"),
        ("2024", "in 2024", "pada 2024"),
        ("2022-02/..", "since February 2022", "sejak Februari 2022"),
        ("../2023", "until 2023", "hingga 2023"),
        ("2024-07-08/2024-07-09", "from 8 to 9 July 2024", "pada 8 hingga 9 Juli 2024"),
        ("2024-06-30/2024-07-02", "from 30 June 2024 to 2 July 2024", "pada 30 Juni 2024 hingga 2 Juli 2024"),
        ("2023~", "in 2023", "pada 2023"),
    ],
)
def test_edtf_becomes_a_phrase(edtf: str, en: str, id_: str) -> None:
    for language, expected in (("en", en), ("id", id_)):
        found = when(Wording(language), edtf)
        assert found is not None
        assert found.phrase == expected


@pytest.mark.parametrize("edtf", ["", "soon", "2024-13", "2024-21", "../..", "19 June"])
def test_what_is_no_date_has_no_phrase(edtf: str) -> None:
    assert when(Wording("en"), edtf) is None
    assert span(Wording("en"), [edtf]) is None
    assert spoken(Wording("en"), edtf) == edtf


@pytest.mark.parametrize(
    ("whens", "phrase"),
    [
        (["2024-06", "2025-01-17"], "between June 2024 and 17 January 2025"),
        (["2024-06", "2024-06-19"], "in June 2024"),
        (["2022/..", "2024-07"], "since 2022"),
        (["2024-06", "2024-06"], "in June 2024"),
    ],
)
def test_several_times_become_one_phrase(whens: list[str], phrase: str) -> None:
    found = span(Wording("en"), whens)
    assert found is not None
    assert found.phrase == phrase


def test_an_open_beginning_is_none() -> None:
    assert beginning("2024-06/..") == "2024-06"
    assert beginning("../2024") is None
