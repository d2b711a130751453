"""`haluan names`: what stayed undecided is listed, settled, read anew and exported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Haluan = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, haluan: Haluan) -> Path:
    """A folder with an article whose names stay undecided, read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HALUAN_DB", "haluan.db")
    text = "Korea mengecam Rusia di Tokyo. Korea juga memuji \x1b[31mJepang kemarin."
    lines = [{"id": f"k{i}", "text": f"Bagian {i}.\n{text}", "outlet": "Kabar", "date": "2025-01-02"} for i in (1, 2)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert haluan("read", "a.jsonl", "--jobs", "1").exit_code == 0
    return tmp_path


def claimed(haluan: Haluan) -> set[str]:
    return {json.loads(line)["source"] for line in haluan("claims", "--json").stdout.splitlines()}


@pytest.mark.parametrize("language", ["en", "id"])
def test_names_are_listed_with_counts_candidates_and_an_example(haluan: Haluan, project: Path, language: str) -> None:
    result = haluan("names", "--lang", language)
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.split())
    for part in ("(KOR) ", "(PRK) ", "Korea mengecam Rusia di Tokyo", "Kabar, 2025-01-02"):
        assert part in shown
    assert "\x1b" not in result.stdout
    answer = json.loads(haluan("names", "--json").stdout)
    [line] = answer["names"]
    assert (line["name"], line["mentions"], line["articles"], line["settled"]) == ("Korea", 4, 2, None)
    assert [one["actor"] for one in line["candidates"]] == ["KOR", "PRK"]
    assert line["example"]["text"] == "Korea"


def test_a_decision_counts_from_the_next_read_on(haluan: Haluan, project: Path) -> None:
    result = haluan("names", "settle", "Korea", "Korsel", "--lang", "id")
    assert result.exit_code == 0, result.output
    assert "Korea berarti KOR" in result.stderr
    assert (project / "haluan-names.csv").read_text() == "code,name,language,kind,cased\nKOR,Korea,*,name,0\n"
    assert json.loads(haluan("names", "--json").stdout)["names"][0]["settled"] == "KOR"
    assert "settled as KOR" in haluan("names").stdout
    assert claimed(haluan) == set()
    assert haluan("read", "a.jsonl", "--jobs", "1").exit_code == 0
    assert claimed(haluan) == {"KOR"}
    assert haluan("names").exit_code == 1


def test_names_that_are_set_back_count_again(haluan: Haluan, project: Path) -> None:
    haluan("names", "settle", "Korea", "KOR")
    haluan("read", "a.jsonl", "--jobs", "1")
    first = (project / "haluan-names.csv").read_text()
    haluan("names", "settle", "Korea", "PRK")
    haluan("read", "a.jsonl", "--jobs", "1")
    assert claimed(haluan) == {"PRK"}
    (project / "haluan-names.csv").write_text(first)
    haluan("read", "a.jsonl", "--jobs", "1")
    assert claimed(haluan) == {"KOR"}


@pytest.mark.parametrize("how", ["option", "environment"])
def test_the_file_may_stand_elsewhere(haluan: Haluan, project: Path, monkeypatch, how: str) -> None:
    words = ("--names", "own.csv") if how == "option" else ()
    if how == "environment":
        monkeypatch.setenv("HALUAN_NAMES", "own.csv")
    made = haluan("names", "settle", "Korea", "PRK", "--language", "id", "--cased", "--json", *words)
    assert json.loads(made.stdout) == {
        "code": "PRK", "name": "Korea", "language": "id", "cased": True, "file": "own.csv"
    }  # fmt: skip
    assert not (project / "haluan-names.csv").exists()
    assert haluan("read", "a.jsonl", "--jobs", "1", *words).exit_code == 0
    assert claimed(haluan) == {"PRK"}


def test_a_code_that_is_none_gets_suggestions_and_writes_nothing(haluan: Haluan, project: Path) -> None:
    result = haluan("names", "settle", "Korea", "Vietnm")
    assert result.exit_code == 2
    assert "did you mean Vietnam (VNM)" in result.stderr
    assert haluan("names", "settle", "...", "KOR").exit_code == 2
    assert not (project / "haluan-names.csv").exists()


def test_export_offers_what_is_new_and_names_what_needs_more(haluan: Haluan, project: Path) -> None:
    assert haluan("names", "export").exit_code == 1
    haluan("names", "settle", "Korea", "KOR")
    haluan("names", "settle", "Negeri Uji Coba", "IDN", "--language", "id")
    haluan("names", "settle", "Yerusalem Baru", "none")
    haluan("names", "settle", "Indonesia", "IDN", "--language", "*")
    result = haluan("names", "export")
    assert result.exit_code == 0
    assert "IDN,Negeri Uji Coba,id,name,0\n" in result.stdout
    assert "Korea" not in result.stdout
    assert "Korea stands for somebody else" in result.stderr
    assert json.loads(haluan("names", "export", "--json").stdout)["ambiguous"] == ["Korea", "Yerusalem Baru"]


def test_a_broken_or_missing_file_ends_reading_before_it_starts(haluan: Haluan, project: Path) -> None:
    assert haluan("read", "a.jsonl", "--names", "none.csv").exit_code == 2
    (project / "haluan-names.csv").write_text("code;name\n", encoding="utf-8")
    result = haluan("read", "a.jsonl")
    assert result.exit_code == 2
    assert "haluan-names.csv:1" in result.stderr


def test_options_before_a_subcommand_are_not_swallowed(haluan: Haluan, project: Path) -> None:
    result = haluan("names", "--db", "other.db", "settle", "Korea", "KOR")
    assert result.exit_code == 2
    assert "behind `settle`" in result.stderr
