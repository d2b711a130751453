"""The commands that ask: what they print, in both languages, for people and machines, and their exit codes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from haluan.answers import open as open_database
from haluan.cli.settings import Settings
from haluan.cli.tables import choose, relationship

Haluan = Callable[..., Result]

# Command words -> exit code on the small store.
QUESTIONS = {
    ("rank", "--toward", "ISR", "--in", "Asia"): 0,
    ("rank", "--toward", "ISR", "--quiet"): 0,
    ("rank", "--toward", "PSE", "--openly"): 0,
    ("rank", "--toward", "RUS"): 1,
    ("pair", "VNM", "ISR"): 0,
    ("pair", "NPL", "ISR"): 1,
    ("state", "PSE"): 0,
    ("state", "NPL"): 1,
    ("bloc", "ABRAHAM"): 0,
    ("bloc", "NATO", "--reach", "Asia"): 0,
    ("bloc", "NATO", "--reach", "Africa"): 1,
    ("bloc", "SCO"): 1,
    ("split", "NATO", "--on", "PSE"): 0,
    ("split", "NATO", "--on", "NPL"): 1,
    ("rank", "--toward", "ISR", "--as-of", "2024-05"): 0,
    ("pair", "VNM", "ISR", "--min-confidence", "0.9"): 1,
    ("explain", "VNM", "ISR"): 0,
    ("explain", "NPL", "ISR"): 1,
    ("changes", "--from", "2024", "--to", "2025"): 0,
    ("changes", "NPL", "--from", "2024"): 1,
    ("network",): 0,
    ("network", "--in", "Asia", "--as-of", "2025"): 0,
    ("network", "--in", "Caribbean"): 1,
    ("sources", "VNM", "ISR"): 0,
    ("sources", "VNM", "ISR", "--relation", "joins"): 1,
    ("claims", "--actor", "Vietnam"): 0,
    ("claims", "--actor", "Nepal"): 1,
    ("search", "Abraham", "Accords"): 0,
    ("search", "nihil"): 1,
    ("log",): 0,
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("columns", ["80", "140"])
def test_every_question_says_something_and_tells_by_its_code_whether_it_found(
    haluan: Haluan, words: tuple[str, ...], language: str, columns: str
) -> None:
    result = haluan(*words, "--lang", language, env={"COLUMNS": columns})
    assert result.exit_code == QUESTIONS[words], result.output
    assert result.output.strip()
    assert all(len(line) <= int(columns) for line in result.stdout.splitlines())
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())


@pytest.mark.parametrize("words", [words for words in QUESTIONS if words[0] != "claims"], ids=" ".join)
def test_every_question_gives_json_with_the_same_code(haluan: Haluan, words: tuple[str, ...]) -> None:
    result = haluan(*words, "--json")
    assert result.exit_code == QUESTIONS[words]
    assert "basis" in json.loads(result.stdout)
    assert result.stderr == ""


def test_quiet_and_open_exclude_each_other(haluan: Haluan) -> None:
    result = haluan("rank", "--toward", "PSE", "--openly", "--quiet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "exclude each other" in result.stderr


def test_a_line_has_its_tie_status_quiet_mark_counts_quote_outlet_date_and_id(haluan: Haluan) -> None:
    for columns in ("80", "140"):
        lines = " ".join(haluan("rank", "--toward", "ISR", "--in", "Asia", env={"COLUMNS": columns}).stdout.split())
        for part in ("Vietnam (VNM)", "Vietnam supports Israel", "quiet", "Kabar Uji, 2024-05-01", "denied", "+→", "←"):
            assert part in lines
        assert "Diam-diam Vietnam juga membantu Israel" in lines
    (claim,) = (json.loads(line) for line in haluan("claims", "--quiet", "--json").stdout.splitlines())
    assert claim["id"][:8] in lines


def test_labels_and_names_follow_the_language(haluan: Haluan) -> None:
    answer = haluan("pair", "Vietnam", "Israel", "--lang", "id").stdout
    assert "Vietnam mendukung Israel" in answer
    assert "diam-diam" in answer
    assert "Vietnam mendukung Israel" in haluan("pair", "VNM", "ISR", env={"HALUAN_LANG": "id"}).stdout
    assert "Vietnam mendukung Israel" in haluan("pair", "VNM", "ISR", env={"LANG": "id_ID.UTF-8"}).stdout
    assert "Vietnam supports Israel" in haluan("pair", "VNM", "ISR", env={"LANG": "ja_JP.UTF-8"}).stdout


def test_the_silent_are_named_as_silent(haluan: Haluan) -> None:
    shown = " ".join(haluan("rank", "--toward", "ISR", "--in", "Asia").stdout.split())
    assert 'silent is not "no tie"' in shown
    assert "Japan" in shown


def test_many_ties_are_cut_but_never_the_contrary_ones(world: Path) -> None:
    with open_database(world) as database:
        line = next(line for line in database.state("PSE").relationships if line.actor == "NOR")
    many = replace(line, ties=line.supporting * 5 + line.contrary)
    assert choose(many, most=2) == (*line.supporting * 2, *line.contrary)


def test_what_is_left_out_is_counted_with_the_command_that_shows_it(haluan: Haluan, world: Path) -> None:
    with open_database(world) as database:
        line = database.state("PSE").relationships[0]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        printer = Settings(world, "en", as_json=False).printer()
        relationship(printer, replace(line, ties=line.ties * 3), line.ties, printer.hint("pair", "ESP", "PSE"))
    assert f"4 more; all of them: haluan pair ESP PSE --db {world}" in " ".join(out.getvalue().split())


def test_split_without_known_members_says_so(haluan: Haluan) -> None:
    result = haluan("split", "ISR", "--on", "VNM")
    assert result.exit_code == 0
    assert "no report of who belongs to Israel" in " ".join(result.stdout.split())


def test_claims_as_csv_has_a_header_and_one_row_a_claim(haluan: Haluan) -> None:
    rows = list(csv.DictReader(io.StringIO(haluan("claims", "--target", "ISR", "--format", "csv").stdout)))
    assert {row["source"] for row in rows} == {"VNM", "MYS", "KAZ", "PHL"}
    assert rows[0]["quote"]


def test_claims_as_jsonl_is_the_fixed_form(haluan: Haluan) -> None:
    for line in haluan("claims", "--format", "jsonl").stdout.splitlines():
        claim = json.loads(line)
        assert {"article", "source", "relation", "target", "status", "quiet", "speaker", "when"} <= claim.keys()
        assert set(claim["evidence"]) == {"start", "end", "text"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--relation", "sanctions"), {"MYS"}),
        (("--status", "denied", "--target", "ISR"), {"PHL"}),
        (("--quiet",), {"VNM"}),
        (("--outlet", "Salinan Uji"), {"ISR"}),
        (("--since", "2025", "--until", "2025-01", "--relation", "joins"), {"KAZ", "ARM"}),
        (("--until", "2024-05"), {"ISR", "VNM"}),
        (("--min-confidence", "0.7", "--target", "ISR", "--status", "denied"), {"PHL"}),
        (("--source", "spanyol", "--source", "hungaria"), {"ESP", "HUN"}),
        (("--limit", "1"), {"LAO"}),
    ],
)
def test_claims_filters(haluan: Haluan, words: tuple[str, ...], expected: set[str]) -> None:
    found = haluan("claims", *words, "--json").stdout.splitlines()
    assert {json.loads(line)["source"] for line in found} == expected


def test_show_marks_the_quote_in_its_paragraph(haluan: Haluan) -> None:
    (claim,) = (json.loads(line) for line in haluan("claims", "--quiet", "--json").stdout.splitlines())
    shown = " ".join(haluan("show", claim["id"][:6]).stdout.split())
    assert "Hanoi membeli radar dari Israel. >>Diam-diam Vietnam juga membantu Israel<<." in shown
    for part in ("trade.txt", "hand 1", "Kabar Uji", "2024-05-01", claim["id"]):
        assert part in shown


def test_log_gives_the_reason_of_a_skip(haluan: Haluan) -> None:
    assert "not a text: PNG image" in haluan("log").stdout


def test_log_puts_what_was_skipped_under_its_run(haluan: Haluan, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    store = ("--db", tmp_path / "log.db")
    for path in (first, second):
        path.touch()
        haluan("read", path, "--jobs", 1, *store)
    shown = " ".join(haluan("log", *store).stdout.split())
    assert (
        shown.index("Run 2") < shown.index("second.txt empty") < shown.index("Run 1") < shown.index("first.txt empty")
    )
    assert "0 new articles, 0 known already, 0 claims, 1 skipped" in shown
    newest = haluan("log", "--limit", 1, *store).stdout
    assert "second.txt" in newest
    assert "first.txt" not in newest


def test_a_limit_says_how_many_it_left_out(haluan: Haluan) -> None:
    whole, cut = (json.loads(haluan("state", "ISR", "--json", "--limit", most).stdout) for most in (99, 1))
    assert (whole["more"], cut["more"]) == (0, len(whole["relationships"]) - 1)
    assert f"{cut['more']} more left out by --limit" in haluan("state", "ISR", "--limit", 1).stdout
    ranked = json.loads(haluan("rank", "--toward", "ISR", "--limit", 1, "--json").stdout)
    everybody = json.loads(haluan("rank", "--toward", "ISR", "--json").stdout)
    assert len(everybody["ranked"]) == 1 + ranked["more_ranked"]
    assert len(everybody["others"]) == len(ranked["others"]) + ranked["more_others"]


def test_an_empty_store_says_so(haluan: Haluan, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    haluan("read", tmp_path / "empty.txt", "--jobs", 1, "--db", tmp_path / "empty.db")
    assert "There is no article in the store yet." in haluan("state", "ISR", "--db", tmp_path / "empty.db").stdout


def test_a_region_is_called_by_its_name(haluan: Haluan) -> None:
    for typed in ("asia", "ASIA", "Asia"):
        assert "Who in Asia stands with" in haluan("rank", "--toward", "ISR", "--in", typed).stdout
    assert "Who in Southeast Asia stands" in haluan("rank", "--toward", "ISR", "--in", "SOUTHEAST_ASIA").stdout


def test_a_long_title_is_cut_between_words(haluan: Haluan, tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text("Indonesia mengecam keputusan pemerintah\nRusia mengecam Amerika Serikat.", encoding="utf-8")
    haluan("read", source, "--jobs", 1, "--db", tmp_path / "long.db")
    shown = haluan("claims", "--db", tmp_path / "long.db").stdout
    assert "Indonesia mengecam …, undated" in shown


def test_the_speaker_is_named_as_such(haluan: Haluan) -> None:
    assert "according to Anwar" in haluan("claims", "--source", "MYS").stdout
    assert "menurut Anwar" in haluan("claims", "--source", "MYS", "--lang", "id").stdout


def test_changed_weights_are_shown_beside_the_answer(haluan: Haluan, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("status: {planned: 0.9}", encoding="utf-8")
    shown = " ".join(haluan("rank", "--toward", "ISR", "--weights", file).stdout.split())
    assert "Weights changed by mine.yaml: status.planned: 0.5 → 0.9." in shown
    file.write_text("status: {planned: 9}", encoding="utf-8")
    result = haluan("rank", "--toward", "ISR", "--weights", file)
    assert (result.exit_code, "status.planned" in result.stderr) == (2, True)


def test_a_date_that_is_none_is_wrong_use(haluan: Haluan) -> None:
    result = haluan("rank", "--toward", "ISR", "--as-of", "soon")
    assert (result.exit_code, "soon" in result.stderr) == (2, True)


def test_an_explanation_says_what_was_a_copy_and_what_was_left_out(haluan: Haluan) -> None:
    shown = " ".join(haluan("explain", "VNM", "ISR", "--limit", 1).stdout.split())
    assert "intensity +1.66 × status 1.00 × way 0.50" in shown
    assert "1 more claim adds 0.000" in shown
    assert "the same report counts by" in " ".join(haluan("explain", "VNM", "ISR").stdout.split())
