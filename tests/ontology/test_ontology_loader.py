"""Malformed data is refused with the file and the line or key that is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import haluan.ontology
from haluan.ontology import OntologyError, load
from haluan.ontology.loader import load_folder

DATA = Path(haluan.ontology.__file__).parent / "data"
TERMS = "person,aliases,actor,office,since,until,source,checked\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    for path in copy.glob("terms*.csv"):
        path.unlink()
    return copy


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as out:
        out.write(text)


def test_load_is_cached() -> None:
    assert load() is load()


def test_terms_may_be_missing(folder: Path) -> None:
    assert load_folder(folder).terms == ()


def test_every_terms_file_is_read(folder: Path) -> None:
    (folder / "terms.csv").write_text(
        TERMS + "Ana Uno,Uno|Ana U.,IDN,foreign_minister,2020-01-02,2021-03-04,x,2024-01-01\n"
    )
    (folder / "terms_more.csv").write_text(TERMS + "Budi Dua,,ISR,head_of_government,2022-05-06,,y,2024-01-01\n")
    first, second = load_folder(folder).terms
    assert (first.person, first.aliases, first.until) == ("Ana Uno", ("Uno", "Ana U."), "2021-03-04")
    assert (second.actor, second.aliases, second.until) == ("ISR", (), None)
    assert {first.checked, second.checked} == {"2024-01-01"}


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("actors.csv", "IDN,state,Indonesia,Indonesia,SOUTHEAST_ASIA\n", "actors.csv:.*'IDN'"),
        ("actors.csv", "XXA,planet,A,A,\n", "actors.csv:.*kind"),
        ("actors.csv", "XXA,state,A,A,ATLANTIS\n", "XXA: no region 'ATLANTIS'"),
        ("actors.csv", "XXA,state,A,A,\n", "XXA: no region ''"),
        ("names_states.csv", "ZZZ,Zed,en,name,0\n", "names_states.csv:.*no actor 'ZZZ'"),
        ("names_states.csv", "IDN,Nusa,fr,name,0\n", "'fr'"),
        ("names_states.csv", "IDN,Nusa,id,title,0\n", "'title'"),
        ("names_states.csv", "IDN,Nusa ,id,name,0\n", "'Nusa '"),
        ("names_states.csv", "IDN,Nusa,id,name,yes\n", "cased must be 0 or 1"),
        ("names_states.csv", "IDN,Nusa,id,name\n", "4 cells instead of 5"),
        ("names_states.csv", "IDN,Malaysia,id,name,0\n", "'Malaysia' names"),
        ("relations.yaml", "hugs: {symmetric: true}\n", "relations.yaml: hugs"),
        ("relations.yaml", "- 1\n", "relations.yaml: cannot be read"),
        ("offices.yaml", "president: [presiden]\n", "president: keys begin with"),
        ("offices.yaml", "organ.x: [no]\n", "organ.x: must be a list of words"),
        ("offices.yaml", "on: [x]\n", "text keys"),
        ("ambiguous.yaml", "Zed: {IDN: [a], NONE: [b]}\n", "casefolded"),
        ("ambiguous.yaml", "zed: {IDN: [a]}\n", "two or more readings"),
        ("ambiguous.yaml", "zed: {ZZZ: [a], NONE: [b]}\n", "no actor 'ZZZ'"),
        ("ambiguous.yaml", 'zed: {IDN: ["*"], NONE: ["*"]}\n', "marked as the default"),
        ("regions.yaml", "ATLANTIS: {names: [Atlantis], states: [ZZZ]}\n", "no actor 'ZZZ'"),
        ("regions.yaml", "ATLANTIS: {names: [Atlantis], regions: [MU]}\n", "MU: unknown region"),
        ("regions.yaml", "ATLANTIS: {names: [Atlantis], regions: [ATLANTIS]}\n", "holds itself"),
        ("regions.yaml", "ATLANTIS: {names: [Asia]}\n", "'Asia' names both"),
        ("regions.yaml", "ATLANTIS: [Asia]\n", "regions.yaml: ATLANTIS"),
    ],
)
def test_malformed_rows_and_keys(folder: Path, file: str, text: str, message: str) -> None:
    append(folder / file, text)
    with pytest.raises(OntologyError, match=message):
        load_folder(folder)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A B,,IDN,dictator,2020-01-01,,x,2024-01-01", "'dictator' is not an office"),
        ("A B,,ZZZ,head_of_state,2020-01-01,,x,2024-01-01", "no actor 'ZZZ'"),
        ("A B,,IDN,head_of_state,2020-13-01,,x,2024-01-01", "'2020-13-01' is not a day"),
        ("A B,,IDN,head_of_state,2020,,x,2024-01-01", "'2020' is not a day"),
        ("A B,,IDN,head_of_state,2020-01-01,2019-01-01,x,2024-01-01", "ends before it begins"),
        ("A B,,IDN,head_of_state,2020-01-01,,x,", "'' is not a day"),
        (",,IDN,head_of_state,2020-01-01,,x,2024-01-01", "no person"),
    ],
)
def test_malformed_terms(folder: Path, row: str, message: str) -> None:
    (folder / "terms_bad.csv").write_text(f"{TERMS}{row}\n")
    with pytest.raises(OntologyError, match=rf"terms_bad.csv:2: .*{message}"):
        load_folder(folder)


@pytest.mark.parametrize("file", ["actors.csv", "relations.yaml", "offices.yaml", "ambiguous.yaml", "regions.yaml"])
def test_missing_files(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(OntologyError, match=file):
        load_folder(folder)


def test_no_names_at_all(folder: Path) -> None:
    for path in folder.glob("names*.csv"):
        path.unlink()
    with pytest.raises(OntologyError, match=r"no names\*\.csv"):
        load_folder(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the header must be"),
        (b"code,name\n", "the header must be"),
        (b"\xff\xfe", "cannot be read"),
        (b'code,name,language,kind,cased\nIDN,"Nusa,id,name,0\n', "cannot be read"),
    ],
)
def test_broken_csv(folder: Path, content: bytes, message: str) -> None:
    (folder / "names_broken.csv").write_bytes(content)
    with pytest.raises(OntologyError, match=f"names_broken.csv.*{message}"):
        load_folder(folder)
