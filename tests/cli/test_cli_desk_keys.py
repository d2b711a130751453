"""The review desk on a real terminal: a key acts when it is pressed, without Enter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from terminal import PATIENCE, Terminal
from world import make_world

PROMPT = "[q]uit > "


@pytest.fixture
def desk(haluan: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("HALUAN_DB", str(make_world(tmp_path / "world.db")))
    terminal = Terminal("review", "--by", "Ani", "--actor", "BRICS", "--lang", "en")
    yield terminal
    terminal.close()


def test_keys_act_at_once_and_lines_end_with_enter(desk: Terminal, haluan: Callable[..., Result]) -> None:
    assert "Claim 1 of 3" in desk.until(PROMPT)
    desk.press("x")
    assert "a accept, r reject" in desk.until(PROMPT)
    desk.press("a")
    assert "Claim 2 of 3" in desk.until(PROMPT)
    desk.press("u")
    assert "Claim 1 of 3" in desk.until(PROMPT)
    desk.press("n")
    desk.until("\n")
    desk.press("salah baca\n")
    desk.until(PROMPT)
    desk.press("r")
    assert "Claim 2 of 3" in desk.until(PROMPT)
    desk.press("c")
    desk.until("evidence):")
    desk.press("status=possible; evidence=Kuba\n")
    assert "Claim 3 of 3" in desk.until(PROMPT)
    desk.press("q")
    desk.until("2 claims judged")
    assert desk.process.wait(timeout=PATIENCE) == 0
    given = [json.loads(line) for line in haluan("review", "export").stdout.splitlines()]
    assert [one["verdict"] for one in given] == ["accept", "withdraw", "reject", "correct"]
    assert given[2]["note"] == "salah baca"
    assert given[3]["corrected"]["status"] == "possible"
    assert given[3]["corrected"]["evidence"].endswith(":Kuba")


def test_keys_pressed_ahead_are_not_lost_and_arrows_are_no_letters(desk: Terminal, haluan) -> None:
    desk.press("ar")
    assert "Claim 3 of 3" in desk.until("Claim 3 of 3")
    desk.until(PROMPT)
    desk.press("\x1b[A")
    desk.until("a accept, r reject")
    desk.until(PROMPT)
    desk.press("q")
    desk.until("2 claims judged")
    given = [json.loads(line)["verdict"] for line in haluan("review", "export").stdout.splitlines()]
    assert given == ["accept", "reject"]


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_control_keys_leave_what_was_judged(desk: Terminal, haluan: Callable[..., Result], key: str) -> None:
    desk.until(PROMPT)
    desk.press("a")
    desk.until(PROMPT)
    desk.press(key)
    assert desk.process.wait(timeout=PATIENCE) in (0, 1)
    (given,) = [json.loads(line) for line in haluan("review", "export").stdout.splitlines()]
    assert given["verdict"] == "accept"
