"""`haluan conflicts`: both sides with their quotes, in both languages, for people and machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from haluan.model import Article, Reading
from haluan.store import open_store

Haluan = Callable[..., Result]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("columns", ["80", "140"])
def test_a_contradiction_is_shown_with_both_quotes_outlets_and_dates(
    haluan: Haluan, language: str, columns: str
) -> None:
    result = haluan("conflicts", "--lang", language, env={"COLUMNS": columns})
    assert result.exit_code == 0, result.output
    assert all(len(line) <= int(columns) for line in result.stdout.splitlines())
    shown = " ".join(result.stdout.split())
    for part in ("BRICS", "“Kuba anggota BRICS” Kabar Uji, 2025-03-05", "“Kuba bukan anggota BRICS” Kabar Uji"):
        assert part in shown
    assert {"en": "said and denied", "id": "dinyatakan dan dibantah"}[language] in shown


def test_json_has_the_pair(haluan: Haluan) -> None:
    result = haluan("conflicts", "--actor", "Kuba", "--json")
    answer = json.loads(result.stdout)
    [conflict] = answer["conflicts"]
    assert (conflict["kind"], conflict["independent"], conflict["target"]["actor"]) == ("denied", 1, "BRICS")
    assert [len(conflict[side]["quotes"]) for side in ("left", "right")] == [1, 2]
    assert conflict["left"]["quotes"][0]["evidence"]["text"] == "Kuba anggota BRICS"
    assert "basis" in answer


@pytest.mark.parametrize("words", [("--actor", "Nepal"), ("--relation", "arms")])
def test_where_nothing_contradicts_the_code_says_so(haluan: Haluan, words: tuple[str, ...]) -> None:
    for result in (haluan("conflicts", *words), haluan("conflicts", *words, "--json")):
        assert result.exit_code == 1
        assert result.stdout.strip()


def test_names_and_relations_that_are_none_are_wrong_use(haluan: Haluan) -> None:
    assert haluan("conflicts", "--actor", "Vietnm").exit_code == 2
    assert haluan("conflicts", "--relation", "likes").exit_code == 2


def test_numbers_of_members_are_set_side_by_side(haluan: Haluan, tmp_path: Path) -> None:
    path = tmp_path / "numbers.db"
    with open_store(path) as store:
        for name, number in (("a", 31), ("b\x1b[31m", 32)):
            article = Article(name, f"NATO beranggotakan {number} negara.", title=name, date="2024-03-08")
            store.add([Reading(article, "id", ())])
    shown = haluan("conflicts", "--db", path).stdout
    assert "31 members" in shown
    assert "“NATO beranggotakan 32 negara” b, 2024-03-08" in shown
    assert "\x1b" not in shown
