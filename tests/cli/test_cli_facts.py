"""`haluan facts`: members, recognition, offices and all about one actor, in both languages, without a store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Haluan = Callable[..., Result]

# Command words -> exit code.
QUESTIONS = {
    ("member", "NATO", "--as-of", "2023-02-01"): 0,
    ("member", "NATO", "Irlandia", "--as-of", "2024-01-01"): 1,
    ("member", "NATO", "Spain", "--as-of", "2024-01-01"): 0,
    ("member", "NATO", "FIN", "--as-of", "2023"): 0,
    ("member", "BRICS", "SAU", "--as-of", "2025-01-01"): 1,
    ("member", "BRICS", "--as-of", "2025-02"): 0,
    ("member", "ASEAN", "--role", "dialogue_partner", "--as-of", "2023-01-01"): 0,
    ("member", "Vietnam", "--as-of", "2023-01-01"): 1,
    ("member", "HAMAS", "IDN", "--as-of", "2023-01-01"): 1,
    ("recognizes", "Palestina", "--as-of", "2024-06-01"): 0,
    ("recognizes", "PSE", "NOR", "--as-of", "2024-06-01"): 0,
    ("recognizes", "ISR", "IDN", "--as-of", "2024-06-01"): 1,
    ("recognizes", "USA", "--as-of", "2024-06-01"): 1,
    ("office", "USA", "--as-of", "2023-02-01"): 0,
    ("office", "USA", "--as-of", "1985-02-01"): 1,
    ("about", "KAZ"): 0,
    ("about", "KAZ", "--as-of", "2025-12-01"): 0,
    ("about", "FANO"): 1,
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("columns", ["80", "140"])
def test_every_question_says_something_and_tells_by_its_code_whether_it_is_so(
    haluan: Haluan, words: tuple[str, ...], language: str, columns: str
) -> None:
    result = haluan("facts", *words, "--lang", language, env={"COLUMNS": columns})
    assert result.exit_code == QUESTIONS[words], result.output
    assert result.stdout.strip()
    assert all(len(line) <= int(columns) for line in result.stdout.splitlines() if "://" not in line)


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_every_question_gives_json_with_the_same_code(haluan: Haluan, words: tuple[str, ...]) -> None:
    result = haluan("facts", *words, "--json")
    assert result.exit_code == QUESTIONS[words]
    assert json.loads(result.stdout)["question"] == words[0]
    assert result.stderr == ""


@pytest.mark.parametrize(("as_of", "count"), [("2023-02-01", 30), ("2024-04-01", 32)])
def test_members_of_nato(haluan: Haluan, as_of: str, count: int) -> None:
    answer = json.loads(haluan("facts", "member", "NATO", "--as-of", as_of, "--json").stdout)
    assert len(answer["facts"]) == count
    assert answer["complete"] is True
    assert all(row["source"] and row["since"] and row["checked"] for row in answer["facts"])


def test_a_verdict_names_its_ground(haluan: Haluan) -> None:
    answer = json.loads(haluan("facts", "member", "NATO", "IRL", "--as-of", "2024-01-01", "--json").stdout)
    assert answer["holds"] == "no"
    assert answer["roster"]["complete_from"] <= "2024-01-01" <= answer["roster"]["complete_until"]
    shown = " ".join(haluan("facts", "member", "NATO", "IRL", "--as-of", "2024-01-01").stdout.split())
    assert "Did Ireland (IRL) belong to NATO as of 2024-01-01? No." in shown
    assert "the list has no gaps" in shown


def test_what_is_not_settled_stands_apart(haluan: Haluan) -> None:
    shown = haluan("facts", "member", "BRICS", "--as-of", "2025-02-01", "--lang", "id").stdout
    listed, _, unsure = shown.partition("Belum pasti")
    assert "Arab Saudi" in unsure
    assert "Arab Saudi" not in listed


def test_a_list_that_is_not_complete_says_so(haluan: Haluan) -> None:
    assert "Others may be missing" in haluan("facts", "member", "ABRAHAM", "--as-of", "2026-11-01").stdout


def test_names_and_dates_that_are_none_are_wrong_use(haluan: Haluan) -> None:
    assert haluan("facts", "member", "NTO").exit_code == 2
    assert "did you mean NATO" in haluan("facts", "member", "NTO").stderr
    assert haluan("facts", "member", "NATO", "--as-of", "soon").exit_code == 2


def test_no_store_is_needed(haluan: Haluan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALUAN_DB", str(tmp_path / "none.db"))
    monkeypatch.chdir(tmp_path)
    assert haluan("facts", "about", "IDN").exit_code == 0
    assert list(tmp_path.iterdir()) == []
