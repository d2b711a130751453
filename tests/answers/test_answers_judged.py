"""What people judged wins over the machine: the same as by judging a plain list, and undone by withdrawing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import make_world

import haluan
from haluan.answers.judged import Judged, decided, fits, standing
from haluan.model import CitedClaim, ClaimQuery, Judgement, Scope, Status, Verdict
from haluan.store import open_store

A, R, W = Verdict.ACCEPT, Verdict.REJECT, Verdict.WITHDRAW


def give(claim: str, verdict: Verdict, second: int, reviewer: str = "ani", **fields) -> Judgement:
    return Judgement(claim, reviewer, verdict, f"2026-01-01T00:00:{second:02}.000000+00:00", **fields)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_world(tmp_path_factory.mktemp("judged") / "world.db")


@pytest.fixture(scope="module")
def machine(world: Path) -> list[CitedClaim]:
    with open_store(world, read_only=True) as store:
        return list(store.claims(ClaimQuery()))


CODE = st.sampled_from(["ISR", "VNM", "NATO", "PSE", "KAZ"])
CODES, SOME = st.frozensets(CODE, max_size=2), st.frozensets(CODE, min_size=1, max_size=2)
QUERIES = st.builds(
    ClaimQuery,
    actors=CODES,
    sources=CODES,
    targets=CODES,
    between=st.none() | st.tuples(SOME, SOME),
    relations=st.frozensets(st.sampled_from(["joins", "opposes", "arms"]), max_size=2),
    statuses=st.frozensets(st.sampled_from([status.value for status in Status]), max_size=2),
    quiet=st.none() | st.booleans(),
    since=st.sampled_from([None, "2024-05-20"]),
    until=st.sampled_from([None, "2025-01-01"]),
    outlets=st.frozensets(st.sampled_from(["Kabar Uji", "Harian Coba"]), max_size=1),
    articles=st.frozensets(st.sampled_from(["trade", "pact"]), max_size=1),
    min_confidence=st.sampled_from([0.0, 0.7]),
    limit=st.sampled_from([None, 1, 3]),
)
CHANGES = st.sampled_from(
    [(("source", "NATO"),), (("status", "denied"),), (("quiet", True), ("relation", "arms")), (("when", "2020-01"),)]
)


@given(QUERIES)
def test_a_claim_fits_as_the_store_says(world: Path, machine: list[CitedClaim], query: ClaimQuery) -> None:
    with open_store(world, read_only=True) as store:
        assert list(store.claims(query)) == [cited for cited in machine if fits(query, cited)][: query.limit]


@given(QUERIES, st.data())
def test_answers_see_claims_as_they_are_judged(
    world: Path, machine: list[CitedClaim], query: ClaimQuery, data: st.DataObject
) -> None:
    by_claim = {}
    for cited in data.draw(st.lists(st.sampled_from(machine), max_size=8)):
        verdict = data.draw(st.sampled_from([A, R, Verdict.CORRECT]))
        changes = data.draw(CHANGES) if verdict is Verdict.CORRECT else ()
        by_claim[cited.id] = (give(cited.id, verdict, 1, corrected=changes),)
    with open_store(world, read_only=True) as store:
        judged = Judged(store, by_claim)
        seen, rejected = list(judged.claims(query)), judged.rejected()
        everything = {cited.id: judged.judge(cited) for cited in machine}
    left = {name: cited for name, cited in everything.items() if cited.review is None or cited.review.verdict is not R}
    expected = {name for name, cited in left.items() if fits(query, cited)}
    assert rejected == len(machine) - len(left)
    assert all(left[cited.id] == cited for cited in seen)
    assert {cited.id for cited in seen} <= expected
    assert len(seen) == len({cited.id for cited in seen}) == min(len(expected), query.limit or len(expected))


def test_the_latest_of_each_reviewer_counts_and_of_reviewers_the_latest_wins() -> None:
    given_ones = [give("1" * 16, A, 1), give("1" * 16, R, 2), give("1" * 16, A, 3, "budi", note="sure")]
    [(claim, counting)] = standing(reversed(given_ones)).items()
    assert (claim, counting) == ("1" * 16, tuple(given_ones[1:]))
    review = decided(counting)
    assert (review.verdict, review.reviewers, review.disputed, review.notes) == (A, ("ani", "budi"), True, ("sure",))
    assert not decided(tuple(replace(one, verdict=A) for one in counting)).disputed


def test_a_withdrawal_brings_back_what_was_before_and_can_be_withdrawn() -> None:
    first, second = give("1" * 16, A, 1), give("1" * 16, R, 2)
    undo = give("1" * 16, W, 3, undoes=second.id)
    redo = give("1" * 16, W, 4, undoes=undo.id)
    assert standing([first, second, undo]) == {"1" * 16: (first,)}
    assert standing([first, second, undo, redo]) == {"1" * 16: (second,)}
    assert standing([first, give("1" * 16, W, 2, undoes=first.id)]) == {}
    assert standing([first, give("1" * 16, W, 2, "budi", undoes=first.id)]) == {"1" * 16: (first,)}


def test_ties_lists_and_basis_follow_the_judgements(tmp_path: Path) -> None:
    path = make_world(tmp_path / "world.db")
    with haluan.open(path) as db:
        before, arms = db.pair("VNM", "ISR"), [c.cited for c in db.claims(ClaimQuery(relations=frozenset({"arms"})))]
        quiet = next(db.claims(ClaimQuery(quiet=True))).cited
    sold = [cited for cited in arms if cited.claim.source == "ISR"]
    with open_store(path) as store:
        store.judge([give(cited.id, R, 1) for cited in sold])
        store.judge([give(quiet.id, Verdict.CORRECT, 2, corrected=(("source", "LAO"),))])
    with haluan.open(path) as db:
        assert before.relationship is not None
        assert db.pair("VNM", "ISR").relationship is None
        assert (before.basis.rejected, db.pair("VNM", "ISR").basis.rejected) == (0, len(sold))
        [tie] = db.pair("LAO", "ISR").relationship.ties
        assert tie.best.cited.review.verdict is Verdict.CORRECT
        assert tie.best.to_dict()["review"]["reviewers"] == ["ani"]
        assert db.show(sold[0].id).citation.cited.review.verdict is R
        assert not {cited.id for cited in sold} & {citation.cited.id for citation in db.claims()}


def test_a_correction_that_makes_no_claim_changes_nothing_but_is_marked(world: Path, machine: list[CitedClaim]) -> None:
    cited = machine[0]
    broken = give(cited.id, Verdict.CORRECT, 1, corrected=(("source", cited.claim.target),))
    with open_store(world, read_only=True) as store:
        judged = Judged(store, {cited.id: (broken,)})
        assert judged.judge(cited).claim == cited.claim
        assert len(list(judged.claims(ClaimQuery()))) == len(machine)


def test_coverage_counts_claims_as_they_are_judged(tmp_path: Path) -> None:
    with haluan.answers.open(make_world(tmp_path / "world.db"), writing=True) as database:
        before = database.coverage()
        rejected, corrected, *_ = database.claims(ClaimQuery(actors=frozenset({"CUB"})))
        database.judge(rejected.cited.id, "ani", Verdict.REJECT)
        database.judge(corrected.cited.id, "ani", Verdict.CORRECT, {"source": "NIC"})
        after = database.coverage()
    assert after.claims == before.claims - 1
    assert dict(after.actors)["CUB"] == dict(before.actors)["CUB"] - 2
    assert dict(after.actors)["NIC"] == dict(before.actors).get("NIC", 0) + 1
    assert sum(count for _, count in after.actors) == 2 * after.claims
    assert after.articles == before.articles


@given(st.data())
def test_parts_hold_together_all_that_columns_hold(world: Path, machine: list[CitedClaim], data: st.DataObject) -> None:
    codes = sorted({code for cited in machine for code in (cited.claim.source, cited.claim.target)})
    by_claim = {}
    for cited in data.draw(st.lists(st.sampled_from(machine), max_size=6, unique_by=lambda one: one.id)):
        verdict = data.draw(st.sampled_from([Verdict.ACCEPT, R, Verdict.CORRECT]))
        target = data.draw(st.sampled_from([code for code in codes if code != cited.claim.source]))
        changes = (("target", target),) if verdict is Verdict.CORRECT else ()
        by_claim[cited.id] = (give(cited.id, verdict, 1, corrected=changes),)
    with open_store(world, read_only=True) as store:
        judged = Judged(store, by_claim)
        parts = list(judged.chunks(Scope(), 3))
        rows = [row for part in parts for row in part.rows()]
        assert sorted(rows, key=repr) == sorted(judged.columns(Scope()).rows(), key=repr)
        wanted = {cited.id: judged.judge(cited).claim for cited in judged.claims(ClaimQuery())}
        assert sorted((row[1], row[2], row[3]) for row in rows) == sorted(
            (claim.source, claim.relation, claim.target) for claim in wanted.values()
        )
        pairs = [{frozenset((row[1], row[3])) for row in part.rows()} for part in parts]
        assert sum(map(len, pairs)) == len(frozenset().union(*pairs))
        assert {cited.id for cited in store.cited(judged.keys()).values()} == by_claim.keys()
