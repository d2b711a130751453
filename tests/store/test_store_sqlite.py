"""What holds of the SQLite file itself: constraints, versions, damage, room, locks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from samples import TEXT, make_article, make_claim, make_reading, sample

from haluan.model import ClaimQuery
from haluan.store import (
    StoreBusy,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreNewer,
    StoreUnreadable,
    open_store,
    opening,
    querying,
)

COLUMNS = "id, article, source, relation, target, status, evidence_start, evidence_end, evidence, recorded"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "haluan.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with open_store(path) as store:
        store.add([sample(f"a{i}", f"{TEXT} Number {i}.") for i in range(40)])
    return path


@pytest.fixture
def raw(filled: Path):
    """The store's own connection, past its methods."""
    with closing(opening.connect_writer(filled)) as connection:
        yield connection


def insert(connection: sqlite3.Connection, **changes: object) -> None:
    row = {
        "id": "f" * 16,
        "article": 1,
        "source": "IDN",
        "relation": "aids",
        "target": "PSE",
        "status": "actual",
        "evidence_start": 0,
        "evidence_end": 9,
        "evidence": "Indonesia",
        "recorded": "now",
    } | changes
    connection.execute(f"INSERT INTO claims ({COLUMNS}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def test_the_row_that_the_next_tests_spoil_is_sound(raw) -> None:
    insert(raw)
    assert raw.execute("SELECT count(*) FROM claims").fetchone() == (41,)


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": "Indonesio"},
        {"evidence_start": 1, "evidence_end": 10},
        {"evidence_end": 8},
        {"evidence_start": -9, "evidence_end": 0},
        {"evidence_start": 9, "evidence_end": 9, "evidence": ""},
        {"evidence_start": 5000, "evidence_end": 5001, "evidence": "x"},
        {"article": 999},
        {"target": "IDN"},
        {"source": ""},
        {"status": "perhaps"},
        {"relation": "Arms!"},
        {"id": "short"},
    ],
    ids=str,
)
def test_the_file_itself_refuses_a_claim_that_cannot_be(raw, changes) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(raw, **changes)


@pytest.mark.parametrize("table", ["articles", "readings", "claims", "findings"])
def test_nothing_that_was_read_can_be_changed_or_deleted(raw, table: str) -> None:
    before = raw.execute(f"SELECT * FROM {table}").fetchall()
    column = raw.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1 OFFSET 1").fetchone()[0]
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
    assert raw.execute(f"SELECT * FROM {table}").fetchall() == before


def test_a_finding_belongs_to_the_article_of_its_claim(raw) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="another article"):
        raw.execute("INSERT INTO findings VALUES (1, 2, 0, 0, 1.0, NULL)")


def test_the_file_is_a_wal_store_with_our_mark(raw) -> None:
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert raw.execute("PRAGMA application_id").fetchone() == (opening.APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (opening.newest_version(),)


@pytest.mark.parametrize(
    "query",
    [
        ClaimQuery(actors=frozenset({"IDN"})),
        ClaimQuery(sources=frozenset({"IDN"})),
        ClaimQuery(targets=frozenset({"PSE"})),
        ClaimQuery(between=(frozenset({"IDN"}), frozenset({"PSE"}))),
        ClaimQuery(articles=frozenset({"a1"})),
        ClaimQuery(since="2024-01-01"),
    ],
    ids=str,
)
def test_queries_go_through_indexes(raw, query: ClaimQuery) -> None:
    statement, values = querying.select(query)
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
    assert [step for step in scans if not step.endswith("SCAN 1")] == []


def test_a_missing_store_is_missing(path: Path) -> None:
    with pytest.raises(StoreMissing, match=r"haluan\.db"):
        open_store(path, read_only=True)
    assert not path.exists()


def test_an_empty_file_is_no_store_yet(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreMissing):
        open_store(path, read_only=True)
    with open_store(path) as store:
        assert store.counts().articles == 0


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_of_a_newer_version_is_left_alone(filled: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute(f"PRAGMA user_version = {opening.newest_version() + 1}")
    before = filled.read_bytes()
    with pytest.raises(StoreNewer, match="newer Haluan"):
        open_store(filled, read_only=read_only)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "content", [b"this is no database at all, but long enough to be one" * 20, b"\x00" * 4096, b"x"]
)
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes, read_only: bool) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreUnreadable):
        open_store(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [True, False])
