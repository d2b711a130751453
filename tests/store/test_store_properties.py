"""What holds for any readings: round trip, idempotence, order, grouping, and the same answers as a plain list."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import NEARNESS, make_reading

from haluan.columns import ClaimColumns
from haluan.days import day_of, ordinal
from haluan.model import Article, CitedClaim, Claim, ClaimQuery, Evidence, Scope, Status
from haluan.store import open_store

CODES = ("IDN", "PSE", "ISR", "USA", "NATO")
OUTLETS = (None, "Kabar", "Warta")
DAYS = (None, "2023-01-01", "2024-06-30", "2025-12-31")
WHENS = (None, "2022", "2024-06", "2023-01-01/..", "../2024")
PROFILE = settings(max_examples=40, deadline=None)


@contextmanager
def fresh_store():
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "haluan.db") as store:
        yield store


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60)


@st.composite
def claims_of(draw, article: Article) -> Claim:
    start = draw(st.integers(0, len(article.text) - 1))
    end = draw(st.integers(start + 1, len(article.text)))
    source, target = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True))
    return Claim(
        article.id,
        source,
        draw(st.sampled_from(("arms", "supports", "opposes"))),
        target,
        draw(st.sampled_from(Status)),
        Evidence.cut(article.text, start, end),
        quiet=draw(st.booleans()),
        speaker=draw(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
        when=draw(st.sampled_from(WHENS)),
        context=draw(st.booleans()),
        confidence=draw(st.floats(0.01, 1.0)),
        reader="rules",
        reader_version="1",
    )


NAMES = st.sampled_from("abcdefgh")


@st.composite
def readings(draw, names=NAMES):
    article = Article(draw(names), draw(TEXTS), date=draw(st.sampled_from(DAYS)), outlet=draw(st.sampled_from(OUTLETS)))
    claims = draw(st.lists(claims_of(article), max_size=4, unique_by=lambda claim: claim.id))
    return make_reading(article, *claims, language=draw(st.sampled_from(("id", "en"))))


BATCHES = st.lists(readings(), max_size=6, unique_by=lambda reading: reading.article.id)


def contents(store):
    """All that readings gave, without times and group names."""
    return (
        {(c.id, c.claim, c.outlet, c.date, c.language) for c in store.claims(ClaimQuery())},
        {frozenset(group.articles) for group in store.groups()},
        store.counts(),
    )


@PROFILE
@given(BATCHES)
def test_what_is_added_comes_back_and_every_quote_is_a_slice(batch) -> None:
    with fresh_store() as store:
        store.add(batch, nearness=NEARNESS)
        for reading in batch:
            assert store.article(reading.article.id).article == reading.article
        found = list(store.claims(ClaimQuery()))
        assert {c.claim for c in found} == {claim for reading in batch for claim in reading.claims}
        for cited in found:
            text, quote = store.article(cited.claim.article).article.text, cited.claim.evidence
            assert text[quote.start : quote.end] == quote.text
        assert store.problems() == ()


@PROFILE
@given(BATCHES, st.data())
def test_neither_order_nor_batches_nor_repetition_matter(batch, data) -> None:
    with fresh_store() as one, fresh_store() as other:
        one.add(batch, nearness=NEARNESS)
        for reading in data.draw(st.permutations([*batch, *batch])):
            other.add([reading], nearness=NEARNESS)
        assert contents(other) == contents(one)


@PROFILE
@given(st.lists(readings(st.just("same")), min_size=1, max_size=4, unique_by=lambda reading: reading.article.text))
def test_no_text_is_lost_however_many_share_an_id(batch) -> None:
    with fresh_store() as store:
        store.add(batch)
        store.add(batch)
        for reading in batch:
            name = store.stored_as("same", reading.article.digest)
            assert store.article(name).article.text == reading.article.text
            found = {c.claim for c in store.claims(ClaimQuery(articles=frozenset({name})))}
            assert found == {replace(claim, article=name) for claim in reading.claims}
        assert store.counts().articles == len(batch)


SETS = st.frozensets(st.sampled_from(CODES), max_size=3)
QUERIES = st.builds(
    ClaimQuery,
    actors=SETS,
    sources=SETS,
    targets=SETS,
    between=st.none() | st.tuples(SETS, SETS),
    relations=st.frozensets(st.sampled_from(("arms", "supports")), max_size=2),
    statuses=st.frozensets(st.sampled_from(("actual", "denied", "planned")), max_size=2),
    quiet=st.none() | st.booleans(),
    since=st.sampled_from(DAYS),
    until=st.sampled_from(DAYS),
    articles=st.frozensets(st.sampled_from("abcd"), max_size=2),
    outlets=st.frozensets(st.sampled_from(("Kabar", "Warta")), max_size=2),
    languages=st.frozensets(st.sampled_from(("id", "en")), max_size=2),
    min_confidence=st.sampled_from((0.0, 0.5)),
)


def fits(query: ClaimQuery, claim: Claim, article: Article, language: str) -> bool:
    """`ClaimQuery` in plain Python: what every store must agree with."""
    day = day_of(claim.when, article.date)
    ends = {claim.source, claim.target}
    sides = query.between
    chosen = (
        (query.sources, claim.source),
        (query.targets, claim.target),
        (query.relations, claim.relation),
        (query.statuses, claim.status.value),
        (query.articles, article.id),
        (query.outlets, article.outlet),
        (query.languages, language),
    )
    return (
        (not query.actors or bool(ends & query.actors))
        and (
            sides is None
            or (claim.source in sides[0] and claim.target in sides[1])
            or (claim.source in sides[1] and claim.target in sides[0])
        )
        and all(not allowed or value in allowed for allowed, value in chosen)
        and (query.quiet is None or claim.quiet == query.quiet)
        and (query.since is None or (day is not None and day >= query.since))
        and (query.until is None or (day is not None and day <= query.until))
        and claim.confidence >= query.min_confidence
    )


@settings(max_examples=60, deadline=None)
@given(BATCHES, st.lists(QUERIES, min_size=1, max_size=8))
def test_queries_answer_as_a_plain_list_would(batch, queries) -> None:
    with fresh_store() as store:
        store.add(batch)
        for query in queries:
            found = [c.claim for c in store.claims(query)]
            wanted = {c for r in batch for c in r.claims if fits(query, c, r.article, r.language)}
            assert len(found) == len(set(found))
            assert set(found) == wanted
            assert [c.claim for c in store.claims(replace(query, limit=2))] == found[:2]


@PROFILE
@given(st.lists(st.lists(st.sampled_from("mnopqrstu"), min_size=1, max_size=6), max_size=8))
def test_groups_are_the_connected_components_of_the_likeness(bags) -> None:
    batch = [make_reading(Article(f"a{i}", " ".join(bag))) for i, bag in enumerate(bags)]
    parent = list(range(len(batch)))

    def root(i: int) -> int:
        return i if parent[i] == i else root(parent[i])

    for i, left in enumerate(batch):
        for j, right in enumerate(batch[:i]):
            same = left.article.text == right.article.text
            if same or NEARNESS.alike(left.signature, right.signature):
                parent[root(i)] = root(j)
    wanted: dict[int, set[str]] = {}
    for i in range(len(batch)):
        wanted.setdefault(root(i), set()).add(f"a{i}")
    with fresh_store() as store:
        store.add(batch, nearness=NEARNESS)
        found = {frozenset(group.articles) for group in store.groups()}
    assert found == {frozenset(members) for members in wanted.values() if len(members) > 1}


SIDES = st.frozensets(st.sampled_from(CODES))


def facets(columns: ClaimColumns) -> list[tuple[object, ...]]:
    return sorted((row[1:-1] for row in columns.rows()), key=repr)


def expected(cited: CitedClaim) -> tuple[object, ...]:
    claim = cited.claim
    day = day_of(claim.when, cited.date)
    return (
        claim.source,
        claim.relation,
        claim.target,
        claim.status.value,
        ordinal(day) if day else None,
        claim.when,
        int(claim.quiet),
        int(claim.context),
        claim.confidence,
        len(claim.evidence.text),
    )


def in_scope(cited: CitedClaim, scope: Scope) -> bool:
    ends = (cited.claim.source, cited.claim.target)
    return any(
        (not scope.actors or a in scope.actors) and (not scope.others or b in scope.others)
        for a, b in (ends, ends[::-1])
    )


@PROFILE
@given(BATCHES, BATCHES, SIDES, SIDES)
def test_columns_hold_each_fitting_claim_once(first, second, actors, others) -> None:
    scope = Scope(actors=actors, others=others)
    with fresh_store() as store:
        store.add(first, nearness=NEARNESS)
        store.add([*second, *(make_reading(reading.article, version="2") for reading in first[:1])], nearness=NEARNESS)
        wanted = [expected(cited) for cited in store.claims(ClaimQuery()) if in_scope(cited, scope)]
        found = store.columns(scope)
        assert facets(found) == sorted(wanted, key=repr)
        assert len(set(found.key)) == len(found)
        assert {cited.id for cited in store.cited(found.key).values()} == {
            cited.id for cited in store.claims(ClaimQuery()) if in_scope(cited, scope)
        }
        assert store.problems() == ()


@PROFILE
@given(BATCHES, BATCHES, BATCHES, SIDES, SIDES, st.integers(1, 8))
def test_packed_claims_are_those_that_were_read(first, second, third, actors, others, most) -> None:
    scope = Scope(actors=actors, others=others)
    with fresh_store() as store:
        again = [make_reading(reading.article, version="2") for reading in first[:1]]
        back = [replace(reading, reader_version="3") for reading in first[:1]]
        for batch in (first, second, again, third, back):
            run = store.start_run({})
            store.add(batch, run=run, nearness=NEARNESS)
            loose = sorted(store.columns(scope).rows(), key=repr)
            parts = list(store.chunks(scope, most))
            assert sorted((row for part in parts for row in part.rows()), key=repr) == loose
            assert {row[0] for row in loose} == {
                key for key in store.cited(range(1, 99)) if in_scope(store.cited([key])[key], scope)
            }
            store.finish_run(run, {})
            assert sorted(store.columns(scope).rows(), key=repr) == loose
            pairs = [{frozenset((row[1], row[3])) for row in part.rows()} for part in parts]
            assert sum(map(len, pairs)) == len(frozenset().union(*pairs))
            assert store.problems() == ()


@PROFILE
@given(BATCHES, st.sampled_from(["2022-01-01", "2023-01-01", "2024-06-30"]), st.floats(0.01, 1.0))
def test_days_and_confidence_filter_as_in_the_plain_query(batch, day, least) -> None:
    with fresh_store() as store:
        store.add(batch)
        for scope, query in (
            (Scope(since=day), ClaimQuery(since=day)),
            (Scope(until=day), ClaimQuery(until=day)),
            (Scope(until=day[:-2] + "31"), ClaimQuery(until=day[:-2] + "31")),
            (Scope(min_confidence=least), ClaimQuery(min_confidence=least)),
            (Scope(relations=frozenset({"arms"})), ClaimQuery(relations=frozenset({"arms"}))),
        ):
            assert facets(store.columns(scope)) == sorted(map(expected, store.claims(query)), key=repr)
