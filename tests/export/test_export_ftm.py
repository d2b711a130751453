"""FollowTheMoney: nothing is lost on the way through the package, and every claim can be found again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from optional import MISSING_FTM, WHY

if MISSING_FTM:
    pytest.skip(WHY, allow_module_level=True)

from followthemoney import model
from followthemoney.cli.util import path_entities
from followthemoney.proxy import EntityProxy

from haluan.answers import Database
from haluan.answers.flat import claim_row
from haluan.export import export, ftm
from haluan.export.source import Source


def entities(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_nothing_is_dropped_by_the_package(db: Database, tmp_path: Path) -> None:
    """The round trip that `ftm validate` does not make: parse with cleaning, write, compare value by value."""
    for record in entities(export(db, "ftm", tmp_path / "w.json").files[0]):
        again = model.make_entity(record["schema"])
        again.id = record["id"]
        for name, values in record["properties"].items():
            for value in values:
                again.add(name, value)
        found = again.to_dict()["properties"]
        assert {name: set(values) for name, values in found.items()} == {
            name: set(values) for name, values in record["properties"].items()
        }
        assert set(record["properties"]) >= set(again.schema.required)


def test_the_package_reads_the_file_as_its_tools_do(db: Database, tmp_path: Path) -> None:
    path = export(db, "ftm", tmp_path / "w.json").files[0]
    read = list(path_entities(path, EntityProxy))
    assert len(read) == len(entities(path))
    assert {entity.schema.name for entity in read} <= {"UnknownLink", "Article", "PublicBody", "Organization"}


def test_every_claim_is_a_link_between_its_actors(db: Database, tmp_path: Path) -> None:
    done = export(db, "ftm", tmp_path / "w.json")
    by_id = {record["id"]: record for record in entities(done.files[0])}
    links = {r["properties"]["recordId"][0]: r["properties"] for r in by_id.values() if r["schema"] == "UnknownLink"}
    claims = list(db.claims())
    assert links.keys() == {citation.cited.id for citation in claims}
    for citation in claims:
        link, row = links[citation.cited.id], claim_row(citation)
        assert by_id[link["subject"][0]]["properties"]["weakAlias"] == [row["source"]]
        assert by_id[link["object"][0]]["properties"]["weakAlias"] == [row["target"]]
        assert by_id[link["proof"][0]]["schema"] == "Article"
        told = dict(line.split(": ", 1) for line in link["description"][0].splitlines() if ": " in line)
        assert link["status"] == [row["status"]]
        assert float(told["confidence"]) == row["confidence"]
        assert (int(told["start"]), int(told["end"])) == (row["start"], row["end"])


def test_states_have_their_country(world: Database, tmp_path: Path) -> None:
    found = entities(export(world, "ftm", tmp_path / "w.json").files[0])
    countries = {
        r["properties"]["weakAlias"][0]: r["properties"].get("country") for r in found if "weakAlias" in r["properties"]
    }
    assert (countries["VNM"], countries["PSE"], countries["NATO"]) == (["vn"], ["ps"], None)


def test_what_the_package_does_not_take_is_kept_and_counted() -> None:
    entity = model.make_entity("Article")
    source = Source(None, iter(()))  # type: ignore[arg-type]  # no claim is asked for
    file = io.StringIO()
    values = [("title", "x"), ("publishedAt", "some day"), ("sourceUrl", "not an address"), ("title", "x")]
    ftm._write(file, model, source, entity.schema.name, "a", values)
    record = json.loads(file.getvalue())
    assert record["properties"]["description"] == ["publishedAt: some day\nsourceUrl: not an address"]
    assert source.skipped == {ftm.DROPPED: 2}


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        ("2024-06", [("date", "2024-06")]),
        ("2022/..", [("startDate", "2022")]),
        ("2022-01-02/2023", [("startDate", "2022-01-02"), ("endDate", "2023")]),
        ("../1990", [("endDate", "1990")]),
        ("2024-21", [("date", "2024-21")]),
        ("2024~", []),
        (None, []),
    ],
)
def test_dates_are_those_that_both_forms_share(when: str | None, dates: list[tuple[str, str]]) -> None:
    assert list(ftm._dates(when)) == dates
