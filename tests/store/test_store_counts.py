"""Counted from packs or row by row, the claims of a scope are as many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import make_article, make_claim, make_reading
from world import REPORTS, make_world

from haluan.model import Scope
from haluan.store import open_store, querying, surveying

SCOPES = (
    Scope(),
    Scope(below=0.6),
    Scope(min_confidence=0.7, since="2024-05-02"),
    Scope(until="2024-12-31"),
    Scope(relations=frozenset({"joins", "opposes"})),
    Scope(known=5),
)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("scope", SCOPES)
def test_packs_count_what_rows_count(tmp_path: Path, scope: Scope, packed: bool) -> None:
    path = make_world(tmp_path / "world.db")
    with open_store(path) as store:
        if not packed:
            store._connection.execute("UPDATE pairs SET loose = 1, packed_to = 0")  # type: ignore[attr-defined]
        ((expected,),) = store._rows(*querying.count(scope))  # type: ignore[attr-defined]
        assert store.count(scope) == expected
        if scope == Scope():
            assert expected == sum(len(report[3]) for report in REPORTS.values())


@pytest.mark.parametrize("change", ["UPDATE pairs SET loose = 1, packed_to = 0", "SELECT 1"])
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
            assert counts.actors == surveying.by_actor(store._rows)  # type: ignore[attr-defined]
            assert counts.claims == sum(len(report[3]) for report in REPORTS.values()) + len(found)
            assert ("FJI" in dict(counts.actors)) is bool(found)
