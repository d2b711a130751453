"""bloc and split."""

from __future__ import annotations

from haluan.answers import Database
from haluan.model import Status


def test_members_joiners_and_those_who_refuse(db: Database) -> None:
    members = {member.actor: member for member in db.bloc("ABRAHAM").members}
    assert {actor: member.status for actor, member in members.items()} == {
        "KAZ": Status.ACTUAL,
        "ARM": Status.DENIED,
    }
    assert members["KAZ"].first == "2025"


def test_suitors_stand_outside_and_critics_speak_against(db: Database) -> None:
    answer = db.bloc("Abraham Accords")
    assert [line.actor for line in answer.suitors] == ["AZE"]
    assert [line.actor for line in answer.critics] == ["IRN"]


def test_a_pact_brings_the_ties_of_the_passages_that_name_it(db: Database) -> None:
    alongside = db.bloc("ABRAHAM").alongside
    assert [(tie.source, tie.relation, tie.target) for tie in alongside] == [("BHR", "agrees", "ISR")]


def test_reach_tells_what_is_asked(db: Database) -> None:
    answer = db.bloc("NATO", "Asia")
    (reach,) = answer.reach
    assert reach.relationship.actor == "JPN"
    assert [(tie.relation, tie.target, tie.status) for tie in reach.asked] == [("arms", "UKR", Status.REQUESTED)]
    assert "JPN" not in {gap.actor for gap in answer.gaps}


def test_an_unmentioned_bloc_is_empty(db: Database) -> None:
    assert db.bloc("SCO").empty
    assert not db.bloc("NATO").empty


def test_split_groups_the_reported_members(db: Database) -> None:
    answer = db.split("NATO", "PSE")
    assert [line.actor for line in answer.friendly] == ["ESP"]
    assert [line.actor for line in answer.hostile] == ["HUN"]
    assert [line.actor for line in answer.mixed] == ["NOR"]
    assert answer.own is None
    assert {member.actor for member in answer.members} == {"ESP", "HUN", "NOR"}


def test_split_names_members_about_whom_the_corpus_is_silent(db: Database) -> None:
    answer = db.split("NATO", "UKR")
    assert answer.empty
    silent = {gap.actor for gap in answer.gaps}
    assert silent >= {"ESP", "HUN", "NOR"}
    assert "POL" in silent  # by the facts, though nobody reports that it belongs


def test_a_membership_that_more_claims_deny_is_denied(db: Database) -> None:
    (cuba,) = db.bloc("BRICS").members
    assert cuba.status is Status.DENIED
    assert [tie.status for tie in cuba.contrary] == [Status.ACTUAL]
    assert db.split("BRICS", "LAO").members == ()
