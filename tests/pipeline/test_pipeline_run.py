"""From sources into the store: what is read, what is skipped and why, what ends a run and what is left of it."""

from __future__ import annotations

import gzip
import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FAKES, newer_reader

from haluan import ingest, pipeline
from haluan.claims import DEFAULT
from haluan.ingest import SourceError, Validators
from haluan.model import Article, ClaimQuery, HaluanError, Reading, Skip
from haluan.store import Store, StoreFull, Validator, open_store

SERIAL = pipeline.Options(workers=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "haluan.db") as opened:
        yield opened


def run(store: Store, *sources: str, stages=FAKES, options=SERIAL, **more):
    return pipeline.run(sources, store, options, stages=stages, **more)


def test_articles_become_claims(store: Store) -> None:
    report = run(store, "Utopia stood by.", "Ruritania too.")
    assert (report.articles, report.claims, report.skips, report.known) == (2, 2, 0, 0)
    assert {cited.claim.evidence.text for cited in store.claims(ClaimQuery())} == {"Utop", "Ruri"}
    assert not report.interrupted


def test_reading_again_reads_nothing_and_changes_nothing(store: Store) -> None:
    run(store, "many:70", "german text", "skip:empty")
    before = (store.snapshot(), store.counts(), list(store.claims(ClaimQuery())))

    def untouchable(_article: Article):
        raise AssertionError("read again")

    report = run(store, "many:70", "german text", "skip:empty", stages=replace(FAKES, prepare=untouchable))
    assert (report.articles, report.claims, report.known, report.skips) == (0, 0, 71, 1)
    assert (store.snapshot(), store.counts(), list(store.claims(ClaimQuery()))) == before


def test_a_new_version_of_the_reader_reads_again(store: Store) -> None:
    run(store, "Utopia stood by.")
    report = run(store, "Utopia stood by.", stages=replace(FAKES, reader=newer_reader))
    assert (report.articles, report.claims, report.known) == (1, 0, 0)
    assert [cited.claim.reader_version for cited in store.claims(ClaimQuery())] == ["2"]


@pytest.mark.parametrize(
    ("text", "stage", "reason"),
    [
        ("broken-text", "text", "ValueError: no such alphabet"),
        ("broken-mentions", "mentions", "KeyError: 'no such actor'"),
        ("broken-claims", "claims", "RecursionError: too deep"),
    ],
)
def test_an_error_in_a_stage_skips_the_article_with_its_reason(
    store: Store, text: str, stage: str, reason: str
) -> None:
    report = run(store, "Before.", text, "After.")
    assert (report.articles, report.skips, report.stages) == (2, 1, {stage: 1})
    assert [entry.skip for entry in store.log(report.run)] == [Skip(text, stage, reason, text)]
    assert run(store, text).skips == 1, "tried again the next time"


def test_what_ingest_cannot_read_is_in_the_log(store: Store) -> None:
    report = run(store, "skip:empty", "Utopia.", "skip:binary")
    assert report.stages == {"ingest": 2}
    assert [entry.skip.reason for entry in store.log(report.run)] == ["empty", "binary"]


def test_unread_languages_are_stored_counted_and_logged(store: Store) -> None:
    report = run(store, "german text")
    assert (report.articles, report.skips, report.stages) == (1, 1, {"text": 1})
    assert store.article("german text").skipped == "language de is not read"
    assert [entry.skip.reason for entry in store.log()] == ["language de is not read"]


def test_a_claim_whose_quote_does_not_stand_is_dropped_and_logged(store: Store) -> None:
    report = run(store, "liar liar")
    assert (report.articles, report.claims, report.stages) == (1, 1, {"claims": 1})
    [entry] = store.log()
    assert "IDN arms PSE" in entry.skip.reason


def test_what_the_store_refuses_is_a_skip(store: Store) -> None:
    report = run(store, "NUL \x00 inside", "Utopia.")
    assert (report.articles, report.stages) == (1, {"store": 1})


def test_another_text_under_a_known_id_is_reported(store: Store) -> None:
    def two_versions(_names, _options):
        yield Article("same", "The first text.")
        yield Article("same", "The second text.")

    twice = replace(FAKES, sources=two_versions)
    names: list[str] = []
    report = run(store, "x", stages=twice, seen=names.append)
    assert (report.articles, report.revised) == (2, 1)
    assert names[0] == "same"
    assert names[1].startswith("same~")
    again: list[str] = []
    assert run(store, "x", stages=twice, seen=again.append).known == 2
    assert again == names


