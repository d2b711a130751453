from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.ingest import Options, articles
from haluan.model import Article, Skip

TEXT = "Vietnam menerima utusan Kazakhstan.\r\nKeduanya membahas kereta api.  "


def write(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n", "utf-8")
    return path


def test_fields_of_the_fixed_form_arrive_unchanged(tmp_path, read):
    row = {"id": "a-1", "text": TEXT, "title": "T", "date": "2024-02-03", "language": "id", "outlet": "O", "url": "u"}
    path = write(tmp_path / "in.jsonl", row | {"claims": [{"source": "VNM"}], "sentences": ["x"], "source": "y"})
    known = {"id": "a-1", "title": "T", "date": "2024-02-03", "language": "id", "outlet": "O", "url": "u"}
    assert read(path) == [Article(text=TEXT, origin=f"{path}:1", **known)]


def test_options_fill_only_what_is_missing(tmp_path, read):
    path = write(tmp_path / "in.jsonl", {"id": "a", "text": TEXT, "date": "2024-02-03"}, {"id": "b", "text": TEXT})
    first, second = read(path, date="2020-01-01", outlet="Arsip", language="id")
    assert (first.date, first.outlet) == ("2024-02-03", "Arsip")
    assert (second.date, second.outlet, second.language) == ("2020-01-01", "Arsip", "id")


def test_number_as_id_and_missing_id(tmp_path, read):
    path = write(tmp_path / "in.jsonl", {"id": 7, "text": TEXT}, {"text": TEXT}, {"id": None, "text": TEXT})
    seven, hashed, null = read(path)
    assert seven.id == "7"
    assert len(hashed.id) == 16
    assert hashed.id == null.id == hashed.digest[:16]


def test_blank_lines_are_no_records_but_count_as_lines(tmp_path, read):
    path = write(tmp_path / "in.jsonl", {"id": "a", "text": TEXT}, "", "   ", {"id": "b", "text": TEXT})
    assert [found.origin for found in read(path)] == [f"{path}:1", f"{path}:4"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "x", "text": "cut off', "not JSON"),
        ("plain words", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"id": "x"}', 'no "text"'),
        ('{"id": "x", "text": null}', 'no "text"'),
        ('{"id": "x", "text": 5}', '"text" is not a string'),
        ('{"id": "x", "text": ["a"]}', '"text" is not a string'),
        ('{"id": "x", "text": "  \\n "}', "no text"),
        ('{"id": "x", "text": "half \\ud83d emoji"}', '"text" holds a lone surrogate'),
        ('{"text": "half \\ud83d emoji"}', '"text" holds a lone surrogate'),
        ('{"id": "x", "text": "nul \\u0000 inside"}', '"text" holds a NUL character'),
        ('{"id": "x", "text": "ok", "title": "nul \\u0000"}', '"title" holds a NUL character'),
        ('{"id": "x\\ud83d", "text": "ok"}', '"id" holds a lone surrogate'),
        ('{"id": ["x"], "text": "ok"}', '"id" is neither'),
        ('{"id": true, "text": "ok"}', '"id" is neither'),
        ('{"id": "x", "text": "ok", "date": 20240101}', '"date" is not a string'),
        ("[" * 100_000, "not JSON"),
        ('{"id": "x", "text": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_is_skipped_with_its_reason_and_costs_no_other(tmp_path, read, line, reason):
    path = write(tmp_path / "in.jsonl", {"id": "a", "text": TEXT}, line, {"id": "b", "text": TEXT})
    first, bad, last = read(path)
    assert (first.id, last.id) == ("a", "b")
    assert isinstance(bad, Skip)
    assert (bad.stage, bad.origin) == ("ingest", f"{path}:2")
    assert reason in bad.reason


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-03", "2024-02-03"),
        ("2024-02-03T23:59:00-11:00", "2024-02-03"),
        ("2024-02-03 10:00", "2024-02-03"),
        ("3 Februari 2024", "2024-02-03"),
        ("Sabtu, 3 Februari 2024 10:00 WIB", "2024-02-03"),
        ("Sat, 03 Feb 2024 23:00:00 +0700", "2024-02-03"),
        ("03/02/2024", "2024-02-03"),
        ("", None),
        ("nan", None),
        ("None", None),
    ],
)
def test_dates_as_people_and_programs_write_them(tmp_path, read, written, day):
    (found,) = read(write(tmp_path / "in.jsonl", {"id": "a", "text": TEXT, "date": written}))
    assert found.date == day


@pytest.mark.parametrize(
    "written", ["2024-02-31", "soon", "Februari 2024", "2024", "kemarin", "2 jam yang lalu", "x" * 100_000]
)
def test_a_date_that_nobody_understands_costs_only_the_date(tmp_path, read, written):
    found, note = read(write(tmp_path / "in.jsonl", {"id": "a", "text": TEXT, "date": written}))
    assert (found.text, found.date) == (TEXT, None)
    assert isinstance(note, Skip)
    assert (note.article, note.origin) == ("a", found.origin)
    assert "not a date" in note.reason


def test_a_bad_first_line_does_not_hide_what_the_file_is(tmp_path, read):
    path = write(tmp_path / "in.jsonl", "oops", {"id": "b", "text": TEXT})
    assert [type(found) for found in read(path)] == [Skip, Article]


def test_a_line_that_is_not_utf8_is_skipped(tmp_path, read):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": "a", "text": "caf\xe9"}\n{"id": "b", "text": "kopi"}\n')
    bad, good = read(path)
    assert bad.reason == "not UTF-8"
    assert good.text == "kopi"


def test_byte_order_mark_is_no_part_of_the_first_line(tmp_path, read):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "satu"}\n')
    assert [found.text for found in read(path)] == ["satu"]


