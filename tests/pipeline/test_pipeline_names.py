"""Names that a project settled are used by the next read, which takes the articles for new."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from haluan.model import ClaimQuery
from haluan.ontology import Name, NameKind
from haluan.pipeline import STAGES, Options, read_into
from haluan.projectnames import with_names
from haluan.store import open_store

KOREA = Name("KOR", "Korea", "*", NameKind.NAME, False)
NOBODY = Name("NONE", "Korea", "*", NameKind.NAME, False)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "korea.txt"
    path.write_text("Korea mengecam Rusia di Tokyo. Pernyataan itu terbit pada hari Senin.", encoding="utf-8")
    return str(path)


def reads(db: Path, article: str, *names: Name, workers: int = 1) -> tuple[int, set[tuple[str, str]], int]:
    """How many articles were read anew, the pairs of actors claimed, and how many names stayed undecided."""
    report = read_into(db, [article], Options(reader="rules", workers=workers, names=names))
    with open_store(db, read_only=True) as store:
        pairs = {(cited.claim.source, cited.claim.target) for cited in store.claims(ClaimQuery())}
        return report.articles, pairs, len(list(store.undecided()))


def test_an_article_is_read_anew_when_the_names_change_and_only_then(tmp_path: Path, article: str) -> None:
    db = tmp_path / "haluan.db"
    assert reads(db, article) == (1, set(), 1)
    assert reads(db, article, KOREA) == (1, {("KOR", "RUS")}, 0)
    assert reads(db, article, KOREA) == (0, {("KOR", "RUS")}, 0)
    assert reads(db, article, NOBODY) == (1, set(), 0)


def test_processes_know_the_names_too(tmp_path: Path, article: str) -> None:
    assert reads(tmp_path / "haluan.db", article, KOREA, workers=2) == (1, {("KOR", "RUS")}, 0)


def test_the_version_tells_the_names_in_store_and_claims(tmp_path: Path, article: str) -> None:
    db = tmp_path / "haluan.db"
    reads(db, article, KOREA)
    with open_store(db, read_only=True) as store:
        [cited] = store.claims(ClaimQuery())
    plain = STAGES.reader("rules").version
    assert cited.claim.reader_version.startswith(f"{plain}+names.")


def test_without_names_nothing_changes_and_with_names_stages_can_be_pickled() -> None:
    assert with_names(STAGES, ()) is STAGES
    made = pickle.loads(pickle.dumps(with_names(STAGES, (KOREA,))))
    assert made.reader("rules").version == with_names(STAGES, (KOREA,)).reader("rules").version
