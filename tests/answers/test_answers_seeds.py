"""What the checks say of the seed documents, where the shared folder stands beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from haluan import pipeline
from haluan.answers.checking import Check, Checker
from haluan.model import Article, Skip

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="no shared folder beside the checkout")


def study(number: str, date: str | None) -> pipeline.Study:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    found = pipeline.study(Article(number, path.read_text(encoding="utf-8"), date=date))
    assert not isinstance(found, Skip), found
    return found


def checks(number: str, date: str) -> tuple[Check, ...]:
    found = study(number, date)
    return Checker("en").check(found.document, found.mentions, found.claims).checks


def verdicts(found: tuple[Check, ...]) -> set[tuple[object, ...]]:
    return {
        (
            check.claim["source"] or check.claim.get("person"),
            check.claim["target"],
            check.claim["status"],
            check.verdict,
        )
        for check in found
    }


def test_only_ireland_is_wrong_in_the_document_about_nato() -> None:
    found = checks("004", "2024-05-28")
    (wrong,) = [check for check in found if check.verdict == "contradicted"]
    assert (wrong.claim["source"], wrong.claim["relation"], wrong.claim["target"]) == ("IRL", "joins", "NATO")
    assert "complete" in (wrong.fact or "")
    assert (wrong.source or "").startswith("https://")
    told = verdicts(found)
    assert {("ESP", "NATO", "actual", "supported"), ("NOR", "NATO", "actual", "supported")} <= told
    assert {("ISR", "NATO", "denied", "supported"), ("ISR", "USA", "actual", "supported")} <= told


@pytest.mark.parametrize(("date", "wrong"), [("2025-11-10", True), ("2023-11-10", False)])
def test_a_former_president_is_wrong_only_while_he_is_in_office(date: str, wrong: bool) -> None:
    found = {check.verdict for check in checks("002", date) if check.claim.get("person") == "Donald Trump"}
    assert ("contradicted" in found) is wrong
    assert ("supported" in found) is not wrong


def test_leaders_stand_for_their_actors_as_of_the_date() -> None:
    people: dict[str, set[str]] = {}
    for mention in study("003", "2023-07-12").mentions:
        if mention.person:
            people.setdefault(mention.person.split()[-1], set()).update(mention.actors)
    assert people["Kishida"] == {"JPN"}
    assert people["Stoltenberg"] == {"NATO"}
    assert {"KOR"} == next(codes for name, codes in people.items() if name in ("Suk-yeol", "Yeol", "Yoon"))
