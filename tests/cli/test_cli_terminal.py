"""What comes from articles cannot steer the terminal, the table or the spreadsheet."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from haluan.cli.looking import csv_row
from haluan.cli.terminal import clean, to_json

Haluan = Callable[..., Result]
NASTY = st.text(st.sampled_from("\x1b\x9b\x9d[]0;31mHJ\x07\\\u202e\u2066\ud800\u2028\r\n\t\x7fab [/red]"), max_size=40)


@given(NASTY | st.text())
def test_cleaned_text_has_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert not {unicodedata.category(character) for character in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_harmless_text_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("a\n \tb\u2028c", "a b c"),
        ("tail\x1b[", "tail"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_escape_sequences_go_as_a_whole(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(NASTY)
def test_json_is_harmless_and_comes_back_as_it_was(text: str) -> None:
    line = to_json({"text": text})
    assert json.loads(line) == {"text": text}
    assert not {unicodedata.category(character) for character in line} & {"Cc", "Cs"}


@pytest.mark.parametrize(
    "words",
    [
        ("pair", "LAO", "CUB"), ("state", "LAO"), ("claims", "--actor", "LAO"), ("search", "Laos"), ("log",),
        ("claims", "--actor", "LAO", "--json"), ("pair", "LAO", "CUB", "--json"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("columns", ["80", "140"])
def test_no_command_passes_control_characters_on(haluan: Haluan, words: tuple[str, ...], columns: str) -> None:
    result = haluan(*words, env={"COLUMNS": columns})
    assert result.exit_code == 0
    assert not set(result.stdout) & set("\x1b\x9b\x07\u202e")


def test_markup_in_a_quote_is_text(haluan: Haluan) -> None:
    assert "[red]Laos[/red] dan Kuba berdagang" in " ".join(haluan("pair", "LAO", "CUB").stdout.split())


def test_show_is_harmless_too(haluan: Haluan) -> None:
    (claim,) = (json.loads(line) for line in haluan("claims", "--actor", "LAO", "--json").stdout.splitlines())
    shown = haluan("show", claim["id"]).stdout
    assert not set(shown) & set("\x1b\x9b\x07\u202e")
    assert "[bold]Outlet" in shown


def test_a_spreadsheet_runs_no_formula(haluan: Haluan) -> None:
    class Fake:
        def to_dict(self) -> dict[str, object]:
            names = ("id", "date", "when", "source", "source_name", "relation", "target", "target_name", "status")
            record: dict[str, object] = dict.fromkeys((*names, "quiet", "outlet", "url", "language", "article"), "x")
            return record | {
                "speaker": "@cmd", "title": "=1+1", "confidence": 1.0, "evidence": {"start": 0, "end": 3, "text": "-2"},
            }  # fmt: skip

    row = csv_row(Fake())  # type: ignore[arg-type]
    assert {"'@cmd", "'=1+1", "'-2"} <= set(row)


def test_colour_only_on_a_terminal(haluan: Haluan) -> None:
    assert "\x1b" not in haluan("rank", "--toward", "ISR").stdout
    coloured = haluan("rank", "--toward", "ISR", env={"FORCE_COLOR": "1"})
    assert "\x1b[" in coloured.stdout
    assert "\x1b[32m" not in haluan("rank", "--toward", "ISR", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
