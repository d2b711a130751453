"""Wrong use, missing and damaged stores, names that fit nothing: one clear line and the right exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Haluan = Callable[..., Result]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("pair", "Rusia", "Kora Utara"), "did you mean North Korea (PRK)"),
        (("rank", "--toward", "ISR", "--in", "Asiaa"), "did you mean"),
        (("claims", "--relation", "likes"), "known are: recognizes"),
        (("claims", "--since", "tomorrow"), "not a date like 2024-06-18"),
        (("pair", "RUS", "Rusia"), "both mean Russia"),
        (("rnak", "x"), "Did you mean 'rank'?"),
        (("rank", "--toward", "ISR", "--in", "Asea"), "did you mean Asia"),
        (("rank",), "Missing option '--toward'"),
        (("read",), "Missing argument"),
        (("read", "nowhere/at-all.txt", "--db", "x.db"), "nowhere/at-all.txt"),
    ],
)
def test_wrong_use_is_code_2_with_a_hint_on_stderr(
    haluan: Haluan, words: tuple[str, ...], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = haluan(*words)
    assert result.exit_code == 2, result.output
    assert hint in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("rank", "--toward", "ISR"), ("claims",), ("show", "ab"), ("log",)])
def test_a_missing_store_is_code_3_and_is_not_made(haluan: Haluan, words: tuple[str, ...], tmp_path: Path) -> None:
    result = haluan(*words, "--db", tmp_path / "none.db")
    assert result.exit_code == 3
    assert "haluan read" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("rank", "--toward", "ISR"), ("read", "a.txt"), ("doctor",)])
def test_a_file_that_is_no_store_is_code_3(
    haluan: Haluan, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Nothing here.", encoding="utf-8")
    (tmp_path / "bad.db").write_bytes(b"certainly no database " * 500)
    result = haluan(*words, "--db", "bad.db")
    assert result.exit_code == 3
    assert "bad.db" in result.output
    assert "Traceback" not in result.output


def test_an_unknown_claim_is_nothing_found(haluan: Haluan) -> None:
    result = haluan("show", "ffffffffffff")
    assert result.exit_code == 1
    assert "ffffffffffff" in result.stderr


def test_an_error_cannot_steer_the_terminal(haluan: Haluan) -> None:
    result = haluan("pair", "ISR", "\x1b[31mevil\u202e")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
