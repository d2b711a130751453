"""What a brief says of where somebody stands is borne out by the claims that it cites, not only by the scores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import make_article, make_claim, make_reading

import haluan
from haluan.answers import Citation, Database
from haluan.answers.flat import find
from haluan.answers.types import Record
from haluan.briefs import Sentence, write
from haluan.briefs.types import Topic
from haluan.briefs.wording import phrases
from haluan.model import Claim, Status
from haluan.ontology import load
from haluan.store import open_store

Ask = Callable[[Database], Record]


def sign(claim: Claim) -> int:
    found = load().relations[claim.relation].sign
    return -found if claim.status is Status.DENIED else found


def settled(claim: Claim) -> bool:
    return claim.status in (Status.ACTUAL, Status.DENIED)


def opening(language: str, key: str) -> list[str]:
    """How sentences of one kind begin, up to the first name."""
    return [text.partition("{")[0] for text in phrases(language)["lead"][key]]


def test_stances_rest_on_what_happened(demo: Database, ask: Ask) -> None:
    answer = ask(demo)
    claims = {one.record.cited.id: one.record.cited.claim for one in find(answer, Citation)}
    for section in write(demo, answer).sections:
        for part in section.paragraphs:
            if part.topic is not Topic.STANCE:
                continue
            said = part.sentences[0]
            signs = {sign(claims[one]) for one in said.claims if settled(claims[one])}
            wanted = {"friendly": {1}, "hostile": {-1}, "mixed": {1, -1}, "neutral": set()}
            (kind,) = [kind for kind, texts in phrases(demo.view.naming.language)["stance"].items()
                       if any(_fits(said, text) for text in texts)]  # fmt: skip
            assert wanted[kind] <= signs, said.text


def _fits(sentence: Sentence, template: str) -> bool:
    """Whether a sentence was made from a template: all its fixed parts stand in it in order."""
    place = 0
    for part in template.replace("{s}", "\0").replace("{o}", "\0").split("\0"):
        found = sentence.text.lower().find(part.lower(), place)
        if found < 0:
            return False
        place = found + len(part)
    return True


def cited(path: Path, *rows: tuple[str, str, str, Status, float]) -> Path:
    with open_store(path) as store:
        for number, (source, relation, target, status, confidence) in enumerate(rows):
            article = make_article(f"a{number}", f"Report {number}. Indonesia praised Palestine, it says.")
            claim = make_claim(article, source=source, relation=relation, target=target, status=status,
                               confidence=confidence)  # fmt: skip
            store.add([make_reading(article, claim)], [], run=store.start_run({}))
    return path


@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.PLANNED, Status.REQUESTED])
def test_what_may_be_makes_nobody_close(tmp_path: Path, status: Status, language: str) -> None:
    path = cited(
        tmp_path / "may.db", ("IDN", "recognizes", "ISR", status, 0.9), ("IND", "arms", "ISR", Status.ACTUAL, 0.9)
    )
    with haluan.open(path, language) as db:
        brief = write(db, db.rank("ISR", "Asia"))
    assert "Indonesia" not in brief.lead.sentences[0].text
    assert "India" in brief.lead.sentences[0].text
    assert brief.title.text.startswith(("One state", "Satu negara"))
    assert any(
        "Indonesia" in one.text for section in brief.sections[1:2] for p in section.paragraphs for one in p.sentences
    )


def test_a_demand_makes_no_member_close(tmp_path: Path, language: str) -> None:
    path = cited(
        tmp_path / "split.db",
        ("USA", "joins", "NATO", Status.ACTUAL, 0.9),
        ("USA", "urges", "PSE", Status.ACTUAL, 0.9),
        ("USA", "recognizes", "PSE", Status.ACTUAL, 0.3),  # too unsure to be told
    )
    with haluan.open(path, language) as db:
        brief = write(db, db.split("NATO", "PSE"))
    leads = [one.text for one in brief.lead.sentences]
    assert leads
    assert not any(text.startswith(tuple(opening(language, "split_friendly"))) for text in leads)


def test_an_unsure_report_turns_no_stance(tmp_path: Path, language: str) -> None:
    path = cited(
        tmp_path / "unsure.db",
        ("IND", "arms", "ISR", Status.ACTUAL, 0.9),
        ("IND", "opposes", "ISR", Status.ACTUAL, 0.45),
        ("IND", "sanctions", "ISR", Status.ACTUAL, 0.45),
    )
    with haluan.open(path, language) as db:
        brief = write(db, db.pair("IND", "ISR"))
    stance = brief.sections[0].paragraphs[0].sentences[0]
    assert any(_fits(stance, text) for text in phrases(language)["stance"]["friendly"])
    assert len(stance.claims) == 1
