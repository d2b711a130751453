"""`haluan review`: keys line by line, what they change in other answers, files, agreement."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from world import make_world

Haluan = Callable[..., Result]


@pytest.fixture
def desk(haluan: Haluan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Steps through the claims about Cuba and BRICS with the keys given."""
    monkeypatch.setenv("HALUAN_DB", str(make_world(tmp_path / "world.db")))
    monkeypatch.delenv("HALUAN_REVIEWER", raising=False)
    return lambda *keys, by="Ani", words=(): haluan(
        "review", "--by", by, "--actor", "BRICS", *words, input="".join(f"{key}\n" for key in keys)
    )


def listed(haluan: Haluan, *words: str) -> list[dict]:
    return [json.loads(line) for line in haluan("claims", "--actor", "BRICS", *words, "--json").stdout.splitlines()]


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_claim_is_shown_with_its_quote_in_context(desk, haluan: Haluan, language: str) -> None:
    result = desk("s", "q", words=("--lang", language))
    assert result.exit_code == 0, result.output
    assert result.stdout.count(">>Kuba") == 2
    assert "Kabar Uji, 2025-03-05" in result.stdout
    assert {"en": "contradicted by another report", "id": "bertentangan dengan berita lain"}[language] in result.stdout
    assert {"en": "0 claims judged", "id": "0 klaim dinilai"}[language] in result.stderr


def test_what_is_judged_changes_the_answers_and_comes_not_again(desk, haluan: Haluan) -> None:
    result = desk("n", "benar", "a", "r", "c", "target=ASEAN; status=possible")
    assert result.exit_code == 0, result.output
    assert "3 claims judged" in result.stderr
    [accepted] = listed(haluan)
    assert accepted["review"] == {"verdict": "accept", "reviewers": ["Ani"], "disputed": False, "notes": ["benar"]}
    moved = json.loads(haluan("claims", "--actor", "ASEAN", "--json").stdout)
    assert (moved["target"], moved["status"], moved["review"]["verdict"]) == ("ASEAN", "possible", "correct")
    shown = haluan("bloc", "ASEAN").stdout
    assert "corrected" in shown
    assert "Reviewers rejected 1 of the claims" in " ".join(shown.split())
    assert desk("a").exit_code == 1
    assert "Ani has not judged" in " ".join(desk("a").stderr.split())
    assert "Review" in haluan("show", accepted["id"]).stdout


def test_slips_of_the_hand_change_nothing_and_undo_goes_back(desk, haluan: Haluan) -> None:
    result = desk("x", "c", "target=ASEN", "u", "r", "u", "q")
    assert result.exit_code == 0, result.output
    assert "did you mean ASEAN" in result.stderr
    assert "Nothing was judged" in result.stderr
    assert "0 claims judged" in result.stderr
    assert result.stdout.count("Claim 1 of 3") == 2
    assert len(listed(haluan)) == 3
    verdicts = [json.loads(line)["verdict"] for line in haluan("review", "export").stdout.splitlines()]
    assert verdicts == ["reject", "withdraw"]


def test_the_list_is_there_for_machines_too(desk, haluan: Haluan) -> None:
    tasks = json.loads(haluan("review", "--by", "Ani", "--actor", "BRICS", "--limit", "2", "--json").stdout)
    assert [task["contradicted"] for task in tasks] == [True, True]
    assert tasks[0]["citation"]["target"] == "BRICS"


def test_two_reviewers_and_two_stores(desk, haluan: Haluan, tmp_path: Path) -> None:
    desk("a", "a", "r")
    out = tmp_path / "judgements.jsonl"
    out.write_text(haluan("review", "export").stdout, encoding="utf-8")
    desk("a", "r", "r", by="Budi")
    shown = haluan("review", "agreement", "Ani", "Budi").stdout
    assert "Ani and Budi both judged 3 claims" in shown
    assert "67 % equal, kappa 0.40" in shown
    [left] = listed(haluan)
    assert not left["review"]["disputed"]
    rejected = json.loads(haluan("review", "export").stdout.splitlines()[-2])["claim"]
    assert "reviewers disagree" in " ".join(haluan("show", rejected).stdout.split())
    assert haluan("review", "agreement", "Ani", "Citra").exit_code == 1
    second = make_world(tmp_path / "second.db")
    for new in (3, 0):
        done = haluan("review", "import", out, "--db", second, "--json")
        assert json.loads(done.stdout) == {"judgements": 3, "new": new}
    assert "3 judgements read, 0 new" in haluan("review", "import", out, "--db", second).stderr
    assert haluan("review", "export", "--db", second).stdout == out.read_text(encoding="utf-8")
    out.write_text("{}\n", encoding="utf-8")
    assert haluan("review", "import", out, "--db", second).exit_code == 2


def test_labels_hold_no_text(desk, haluan: Haluan) -> None:
    assert haluan("review", "export", "--training").exit_code == 1
    desk("a", "a", "a")
    result = haluan("review", "export", "--training", "--corpus", "mine")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["corpus"] for line in lines} == {"mine"}
    assert sum(len(line["claims"]) for line in lines) == 3
    assert "Kuba" not in result.stdout


def test_options_before_a_subcommand_are_not_swallowed(desk, haluan: Haluan) -> None:
    assert haluan("review", "--by", "Ani", "export").exit_code == 2
