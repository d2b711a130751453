"""explain, changes, sources and the timeline of a pair."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from samples import make_article, make_claim, make_reading

import haluan
from haluan.answers import ChangeKind, Database, UnknownNameError, Window, WindowError
from haluan.model import Status
from haluan.store import open_store


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """China and Russia over three years, read in two runs."""
    path = tmp_path / "history.db"
    reports = [
        ("2020-03-01", "partners", "Kabar", {}),
        ("2021-03-01", "opposes", "Warta", {"confidence": 0.9}),
        ("2022-05-01", "downgrades", "Kabar", {"confidence": 0.9}),
        ("2022-06-01", "supports", "Suara Lain", {"status": Status.DENIED}),
    ]
    with open_store(path) as store:
        for half in (reports[:2], reports[2:]):
            run = store.start_run({})
            for date, relation, outlet, extra in half:
                article = make_article(f"a{date}", f"China {relation} Russia on {date}.", date=date, outlet=outlet)
                known = {"source": "CHN", "relation": relation, "target": "RUS", **extra}
                store.add([make_reading(article, make_claim(article, f"China {relation} Russia", **known))], run=run)
            store.finish_run(run, {})
    return path


def test_contributions_sum_exactly_also_after_json(db: Database) -> None:
    answer = db.explain("VNM", "ISR")
    record = json.loads(json.dumps(answer.to_dict()))
    for channel in ("said", "done"):
        assert math.fsum(part["contribution"] for part in record[channel]) == record[f"{channel}_value"]
    assert answer.stance is not None
    assert answer.done_value == pytest.approx(answer.stance.done.value)
    copy = next(part for part in answer.done if part.because == "copy")
    assert copy.copy_of in {part.citation.cited.id for part in answer.done if part.because is None}


def test_a_silent_stance_has_gaps(db: Database) -> None:
    answer = db.explain("NPL", "ISR")
    assert (answer.stance, answer.said, answer.done) == (None, (), ())
    assert {gap.actor for gap in answer.gaps} == {"NPL", "ISR"}
    for question in (db.explain, db.sources):
        with pytest.raises(UnknownNameError, match="two actors"):
            question("ISR", "Israel")


def test_the_timeline_is_in_order_and_standing_ties_have_their_stretches(history: Path) -> None:
    with haluan.open(history) as db:
        answer = db.pair("CHN", "RUS")
    assert [moment.month for moment in answer.timeline] == ["2020-03", "2021-03", "2022-05", "2022-06"]
    partners = next(course for course in answer.courses if course.relation == "partners")
    (stretch,) = partners.stretches
    assert (stretch.since, stretch.until) == ("2020-03-01", "2022-05-01")
    assert (partners.supporting, partners.contrary) == (1, 1)
    assert answer.relationship is not None
    tie = next(tie for tie in answer.relationship.ties if tie.relation == "partners")
    assert (tie.in_force, tie.until, tie.ended_by) == (False, "2022-05-01", stretch.ended_by)
    assert next(tie for tie in answer.relationship.ties if tie.relation == "opposes").in_force is None


def test_a_turn_is_a_month_of_the_pair(tmp_path: Path) -> None:
    path = tmp_path / "turned.db"
    with open_store(path) as store:
        for month in range(1, 13):
            relation = "supports" if month < 7 else "attacks"
            date = f"2024-{month:02}-10"
            article = make_article(date, f"China {relation} Russia in month {month}.", date=date)
            claim = make_claim(article, f"China {relation} Russia", source="CHN", relation=relation, target="RUS")
            store.add([make_reading(article, claim)])
    with haluan.open(path) as db:
        (turn,) = db.pair("CHN", "RUS").turns
    assert turn.month == "2024-07"
    assert turn.before > 0 > turn.after


def test_the_network_has_its_ties_under_it(db: Database) -> None:
    answer = db.network()
    assert answer.actors > 0
    links = [link for bloc in answer.blocs for link in bloc.links] + list(answer.bridges)
    links += [link for triad in answer.triads for link in triad.links]
    links += [link for broker in answer.brokers for link in broker.links]
    assert links
    for link in links:
        ends = {link.a.actor, link.b.actor}
        assert all({one.cited.claim.source, one.cited.claim.target} == ends for one in link.citations)
        assert link.citations
    together = [{member.actor for member in bloc.members} for bloc in answer.blocs]
    assert any({"ISR", "VNM"} <= bloc for bloc in together)
    assert not any({"ISR", "MYS"} <= bloc for bloc in together)


def test_a_network_can_be_of_a_region_and_of_a_day(db: Database) -> None:
    asia = db.network("Asia")
    assert {member.actor for bloc in asia.blocs for member in bloc.members} <= db.view.naming.states("ASIA")
    assert db.network(window=Window.of(as_of="2000")).actors == 0


def test_changes_between_two_days(history: Path) -> None:
    with haluan.open(history) as db:
        found = {(c.kind, c.actor.actor, c.pole.actor): c for c in db.changes("2021", "2022").changes}
        assert (ChangeKind.ENDED, "CHN", "RUS") in found
        ended = found[ChangeKind.ENDED, "CHN", "RUS"]
        assert (ended.on, ended.citations[0].cited.claim.relation) == ("2022-05-01", "downgrades")
        reversal = found[ChangeKind.REVERSED, "CHN", "RUS"]
        assert reversal.before is not None
        assert reversal.before.said.value > 0 > reversal.after.said.value + reversal.after.done.value
        assert {c.kind for c in db.changes("2019", "2020").changes} == {ChangeKind.NEW}
        assert db.changes("2022", "2023").changes == ()
        assert db.changes("2021", "2022", actor="ISR").changes == ()


def test_changes_between_two_snapshots(history: Path) -> None:
    with haluan.open(history) as db:
        later, earlier = (snapshot.id for snapshot in db.view.store.snapshots())
        by_snapshot = db.changes(earlier, later)
        assert {(c.kind, c.on) for c in by_snapshot.changes} >= {(ChangeKind.ENDED, "2022-05-01")}
        assert db.changes(later, later).changes == ()
        with pytest.raises(WindowError, match="neither a date nor a state"):
            db.changes("ffffffffffff")


def test_sources_name_who_reports_and_who_omits(history: Path) -> None:
    with haluan.open(history) as db:
        answer = db.sources("CHN", "RUS", relation="partners")
        assert [(line.outlet, line.claims, line.statuses) for line in answer.outlets] == [
            ("Kabar", 1, (("actual", 1),))
        ]
        assert {(one.outlet, one.articles, one.between) for one in answer.omitting} == {
            ("Warta", 1, 1),
            ("Suara Lain", 1, 1),
        }
        assert len(db.sources("CHN", "RUS").outlets) == 3
        with pytest.raises(UnknownNameError, match="no relation"):
            db.sources("CHN", "RUS", relation="likes")


def test_the_country_of_a_known_outlet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outlets.db"
    with open_store(path) as store:
        article = make_article(outlet="KOMPAS")
        store.add([make_reading(article, make_claim(article))])
    with haluan.open(path) as db:
        assert [line.country for line in db.sources("IDN", "PSE").outlets] == ["IDN"]
