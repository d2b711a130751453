"""Claims as columns, and the states of the store that are noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from older import make_older
from samples import NEARNESS, make_article, make_claim, make_reading, sample

from haluan.columns import ClaimColumns
from haluan.model import CitedClaim, Judgement, Scope, Verdict
from haluan.store import Store, open_store, opening


def test_one_claim_by_its_id(store: Store) -> None:
    article = make_article()
    claim = make_claim(article)
    store.add([make_reading(article, claim)])
    (columns,) = store.columns_by_id(frozenset({claim.id, "0" * 16})).values()
    assert [*columns.source, *columns.relation, *columns.target] == ["IDN", "supports", "PSE"]


def test_the_group_follows_when_groups_merge(store: Store) -> None:
    texts = ("one two three four five", "six seven eight nine ten", "Indonesia praised Palestine")
    for name, text in zip("abc", texts, strict=True):
        article = make_article(name, f"Indonesia praised Palestine {text}")
        store.add([make_reading(article, make_claim(article))], nearness=NEARNESS)
    whole = make_article("d", "Indonesia praised Palestine " + " ".join(texts[:1]))
    store.add([make_reading(whole, make_claim(whole))], nearness=NEARNESS)
    found = store.columns(Scope(actors=frozenset({"IDN"})))
    groups = {cited.claim.article: group for cited, group in zip_groups(store, found)}
    assert groups["a"] == groups["d"] != groups["b"]


def zip_groups(store: Store, columns: ClaimColumns) -> list[tuple[CitedClaim, int]]:
    cited = store.cited(columns.key)
    return [(cited[key], group) for key, group in zip(columns.key, columns.group, strict=True)]


def test_known_looks_back_at_a_snapshot(store: Store) -> None:
    run = store.start_run({})
    store.add([sample("a", "Indonesia praised Palestine on Monday.")], run=run)
    store.finish_run(run, {})
    then = store.snapshot()
    store.add([sample("b", "Yesterday Indonesia praised Palestine.")])
    (noted,) = store.snapshots()
    assert (noted.id, len(store.columns(Scope(known=noted.claims)))) == (then, 1)
    assert len(store.columns(Scope())) == 2


def test_counts_stay_right_after_what_was_noted(store: Store) -> None:
    run = store.start_run({})
    store.add([sample("a", "Indonesia praised Palestine on Monday.")], run=run)
    store.finish_run(run, {})
    noted = store.counts()
    assert (noted.articles, noted.claims, dict(noted.actors)) == (1, 1, {"IDN": 1, "PSE": 1})
    store.judge([Judgement("0" * 16, "Ani", Verdict.ACCEPT, "2025-01-01T00:00:00+00:00")])
    assert store.counts() == noted
    store.add([sample("b", "Yesterday Indonesia praised Palestine.")])
    assert (store.counts().articles, store.counts().claims) == (2, 2)


@pytest.mark.parametrize("form", [1, 2, 3, 4])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_of_an_older_form_gets_its_packs(
    tmp_path: Path, monkeypatch, caplog, form: int, read_only: bool
) -> None:
    first = make_article("a", "Indonesia praised Palestine.")
    readings = [
        make_reading(first, make_claim(first)),
        sample("b", "Indonesia praised Palestine twice."),
        make_reading(first, make_claim(first, target="ISR"), version="2"),
    ]
    path = make_older(tmp_path / "old.db", form, readings, monkeypatch)
    with open_store(path, read_only=read_only) as store:
        assert len(store.columns(Scope(actors=frozenset({"PSE"})))) == 1
        assert len(store.columns(Scope(actors=frozenset({"ISR"})))) == 1
        assert store._connection.execute("SELECT count(*) FROM pairs WHERE spoiled").fetchone() == (0,)  # type: ignore[attr-defined]
        assert store.problems() == ()
    assert [record.getMessage() for record in caplog.records] == [
        f"{path} has form {form}: it is brought to form {opening.newest_version()}, once"
    ]


def test_what_was_asked_before_is_asked_again_after_a_change(tmp_path: Path) -> None:
    path, scope = tmp_path / "changing.db", Scope(actors=frozenset({"IDN"}))
    with open_store(path) as writer:
        writer.add([sample("a", "Indonesia praised Palestine on Monday.")])
        with open_store(path, read_only=True) as reader:
            assert len(reader.columns(scope)) == len(reader.columns(scope)) == 1
            writer.add([sample("b", "Yesterday Indonesia praised Palestine.")])
            assert len(reader.columns(scope)) == len(writer.columns(scope)) == 2
