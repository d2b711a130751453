"""rank, pair, state: which claims make which lines, and how much they count."""

from __future__ import annotations

from pathlib import Path

import pytest

import haluan
from haluan.answers import Database, Reading, UnknownNameError, WindowError
from haluan.model import Status
from haluan.store import StoreMissing


def test_friends_are_ranked_and_the_others_shown_beside_them(db: Database) -> None:
    answer = db.rank("ISR", "Asia")
    assert [line.actor for line in answer.ranked] == ["VNM", "BHR", "PHL"]
    assert {line.actor for line in answer.others} == {"KAZ", "MYS"}


def test_wire_copies_count_once(db: Database) -> None:
    vietnam = db.rank("ISR", "Asia").ranked[0]
    arms = next(tie for tie in vietnam.ties if tie.relation == "arms")
    assert (arms.claims, arms.independent) == (2, 1)
    assert vietnam.independent == 1


def test_the_act_of_the_pole_counts_half(db: Database) -> None:
    vietnam = db.rank("ISR", "Asia").ranked[0]
    weights = {tie.relation: (tie.direction, tie.weight) for tie in vietnam.ties}
    assert weights["supports"] == ("out", pytest.approx(0.8))
    assert weights["arms"] == ("in", pytest.approx(0.4))


def test_a_denied_hostile_act_is_a_mild_friendly_sign_and_shown_as_denied(db: Database) -> None:
    line = next(line for line in db.rank("ISR", "Asia").ranked if line.actor == "PHL")
    denied = {tie.relation: tie for tie in line.ties}
    assert denied["opposes"].status is Status.DENIED
    assert denied["opposes"].sign == 1
    assert line.supporting == (denied["opposes"],)
    (unsure,) = line.unsure
    assert (unsure.relation, unsure.status, unsure.sign) == ("cooperates", Status.DENIED, -1)
    assert line.contrary == ()


def test_quiet_keeps_only_those_that_a_text_marks(db: Database) -> None:
    answer = db.rank("ISR", "Asia", quiet=True)
    assert [line.actor for line in answer.ranked] == ["VNM"]
    assert answer.others == ()


def test_openly_keeps_the_others_in_the_same_order(db: Database) -> None:
    for pole in ("ISR", "PSE"):
        everybody = db.rank(pole).ranked
        answer = db.rank(pole, openly=True)
        wanted = [line.actor for line in everybody if line.reading is Reading.OPEN and not line.quiet]
        assert [line.actor for line in answer.ranked] == wanted
        assert answer.others == ()
    assert wanted == ["ESP"]
    with pytest.raises(WindowError, match="exclude"):
        db.rank("ISR", quiet=True, openly=True)


def test_limit_cuts_the_ranking(db: Database) -> None:
    assert [line.actor for line in db.rank("ISR", "Asia", limit=1).ranked] == ["VNM"]


def test_the_silent_are_named_with_what_is_known_of_them_otherwise(db: Database) -> None:
    gaps = {gap.actor: gap.claims for gap in db.rank("ISR", "Asia").gaps}
    assert gaps["JPN"] == 2
    assert gaps["NPL"] == 0
    assert not gaps.keys() & {"ISR", "VNM", "MYS"}


def test_no_region_ranks_all_states_and_lists_no_gaps(db: Database) -> None:
    answer = db.rank("PSE")
    assert [line.actor for line in answer.ranked] == ["ESP"]
    assert answer.region is None
    assert answer.gaps == ()


@pytest.mark.parametrize("name", ["ISR", "isr", "Israel"])
def test_actors_and_regions_go_by_any_name(db: Database, name: str) -> None:
    answer = db.rank(name, "asia tenggara")
    assert answer.toward.actor == "ISR"
    assert {line.actor for line in answer.ranked} == {"VNM", "PHL"}


@pytest.mark.parametrize(("toward", "region"), [("Isrrael", "Asia"), ("ISR", "Asiaa")])
def test_an_unknown_name_comes_with_suggestions(db: Database, toward: str, region: str) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        db.rank(toward, region)


def test_pair_has_both_directions_seen_from_the_first(db: Database) -> None:
    answer = db.pair("Vietnam", "Israel")
    assert answer.relationship is not None
    assert {(tie.relation, tie.direction) for tie in answer.relationship.ties} == {("supports", "out"), ("arms", "in")}
    assert answer.gaps == ()


def test_a_silent_pair_is_a_gap_not_a_zero(db: Database) -> None:
    answer = db.pair("NPL", "ISR")
    assert answer.relationship is None
    assert [(gap.actor, gap.claims > 0) for gap in answer.gaps] == [("ISR", True), ("NPL", False)]


def test_an_actor_makes_no_pair_with_itself(db: Database) -> None:
    with pytest.raises(UnknownNameError, match="two actors"):
        db.pair("Israel", "ISR")


def test_state_sorts_by_evidence_as_seen_from_the_state(db: Database) -> None:
    answer = db.state("ISR")
    assert answer.relationships[0].actor == "VNM"
    assert {line.actor for line in answer.relationships} == {"MYS", "VNM", "KAZ", "PHL", "BHR"}
    assert len(db.state("ISR", limit=2).relationships) == 2


def test_a_mixed_stance_is_called_mixed(db: Database) -> None:
    lines = {line.actor: line.stance for line in db.state("PSE").relationships}
    assert lines == {"ESP": "friendly", "HUN": "hostile", "NOR": "mixed"}


def test_every_line_has_a_quote_that_stands_in_its_article(db: Database) -> None:
    lines = (*db.rank("ISR").ranked, *db.rank("ISR").others, *db.state("NATO").relationships)
    for citation in (citation for line in lines for tie in line.ties for citation in tie.citations):
        claim = citation.cited.claim
        claim.evidence.check(db.view.store.article(claim.article).article.text)


def test_dates_of_a_tie_are_those_of_the_event_else_of_the_article(db: Database) -> None:
    ties = {tie.relation: tie for line in db.rank("ISR").others if line.actor == "KAZ" for tie in line.ties}
    assert ties["meets"].first == "2024-06"
    assert ties["opposes"].last == "2024-06-10"


def test_the_language_of_names_is_chosen_when_opening(store_path: Path) -> None:
    with haluan.open(store_path, language="id") as database:
        label = database.rank("ISR", "Asia").ranked[0].ties[0].label
    assert label == "Vietnam mendukung Israel"


def test_no_store_is_an_error_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        haluan.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