def test_a_line_over_the_limit_is_skipped_and_the_next_is_read(tmp_path, read):
    path = write(tmp_path / "in.jsonl", {"id": "a", "text": "x" * 300_000}, {"id": "b", "text": TEXT})
    bad, good = read(path, max_bytes=100_000)
    assert "limit" in bad.reason
    assert (good.id, good.origin) == ("b", f"{path}:2")


def test_a_line_as_long_as_the_limit_is_read(tmp_path, read):
    line = json.dumps({"id": "a", "text": "x" * 100})
    path = write(tmp_path / "in.jsonl", line, {"id": "b", "text": "y"})
    assert [found.id for found in read(path, max_bytes=len(line) + 1)] == ["a", "b"]


def test_truncated_gzip_gives_its_whole_lines_and_says_where_it_ends(tmp_path, read):
    rows = [{"id": str(i), "text": f"{i} " + "kata " * 40 + str(i * 7919)} for i in range(3000)]
    data = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(data[: len(data) * 2 // 3])
    *good, bad = read(path)
    assert len(good) > 1000
    assert [found.id for found in good] == [str(i) for i in range(len(good))]
    assert "truncated" in bad.reason
    assert bad.origin == f"{path}:{len(good) + 1}"


def test_lines_come_one_by_one(tmp_path):
    path = write(tmp_path / "in.jsonl", {"id": "a", "text": TEXT}, "no json")
    stream = articles(str(path), Options())
    assert next(stream).id == "a"


def test_pretty_printed_json_is_named_for_what_it_is(tmp_path, read):
    path = tmp_path / "in.json"
    path.write_text(json.dumps([{"id": "a", "text": TEXT}], indent=1))
    (bad,) = read(path)
    assert "not JSON lines" in bad.reason


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1), max_size=8))
def test_any_storable_text_arrives_exactly_as_given(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("jsonl") / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{i}", "text": t}) + "\n" for i, t in enumerate(texts)), "utf-8")
    found = [item for item in articles(str(path), Options()) if isinstance(item, Article)]
    assert [item.text for item in found] == [text for text in texts if text.strip()]
