"""What every store does, whatever it is built on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import NEARNESS, TEXT, make_article, make_claim, make_reading, sample

from haluan.model import ClaimQuery, Evidence, Mention, MentionKind, Skip, Span, Status
from haluan.store import AmbiguousId, NotInStore, Store, StoreError, Validator

EVERYTHING = ClaimQuery()


def stored_claims(store, **query):
    fields = {name: frozenset(value) if isinstance(value, set) else value for name, value in query.items()}
    return [cited.claim for cited in store.claims(ClaimQuery(**fields))]


def test_a_claim_comes_back_as_it_went_in(store: Store) -> None:
    article = make_article(title="Praise", date="2025-03-04", outlet="Kabar", url="https://example.org/1")
    claim = make_claim(
        article, quiet=True, speaker="Retno", when="2024-05", context=True, confidence=0.25, cue="praise"
    )
    store.add([make_reading(article, claim, language="ms")])
    [cited] = store.claims(EVERYTHING)
    assert cited.claim == claim
    assert cited.id == claim.id
    assert (cited.outlet, cited.date, cited.title, cited.url, cited.language, cited.group) == (
        "Kabar",
        "2025-03-04",
        "Praise",
        "https://example.org/1",
        "ms",
        "a1",
    )
    assert cited.recorded[:2] == "20"


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    article = make_article(
        text="Tanda “kutip” 🇮🇩\r\n\tdan baris\n", title="T", date="2025-01-01", author="Ani", origin="x.jsonl:3"
    )
    store.add([make_reading(article, boilerplate=(Span(0, 5), Span(7, 9)))])
    found = store.article("a1")
    assert found.article == article
    assert (found.language, found.boilerplate, found.skipped, found.group) == (
        "en",
        (Span(0, 5), Span(7, 9)),
        None,
        "a1",
    )


def test_quotes_are_counted_in_code_points(store: Store) -> None:
    article = make_article(text="🇮🇩🇵🇸 Ü — Indonesia praised Palestine 🙏")
    claim = make_claim(article)
    assert store.add([make_reading(article, claim)]).claims == 1
    [cited] = store.claims(EVERYTHING)
    cited.claim.evidence.check(store.article("a1").article.text)


def test_adding_twice_changes_nothing(store: Store) -> None:
    skip = Skip("x.html", "ingest", "empty")
    first = store.add([sample("a1"), sample("a2")], [skip], nearness=NEARNESS)
    before = (store.counts(), store.snapshot(), list(store.claims(EVERYTHING)), list(store.log()))
    again = store.add([sample("a2"), sample("a1")], [skip], nearness=NEARNESS)
    assert (first.articles, first.claims, first.skips, first.known) == (2, 2, 1, 0)
    assert (again.articles, again.claims, again.skips, again.known) == (0, 0, 0, 2)
    assert (store.counts(), store.snapshot(), list(store.claims(EVERYTHING)), list(store.log())) == before


def test_adding_twice_after_opening_again_changes_nothing(opener) -> None:
    with opener() as store:
        store.add([sample()])
    with opener() as store:
        assert store.add([sample()]).known == 1
        assert store.counts().claims == 1


def test_another_text_under_the_same_id_is_kept_beside_the_first(store: Store) -> None:
    other = sample("a1", TEXT + " Updated.", origin="feed.xml")
    store.add([sample("a1")])
    added = store.add([other])
    name = f"a1~{other.article.digest[:8]}"
    assert (added.articles, added.revised, added.ids) == (1, 1, (name,))
    assert store.article("a1").article.text == TEXT
    assert store.article(name).article.text == TEXT + " Updated."
    assert sorted(claim.article for claim in stored_claims(store)) == ["a1", name]
    [entry] = store.log()
    assert entry.skip.origin == "feed.xml"
    assert name in entry.skip.reason


def test_a_revision_read_twice_is_known(store: Store) -> None:
    other = sample("a1", TEXT + " Updated.")
    store.add([sample("a1"), other])
    assert store.has("a1", other.article.digest, "rules", "1")
    assert store.stored_as("a1", other.article.digest) == f"a1~{other.article.digest[:8]}"
    assert store.add([other]).known == 1
    assert store.counts().articles == 2


def test_a_text_finds_a_place_even_where_its_revised_id_is_taken(store: Store) -> None:
    other = sample("a1", TEXT + " Updated.")
    squatter = sample(f"a1~{other.article.digest[:8]}", "Indonesia praised Palestine loudly.")
    store.add([sample("a1"), squatter, other])
    assert store.article(store.stored_as("a1", other.article.digest)).article.text == TEXT + " Updated."
    assert store.counts().articles == 3


def test_has_knows_text_reader_and_version(store: Store) -> None:
    article = sample().article
    store.add([sample()])
    assert store.has("a1", article.digest, "rules", "1")
    assert not store.has("a1", article.digest, "rules", "2")
    assert not store.has("a1", article.digest, "model", "1")
    assert not store.has("a1", "0" * 64, "rules", "1")
    assert not store.has("a2", article.digest, "rules", "1")


def test_what_another_version_read_since_is_not_known(store: Store) -> None:
    article = make_article()
    first, second = make_reading(article, make_claim(article)), make_reading(article, version="2")
    store.add([first])
    store.add([second])
    assert not store.has("a1", article.digest, "rules", "1")
    assert store.add([first]).known == 0
    assert store.has("a1", article.digest, "rules", "1")
    assert not store.has("a1", article.digest, "rules", "2")
    assert len(stored_claims(store)) == 1
    assert store.add([first]).known == 1
    assert store.add([second, first, second]).known == 0
    assert stored_claims(store) == []
    assert store.has("a1", article.digest, "rules", "2")
    assert not store.has("a1", article.digest, "rules", "")


def test_stored_as_raises_for_an_unknown_text(store: Store) -> None:
    store.add([sample()])
    with pytest.raises(NotInStore):
        store.stored_as("a1", "0" * 64)


def test_questions_see_the_newest_reading_and_older_claims_stay(store: Store) -> None:
    article = make_article()
    old = make_claim(article, relation="praises", cue="old")
    kept = make_claim(article)
    new = make_claim(article, "Jakarta will send aid", relation="aids")
    store.add([make_reading(article, old, kept)])
    before = store.snapshot()
    added = store.add([make_reading(article, replace(kept, confidence=0.5), new, version="2")])
    assert (added.articles, added.claims) == (0, 1)
    assert store.snapshot() != before
    found = stored_claims(store)
    assert {claim.relation for claim in found} == {"supports", "aids"}
    assert {claim.reader_version for claim in found} == {"2"}
    assert {claim.confidence for claim in found} == {0.5, 1.0}
    assert store.claim(old.id).claim == old
    assert store.counts().claims == 2


def test_a_new_reading_without_claims_hides_the_old_ones(store: Store) -> None:
    store.add([sample()])
    store.add([make_reading(make_article(), version="2")])
    assert stored_claims(store) == []


def test_unread_articles_are_stored_with_the_reason(store: Store) -> None:
    article = make_article(text="Ein Text auf Deutsch.")
    skip = Skip("a1", "text", "language de is not read", "a1")
    store.add([make_reading(article, language="de", skipped=skip)])
    assert store.article("a1").skipped == "language de is not read"
    assert [entry.skip for entry in store.log()] == [skip]


def test_a_quote_that_does_not_stand_is_refused_and_the_others_are_kept(store: Store) -> None:
    article = make_article("bad", origin="in.jsonl:7")
    wrong = replace(make_claim(article), evidence=Evidence(1, 10, "not there"))
    added = store.add([sample("a1"), make_reading(article, wrong), sample("a2")])
    assert (added.articles, added.refused, added.ids) == (2, 1, ("a1", "a2"))
    with pytest.raises(NotInStore):
        store.article("bad")
    [entry] = store.log()
    assert (entry.skip.origin, entry.skip.stage, entry.skip.article) == ("in.jsonl:7", "store", "bad")


@pytest.mark.parametrize(
    "article",
    [
        make_article("bad", "NUL \x00 inside"),
        make_article("bad", "lone \ud800 surrogate"),
        make_article("bad", title="lone \udfff surrogate"),
        make_article("bad", origin="caf\udce9.txt"),
        make_article("bad", date="yesterday"),
        make_article(""),
    ],
    ids=["nul", "surrogate", "title", "origin", "date", "id"],
)
def test_what_no_database_keeps_is_refused_with_a_reason(store: Store, article) -> None:
    added = store.add([sample("a1"), make_reading(article, signature=()), sample("a2")])
    assert (added.refused, added.articles) == (1, 2)
    [entry] = store.log()
    assert entry.skip.stage == "store"
    assert entry.skip.reason.startswith("cannot be stored")


def test_a_claim_about_another_article_is_refused(store: Store) -> None:
    stray = make_claim(make_article("other"))
    assert store.add([make_reading(make_article("a1"), stray)]).refused == 1


def test_an_error_on_the_way_takes_back_the_whole_batch(store: Store) -> None:
    def readings():
        yield sample("a1")
        raise RuntimeError("the power is out")

    with pytest.raises(RuntimeError):
        store.add(readings())
    assert store.counts().articles == 0
    assert store.add([sample("a1")]).articles == 1


def test_since_and_until_look_at_the_event_before_the_article(store: Store) -> None:
    article = make_article(date="2025-06-01")
    dated = make_claim(article, relation="supports", when="2022-06/..")
    undated = make_claim(article, relation="aids")
    timeless = make_article("a2")
    store.add([make_reading(article, dated, undated), make_reading(timeless, make_claim(timeless, relation="joins"))])

    def relations(**query):
        return [claim.relation for claim in stored_claims(store, **query)]

    assert relations(since="2022-06-01", until="2022-06-01") == ["supports"]
    assert relations(since="2022-06-02") == ["aids"]
    assert relations(until="2025-06-01") == ["aids", "supports"]
    assert relations() == ["aids", "supports", "joins"]  # newest first, undated last
    assert relations(limit=2) == ["aids", "supports"]
    assert relations(limit=0) == []


def test_between_holds_in_either_direction(store: Store) -> None:
    article = make_article()
    ends = [("IDN", "PSE"), ("PSE", "IDN"), ("IDN", "ISR"), ("ISR", "USA")]
    store.add([make_reading(article, *[make_claim(article, source=a, target=b) for a, b in ends])])
    found = stored_claims(store, between=(frozenset({"IDN"}), frozenset({"PSE", "ISR"})))
    assert {(claim.source, claim.target) for claim in found} == {("IDN", "PSE"), ("PSE", "IDN"), ("IDN", "ISR")}


def test_actors_are_found_at_either_end_once(store: Store) -> None:
    article = make_article()
    ends = [("IDN", "PSE"), ("PSE", "USA"), ("ISR", "USA")]
    store.add([make_reading(article, *[make_claim(article, source=a, target=b) for a, b in ends])])
    found = stored_claims(store, actors={"PSE", "IDN"})
    assert sorted((claim.source, claim.target) for claim in found) == [("IDN", "PSE"), ("PSE", "USA")]


def test_a_claim_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    claim = sample().claims[0]
    store.add([sample()])
    assert store.claim(claim.id).claim == claim
    assert store.claim(claim.id[:6].upper()).claim == claim
    for unknown in ("", "zz", "0123456789abcdef0", "%", "'; DROP TABLE claims"):
        with pytest.raises(NotInStore):
            store.claim(unknown)


def test_a_beginning_that_fits_several_claims_says_so(store: Store) -> None:
    article = make_article()
    claims = [make_claim(article, relation=f"r{'abcdefghijklmnopqrstuvwxyz'[i]}") for i in range(20)]
    store.add([make_reading(article, *claims)])  # 20 ids in hex: two begin alike
    shared = next(c.id[0] for c in claims if sum(d.id[0] == c.id[0] for d in claims) > 1)
    with pytest.raises(AmbiguousId):
        store.claim(shared)


def test_an_unknown_article_raises(store: Store) -> None:
    with pytest.raises(NotInStore):
        store.article("nothing")


def test_search_finds_all_the_words_in_text_and_title(store: Store) -> None:
    store.add(
        [
            sample("a1", outlet="Kabar", date="2025-01-02"),
            sample("a2", "Indonesia praised Palestine. A café opened.", title="Gaza aid"),
            make_reading(make_article("a3", "Nothing of the kind.")),
        ]
    )
    [hit] = store.search("monday JAKARTA")
    assert (hit.article, hit.outlet, hit.date, hit.claims) == ("a1", "Kabar", "2025-01-02", 1)
    assert "[Monday]" in hit.snippet
    assert {hit.article for hit in store.search("gaza aid")} == {"a1", "a2"}
    assert [hit.article for hit in store.search("cafe")] == ["a2"]
    assert len(store.search("Indonesia", limit=1)) == 1


@pytest.mark.parametrize("query", ['"', "*", "praised OR", "NEAR(", "title:", "a AND NOT b", "-", "", "'); --"])
def test_search_takes_any_text_literally(store: Store, query: str) -> None:
    store.add([sample()])
    assert isinstance(store.search(query), tuple)


def test_search_does_not_read_operators(store: Store) -> None:
    store.add([sample()])
    assert store.search("Indonesia OR Brazil") == ()
    assert store.search("Indo*") == ()


def test_the_log_tells_each_thing_once_and_the_runs_that_met_it(store: Store) -> None:
    first, second = store.start_run({}), store.start_run({})
    bad, worse = Skip("x", "ingest", "empty"), Skip("y", "claims", "broke", "a9")
    store.add([], [bad, bad, worse], run=first)
    store.add([], [bad], run=second)
    store.add([], [Skip("z", "text", "strange \ud800\x00 name")])
    assert [(entry.run, entry.skip) for entry in store.log()][:2] == [(second, bad), (first, worse)]
    assert [entry.skip for entry in store.log(first)] == [bad, worse]
    assert [entry.skip for entry in store.log(second)] == [bad]
    assert list(store.log(99)) == []
    assert store.counts().skips == 3


def test_undecided_mentions_are_kept_with_their_words(store: Store) -> None:
    article = make_article(text="Georgia praised someone.")
    mention = Mention(0, 0, 1, Span(0, 7), MentionKind.NAME, (), (("GEO", 0.5), ("USA", 0.5)))
    store.add([make_reading(article, undecided=(mention,))])
    [found] = store.undecided()
    assert (found.article, found.span, found.text) == ("a1", Span(0, 7), "Georgia")
    assert found.candidates == (("GEO", 0.5), ("USA", 0.5))
    store.add([make_reading(article, version="2")])
    assert list(store.undecided()) == []
    assert store.counts().undecided == 0


def test_alike_articles_form_one_group(store: Store) -> None:
    texts = {"a": "one two three four five", "b": "one two three four six", "c": "seven eight nine ten"}
    store.add([make_reading(make_article(name, text)) for name, text in texts.items()], nearness=NEARNESS)
    [group] = store.groups()
    assert (group.id, group.articles) == ("a", ("a", "b"))
    assert store.article("b").group == "a"
    assert store.counts().groups == 2


def test_an_article_between_two_groups_joins_them(store: Store) -> None:
    texts = {"left": "a b c d", "right": "c d e f", "bridge": "a b c d e f"}
    readings = {name: make_reading(make_article(name, text)) for name, text in texts.items()}
    store.add([readings["left"], readings["right"]], nearness=NEARNESS)
    assert list(store.groups()) == []
    store.add([readings["bridge"]], nearness=NEARNESS)
    [group] = store.groups()
    assert (group.id, group.articles) == ("left", ("left", "right", "bridge"))


def test_equal_texts_are_one_group_even_without_a_likeness(store: Store) -> None:
    store.add([sample("a1"), sample("a2"), sample("a3", "Indonesia praised Palestine elsewhere.")])
    assert [group.articles for group in store.groups()] == [("a1", "a2")]
    assert {cited.group for cited in store.claims(EVERYTHING)} == {"a1", "a3"}


def test_counts_say_what_there_is(store: Store) -> None:
    empty = store.counts()
    assert (empty.articles, empty.claims, empty.outlets, empty.first) == (0, 0, (), None)
    store.add(
        [
            sample("a1", outlet="B", date="2024-02-01"),
            sample("a2", TEXT + " More.", outlet="A", date="2025-02-01"),
            sample("a3", TEXT + " Again.", outlet="B"),
        ]
    )
    counts = store.counts()
    assert (counts.articles, counts.claims, counts.groups) == (3, 3, 3)
    assert counts.outlets == (("B", 2), ("A", 1))
    assert counts.languages == (("en", 3),)
    assert counts.actors == (("IDN", 3), ("PSE", 3))
    assert (counts.first, counts.last) == ("2024-02-01", "2025-02-01")


def test_the_snapshot_changes_with_what_is_stored_and_only_then(store: Store) -> None:
    seen = [store.snapshot()]
    for reading in (sample("a1"), sample("a2"), sample("a1", TEXT + " More.")):
        store.add([reading])
        seen.append(store.snapshot())
    run = store.start_run({})
    store.finish_run(run, {})
    assert store.snapshot() == seen[-1]
    assert len(set(seen)) == 4


def test_runs_are_kept(store: Store) -> None:
    first = store.start_run({"sources": ["a.txt"]})
    second = store.start_run({})
    store.finish_run(first, {"articles": 3})
    newest, oldest = store.runs()
    assert (newest.id, newest.ended) == (second, None)
    assert (oldest.arguments, oldest.counts) == ({"sources": ["a.txt"]}, {"articles": 3})
    assert oldest.ended is not None


def test_validators_are_kept_for_the_version_that_read_last(store: Store) -> None:
    assert store.validator("https://example.org", "rules 1") is None
    store.keep_validator("https://example.org", "rules 1", Validator('"x"', None))
    store.keep_validator("https://example.org", "rules 1", Validator('"y"', "Mon"))
    assert store.validator("https://example.org", "rules 1") == Validator('"y"', "Mon")
    assert store.validator("https://example.org", "rules 2") is None
    store.keep_validator("https://example.org", "rules 2", Validator())
    assert store.validator("https://example.org", "rules 2") == Validator()  # read, but the server gave nothing
    assert store.validator("https://example.org", "rules 1") is None
    store.keep_validator("https://example.com", "rules 1", Validator())
    assert store.validator("https://example.org", "rules 2") == Validator()


def test_a_sound_store_has_no_problems(store: Store) -> None:
    store.add([sample("a1"), sample("a1", TEXT + " More."), sample("a2", "Ü 🙏 Indonesia praised Palestine")])
    assert store.problems() == ()


def test_statuses_and_flags_filter(store: Store) -> None:
    article = make_article(outlet="Kabar")
    sure = make_claim(article, confidence=0.9)
    quiet = make_claim(article, status=Status.PLANNED, quiet=True, confidence=0.3)
    store.add([make_reading(article, sure, quiet)])
    assert stored_claims(store, quiet=True) == [quiet]
    assert stored_claims(store, quiet=False) == [sure]
    assert stored_claims(store, statuses={"planned"}) == [quiet]
    assert stored_claims(store, min_confidence=0.9) == [sure]
    assert stored_claims(store, outlets={"Kabar"}, languages={"en"}, articles={"a1"}, min_confidence=0.5) == [sure]
    assert stored_claims(store, outlets={"kabar"}) == []


def test_a_reader_sees_what_the_writer_committed_and_cannot_write(opener) -> None:
    with opener() as writer, opener(read_only=True) as reader:
        assert reader.counts().articles == 0
        writer.add([sample()])
        assert reader.counts().articles == 1
        with pytest.raises(StoreError):
            reader.add([sample("a2")])


def test_closing_twice_is_harmless(opener) -> None:
    store = opener()
    store.close()
    store.close()
    with opener() as again:
        assert again.counts().articles == 0
