"""Dates as periods, three-valued answers, and what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.ontology import load
from haluan.ontology.facts import (
    DateError,
    Fact,
    FactKind,
    Facts,
    FactsError,
    FactStatus,
    Holds,
    Period,
    Roster,
    load_facts,
)
from haluan.ontology.facts.reading import FACT_FIELDS, ROSTER_FIELDS, read_facts, read_rosters

ACTORS = {"NATO", "FIN", "IRL"}
GOOD = "membership,FIN,NATO,member,2023-04-04,,in_force,,https://example.org/,2026-11-22"


def fact(since: str, until: str | None = None, status: FactStatus = FactStatus.IN_FORCE) -> Fact:
    source, checked = "https://example.org/", "2026-11-22"
    return Fact(FactKind.MEMBERSHIP, "FIN", "NATO", "member", since, until, status, "", source, checked)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024?", "2024-01-01", "2024-12-31"),
        ("../1990", "0001-01-01", "1990-12-31"),
        ("2022-06/..", "2022-06-01", "2022-06-30"),
        ("2022-06/2022-08-03", "2022-06-01", "2022-08-03"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    assert Period.parse(text) == Period(first, last)


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "24-01-01", "2024/2023", "2024-1-1"])
def test_no_dates(text: str) -> None:
    with pytest.raises(DateError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("since", "until", "as_of", "holds"),
    [
        ("2020-03-01", None, "2020-02-29", Holds.NO),
        ("2020-03-01", None, "2020-03-01", Holds.YES),
        ("2020-03-01", None, "2020", Holds.PARTLY),
        ("2020", None, "2020-06-01", Holds.UNKNOWN),
        ("2020", None, "2021", Holds.YES),
        ("2019", "2020-03-01", "2020-02-29", Holds.YES),
        ("2019", "2020-03-01", "2020-03-01", Holds.NO),
        ("2019", "2020-03-01", "2020", Holds.PARTLY),
        ("2019", "2020", "2020-06-01", Holds.UNKNOWN),
        ("../1990", None, "1989-01-01", Holds.UNKNOWN),
        ("../1990", None, "1991-01-01", Holds.YES),
    ],
)
def test_coarse_dates_say_only_what_they_know(since: str, until: str | None, as_of: str, holds: Holds) -> None:
    assert fact(since, until).holds(Period.parse(as_of)) is holds


@pytest.mark.parametrize("status", [FactStatus.ANNOUNCED, FactStatus.DISPUTED])
def test_what_is_not_in_force_is_never_held_or_refused_within_its_dates(status: FactStatus) -> None:
    assert fact("2020-01-01", "2021-01-01", status).holds(Period.parse("2020-06-01")) is Holds.UNKNOWN
    assert fact("2020-01-01", "2021-01-01", status).holds(Period.parse("2021-06-01")) is Holds.NO


@given(st.dates(), st.dates(), st.dates())
def test_a_day_is_before_within_or_after(since: object, until: object, day: object) -> None:
    begins, ends = sorted((str(since), str(until)))
    expected = Holds.YES if begins <= str(day) < ends else Holds.NO
    assert fact(begins, ends).holds(Period.parse(str(day))) is expected


def test_absence_means_no_only_where_the_roster_is_complete() -> None:
    roster = Roster(
        FactKind.MEMBERSHIP, "NATO", "member", "1990-01-01", "2025-12-31", "", "https://example.org/", "2026-11-22"
    )
    facts = Facts([fact("2023-04-04")], [roster], (), {})
    assert facts.is_member("IRL", "NATO", "2024-01-01").holds is Holds.NO
    assert facts.is_member("IRL", "NATO", "2026-01-01").holds is Holds.UNKNOWN
    assert facts.is_member("IRL", "NATO", "1980-01-01").holds is Holds.UNKNOWN
    assert facts.is_member("IRL", "NATO", "2025-12-01/2026-01-02").holds is Holds.UNKNOWN
    assert facts.is_member("IRL", "EU", "2024-01-01").holds is Holds.UNKNOWN


def test_offices() -> None:
    facts = load_facts()
    assert facts.holds_office("Donald Trump", "USA", "2025-11-10", "head_of_state").holds is Holds.YES
    assert facts.holds_office("trump", "USA", "2023-06-01", "head_of_state").holds is Holds.NO
    assert facts.holds_office("Donald Trump", "USA", "2023-06-01").holds is Holds.NO
    assert facts.holds_office("Donald Trump", "USA", "2021", "head_of_state").holds is Holds.PARTLY
    assert facts.holds_office("Nobody At All", "USA", "2023-06-01").holds is Holds.UNKNOWN
    assert facts.holds_office("Nobody At All", "USA", "2023-06-01", "envoy").holds is Holds.UNKNOWN
    (term,) = facts.offices("JPN", "2023-02-01", "head_of_government")
    assert term.person == "Fumio Kishida"
    assert term.source.startswith("https://")


def write(folder: Path, *rows: str, name: str = "some.csv", header: tuple[str, ...] = FACT_FIELDS) -> Path:
    (folder / name).write_text("\n".join((",".join(header), *rows)) + "\n", encoding="utf-8")
    return folder


def test_a_good_row_is_read(tmp_path: Path) -> None:
    (row,) = read_facts(write(tmp_path, GOOD), ACTORS)
    assert (row.subject, row.object, row.until) == ("FIN", "NATO", None)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (GOOD.replace("FIN", "FNI"), "no actor 'FNI'"),
        (GOOD.replace("FIN", "NATO"), "two actors"),
        (GOOD.replace("membership", "club"), "no kind of fact"),
        (GOOD.replace("in_force", "maybe"), "no status"),
        (GOOD.replace("2023-04-04", "04/04/2023"), "is not a date"),
        (GOOD.replace("2023-04-04,,", "2023-04-04,2022,"), "ends .* before it begins"),
        (GOOD.replace("https://example.org/", "hearsay"), "must be a web address"),
        (GOOD.replace("2026-11-22", "2026"), "is not a day"),
        (GOOD + ",more", "11 cells"),
        (GOOD + "\n" + GOOD.replace("2023-04-04", "2024"), "overlaps"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(FactsError, match=rf"some.csv:[23]: .*{complaint}"):
        read_facts(write(tmp_path, row), ACTORS)


def test_who_leaves_may_come_back(tmp_path: Path) -> None:
    left = GOOD.replace("2023-04-04,,", "2023-04-04,2024-01-01,")
    assert len(read_facts(write(tmp_path, left, GOOD.replace("2023-04-04", "2024-01-01")), ACTORS)) == 2


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            "membership,NATO,member,1990-01-01,1989-01-01,,https://example.org/,2026-11-22",
            "complete until a day before",
        ),
        ("membership,NATO,member,1990,2026-01-01,,https://example.org/,2026-11-22", "is not a day"),
        ("membership,NATO,member,1990-01-01,2026-01-01,love,https://example.org/,2026-11-22", "no bond"),
        ("membership,OTAN,member,1990-01-01,2026-01-01,,https://example.org/,2026-11-22", "no actor"),
    ],
)
def test_a_bad_roster_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(FactsError, match=rf"rosters.csv:2: .*{complaint}"):
        read_rosters(write(tmp_path, row, name="rosters.csv", header=ROSTER_FIELDS), ACTORS)


def test_a_roster_stands_once(tmp_path: Path) -> None:
    row = "membership,NATO,member,1990-01-01,2026-01-01,,https://example.org/,2026-11-22"
    with pytest.raises(FactsError, match="marked twice"):
        read_rosters(write(tmp_path, row, row, name="rosters.csv", header=ROSTER_FIELDS), ACTORS)


def test_missing_files_and_wrong_headers(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="no files of facts"):
        read_facts(tmp_path, ACTORS)
    with pytest.raises(FactsError, match="cannot be read"):
        read_rosters(tmp_path, ACTORS)
    with pytest.raises(FactsError, match="the header must be"):
        read_facts(write(tmp_path, GOOD, header=("a", "b")), ACTORS)


def test_all_that_ships_is_read() -> None:
    assert {fact.subject for fact in load_facts().facts} <= set(load().actors)
