"""What people judged at the review desk is labelled data: from the store through the export to training examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from haluan import answers
from haluan.model import Verdict
from haluan.pipeline import Options, read_into
from haluan.store import StoreMissing
from haluan.training.reviewed import ReviewedError, from_reviewed

TEXT = "Vietnam mengecam Israel di Hanoi. Mesir memuji Qatar pada Senin.\nRusia menyerang Ukraina."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    source, path = tmp_path / "a.jsonl", tmp_path / "haluan.db"
    source.write_text(json.dumps({"id": "a", "text": TEXT, "language": "id", "date": "2024-05-01"}), encoding="utf-8")
    read_into(path, [str(source)], Options(reader="rules", workers=1))
    return path


@pytest.fixture
def judged(store: Path, tmp_path: Path) -> Path:
    """Vietnam's claim is corrected, Egypt's rejected, Russia's never judged."""
    out = tmp_path / "reviewed.jsonl"
    with answers.open(store, writing=True) as database:
        for citation in database.claims():
            claim = citation.cited.claim
            if claim.source == "VNM":
                database.judge(citation.cited.id, "Ani", Verdict.CORRECT, {"relation": "urges", "status": "planned"})
            elif "EGY" in (claim.source, claim.target):
                database.judge(citation.cited.id, "Ani", Verdict.REJECT)
        out.write_text("".join(json.dumps(line) + "\n" for line in database.training_lines("store")), encoding="utf-8")
    return out


def test_judged_sentences_are_examples_and_others_are_not(judged: Path, store: Path) -> None:
    found = list(from_reviewed([judged], store))
    texts = {example.window.sentence.words[0]: example for example in found}
    assert set(texts) == {"Vietnam", "Mesir"}
    assert texts["Vietnam"].answers[("VNM", "ISR")] == (("urges", "planned", False),)
    assert texts["Mesir"].answers == {}
    assert {example.origin for example in found} == {"reviewed"}
    assert {example.group for example in found} == {"a"}


def test_labels_of_another_store_are_refused(judged: Path, store: Path, tmp_path: Path) -> None:
    label = json.loads(judged.read_text(encoding="utf-8").splitlines()[0])
    for change, reason in (
        ({"article": "b"}, "does not hold|no article"),
        ({"digest": "0" * 12}, "reads otherwise"),
        ({"digest": ""}, "reads otherwise"),
        ({"sentence": "x"}, "no label"),
        ({"claims": [{}]}, "no label"),
    ):
        wrong = tmp_path / "wrong.jsonl"
        wrong.write_text(json.dumps(label | change), encoding="utf-8")
        with pytest.raises(ReviewedError, match=rf"wrong\.jsonl:1: .*({reason})"):
            list(from_reviewed([wrong], store))
    with pytest.raises(StoreMissing):
        list(from_reviewed([judged], tmp_path / "none.db"))