def test_ambiguous_mentions_reach_the_store(store: Store) -> None:
    run(store, "unsure about it")
    assert [found.text for found in store.undecided()] == ["unsu"]


def test_an_article_met_twice_in_one_run_counts_once(store: Store) -> None:
    report = run(store, "Utopia.", "Utopia.")
    assert (report.articles, report.known) == (1, 1)


def test_progress_and_seen_tell_of_every_article(store: Store) -> None:
    run(store, "many:40")
    told: list[tuple[int, ...]] = []
    names: list[str] = []
    report = run(store, "many:80", "skip:x", "german", progress=lambda *n: told.append(n), seen=names.append)
    assert told[-1] == (report.articles, report.claims, report.skips, report.known) == (41, 40, 2, 40)
    assert told == sorted(told)
    assert sorted(names) == sorted([f"n{i}" for i in range(80)] + ["german"])


def test_sources_are_read_as_they_are_needed(store: Store) -> None:
    taken = 0

    def counted(names, options):
        nonlocal taken
        for taken, record in enumerate(FAKES.sources(names, options), 1):  # noqa: B007
            yield record

    ahead: list[int] = []
    run(store, "many:1000", stages=replace(FAKES, sources=counted), progress=lambda n, *_: ahead.append(taken - n))
    assert max(ahead) <= 64


def test_a_long_text_does_not_wait_for_others(store: Store) -> None:
    commits: list[int] = []
    run(store, "a" * 600_000, "b" * 600_000, "short", progress=lambda n, *_: commits.append(n))
    assert commits == [1, 2, 3]


def test_an_endless_article_is_skipped_after_the_time_allowed(store: Store) -> None:
    report = run(store, "Before.", "endless", "After.", options=replace(SERIAL, timeout=0.05))
    assert (report.articles, report.skips) == (2, 1)
    [entry] = store.log()
    assert (entry.skip.article, entry.skip.reason) == ("endless", "reading took longer than 0.05 s")


def test_ctrl_c_keeps_what_is_finished_and_the_next_run_completes(store: Store) -> None:
    def press(articles: int, *_: int) -> None:
        if articles >= 64:
            raise KeyboardInterrupt

    report = run(store, "many:200", progress=press)
    assert report.interrupted
    assert report.articles == store.counts().articles == 64
    assert store.runs()[0].counts["articles"] == 64
    report = run(store, "many:200")
    assert (report.articles, report.known, report.interrupted) == (136, 64, False)


def test_ctrl_c_in_the_middle_of_a_commit_loses_nothing(store: Store, monkeypatch) -> None:
    add, calls = type(store).add, []

    def pressed(self, *arguments, **options):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return add(self, *arguments, **options)

    monkeypatch.setattr(type(store), "add", pressed)
    report = run(store, "many:200")
    assert report.interrupted
    assert report.articles == store.counts().articles == 64


def test_a_full_disk_ends_the_run_and_keeps_what_was_stored(store: Store) -> None:
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 30}")
    with pytest.raises(StoreFull):
        run(store, "many:5000")
    kept = store.counts().articles
    assert kept > 0
    store._connection.execute("PRAGMA max_page_count = 1000000")
    assert run(store, "many:5000").known == kept
    assert store.counts().articles == 5000
    assert store.problems() == ()


def test_an_unknown_reader_is_named_before_anything_is_read(store: Store) -> None:
    with pytest.raises(HaluanError, match="oracle"):
        pipeline.run(["x"], store, pipeline.Options(reader="oracle", workers=1))
    assert store.runs() == ()


def test_a_source_that_does_not_exist_is_an_error(store: Store) -> None:
    with pytest.raises(SourceError):
        pipeline.run(["/no/such/file.txt"], store, SERIAL)


