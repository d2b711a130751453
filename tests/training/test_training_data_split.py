"""Which articles are held out of training does not depend on which others there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.training.data import Example, from_items, split

TEXT = "Vietnam mengecam Israel di Hanoi."


def examples(path: Path, groups: set[str], origin: str = "gold") -> list[Example]:
    items = (
        {"id": group, "text": TEXT, "language": "id", "sentences": [[0, len(TEXT)]], "claims": []}
        for group in sorted(groups)
    )
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return list(from_items(path, origin))


def test_about_the_share_is_held_out(tmp_path: Path) -> None:
    learn, held = split(examples(tmp_path / "a.jsonl", {f"a{n}" for n in range(300)}), 0.1, 1)
    assert len(learn) + len(held) == 300
    assert 15 <= len(held) <= 45


def test_written_sentences_are_never_held_out(tmp_path: Path) -> None:
    assert not split(examples(tmp_path / "a.jsonl", {f"a{n}" for n in range(50)}, "written"), 0.5, 1)[1]


@given(st.sets(st.integers(0, 60), min_size=1, max_size=20), st.integers(0, 60), st.integers(0, 5))
def test_one_more_article_leaves_the_others_where_they_are(
    tmp_path_factory: pytest.TempPathFactory, groups: set[int], more: int, seed: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "split.jsonl"
    fewer = examples(path, {f"a{n}" for n in groups})
    before = {e.group for e in split(fewer, 0.4, seed)[1]}
    after = {e.group for e in split(examples(path, {f"a{n}" for n in groups | {more}}), 0.4, seed)[1]}
    assert before - {f"a{more}"} == after - {f"a{more}"}
