"""Claims to judge in a large store: those of which the reader is least sure, of one actor or of all."""

from __future__ import annotations

from pathlib import Path

import pytest

import haluan
from haluan.answers import reviewing


def test_in_a_large_store_the_least_sure_come_all_the_same(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with haluan.open(store_path) as db:
        everything = db.tasks("Ani")
        monkeypatch.setattr(reviewing, "_MOST_LOOKED_AT", 3)
        assert {task.citation.cited.id for task in db.tasks("Ani")} == {task.citation.cited.id for task in everything}
        monkeypatch.setattr(reviewing, "_LEAST_SURE", 4)
        least = sorted(task.citation.cited.claim.confidence for task in everything)[:4]
        assert sorted(task.citation.cited.claim.confidence for task in db.tasks("Ani")) == least
        for task in db.tasks("Ani", "PHL"):
            assert "PHL" in (task.citation.cited.claim.source, task.citation.cited.claim.target)
