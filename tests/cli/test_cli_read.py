"""haluan read: what comes in, what is written out, what a second run does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Haluan = Callable[..., Result]
TEXTS = {
    "one": "Malaysia mengecam Israel. Pemerintah Malaysia menolak kebijakan itu di Kuala Lumpur kemarin sore.",
    "two": "Rusia menyerang Ukraina. Pemerintah Rusia tidak memberi keterangan tentang serangan itu kepada wartawan.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": name, "text": text, "date": "2024-05-06"} for name, text in TEXTS.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return tmp_path


def _read(haluan: Haluan, *words: str, **options: Any) -> Result:
    return haluan("read", *words, "--db", "new.db", "--jobs", "1", **options)


def _claims(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_claims_come_out_in_the_fixed_form_and_stand_in_the_text(haluan: Haluan, folder: Path) -> None:
    result = _read(haluan, "in.jsonl", "--claims", "out.jsonl")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    found = _claims(folder / "out.jsonl")
    assert {claim["article"] for claim in found} == {"one", "two"}
    for claim in found:
        evidence = claim["evidence"]
        assert TEXTS[claim["article"]][evidence["start"] : evidence["end"]] == evidence["text"]
        assert 0 < claim["confidence"] <= 1


def test_a_second_run_reads_nothing_and_writes_the_same_claims(haluan: Haluan, folder: Path) -> None:
    _read(haluan, "in.jsonl", "--claims", "first.jsonl")
    result = _read(haluan, "in.jsonl", "--claims", "second.jsonl", "--json")
    report = json.loads(result.stdout)
    assert (report["articles"], report["known"], report["claims"]) == (0, 2, 0)
    assert (folder / "first.jsonl").read_bytes() == (folder / "second.jsonl").read_bytes()
    assert report["written"] == len(_claims(folder / "first.jsonl"))


def test_only_the_given_sources_are_written_out(haluan: Haluan, folder: Path) -> None:
    _read(haluan, "in.jsonl")
    (folder / "more.txt").write_text("Iran mengancam Israel.\nKata pejabat di Teheran, Iran siap.", encoding="utf-8")
    _read(haluan, "more.txt", "--claims", "out.jsonl")
    assert not {claim["article"] for claim in _claims(folder / "out.jsonl")} & {"one", "two"}


def test_claims_go_to_stdout_for_a_dash_and_the_rest_to_stderr(haluan: Haluan, folder: Path) -> None:
    result = _read(haluan, "in.jsonl", "--claims", "-")
    assert {json.loads(line)["article"] for line in result.stdout.splitlines()} == {"one", "two"}
    assert "2 articles" in result.stderr


def test_standard_input_with_its_date_and_outlet(folder: Path) -> None:
    words = ["read", "-", "--date", "2023-02-01", "--outlet", "Kabar Uji", "--db", "new.db", "--claims", "o.jsonl"]
    program = [sys.executable, "-c", "from haluan.cli import main; main()", *words]
    subprocess.run(program, input=TEXTS["one"].encode(), capture_output=True, timeout=60, check=True)
    assert {(claim["date"], claim["outlet"]) for claim in _claims(folder / "o.jsonl")} == {("2023-02-01", "Kabar Uji")}


def test_what_is_skipped_is_counted_and_explained(haluan: Haluan, folder: Path) -> None:
    with (folder / "in.jsonl").open("a", encoding="utf-8") as out:
        out.write("\n{broken")
    result = _read(haluan, "in.jsonl")
    assert result.exit_code == 0
    assert "1 skipped" in result.stderr
    assert "in.jsonl:3" in result.stderr
    assert "in.jsonl:3" in haluan("log", "--db", "new.db").stdout


def test_nothing_read_is_nothing_found(haluan: Haluan, folder: Path) -> None:
    (folder / "empty").mkdir()
    assert _read(haluan, "empty").exit_code == 1


def test_the_summary_follows_the_language(haluan: Haluan, folder: Path) -> None:
    assert "2 artikel" in _read(haluan, "in.jsonl", "--lang", "id").stderr


def test_claims_that_cannot_be_written_are_refused_before_reading(haluan: Haluan, folder: Path) -> None:
    result = _read(haluan, "in.jsonl", "--claims", "no/such/folder/out.jsonl")
    assert result.exit_code == 2
    assert "out.jsonl" in result.stderr
    assert not (folder / "new.db").exists()


def test_a_folder_is_no_place_for_claims(haluan: Haluan, folder: Path) -> None:
    (folder / "taken").mkdir()
    assert _read(haluan, "in.jsonl", "--claims", "taken").exit_code == 2


def test_a_date_that_is_none_is_wrong_use(haluan: Haluan, folder: Path) -> None:
    assert _read(haluan, "in.jsonl", "--date", "yesterday").exit_code == 2