def test_the_database_of_another_program_is_left_alone(path: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    with pytest.raises(StoreUnreadable, match="another program"):
        open_store(path, read_only=read_only)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_is_no_store(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreUnreadable):
        open_store(tmp_path, read_only=read_only)


def test_a_store_in_a_folder_that_does_not_exist_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadable):
        open_store(tmp_path / "nowhere" / "haluan.db")


def test_damage_is_named_as_damage(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    for page in range(4096, len(content), 4096):  # all but the first page, which holds the form
        content[page : page + 64] = b"\xff" * 64
    filled.write_bytes(content)
    with pytest.raises(StoreUnreadable, match="damaged"), open_store(filled, read_only=True) as store:
        list(store.claims(ClaimQuery()))


def test_a_changed_text_is_found_by_the_check(filled: Path) -> None:
    content = filled.read_bytes().replace(
        b"Indonesia praised Palestine on Monday", b"Indonesia praised Palestine on Sunday"
    )
    assert len(content) == filled.stat().st_size
    filled.write_bytes(content)
    with open_store(filled, read_only=True) as store:
        assert any("article a1:" in problem for problem in store.problems())


def unprivileged(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python as a user for whom permissions count."""
    drop = "import os\nif os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
    warm = "import sys\nfrom haluan.store import *\nfrom haluan.store import opening\nopening.newest_version()\n"
    command = [sys.executable, "-c", warm + drop + script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def open_folder():
    """A folder that any user may reach."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")
def test_a_store_in_a_folder_without_write_permission_can_be_read(filled: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(filled, open_folder / "haluan.db"))
    copy.chmod(0o444)
    open_folder.chmod(0o555)
    done = unprivileged("print(open_store(sys.argv[1], read_only=True).counts().articles)", copy)
    assert (done.stdout.strip(), done.returncode) == ("40", 0), done.stderr


@pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")
@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_may_not_be_read_is_unreadable(filled: Path, open_folder: Path, read_only: bool) -> None:
    copy = Path(shutil.copy(filled, open_folder / "haluan.db"))
    copy.chmod(0o000)
    script = (
        "try: open_store(sys.argv[1], read_only=sys.argv[2] == 'True')\nexcept StoreUnreadable as error: print(error)"
    )
    done = unprivileged(script, copy, read_only)
    assert "haluan.db" in done.stdout, done.stderr


def test_a_full_disk_is_named_and_loses_nothing(filled: Path) -> None:
    with open_store(filled) as store:
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreFull, match="no room"):
            store.add(sample(f"b{i}", f"{TEXT} " * 400 + str(i)) for i in range(50))
        assert store.counts().articles == 40
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert store.add([sample("b1", TEXT + " Room again.")]).articles == 1
    with open_store(filled, read_only=True) as store:
        assert store.problems() == ()
        assert store.counts().articles == 41


@pytest.mark.skipif(os.name != "posix", reason="limits as on POSIX")
def test_a_limit_on_file_size_is_named_and_loses_nothing(path: Path) -> None:
    script = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from haluan.store import open_store, StoreFull
from samples import sample, TEXT
resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))
with open_store(sys.argv[1]) as store:
    for i in range(2000):
        try:
            store.add([sample(f"a{i}", f"{TEXT} " * 40 + str(i))])
        except StoreFull as error:
            print(i, error)
            break
