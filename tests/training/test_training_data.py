"""The training data itself: sound, without copies, and apart from what measures the reader."""

import pytest
from training.gold import Gold, words_of

from training import check, labels

needs_shared = pytest.mark.skipif(labels.shared() is None, reason="no shared data beside the checkout to compare with")


def test_every_file_is_sound() -> None:
    assert check.check() == []


def test_there_is_data() -> None:
    assert check.paths(check.HERE, "written")


@needs_shared
def test_nothing_of_the_gold_files_that_measure() -> None:
    assert check.leaks() == []


@needs_shared
def test_a_leak_would_be_seen() -> None:
    folder = labels.shared()
    assert folder is not None
    gold = Gold(folder)
    item = max(labels.rows(folder / "gold" / "seeds.jsonl"), key=lambda row: len(row["sentences"]))
    texts = [item["text"][start:end] for start, end in item["sentences"]]
    longest = max(texts, key=len)
    assert item["id"] in gold.ids
    assert gold.has_sentence(words_of(longest))
    assert gold.has_sentence(words_of(longest + " tambahan"))
    assert not gold.has_sentence(words_of("Petani di lereng itu menanam kentang, wortel dan bawang sejak musim lalu"))
