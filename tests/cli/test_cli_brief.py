"""haluan brief: what it prints and writes, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Haluan = Callable[..., Result]

QUESTIONS = {
    ("rank", "--toward", "ISR", "--in", "Asia"): 0,
    ("rank", "--toward", "RUS"): 1,
    ("pair", "VNM", "ISR"): 0,
    ("pair", "NPL", "ISR"): 1,
    ("state", "PSE"): 0,
    ("bloc", "ABRAHAM"): 0,
    ("bloc", "NATO", "--reach", "Asia"): 0,
    ("bloc", "SCO"): 1,
    ("split", "NATO", "--on", "PSE"): 0,
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_every_question_has_a_brief(haluan: Haluan, words: tuple[str, ...], language: str) -> None:
    result = haluan("brief", *words, "--lang", language)
    assert result.exit_code == QUESTIONS[words], result.output
    assert result.stdout.startswith("# ")
    assert ("## Sources" if language == "en" else "## Sumber") in result.stdout


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_the_name_of_the_file_says_the_format(haluan: Haluan, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"brief.{form}"
    result = haluan("brief", "split", "NATO", "--on", "PSE", "--out", path)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert str(path) in result.stderr
    starts = {"md": b"# ", "html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(starts[form])


def test_json_holds_each_sentence_with_its_claims(haluan: Haluan) -> None:
    written = json.loads(haluan("brief", "pair", "VNM", "ISR", "--json").stdout)
    sentences = [one for section in written["sections"] for part in section["paragraphs"] for one in part["sentences"]]
    assert sentences
    cited = {claim for source in written["sources"] for quote in source["quotes"] for claim in quote["claims"]}
    assert all(set(one["claims"]) <= cited for one in sentences)


@pytest.mark.parametrize(
    "words", [("--format", "pdf"), ("--out", "brief.odt"), ("--out", "nowhere/brief.md"), ("--sections", "0")]
)
def test_what_cannot_be_written_is_wrong_use(haluan: Haluan, words: tuple[str, ...]) -> None:
    assert haluan("brief", "pair", "VNM", "ISR", *words).exit_code == 2


def test_a_model_needs_its_name(haluan: Haluan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HALUAN_LLM_MODEL", raising=False)
    result = haluan("brief", "pair", "VNM", "ISR", "--llm-url", "http://127.0.0.1:9/v1")
    assert result.exit_code == 2
    assert "--llm-model" in result.stderr


def test_an_address_in_the_environment_alone_rewords_nothing(haluan: Haluan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALUAN_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HALUAN_LLM_MODEL", "any")
    assert haluan("brief", "pair", "VNM", "ISR").exit_code == 0