"""
    support = Path(__file__).parents[1] / "support"
    command = [sys.executable, "-c", script, str(path), str(support)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    finished = int(done.stdout.split()[0]) if done.stdout else -1
    assert finished > 0, done.stderr
    assert "no room left" in done.stdout
    with open_store(path) as store:
        assert store.counts().articles == finished
        assert store.problems() == ()


def test_a_second_writer_waits_with_a_word_and_is_refused(filled: Path) -> None:
    heard: list[str] = []
    with open_store(filled), pytest.raises(StoreBusy, match="another process is writing"):
        open_store(filled, wait=0.05, waiting=heard.append)
    [line] = heard
    assert "waiting" in line
    with open_store(filled, wait=0) as store:
        assert store.counts().articles == 40


def test_a_waiting_writer_goes_on_when_the_first_has_finished(filled: Path) -> None:
    first = open_store(filled)
    with open_store(filled, wait=30, waiting=lambda _: first.close()) as second:
        assert second.add([sample("b1", TEXT + " Second.")]).articles == 1


def test_a_store_that_could_not_be_opened_leaves_no_lock(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)
    for _ in range(2):
        with pytest.raises(StoreUnreadable):
            open_store(path, wait=0)


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from haluan.store import open_store
from samples import sample, TEXT
with open_store(sys.argv[1]) as store:
    for i in range(150):
        store.add([sample(f"a{i}", f"{TEXT} Number {i}.")])
"""


def test_readers_read_on_while_another_process_writes(path: Path) -> None:
    open_store(path).close()
    support = Path(__file__).parents[1] / "support"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(support)])
    seen: list[list[int]] = [[], [], []]
    errors: list[Exception] = []

    def read_on(counts: list[int]) -> None:
        try:
            while writer.poll() is None:
                with open_store(path, read_only=True) as store:
                    claims = list(store.claims(ClaimQuery()))
                    counts.append(len(claims))
                    for cited in claims[:3]:
                        cited.claim.evidence.check(store.article(cited.claim.article).article.text)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read_on, args=(counts,)) for counts in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert writer.wait(60) == 0
    assert errors == []
    for counts in seen:
        assert counts == sorted(counts)
    with open_store(path, read_only=True) as store:
        assert store.counts().claims == 150


def test_closed_stores_leave_one_file_and_its_lock(filled: Path) -> None:
    with open_store(filled, read_only=True) as store:
        assert store.counts().articles == 40
    assert sorted(entry.name for entry in filled.parent.iterdir()) == ["haluan.db", "haluan.db-lock"]


NEXT = "ALTER TABLE runs ADD COLUMN note TEXT;"


@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_store_is_brought_up_to_date(filled: Path, monkeypatch, read_only: bool) -> None:
    migrations = opening._migrations()
    monkeypatch.setattr(opening, "_migrations", lambda: [*migrations, (len(migrations) + 1, NEXT)])
    with open_store(filled, read_only=read_only) as store:
        assert store.counts().articles == 40
        assert opening.version(store._connection) == len(migrations) + 1


def test_a_migration_that_fails_changes_nothing(filled: Path, monkeypatch) -> None:
    migrations = opening._migrations()
    broken = f"{NEXT} SELECT no_such_function();"
    monkeypatch.setattr(opening, "_migrations", lambda: [*migrations, (len(migrations) + 1, broken)])
    with pytest.raises((StoreError, sqlite3.OperationalError)):
        open_store(filled)
    monkeypatch.undo()
    with open_store(filled) as store:
        assert opening.version(store._connection) == len(migrations)
        assert store.start_run({}) == 1


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [number for number, _ in opening._migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_likely_claims_of_one_reading_do_not_hide_another_article(path: Path) -> None:
    with open_store(path) as store:
        first, second = make_article("a1"), make_article("a2")
        store.add([make_reading(first, make_claim(first)), make_reading(second, make_claim(second))])
        store.add([make_reading(second, version="2")])
        assert [cited.claim.article for cited in store.claims(ClaimQuery())] == ["a1"]
