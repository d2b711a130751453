"""doctor, demo, and the messages in both languages."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from click.testing import Result

from haluan import pipeline
from haluan.alignment import Reading
from haluan.answers import BlocAnswer, NetworkAnswer, PairAnswer, RankAnswer, SearchAnswer, SplitAnswer, StateAnswer
from haluan.answers import ChangeKind as StanceChange
from haluan.answers.checking.types import Kind, Outcome
from haluan.answers.conflicts import Kind as ConflictKind
from haluan.answers.flat import parts_of
from haluan.export.events import NO_CODE, NO_RELATION
from haluan.export.ftm import DROPPED
from haluan.i18n import LANGUAGES, Catalogue, catalogue, default_language
from haluan.model import Status
from haluan.ontology import load
from haluan.ontology.facts import FactKind, FactStatus, Holds, load_facts
from haluan.refresh import ChangeKind

Haluan = Callable[..., Result]
ANSWERS = (BlocAnswer, PairAnswer, RankAnswer, SearchAnswer, SplitAnswer, StateAnswer, NetworkAnswer)
SHOWN = (
    "claim", "status", "quiet", "speaker", "when", "context", "confidence", "article", "outlet", "author", "date",
    "language", "url", "origin", "offsets", "reader", "cue", "recorded", "review",
)  # fmt: skip
SOURCE = Path(__file__).parents[2] / "src" / "haluan"


def test_doctor_finds_all_well(haluan: Haluan) -> None:
    result = haluan("doctor")
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.split())
    assert "every quote in place" in shown
    assert f"SQLite {sqlite3.sqlite_version} makes stores" in shown
    assert "world.db (form 5): " in shown


def test_doctor_tells_reading_from_sqlite(haluan: Haluan, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise pipeline.InstallationError("no lexicon")

    monkeypatch.setattr(pipeline, "probe", broken)
    result = haluan("doctor", "--json")
    assert result.exit_code == 1
    levels = {check["check"]: check["level"] for check in json.loads(result.stdout)}
    assert (levels["reading"], levels["sqlite"], levels["store"]) == ("bad", "note", "ok")


def test_doctor_takes_a_missing_store_as_a_note(haluan: Haluan, tmp_path: Path) -> None:
    result = haluan("doctor", "--db", tmp_path / "none.db", "--json")
    assert result.exit_code == 0
    levels = {check["check"]: check["level"] for check in json.loads(result.stdout)}
    assert levels["store"] == "note"
    assert {"python", "packages", "sqlite", "reference data", "disk", "terminal"} <= levels.keys()


def test_doctor_reports_a_damaged_store(haluan: Haluan, world: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    content = bytearray(world.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    damaged.write_bytes(content)
    assert haluan("doctor", "--db", damaged).exit_code == 3


def test_demo_answers_five_questions_from_a_store_that_goes(haluan: Haluan) -> None:
    result = haluan("demo")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("$ haluan ") == 5
    assert len(re.findall("“", result.stdout)) > 20


def test_demo_keeps_its_store_where_told(haluan: Haluan, tmp_path: Path) -> None:
    result = haluan("demo", "--db", tmp_path / "demo.db", "--json", "--lang", "id")
    assert [set(answer) >= {"basis"} for answer in json.loads(result.stdout)] == [True] * 5
    assert haluan("rank", "--toward", "ISR", "--in", "Asia", "--db", tmp_path / "demo.db").exit_code == 0


def _fields(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def _forms(message: object) -> list[str]:
    return list(message.values()) if isinstance(message, dict) else [str(message)]


def test_both_languages_have_the_same_messages_with_the_same_fields() -> None:
    english, indonesian = catalogue("en").messages, catalogue("id").messages
    assert english.keys() == indonesian.keys()
    for key in english:
        fields = set().union(*(_fields(form) for form in _forms(english[key])))
        assert fields == set().union(*(_fields(form) for form in _forms(indonesian[key]))), key


def test_every_message_is_used_and_every_used_one_is_there() -> None:
    messages = catalogue("en").messages
    assert all(isinstance(key, str) for key in messages)
    paths = [*(SOURCE / "cli").glob("*.py"), *(SOURCE / "answers").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths).replace("'", '"')
    assert set(re.findall(r'say\(\s*"([\w.]+)"[,)]', code)) <= messages.keys()
    families = {f"status.{status.value}" for status in Status} | {f"show.{name}" for name in SHOWN}
    families |= {"log.revised", "log.unchanged"}
    families |= {f"refresh.{kind.value}" for kind in ChangeKind}
    families |= {f"review.{verdict}" for verdict in ("accept", "correct", "reject")}
    families |= {f"split.{stance}" for stance in ("friendly", "hostile", "mixed", "neutral")}
    families |= {f"export.skipped.{reason}" for reason in (NO_RELATION, NO_CODE, DROPPED)}
    families |= {f"html.{part}" for answer in ANSWERS for part, _ in parts_of(answer) if part != "gaps"}
    families |= {f"reading.{one.value}" for one in Reading} | {f"member.{holds.value}" for holds in Holds}
    families |= {"score.said", "score.done", "changes.before", "changes.after"}
    families |= {f"changes.{kind.value}" for kind in StanceChange}
    families |= {f"explain.{reason}" for reason in ("copy", "ended", "weightless")}
    manners = ("", "_quiet", "_open")
    families |= {"rank.title" + manner + place for manner in manners for place in ("", "_in")}
    families |= {"rank.nobody" + manner for manner in manners}
    families |= (
        _families_of_facts() | _families_of_checks(code) | {f"conflicts.kind.{kind.value}" for kind in ConflictKind}
    )
    assert families <= messages.keys()
    assert {key for key in messages if f'"{key}"' not in code} <= families


def _families_of_checks(code: str) -> set[str]:
    """Keys that `haluan check` makes from its kinds, its verdicts and the reasons that its code gives."""
    reasons = {key for key in catalogue("en").messages if key.startswith("check.reason.")}
    given = {key for key in reasons if f'"{key.removeprefix("check.reason.")}"' in code}
    given |= {f"check.reason.status_{status.value}" for status in Status if status is not Status.ACTUAL}
    return given | {f"check.kind.{kind.value}" for kind in Kind} | {f"check.outcome.{one.value}" for one in Outcome}


def _families_of_facts() -> set[str]:
    """Keys that `haluan facts` makes from what stands in the data."""
    names = {f"role.{fact.role}" for fact in load_facts().facts} | {f"office.{term.office}" for term in load().terms}
    names |= {f"facts.kind.{kind.value}" for kind in FactKind} | {f"facts.holds.{holds.value}" for holds in Holds}
    names |= {f"facts.status.{status.value}" for status in FactStatus if status is not FactStatus.IN_FORCE}
    return (
        names
        | {f"facts.{question}" for question in ("member", "recognizes", "about", "all", "complete", "incomplete")}
        | {f"facts.ask.{question}" for question in ("member", "recognizes")}
    )


def test_plurals_and_numbers_follow_the_language() -> None:
    english, indonesian = catalogue("en"), catalogue("id")
    assert (english("line.claims", n=1), english("line.claims", n=2)) == ("1 claim", "2 claims")
    assert indonesian("line.claims", n=1) == "1 klaim"
    assert (english("line.claims", n=36326), indonesian("line.claims", n=36326)) == ("36,326 claims", "36.326 klaim")
    assert (english.number(36326.5, 1), indonesian.number(36326.5, 1)) == ("36,326.5", "36.326,5")
    with pytest.raises(KeyError):
        Catalogue("en", {})("no.such.key")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "HALUAN_LANG": "id"}, "id"),
        ({"HALUAN_LANG": "fr"}, "en"),
    ],
)
def test_the_language_of_the_environment(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language
    assert language in LANGUAGES
