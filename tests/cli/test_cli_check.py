"""`haluan check`: pages, JSON, ClaimReview and verdict files, and the exit code that tells of contradictions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Haluan = Callable[..., Result]

FALSE, TRUE = "Irlandia adalah anggota NATO.", "Norwegia adalah anggota NATO."


def written(folder: Path, text: str) -> Path:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "code"), [(FALSE, 1), (TRUE, 0), ("Hujan turun di Jakarta.", 0)])
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_exit_code_tells_whether_a_claim_is_contradicted(
    haluan: Haluan, tmp_path: Path, text: str, code: int, language: str
) -> None:
    result = haluan("check", written(tmp_path, text), "--date", "2024-05-28", "--lang", language)
    assert result.exit_code == code, result.output
    assert result.stdout.strip()


def test_a_page_shows_quote_verdict_reason_and_source(haluan: Haluan, tmp_path: Path) -> None:
    page = haluan("check", written(tmp_path, FALSE), "--date", "2024-05-28", "--lang", "en").stdout
    for part in ("contradicted", "Irlandia adalah anggota NATO", "not on the list", "https://"):
        assert part in page


def test_verdicts_are_written_one_line_a_text_in_the_fixed_form(haluan: Haluan, tmp_path: Path) -> None:
    texts, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [("a", FALSE), ("b", TRUE), ("c", "Hujan turun di Jakarta sepanjang hari Senin.")]
    texts.write_text("".join(json.dumps({"id": id_, "text": text, "date": "2024-05-28"}) + "\n" for id_, text in rows))
    result = haluan("check", texts, "--verdicts", out)
    assert result.exit_code == 1
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    verdicts = [(line["article"], line["verdict"]) for line in lines]
    assert verdicts == [("a", "contradicted"), ("b", "supported"), ("c", "not covered")]
    assert set(lines[0]) == {"article", "verdict", "checks"}
    (one,) = lines[0]["checks"]
    assert set(one) == {"claim", "verdict", "fact", "source", "as_of", "reason"}
    assert (one["claim"]["source"], one["claim"]["target"], one["as_of"]) == ("IRL", "NATO", "2024-05-28")


def test_the_date_option_is_for_texts_without_a_date(haluan: Haluan, tmp_path: Path) -> None:
    texts = tmp_path / "in.jsonl"
    text = "Finlandia adalah anggota NATO."
    texts.write_text(
        json.dumps({"id": "a", "text": text, "date": "2022-05-28"})
        + "\n"
        + json.dumps({"id": "b", "text": text})
        + "\n"
    )
    answer = json.loads(haluan("check", texts, "--date", "2024-05-28", "--json").stdout)
    assert [one["verdict"] for one in answer["texts"]] == ["contradicted", "supported"]


def test_claim_reviews_are_json_ld(haluan: Haluan, tmp_path: Path) -> None:
    result = haluan("check", written(tmp_path, FALSE), "--date", "2024-05-28", "--format", "claimreview")
    (review,) = json.loads(result.stdout)
    assert (result.exit_code, review["@type"], review["reviewRating"]["ratingValue"]) == (1, "ClaimReview", 1)


def test_a_missing_file_is_wrong_use(haluan: Haluan, tmp_path: Path) -> None:
    result = haluan("check", tmp_path / "none.txt")
    assert result.exit_code == 2
    assert "none.txt" in result.stderr


def test_the_names_that_a_project_settled_are_known(haluan: Haluan, tmp_path: Path) -> None:
    text = written(tmp_path, "Negeri Salju Abadi adalah anggota NATO.")
    words = "check", text, "--date", "2024-05-28", "--json", "--project", tmp_path
    assert json.loads(haluan(*words).stdout)["texts"][0]["checks"] == []
    haluan("names", "settle", "Negeri Salju Abadi", "NOR", "--names", tmp_path / "haluan-names.csv")
    (known,) = json.loads(haluan(*words).stdout)["texts"][0]["checks"]
    assert (known["claim"]["source"], known["verdict"]) == ("NOR", "supported")
    other = tmp_path / "other.csv"
    haluan("names", "settle", "Negeri Salju Abadi", "IRL", "--names", other)
    (named,) = json.loads(haluan(*words, "--names", other).stdout)["texts"][0]["checks"]
    assert (named["claim"]["source"], named["verdict"]) == ("IRL", "contradicted")