class Web:
    """A source that says what a server gave for two pages."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.known: list[Validators | None] = []

    def __call__(self, _names, options: ingest.Options):
        for text in self.texts:
            url = f"https://example.org/{text}"
            self.known.append(options.known(url) if options.known else None)
            options.remember(url, Validators(etag=f'"{text}"'))
            yield Article(text, text, origin=url)


def test_validators_are_kept_once_all_articles_are_stored(store: Store) -> None:
    web = Web("first", "second")
    run(store, "web", stages=replace(FAKES, sources=web))
    run(store, "web", stages=replace(FAKES, sources=web))
    run(store, "web", stages=replace(FAKES, sources=web, reader=newer_reader))
    first, second = Validators('"first"'), Validators('"second"')
    assert web.known == [None, None, first, second, None, None]


def test_a_page_whose_server_gives_no_validators_is_known_as_well(store: Store) -> None:
    web = Web("first")
    run(store, "web", stages=replace(FAKES, sources=web))
    store.keep_validator("https://example.org/first", f"{DEFAULT} 1", Validator())
    run(store, "web", stages=replace(FAKES, sources=web))
    assert web.known == [None, Validators()]


def test_following_a_feed_is_another_reading_than_reading_it_alone(store: Store) -> None:
    web = Web("first")
    following = replace(SERIAL, ingest=ingest.Options(follow=True))
    for options in (SERIAL, following, following):
        run(store, "web", stages=replace(FAKES, sources=web), options=options)
    assert web.known == [None, None, Validators('"first"')]


def test_who_wants_to_be_told_of_every_article_gets_unchanged_pages_too(store: Store) -> None:
    web = Web("first")
    run(store, "web", stages=replace(FAKES, sources=web))
    told: list[str] = []
    run(store, "web", stages=replace(FAKES, sources=web), seen=told.append)
    assert (web.known, told) == ([None, None], ["first"])


def test_an_unchanged_page_is_counted_and_is_no_skip(store: Store) -> None:
    def unchanged(_names, _options: ingest.Options):
        yield Skip("https://example.org", ingest.UNCHANGED, "not changed since it was last read")

    report = run(store, "web", stages=replace(FAKES, sources=unchanged))
    assert (report.unchanged, report.skips, report.articles) == (1, 0, 0)
    assert list(store.log()) == []


@pytest.mark.parametrize("stage", ["prepare", "link", "reader"])
def test_a_broken_installation_is_one_error_at_the_start(stage: str) -> None:
    def broken(*_: object):
        raise ImportError("no library")

    pipeline.probe(FAKES)
    with pytest.raises(pipeline.InstallationError, match="no library"):
        pipeline.probe(replace(FAKES, **{stage: broken}))


def test_no_store_is_made_where_a_source_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        pipeline.read_into(tmp_path / "haluan.db", ["/no/such/file.txt"])
    assert list(tmp_path.iterdir()) == []


def test_no_store_is_made_where_the_reader_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(HaluanError, match="oracle"):
        pipeline.read_into(tmp_path / "haluan.db", [str(tmp_path)], pipeline.Options(reader="oracle"))
    assert list(tmp_path.iterdir()) == []


def test_no_store_is_made_where_nothing_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise pipeline.InstallationError("broken")

    monkeypatch.setattr(pipeline, "probe", broken)
    with pytest.raises(pipeline.InstallationError):
        pipeline.read_into(tmp_path / "haluan.db", [str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["broken-text", "interrupted"])
def test_no_validator_is_kept_where_an_article_was_not_stored(store: Store, ending: str) -> None:
    def press(*_: int) -> None:
        raise KeyboardInterrupt

    web = Web("first", ending)
    run(store, "web", stages=replace(FAKES, sources=web), progress=press if ending == "interrupted" else None)
    assert store.validator("https://example.org/first", f"{DEFAULT} 1") is None


ARTICLE = Article("a1", "Indonesia condemned Israel on Monday. Indonesia sent aid to Palestine.", date="2025-01-06")


def test_reading_one_article_is_pure_and_can_be_pickled() -> None:
    remote = pickle.loads(pickle.dumps(pipeline.read))
    reading = remote(ARTICLE)
    assert isinstance(reading, Reading)
    assert reading == pipeline.read(ARTICLE)
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert reading.article == ARTICLE
    assert reading.signature
    assert {(claim.source, claim.target) for claim in reading.claims} >= {("IDN", "ISR")}
    for claim in reading.claims:
        claim.evidence.check(ARTICLE.text)


def test_the_real_stages_from_a_file_to_the_store(tmp_path: Path) -> None:
    lines = [{"id": "a1", "text": ARTICLE.text, "date": "2025-01-06"}, {"id": "a2", "text": ARTICLE.text}, {"id": 3}]
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    report = pipeline.read_into(tmp_path / "haluan.db", [str(path)], SERIAL)
    assert report.articles == 2
    assert report.stages["ingest"] == 1
    with open_store(tmp_path / "haluan.db", read_only=True) as store:
        assert store.counts().groups == 1
        assert {cited.claim.reader for cited in store.claims(ClaimQuery())} == {DEFAULT}
