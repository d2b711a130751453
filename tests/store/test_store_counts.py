"""Counted from packs or one by one, the claims of a scope are as many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from samples import make_article, make_claim, make_reading
from world import REPORTS, make_world

from haluan.days import day_of
from haluan.model import CitedClaim, ClaimQuery, Scope
from haluan.store import Store, open_store

SCOPES = (
    Scope(),
    Scope(below=0.6),
    Scope(min_confidence=0.7, since="2024-05-02"),
    Scope(until="2024-12-31"),
    Scope(relations=frozenset({"joins", "opposes"})),
    Scope(known=5),
)


def fits(store: Store, cited: CitedClaim, scope: Scope) -> bool:
    """Tell the same of one claim, read from its row."""
    claim, day = cited.claim, day_of(cited.claim.when, cited.date)
    (columns,) = store.columns_by_id(frozenset({cited.id})).values()
    return (
        (not scope.relations or claim.relation in scope.relations)
        and (scope.since is None or (day is not None and day >= scope.since))
        and (scope.until is None or (day is not None and day <= scope.until))
        and claim.confidence >= scope.min_confidence
        and (scope.below is None or claim.confidence < scope.below)
        and (scope.known is None or columns.key[0] <= scope.known)
    )


def by_actor(store: Store) -> Counter[str]:
    """Count claims one by one."""
    claims = [cited.claim for cited in store.claims(ClaimQuery())]
    return Counter(code for claim in claims for code in (claim.source, claim.target))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("scope", SCOPES)
def test_packs_count_what_rows_count(tmp_path: Path, scope: Scope, packed: bool) -> None:
    path = make_world(tmp_path / "world.db")
    with open_store(path) as store:
        if not packed:
            store._connection.execute("UPDATE pairs SET spoiled = 1")  # type: ignore[attr-defined]
        expected = sum(fits(store, cited, scope) for cited in store.claims(ClaimQuery()))
        assert store.count(scope) == expected
        if scope == Scope():
            assert expected == sum(len(report[3]) for report in REPORTS.values())


@pytest.mark.parametrize("change", ["UPDATE pairs SET spoiled = 1", "SELECT 1"])
def test_actors_are_counted_from_packs_as_row_by_row_also_while_a_run_goes_on(tmp_path: Path, change: str) -> None:
    path = make_world(tmp_path / "world.db")
    article = make_article("later", "Malaysia mendukung Israel. Fiji mendukung Peru.", date="2025-05-05")
    claims = [
        make_claim(article, "Malaysia mendukung Israel", source="MYS", target="ISR"),
        make_claim(article, "Fiji mendukung Peru", source="FJI", target="PER"),
    ]
    with open_store(path) as store:
        store._connection.execute(change)  # type: ignore[attr-defined]
        for reader, found in (("first", claims), ("second", claims[1:]), ("third", [])):
            store.add([replace(make_reading(article, *found), reader=reader)])
            counts = store.counts()
            assert dict(counts.actors) == by_actor(store)
            assert [n for _, n in counts.actors] == sorted(dict(counts.actors).values(), reverse=True)
            assert counts.claims == sum(len(report[3]) for report in REPORTS.values()) + len(found)
            assert ("FJI" in dict(counts.actors)) is bool(found)
