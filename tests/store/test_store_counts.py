"""Counted from packs or row by row, the claims of a scope are as many."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import REPORTS, make_world

from haluan.model import Scope
from haluan.store import open_store, querying

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
