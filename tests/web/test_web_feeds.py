"""Every feed is valid Atom, is understood by a reader of feeds, and its entries stay who they are."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree
from samples import make_article, make_claim, make_reading
from starlette.testclient import TestClient

from haluan.store import open_store

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parents[1] / "support" / "atom.rng"))
SPACE = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
FEEDS = (
    "/en/watch.atom?since=2020",
    "/id/watch.atom?since=2020&actor=ISR",
    "/id/watch.atom",
    "/en/watch.atom?since=2020&actor=Abraham%20Accords",
    "/en/watch.atom?since=2030",
)


def valid(content: bytes) -> etree._Element:
    """What the schema cannot say is asked for here: RFC 4287, 4.1.1, 4.1.2 and 4.2.7."""
    feed = etree.fromstring(content)
    SCHEMA.assertValid(feed)
    for one in feed.xpath("//a:feed | //a:entry", namespaces=SPACE):
        links = one.findall("a:link", SPACE)
        kinds = Counter((link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in links)
        assert max(kinds.values()) == 1
        assert any(rel == "alternate" for rel, _, _ in kinds)
    own = [link.get("href") for link in feed.findall("a:link[@rel='self']", SPACE)]
    assert len(own) == 1
    ids = feed.xpath("//a:id/text()", namespaces=SPACE)
    assert len(set(ids)) == len(ids)
    return feed


def hrefs(feed: etree._Element) -> list[str]:
    return feed.xpath("//@href")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_valid_and_read_by_a_reader(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = valid(answer.content)
    read = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert (read.bozo, read.version) == (0, "atom10")
    assert read.feed.language == address[1:3]
    assert read.feed.updated_parsed
    assert len(read.entries) == len(feed.findall("a:entry", SPACE))
    assert bool(read.entries) is ("2030" not in address)
    for entry in read.entries:
        assert entry.title
        assert entry.updated_parsed <= read.feed.updated_parsed
        assert "<li>" in entry.content[0].value


def test_links_are_whole_and_lead_to_pages(client: TestClient) -> None:
    feed = valid(client.get(FEEDS[1]).content)
    assert all(href.startswith("http://localhost:8400/id/") for href in hrefs(feed))
    for href in sorted(set(hrefs(feed))):
        parts = urlsplit(href)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200, href


def test_quotes_carry_their_language(client: TestClient) -> None:
    feed = valid(client.get(FEEDS[0]).content)
    quotes = feed.findall(".//h:q", SPACE)
    assert {quote.get("lang") for quote in quotes} == {"id"}
    assert {quote.get("{http://www.w3.org/XML/1998/namespace}lang") for quote in quotes} == {"id"}


def ids(client: TestClient, address: str, **more: str) -> dict[str, str]:
    feed = valid(client.get(address, headers=more).content)
    return {entry.findtext("a:title", None, SPACE): entry.findtext("a:id", None, SPACE) for entry in feed[1:]
            if entry.tag.endswith("entry")}  # fmt: skip


def test_entries_stay_who_they_are(make_client, writable: Path) -> None:
    client: TestClient = make_client(db=writable)
    before, first = ids(client, FEEDS[0]), client.get(FEEDS[0]).text
    assert client.get(FEEDS[0]).text == first
    assert make_client(db=writable).get(FEEDS[0]).text == first  # another day, another process
    assert ids(client, FEEDS[0], host="127.0.0.1:8400") == before
    article = make_article(
        "later", "Vietnam mendukung Israel. Fiji mendukung Israel.", date="2025-05-05", outlet="Baru"
    )
    found = [
        make_claim(article, "Vietnam mendukung Israel", source="VNM", target="ISR", confidence=0.99),
        make_claim(article, "Fiji mendukung Israel", source="FJI", target="ISR", confidence=0.99),
    ]
    with open_store(writable) as store:
        store.add([make_reading(article, *found)])
    after = ids(client, FEEDS[0])
    assert set(before.values()) <= set(after.values())
    assert "Fiji toward Israel: new" in set(after) - set(before)


def test_a_feed_is_as_new_as_its_store(make_client, writable: Path) -> None:
    client: TestClient = make_client(db=writable)

    def updated() -> str:
        return valid(client.get("/en/watch.atom?since=2030").content).findtext("a:updated", None, SPACE)

    before = updated()
    assert updated() == before
    shutil.copy(writable, writable.with_name("copy.db"))
    assert make_client(db=writable.with_name("copy.db")).get("/en/watch.atom?since=2030").text.count(before) == 1


def test_other_stores_languages_and_questions_have_other_ids(make_client, tmp_path: Path, world: Path) -> None:
    other = tmp_path / "other.db"
    article = make_article("first", "Fiji mendukung Israel.", date="2025-05-05")
    with open_store(other) as store:
        store.add([make_reading(article, make_claim(article, "Fiji mendukung Israel", source="FJI", target="ISR"))])
    feeds = [(other, FEEDS[0]), (world, FEEDS[0]), (world, FEEDS[0].replace("en", "id")), (world, FEEDS[1])]
    found = {valid(make_client(db=db).get(address).content).findtext("a:id", None, SPACE) for db, address in feeds}
    assert len(found) == len(feeds)


def test_the_feed_of_a_saved_question_tells_what_came_since(make_client, writable: Path) -> None:
    client: TestClient = make_client(db=writable)
    page = client.get("/en/rank?toward=ISR&in=ASIA").text
    form = re.search(r'<form class="keep".*?</form>', page, re.DOTALL)
    assert form
    client.post("/en/saved", data={k: unescape(v) for k, v in re.findall(r'name="(\w+)" value="([^"]*)"', form[0])})
    address = re.search(r'href="(/en/watch\.atom\?since=[^"]+)"', client.get("/en/saved").text)
    assert address
    feed = valid(client.get(unescape(address[1])).content)
    assert not feed.findall("a:entry", SPACE)
    assert re.fullmatch(
        r"What changed for Israel since \d{4}-\d\d-\d\d \d\d:\d\d UTC", feed.findtext("a:title", None, SPACE)
    )
    article = make_article("later", "Fiji mendukung Israel.", date="2025-05-05", outlet="Baru")
    claim = make_claim(article, "Fiji mendukung Israel", source="FJI", target="ISR", confidence=0.99)
    with open_store(writable) as store:
        store.add([make_reading(article, claim)])
    titles = ids(client, unescape(address[1]))
    assert set(titles) == {"Fiji toward Israel: new"}


def test_a_hostile_quote_is_text_and_the_feed_stays_valid(make_client, writable: Path) -> None:
    text = "Fiji \ufffe<script>alert(1)</script> &amp; ]]> \x0b\u202e mendukung Israel."
    article = make_article("evil", text, date="2025-05-05", outlet='"><b>\x00'.replace("\x00", "\x1b"))
    claim = make_claim(article, text[:-1], source="FJI", target="ISR", confidence=0.99)
    with open_store(writable) as store:
        store.add([make_reading(article, claim)])
    feed = valid(make_client(db=writable).get("/en/watch.atom?since=2020&actor=Fiji").content)
    quotes = feed.xpath("//h:q/text()", namespaces=SPACE)
    assert "Fiji <script>alert(1)</script> &amp; ]]>  mendukung Israel" in quotes


@pytest.mark.parametrize("broken", ["updated", "id", "title", "author"])
def test_the_schema_misses_nothing_that_must_be_there(client: TestClient, broken: str) -> None:
    feed = etree.fromstring(client.get(FEEDS[0]).content)
    feed.remove(feed.find(f"a:{broken}", SPACE))
    assert not SCHEMA.validate(feed)


def test_the_schema_sees_wrong_moments_and_ids(client: TestClient) -> None:
    for name, value in (("updated", "2025-05-05"), ("updated", "2025-05-05T10:00:00"), ("id", "no id"), ("id", "x/y")):
        feed = etree.fromstring(client.get(FEEDS[0]).content)
        feed.find(f"a:entry/a:{name}", SPACE).text = value
        assert not SCHEMA.validate(feed), value


def test_a_store_in_which_nothing_stands_has_a_valid_feed_without_entries(make_client, tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db"):
        pass
    feed = valid(make_client(db=tmp_path / "empty.db").get("/en/watch.atom").content)
    assert not feed.findall("a:entry", SPACE)
