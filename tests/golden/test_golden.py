"""Golden articles: one small text for each phenomenon of the guideline, with the claims that it must give.

The claims of a text are compared as a whole: what is missing and what is too much both fail. `known_gaps.yaml` names
the texts that the reader does not master yet; a gap that closes must leave that list.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from haluan import ontology
from haluan.model import Article, Claim, Reading
from haluan.pipeline import read

HERE = Path(__file__).parent
GAPS: dict[str, str] = yaml.safe_load((HERE / "known_gaps.yaml").read_text(encoding="utf-8")) or {}
CASES = sorted(path for path in HERE.glob("*.yaml") if path.stem != "known_gaps")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """A golden file: its text and what may, must and must not be found in it."""

    article: Article
    wanted: dict[Key, dict[str, Any]]
    optional: set[Key]
    forbidden: set[Key]


def key(*parts: str) -> Key:
    """Source, relation, target and whatever follows; sorted ends where the relation has no direction."""
    source, relation, target, *rest = parts
    if ontology.load().relations[relation].symmetric:
        source, target = sorted((source, target))
    return (source, relation, target, *rest)


def load(path: Path) -> Case:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    article = Article(id=path.stem, text=raw["text"], date=raw["date"], language=raw["language"])
    return Case(
        article=article,
        wanted={key(*row["claim"].split()): row for row in raw["claims"]},
        optional={key(*row["claim"].split()) for row in raw.get("optional", ())},
        forbidden={key(*line.split()) for line in raw.get("forbidden", ())},
    )


def check_fields(claim: Claim, row: dict[str, Any]) -> None:
    """Compare the fields that the golden file fixes; a quote or a speaker need only hold the given words."""
    for field in ("quiet", "when", "context"):
        if field in row:
            assert getattr(claim, field) == row[field], field
    if "evidence" in row:
        assert row["evidence"] in claim.evidence.text
    if "speaker" in row:
        if row["speaker"] is None:
            assert claim.speaker is None
        else:
            assert claim.speaker is not None
            assert row["speaker"] in claim.speaker


def marked(path: Path) -> Any:
    gap = GAPS.get(path.stem)
    marks = [pytest.mark.xfail(reason=gap, strict=True, raises=AssertionError)] if gap else []
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.mark.parametrize("path", [marked(path) for path in CASES])
def test_golden(path: Path) -> None:
    case = load(path)
    reading = read(case.article, "rules")
    assert isinstance(reading, Reading), reading
    found: dict[Key, Claim] = {}
    for claim in reading.claims:
        claim.evidence.check(case.article.text)
        found.setdefault(key(claim.source, claim.relation, claim.target, claim.status.value), claim)

    assert not {k for k in found if k[:3] in case.forbidden}, "a forbidden claim"
    assert set(found) - case.optional == set(case.wanted) - case.optional
    for k, row in case.wanted.items():
        check_fields(found[k], row)


def test_gaps_name_cases() -> None:
    assert set(GAPS) <= {path.stem for path in CASES}
