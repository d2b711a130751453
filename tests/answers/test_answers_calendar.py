"""The corpus over time: by outlet, by state, by year and month."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import make_article, make_claim, make_reading

import haluan
from haluan.answers import WindowError
from haluan.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "haluan.db"
    reports = [
        ("a", "2023-12-30", "Kabar", {}),
        ("b", "2024-02-01", "Kabar", {"when": "2023-12"}),  # the event counts, not the report
        ("c", "2025-08-01", None, {"target": "ISR"}),
        ("d", None, "Harian", {}),
    ]
    with open_store(path) as store:
        for name, date, outlet, extra in reports:
            article = make_article(name, f"Indonesia praised Palestine in report {name}.", date=date, outlet=outlet)
            store.add([make_reading(article, make_claim(article, **extra))])
    return path


def test_a_long_time_is_told_by_years(path: Path) -> None:
    with haluan.open(path) as db:
        found = db.calendar()
    assert (found.columns, found.years) == (("2023", "2024", "2025"),) * 2
    assert {row.name: (row.counts, row.undated, row.total) for row in found.outlets} == {
        "Kabar": ((1, 1, 0), 0, 2),
        None: ((0, 0, 1), 0, 1),
        "Harian": ((0, 0, 0), 1, 1),
    }
    assert (found.articles.counts, found.articles.undated) == ((1, 1, 1), 1)
    assert {row.key: (row.counts, row.undated) for row in found.states} == {
        "IDN": ((2, 0, 1), 1),
        "PSE": ((2, 0, 0), 1),
        "ISR": ((0, 0, 1), 0),
    }
    assert next(row for row in found.states if row.key == "ISR").empty == 2
    assert found.silent[0] == "2024-01"
    assert "2024-02" not in found.silent
    assert found.silent[-1] == "2025-07"


def test_a_year_is_told_by_months(path: Path) -> None:
    with haluan.open(path) as db:
        found = db.calendar("2024")
        assert (found.columns[0], found.columns[-1], len(found.columns)) == ("2024-01", "2024-12", 12)
        assert next(row for row in found.outlets if row.name == "Kabar").counts == (0, 1, *[0] * 10)
        for year in ("24", "next", "２０２４"):
            with pytest.raises(WindowError):
                db.calendar(year)


def test_a_short_time_is_told_by_months(path: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.db"
    with open_store(short) as store:
        for name, date in (("a", "2023-12-30"), ("b", "2024-02-01")):
            article = make_article(name, f"Indonesia praised Palestine in report {name}.", date=date)
            store.add([make_reading(article, make_claim(article))])
    with haluan.open(short) as db:
        assert db.calendar().columns == ("2023-12", "2024-01", "2024-02")
        assert db.calendar().silent == ("2024-01",)


def test_a_store_without_dates_has_no_columns(tmp_path: Path) -> None:
    with open_store(tmp_path / "undated.db") as store:
        article = make_article("a")
        store.add([make_reading(article, make_claim(article))])
    with haluan.open(tmp_path / "undated.db") as db:
        found = db.calendar()
    assert (found.columns, found.silent, found.articles.undated) == ((), (), 1)


def test_states_count_as_in_the_coverage(path: Path) -> None:
    with haluan.open(path) as db:
        covered = dict(db.coverage().actors)
        assert {row.key: row.total for row in db.calendar().states} == covered
