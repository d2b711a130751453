"""What the maps, networks and tables of Explore are drawn from agrees with the questions about single ties."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import make_article, make_claim, make_reading

import haluan
from haluan.answers import Database, Reading, UnknownNameError, Window
from haluan.model import Status
from haluan.store import open_store


def test_states_stand_on_a_map_where_single_questions_put_them(db: Database) -> None:
    answer = db.standings("ISR", "Asia")
    assert {one.actor for one in answer.places} == {
        line.actor for line in (*db.rank("ISR", "Asia").ranked, *db.rank("ISR", "Asia").others)
    }
    for one in answer.places:
        line = db.pair(one.actor, "ISR").relationship
        assert line is not None
        told = line.claims + sum(tie.claims for tie in line.unsure)
        assert (one.said, one.done, one.claims) == (line.said, line.done, told)
    silent = {gap.actor for gap in answer.gaps}
    assert silent | {one.actor for one in answer.places} == db.view.naming.states("ASIA") - {"ISR"}
    assert not silent & {one.actor for one in answer.places}


def test_a_map_of_a_day_knows_nothing_later(db: Database) -> None:
    window = Window.of(as_of="2024-05")
    assert [one.actor for one in db.standings("ISR", "Asia", window).places] == ["VNM"]
    assert db.reported("ISR", window) == db.reported("ISR")
    first, last = db.reported("ISR")
    assert first is not None
    assert last is not None
    assert first <= "2024-05-01" < "2025-01-02" <= last


def test_quiet_friends_do_more_than_they_say(db: Database) -> None:
    found = {one.actor: one for one in db.standings("ISR").places}
    assert found["VNM"].reading is Reading.QUIET
    gap = found["VNM"].gap
    assert gap == pytest.approx(found["VNM"].done.value - found["VNM"].said.value)


def test_between_words_and_deeds_there_is_no_gap_where_one_is_not_told_of(tmp_path: Path) -> None:
    path = store_of(tmp_path, [("CHN", "arms", "RUS"), ("IND", "supports", "RUS"), ("IND", "arms", "RUS")])
    with haluan.open(path) as db:
        found = {one.actor: one for one in db.standings("RUS").places}
    assert found["CHN"].done.value > 0
    assert found["CHN"].gap is None
    assert found["IND"].gap is not None


def test_an_ego_has_its_ties_in_order_and_those_among_the_others(db: Database) -> None:
    answer = db.ego("ISR")
    values = [link.score.value for link in answer.links]
    assert values == sorted(values, reverse=True)
    assert all(link.a.actor == "ISR" and link.citations for link in answer.links)
    others = {link.b.actor for link in answer.links}
    assert {"VNM", "MYS"} <= others
    assert all({link.a.actor, link.b.actor} <= others for link in answer.among)
    short = db.ego("ISR", limit=2)
    assert len(short.links) == 2
    assert short.more == len(answer.links) + answer.more - 2


def test_ties_among_the_others_are_found(tmp_path: Path) -> None:
    path = store_of(tmp_path, [("CHN", "arms", "RUS"), ("RUS", "attacks", "UKR"), ("CHN", "opposes", "UKR")])
    with haluan.open(path) as db:
        answer = db.ego("RUS")
    assert [(link.b.actor, link.score.value > 0) for link in answer.links] == [("CHN", True), ("UKR", False)]
    assert [(link.a.actor, link.b.actor, link.score.value > 0) for link in answer.among] == [("CHN", "UKR", False)]


def test_a_matrix_counts_every_claim_once(db: Database) -> None:
    answer = db.matrix("ISR")
    assert sum(row.claims for row in answer.rows) == sum(
        cell.claims for row in answer.rows for cell in row.cells if cell is not None
    )
    rows = {row.actor: dict(zip(answer.relations, row.cells, strict=True)) for row in answer.rows}
    opposes, sanctions = rows["MYS"]["opposes"], rows["MYS"]["sanctions"]
    assert opposes is not None
    assert sanctions is not None
    assert (opposes.sign, sanctions.sign) == (-1, -1)
    denied = rows["PHL"]["opposes"]
    assert denied is not None
    assert denied.sign == 1
    assert rows["VNM"]["opposes"] is None
    short = db.matrix("ISR", limit=1)
    assert (len(short.rows), short.more) == (1, len(answer.rows) - 1)


def test_turns_of_an_actor_are_those_of_its_pairs(tmp_path: Path) -> None:
    acts = [("CHN", "attacks" if month > 6 else "aids", "RUS") for month in range(1, 13)]
    with haluan.open(store_of(tmp_path, acts)) as db:
        (turning,) = db.turnings("RUS").turnings
        assert turning.other.actor == "CHN"
        assert turning.turns == db.pair("CHN", "RUS").turns
        assert [turn.month for turn in turning.turns] == ["2024-07"]
        assert db.turnings("RUS", window=Window.of(as_of="2024-05")).turnings == ()


def test_silence_is_no_turn(tmp_path: Path) -> None:
    acts = [("CHN" if month < 7 else "IND", "attacks", "RUS") for month in range(1, 13)]
    acts[11] = ("CHN", "attacks", "RUS")
    with haluan.open(store_of(tmp_path, acts)) as db:
        turns = {turning.other.actor: turning.turns for turning in db.turnings("RUS").turnings}
    assert all(turn.after < 0 for some in turns.values() for turn in some)


@pytest.mark.parametrize(("denied", "sign"), [(0, -1), (1, -1), (5, 0), (10, 1)])
def test_a_few_contrary_claims_do_not_make_a_cell_neither(tmp_path: Path, denied: int, sign: int) -> None:
    text = " ".join(f"Iran attacked Israel {number}." for number in range(10))
    article = make_article("a", text, date="2024-01-01")
    claims = [
        make_claim(
            article, f"Iran attacked Israel {number}", source="IRN", relation="attacks", target="ISR",
            status=Status.DENIED if number < denied else Status.ACTUAL,
        )
        for number in range(10)
    ]  # fmt: skip
    with open_store(tmp_path / "cell.db") as store:
        store.add([make_reading(article, *claims)])
    with haluan.open(tmp_path / "cell.db") as db:
        ((cell,),) = (row.cells for row in db.matrix("ISR").rows)
    assert cell is not None
    assert (cell.claims, cell.sign) == (10, sign)


def store_of(folder: Path, acts: list[tuple[str, str, str]]) -> Path:
    """A store with one report a month of 2024."""
    path = folder / "acts.db"
    with open_store(path) as store:
        for month, (source, relation, target) in enumerate(acts, 1):
            quote, date = f"{source} {relation} {target}", f"2024-{month:02}-10"
            article = make_article(date, f"{quote} in month {month}.", date=date)
            claim = make_claim(article, quote, source=source, relation=relation, target=target)
            store.add([make_reading(article, claim)])
    return path


def test_the_unknown_are_refused(db: Database) -> None:
    for question in (db.standings, db.ego, db.matrix, db.turnings, db.reported):
        with pytest.raises(UnknownNameError):
            question("Qqqq")


def test_cohesion_ends_where_the_split_stands(db: Database) -> None:
    answer = db.cohesion("NATO", "PSE")
    last = answer.years[-1]
    split = db.split("NATO", "PSE")
    assert (last.at, last.cohesion) == (split.basis.at, split.cohesion)
    for year in answer.years[:-1]:
        then = db.split("NATO", "PSE", Window.of(as_of=year.at))
        assert year.cohesion == then.cohesion
    assert db.cohesion("NATO", "FJI").years == ()


def test_cohesion_of_earlier_years_is_that_of_a_split_as_of_then(tmp_path: Path) -> None:
    path = tmp_path / "years.db"
    acts = [(2021, "ESP", "supports"), (2022, "HUN", "supports"), (2023, "HUN", "attacks"), (2024, "DEU", "opposes")]
    with open_store(path) as store:
        for year, source, relation in acts:
            quote = f"{source} {relation} Palestine"
            article = make_article(f"{year}", f"{quote}.", date=f"{year}-05-10")
            claim = make_claim(article, quote, source=source, relation=relation, target="PSE")
            store.add([make_reading(article, claim)])
    with haluan.open(path) as db:
        years = db.cohesion("NATO", "PSE").years
        assert [(one.at[:4], one.cohesion is None) for one in years] == [
            ("2021", True), ("2022", False), ("2023", False), ("2024", False),
        ]  # fmt: skip
        assert years[1].cohesion == 1.0
        assert [one.cohesion for one in years] == [
            db.split("NATO", "PSE", Window.of(as_of=one.at)).cohesion for one in years
        ]


def test_thirds_are_outsiders(db: Database) -> None:
    answer = db.bloc("NATO")
    codes = {one.actor for one in db.thirds(answer)}
    assert "ISR" in codes
    assert not codes & ({member.actor for member in answer.members} | {"NATO", "DEU"})


def test_words_and_deeds_that_differ_are_set_against_each_other(tmp_path: Path) -> None:
    acts = [("TUR", "opposes", "ISR"), ("TUR", "trades", "ISR"), ("TUR", "opposes", "GRC"), ("GRC", "arms", "CYP")]
    with haluan.open(store_of(tmp_path, acts)) as db:
        (one,) = db.contrasts(db.state("TUR"))
        assert (one.actor, one.deed.relation) == ("ISR", "trades")
        assert one.word is not None
        assert one.word.relation == "opposes"
        assert one.gap > 0
        (silent,) = db.contrasts(db.state("CYP"))
        assert (silent.actor, silent.word) == ("GRC", None)
