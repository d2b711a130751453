"""What is kept for a state of the store is never told of another."""

from __future__ import annotations

from pathlib import Path

from world import make_world

import haluan.answers
from haluan.answers import Memory
from haluan.model import Verdict


def test_a_result_is_worked_out_once_and_the_oldest_are_let_go() -> None:
    memory, made = Memory(), list[int]()

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in (*range(16), 0, 16, 0, 1):  # the first is asked for again, so the second is let go
        assert memory.once(number, lambda number=number: make(number)) == number
    assert made == [*range(17), 1]


def test_of_what_is_large_only_the_last_is_kept() -> None:
    memory, made = Memory(), list[str]()

    def make(state: str) -> str:
        made.append(state)
        return state

    for state in ("first", "first", "second", "first"):
        assert memory.large(state, lambda state=state: make(state)) == state
    assert made == ["first", "second", "first"]


def test_a_period_asked_for_after_another_is_told_as_by_itself(tmp_path: Path) -> None:
    path = make_world(tmp_path / "world.db")

    def ask(database: haluan.answers.Database, since: str) -> dict[str, object]:
        return {**database.changes(since).to_dict(), "basis": None}

    with haluan.answers.open(path) as database:
        for since in ("2024-05-15", "2023", "2010", "2024-06"):
            with haluan.answers.open(path) as other:
                assert ask(database, since) == ask(other, since)


def test_databases_that_share_a_memory_answer_as_those_that_do_not(tmp_path: Path) -> None:
    path, memory = make_world(tmp_path / "world.db"), Memory()

    def ask(shared: Memory | None, language: str) -> list[object]:
        with haluan.answers.open(path, language, memory=shared) as database:
            answers = [
                database.changes("2024-05-15"),
                database.cohesion("NATO", "PSE"),
                database.calendar(),
                database.network(),
            ]
            return [{**answer.to_dict(), "basis": answer.basis.at} for answer in answers]

    for language in ("en", "id", "en"):
        assert ask(memory, language) == ask(None, language)
    with haluan.answers.open(path, writing=True) as database:
        claim = next(iter(database.claims(source="ESP", relation="recognizes"))).cited.id
        database.judge(claim, "Ani", Verdict.REJECT)
    assert ask(memory, "en") == ask(None, "en")
    weights = tmp_path / "haluan-weights.yaml"
    weights.write_text("intensity: {opposes: -3}\n", encoding="utf-8")
    assert ask(memory, "en") == ask(None, "en")
