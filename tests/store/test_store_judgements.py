"""Judgements: kept as they are, each once, never changed; what every store does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from older import make_older
from samples import sample

from haluan.model import CORRECTABLE, ClaimQuery, Judgement, Status, Verdict
from haluan.store import Store, open_store, opening

CLAIM, OTHER = "0" * 16, "f" * 16


def judgement(verdict: Verdict = Verdict.ACCEPT, second: int = 1, **fields) -> Judgement:
    known = {"claim": CLAIM, "reviewer": "ani", "time": f"2026-01-01T00:00:{second:02}.000001+00:00"}
    return Judgement(**known | {"verdict": verdict} | fields)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    verdict = draw(st.sampled_from(Verdict))
    text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=5)
    said = text.filter(lambda words: words.strip())
    values = {"quiet": st.booleans(), "status": st.sampled_from(list(map(str, Status)))}
    values |= {"speaker": st.none() | said, "when": st.none() | said}
    values |= {"evidence": st.builds("{}:{}".format, st.integers(0, 99), said)}
    changes = st.fixed_dictionaries({}, optional={field: values.get(field, said) for field in CORRECTABLE})
    return judgement(
        verdict,
        draw(st.integers(0, 5)),
        claim=draw(st.sampled_from([CLAIM, OTHER])),
        reviewer=draw(st.sampled_from(["ani", "Budi Á"])),
        corrected=tuple(sorted(draw(changes.filter(bool)).items())) if verdict is Verdict.CORRECT else (),
        note=draw(st.none() | text),
        undoes=CLAIM if verdict is Verdict.WITHDRAW else None,
    )


@given(given_ones=st.lists(judgements(), max_size=8))
def test_judgements_come_back_once_each_by_time(tmp_path_factory, given_ones: list[Judgement]) -> None:
    with open_store(tmp_path_factory.mktemp("judged") / "haluan.db") as store:
        assert store.judge(given_ones) == len(set(given_ones))
        assert store.judge(reversed(given_ones)) == 0
        kept = list(store.judgements())
        assert set(kept) == set(given_ones)
        assert kept == sorted(kept, key=lambda one: (one.time, one.id))
        assert list(store.judgements(CLAIM)) == [one for one in kept if one.claim == CLAIM]


@given(judgements(), judgements())
def test_judgements_that_differ_have_different_ids(one: Judgement, other: Judgement) -> None:
    assert (one.id == other.id) == (one == other)


def test_judgements_stay_and_change_the_snapshot_but_no_claim(opener) -> None:
    with opener() as store:
        store.add([sample()])
        [cited] = store.claims(ClaimQuery())
        before = store.snapshot()
        store.judge([judgement(claim=cited.id)])
        assert store.snapshot() != before
    with opener(read_only=True) as store:
        assert [one.claim for one in store.judgements()] == [cited.id]
        assert list(store.claims(ClaimQuery())) == [cited]


def test_claims_can_be_asked_for_by_id(store: Store) -> None:
    store.add([sample("a1"), sample("a2", "Indonesia praised Palestine again.")])
    for cited in list(store.claims(ClaimQuery())):
        assert list(store.claims(ClaimQuery(ids=frozenset({cited.id, CLAIM})))) == [cited]


def test_all_or_none_is_kept(store: Store) -> None:
    broken = judgement(note="\ud800")
    with pytest.raises(UnicodeError):
        store.judge([judgement(), broken])
    assert list(store.judgements()) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"reviewer": " "},
        {"undoes": OTHER},
        {"verdict": Verdict.WITHDRAW},
        {"verdict": Verdict.CORRECT},
        {"corrected": (("source", "IDN"),)},
        {"verdict": Verdict.CORRECT, "corrected": (("evidence", "x"),)},
        {"verdict": Verdict.CORRECT, "corrected": (("status", "certain"),)},
        {"verdict": Verdict.CORRECT, "corrected": (("quiet", "no"),)},
        {"verdict": Verdict.CORRECT, "corrected": (("target", None),)},
        {"verdict": Verdict.CORRECT, "corrected": (("when", "2024"), ("source", "IDN"))},
    ],
)
def test_a_judgement_that_makes_no_sense_cannot_be_made(fields: dict) -> None:
    with pytest.raises(ValueError, match=r"judgement|withdrawal|correction"):
        judgement(**fields)


@pytest.mark.parametrize("statement", ["UPDATE judgements SET verdict = 'reject'", "DELETE FROM judgements"])
def test_sqlite_forbids_to_change_a_judgement(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "haluan.db"
    with open_store(path) as store:
        store.judge([judgement()])
    with closing(opening.connect_writer(path)) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)


def test_a_store_of_the_first_form_gets_room_for_judgements(tmp_path: Path, monkeypatch) -> None:
    path = make_older(tmp_path / "haluan.db", 1, [sample()], monkeypatch)
    with open_store(path) as store:
        assert store.counts().claims == 1
        assert store.judge([judgement()]) == 1
