"""Names that a project settled: their file, and how they lie over the bundled names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.ontology import Name, NameKind, OntologyError, load, load_with, resolve
from haluan.ontology.project import as_csv, digest, read_project, settled, write_project


def name(code: str, text: str, language: str = "*", cased: bool = False) -> Name:
    return Name(code, text, language, NameKind.NAME, cased)


NAMES = st.builds(
    name,
    st.sampled_from(["KOR", "PRK", "NONE"]),
    st.sampled_from(["Korea", "korea", 'Negeri Baru, "X"', "PA"]),
    st.sampled_from(["id", "en", "*"]),
    st.booleans(),
)


@given(st.lists(NAMES, max_size=6))
def test_decisions_come_back_as_they_went_in_and_the_last_about_a_name_wins(tmp_path_factory, decisions) -> None:
    path: Path = tmp_path_factory.mktemp("names") / "haluan-names.csv"
    known: tuple[Name, ...] = ()
    for decision in decisions:
        known = settled(known, decision)
        write_project(path, known)
        assert read_project(path, load()) == known
    for decision in decisions:
        last = [one for one in decisions if one.name.casefold() == decision.name.casefold()][-1]
        assert {one.code for one in known if one.name.casefold() == last.name.casefold()} == {last.code}
        assert last in known


@given(st.lists(NAMES, max_size=4, unique=True), st.randoms())
def test_the_digest_tells_contents_not_their_order(names: list[Name], random) -> None:
    assert digest(names) == digest(random.sample(names, len(names)))
    assert digest([*names, name("ISR", "Baru")]) != digest(names)


def test_a_settled_name_stands_for_its_actor_alone() -> None:
    bundled = load()
    assert resolve("Korea", bundled).code is None
    own = load_with((name("KOR", "Korea"), name("IDN", "Negeri Uji")))
    assert resolve("korea", own).code == "KOR"
    assert resolve("Negeri Uji", own).code == "IDN"
    assert "korea" not in own.ambiguous
    assert resolve("Korea", load_with((name("NONE", "Korea"),))).code is None
    assert not any(one.name.casefold() == "korea" for one in load_with((name("NONE", "Korea"),)).names)
    assert resolve("Korea", load()).code is None, "the bundled names stay as they are"


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("code,name\n", "header"),
        ("code,name,language,kind,cased\nXXX,Korea,*,name,0\n", "no actor 'XXX'"),
        ("code,name,language,kind,cased\nKOR,Korea,fr,name,0\n", "haluan-names.csv:2"),
        ("code,name,language,kind,cased\nKOR,Korea,*,name,0\nPRK,korea,id,name,0\n", "names both KOR and PRK"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / "haluan-names.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(OntologyError, match=complaint):
        read_project(path, load())


def test_the_form_is_that_of_the_bundled_names() -> None:
    assert as_csv([name("KOR", "Korea", "id", True)]) == "code,name,language,kind,cased\nKOR,Korea,id,name,1\n"
