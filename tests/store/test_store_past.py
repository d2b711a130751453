"""The store as it was: each state can be gone back to, whatever was read and judged since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import NEARNESS, make_article, make_claim, make_reading, sample

from haluan.answers import joining
from haluan.model import ClaimQuery, Judgement, Scope, Verdict
from haluan.store import NOW, NotInStore, Store, open_store, sqlite

TEXTS = (
    "Indonesia praised Palestine on Monday.",
    "Yesterday Indonesia praised Palestine, and Indonesia praised Palestine.",
)


def seen(store: Store) -> dict[str, Any]:
    """All that the store answers, but for the groups of near-duplicates, which are those of today."""
    counts = store.counts()
    return {
        "claims": [replace(one, group="") for one in store.claims(ClaimQuery())],
        "between": len(list(store.claims(ClaimQuery(between=(frozenset({"IDN"}), frozenset({"PSE", "ISR"})))))),
        "columns": sorted(row[:-1] for row in store.columns(Scope()).rows()),
        "ends": sorted(row[:-1] for row in store.columns(Scope(actors=frozenset({"PSE"}))).rows()),
        "counts": (counts.articles, counts.claims, counts.actors, counts.languages, counts.first, counts.last),
        "none": len(store.columns(Scope(actors=frozenset({"FJI"}), others=frozenset({"PER"})))),
        "many": [store.count(Scope(below=0.9)), store.count(Scope(actors=frozenset({"ISR"})))],
        "judgements": list(store.judgements()),
        "search": [hit.article for hit in store.search("Indonesia praised")],
        "found": [(hit.article, hit.claims) for hit in store.search("Palestine")],
        "snapshot": store.snapshot(),
    }


def step(store: Store, at: int, kind: str) -> None:
    name, text = f"a{at % 3}", TEXTS[at % 2]
    article = make_article(name, text, date=f"2024-01-{at + 1:02}")
    if kind == "judge":
        known = [one.id for one in store.claims(ClaimQuery())]
        claim = known[at % len(known)] if known else "0" * 16
        store.judge([Judgement(claim, "Ani", Verdict.REJECT, f"2025-01-{at + 1:02}T00:00:00+00:00")])
    elif kind == "read":
        store.add([make_reading(article, make_claim(article))])
    elif kind == "again":  # a newer reader finds something else
        claim = make_claim(article, target="ISR", confidence=0.5)
        store.add([make_reading(article, claim, version=str(at + 2))])
    elif kind == "bridge":  # two groups become one, so that packs are made anew
        for text in ("one two three", f"four five {at}", f"one two three four five {at}"):
            near = make_article(f"n{at} {text}", f"Indonesia praised Palestine {text}")
            store.add([make_reading(near, make_claim(near))], nearness=NEARNESS)
    else:
        store.finish_run(store.start_run({"at": at}), {})


@given(st.lists(st.sampled_from(["read", "again", "judge", "run", "bridge"]), max_size=9), st.sampled_from([1, 99]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_state_can_be_gone_back_to(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str], most_loose: int
) -> None:
    path = tmp_path_factory.mktemp("past") / "haluan.db"
    states: dict[str, dict[str, Any]] = {}
    with mock.patch.object(sqlite, "_MOST_LOOSE", most_loose), open_store(path) as store:
        for at, kind in enumerate(["read", *kinds]):
            step(store, at, kind)
            states[store.snapshot()] = seen(store)
    for snapshot, then in states.items():
        with open_store(path, read_only=True, at=snapshot) as past:
            assert seen(past) == then
            versions = [joining.at(one, past.last()) for one in past.versions(3)]
            assert sorted(row[:-1] for columns in versions for row in columns.rows()) == then["columns"]
            pairs = [{frozenset((row[1], row[3])) for row in columns.rows()} for columns in versions]
            assert sum(map(len, pairs)) == len(frozenset().union(*pairs))
            assert past.newest() == list(states)[-1]
            assert (past.last() is None) == (snapshot == past.newest())


def test_a_state_that_is_held_stays_while_another_writes(opener) -> None:
    with opener() as writer:
        writer.add([sample("a")])
        with opener(read_only=True, at=NOW) as held, opener(read_only=True) as moving:
            before = seen(held)
            writer.add([sample("b", TEXTS[0])])
            assert seen(held) == before
            assert seen(moving)["counts"][0] == 2


def test_what_was_skipped_later_is_not_told_of(opener) -> None:
    with opener() as writer:
        writer.add([sample("a")])
        then = writer.snapshot()
        run = writer.start_run({})
        writer.add([sample("b", TEXTS[0])], run=run)
        writer.finish_run(run, {})
    with opener(read_only=True, at=then) as past:
        assert past.snapshots() == ()
        assert past.counts().articles == 1


def test_what_came_later_takes_no_place_among_what_is_found(opener) -> None:
    with opener() as writer:
        writer.add([sample(f"b{number}", f"{TEXTS[0]} It was report {number}.") for number in range(5)])
        then = writer.snapshot()
        writer.add([sample(f"a{number}", TEXTS[0]) for number in range(30)])
    with opener(read_only=True, at=then) as past:
        assert [hit.article for hit in past.search("Indonesia praised")] == [f"b{number}" for number in range(5)]


def test_a_snapshot_says_when_it_began(opener) -> None:
    with opener() as store:
        store.add([sample("a")])
        claims = store.find_snapshot(store.snapshot())
        assert (claims.id, claims.claims) == (store.snapshot(), 1)
        judged = Judgement("0" * 16, "Ani", Verdict.ACCEPT, "2999-01-01T00:00:00+00:00")
        store.judge([judged])
        assert store.find_snapshot(store.snapshot()).recorded == judged.time


@pytest.mark.parametrize("snapshot", ["", "x", "1.1.0.000000", "ffffffffffffff.1.0.000000", "1.1.0", "1.1.0.'; DROP"])
def test_a_state_that_never_was_is_refused(opener, snapshot: str) -> None:
    with opener() as store:
        store.add([sample("a")])
        with pytest.raises(NotInStore):
            store.find_snapshot(snapshot)
    with pytest.raises(NotInStore):
        opener(read_only=True, at=snapshot)


def test_a_snapshot_of_another_store_is_refused(tmp_path) -> None:
    with open_store(tmp_path / "one.db") as one, open_store(tmp_path / "two.db") as two:
        one.add([sample("a")])
        two.add([sample("b", TEXTS[0])])
        with pytest.raises(NotInStore):
            two.find_snapshot(one.snapshot())


def test_the_past_can_be_asked_only(opener) -> None:
    with opener() as store:
        store.add([sample("a")])
        then = store.snapshot()
        store.add([sample("b", TEXTS[0])])
    with opener(read_only=True, at=then) as past, pytest.raises(Exception, match=r"readonly|cannot be"):
        past.start_run({})
