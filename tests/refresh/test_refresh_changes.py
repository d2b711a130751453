from __future__ import annotations

import pytest

from haluan.ontology.facts import Fact, FactKind, Facts, FactStatus, Overlay
from haluan.ontology.types import Term
from haluan.refresh.changes import ChangeKind, approved, member_changes, office_changes
from haluan.refresh.queries import Belonging, Holding, batches, holders_query, members_query, plan

TODAY = "2026-11-22"
PAGE = "https://www.wikidata.org/wiki/Q1"


def fact(subject, since, until=None, role="member", status=FactStatus.IN_FORCE):
    return Fact(
        FactKind.MEMBERSHIP, subject, "NATO", role, since, until, status, "", "https://example.org", "2026-01-01"
    )


def term(person, since, until=None, office="head_of_state", aliases=()):
    return Term(person, aliases, "IDN", office, since, until, "https://example.org")


def members(ours, *theirs):
    rows = [("NATO", Belonging(state, "Q7184", "NATO", since, until, PAGE)) for state, since, until in theirs]
    return list(member_changes(Facts(ours, (), (), {}), rows, TODAY))


def offices(ours, *theirs):
    rows = [Holding("IDN", office, person, since, until, PAGE) for office, person, since, until in theirs]
    return list(office_changes(Facts((), (), ours, {}), rows, TODAY))


def test_who_is_new_is_a_row_with_its_page_and_day():
    (change,) = members([], ("FIN", "2023-04-04", None))
    assert (change.kind, change.before) == (ChangeKind.JOINED, None)
    assert change.after == Fact(
        FactKind.MEMBERSHIP, "FIN", "NATO", "member", "2023-04-04", None, FactStatus.IN_FORCE, "", PAGE, TODAY
    )


def test_who_has_left_gets_an_end():
    (change,) = members([fact("FIN", "2023-04-04")], ("FIN", "2023-04-04", "2026-05"))
    assert change.kind is ChangeKind.LEFT
    assert (change.before.until, change.after.until, change.after.since) == (None, "2026-05", "2023-04-04")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([fact("FIN", "2023-04-04")], ("FIN", "2023", None)),  # a coarser date of the same
        ([fact("FIN", "2023-04-04")], ("FIN", None, None)),
        ([fact("FIN", "1990", "2020-01-01")], ("FIN", "1990-05-05", None)),  # they lack the end
        ([fact("FIN", "2025", role="joiner")], ("FIN", "2025-05-05", None)),
        ([fact("FIN", "2025", status=FactStatus.ANNOUNCED)], ("FIN", "2025-05-05", None)),
        ([], ("FIN", None, None)),  # nobody knows since when
        ([], ("FIN", "1990", "2000")),  # history that is over
        ([fact("FIN", "2023-04-04")], ("FIN", "2010", "2015")),  # an earlier time
    ],
)
def test_what_is_known_or_unsure_is_no_change(ours, theirs):
    assert members(ours, theirs) == []


def test_silence_is_no_change():
    assert members([fact("FIN", "2023-04-04")]) == []


def test_who_returned_is_a_new_row():
    (change,) = members([fact("FIN", "1990", "2020-01-01")], ("FIN", "1990", "2020-01-01"), ("FIN", "2024-02-02", None))
    assert (change.kind, change.after.since) == (ChangeKind.JOINED, "2024-02-02")


def test_a_successor_ends_the_term_before():
    left, took = offices([term("Ani Satu", "2019-10-20")], ("head_of_state", "Budi Dua", "2024-10-20", None))
    assert (left.kind, left.after.person, left.after.until) == (ChangeKind.LEFT_OFFICE, "Ani Satu", "2024-10-20")
    assert (took.kind, took.after.person, took.after.since) == (ChangeKind.TOOK_OFFICE, "Budi Dua", "2024-10-20")
    assert left.after.checked == took.after.checked == TODAY


@pytest.mark.parametrize("name", ["Ani Satu", "Satu Ani", "Áni Satu", "Anni Satu", "Bu Ani"])
def test_one_person_in_two_spellings_is_one(name):
    ours = [term("Ani Satu", "2019-10-20", aliases=("Bu Ani",))]
    assert offices(ours, ("head_of_state", name, "2019-10-20", None)) == []


def test_a_president_who_governs_is_no_new_head_of_government():
    ours = [term("Ani Satu", "2019-10-20")]
    assert offices(ours, ("head_of_government", "Ani Satu", "2019-10-20", None)) == []


def test_a_term_that_is_over_gets_its_end():
    (change,) = offices([term("Ani Satu", "2019-10-20")], ("head_of_state", "Ani Satu", "2019-10-20", "2026-01-05"))
    assert (change.kind, change.after.until) == (ChangeKind.LEFT_OFFICE, "2026-01-05")


@pytest.mark.parametrize("since", [None, "2024", "2018-01-01", "2030-01-01"])
def test_a_holder_with_a_coarse_or_unfit_day_is_left_out(since):
    assert offices([term("Ani Satu", "2019-10-20")], ("head_of_state", "Budi Dua", since, None)) == []


def test_approved_rows_take_the_place_of_those_with_the_same_beginning():
    old = Overlay((fact("FIN", "2023-04-04"),), (term("Ani Satu", "2019-10-20"),))
    changes = [
        *members([fact("FIN", "2023-04-04")], ("FIN", "2023-04-04", "2026-05")),
        *offices([term("Ani Satu", "2019-10-20")], ("head_of_state", "Budi Dua", "2024-10-20", None)),
    ]
    new = approved(old, changes)
    assert [(row.subject, row.until) for row in new.facts] == [("FIN", "2026-05")]
    assert [(row.person, row.until) for row in new.terms] == [("Ani Satu", "2024-10-20"), ("Budi Dua", None)]
    assert approved(new, changes) == new


def test_queries_ask_in_batches():
    asked = plan()
    assert [len(piece) for piece in batches(range(10), 4)] == [4, 4, 2]
    assert members_query(["Q7184", "Q458"]).count("wd:Q") == 2
    query = holders_query(asked.offices, ["IDN", "FIN"])
    assert '"IDN" "FIN"' in query
    assert set(asked.offices.values()) == {"P35", "P6"}
    assert "p:P35" in query
    assert "p:P6" in query
