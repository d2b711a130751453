"""The search opens only what it shows, and finds what one statement over all articles finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from samples import make_article, make_reading

from haluan.store import open_store, searching

# The same in one statement, which opens every article that matches.
WHOLE = (
    "SELECT a.id FROM article_search JOIN articles AS a ON a.key = article_search.rowid"
    " WHERE article_search MATCH ? ORDER BY article_search.rank, a.id LIMIT ?"
)


@pytest.mark.parametrize("few", [0, 3, 1000])
def test_the_best_are_those_of_all_and_equally_good_ones_come_by_their_ids(
    tmp_path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_FEW", few)
    chance = random.Random(7)
    names = [f"a{number}" for number in range(60)]
    chance.shuffle(names)
    with open_store(tmp_path / "many.db") as store:
        # Texts of three kinds, so that many are equally good
        texts = [
            "Gaza aid.",
            "Gaza aid and Gaza again.",
            "Much is said of aid, and little of Gaza, in this longer text.",
        ]
        store.add([make_reading(make_article(name, chance.choice(texts))) for name in names])
        for limit in (0, 1, 5, 17, 40, 100):
            found = [hit.article for hit in store.search("gaza aid", limit)]
            expected = [row[0] for row in store._rows(WHOLE, ('"gaza" "aid"', limit))]  # type: ignore[attr-defined]
            assert found == expected
            assert len(found) == min(limit, len(names))
