from __future__ import annotations

import gzip

import pytest

from haluan.ingest.feeds import declares_entities
from haluan.model import Article, Skip

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- buatan sendiri -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Kabar &amp; Uji</title><link>https://kabar.example/</link><language>id-ID</language>
<item><title>Vietnam &amp; Filipina bertemu</title><link>https://kabar.example/a</link>
<pubDate>Wed, 18 Jun 2025 02:00:00 +0700</pubDate><dc:creator>Rini</dc:creator>
<description>&lt;p&gt;Ringkasan.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Isi <b>penuh</b> pertama.</p><p>Isi kedua.</p><script>jahat()</script>]]></content:encoded>
</item>
<item><title>Hanya judul</title><link>/b</link></item>
<item><description>Tanpa judul &lt; 3 kata.</description></item>
<item><link>https://kabar.example/kosong</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom Uji</title>
<entry><title type="html">Kazakhstan &lt;i&gt;joins&lt;/i&gt;</title><link href="https://n.example/1"/><id>urn:1</id>
<updated>2024-05-06T23:30:00-04:00</updated><author><name>J</name></author><summary>A short one.</summary>
</entry></feed>"""

BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "dor"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title><item><title>&c;</title><description>&c;</description></item>
</channel></rss>"""

OUTSIDE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><title>t</title><item><title>&x;</title></item></channel></rss>"""


def feed(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "feed.xml"
    path.write_bytes(text.encode(encoding))
    return path


def test_rss_entries_become_articles(tmp_path, read):
    path = feed(tmp_path, RSS)
    full, title, body, empty = read(path)
    assert full == Article(
        id=full.id,
        text="Vietnam & Filipina bertemu\nIsi penuh pertama.\n\nIsi kedua.",
        title="Vietnam & Filipina bertemu",
        date="2025-06-18",  # in Jakarta, though it was still the 17th in London
        language="id",
        outlet="Kabar & Uji",
        url="https://kabar.example/a",
        author="Rini",
        origin=f"{path}#1",
    )
    assert (title.text, title.url, title.date) == ("Hanya judul", "https://kabar.example/b", None)
    assert (body.text, body.title) == ("Tanpa judul < 3 kata.", None)
    assert empty == Skip(f"{path}#4", "ingest", "no text")


def test_atom_entries_become_articles(tmp_path, read):
    (found,) = read(feed(tmp_path, ATOM))
    assert (found.text, found.date, found.author) == ("Kazakhstan joins\nA short one.", "2024-05-06", "J")
    assert (found.outlet, found.url) == ("Atom Uji", "https://n.example/1")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_feeds_in_other_encodings(tmp_path, read, encoding):
    found = read(feed(tmp_path, RSS.replace("utf-8", encoding.removesuffix("-sig")), encoding))
    assert found[0].title == "Vietnam & Filipina bertemu"


def test_a_compressed_feed(tmp_path, read):
    path = tmp_path / "feed.xml.gz"
    path.write_bytes(gzip.compress(RSS.encode()))
    assert len(read(path)) == 4


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, BOMB.replace("<!ENTITY a", "<!ENTITY  a"), BOMB.replace("</rss>", "")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feeds_that_declare_entities_are_refused(tmp_path, read, text, encoding):
    (found,) = read(feed(tmp_path, text, encoding))
    assert "entity bombs" in found.reason


def test_entities_hidden_behind_broken_markup_are_refused():
    assert declares_entities(BOMB.replace("<!DOCTYPE", "&<!DOCTYPE").encode())
    assert declares_entities(BOMB.replace("<!DOCTYPE", "&<!DOCTYPE").encode("utf-16-le"))


def test_an_entry_that_writes_about_entities_is_no_bomb(tmp_path, read):
    (found,) = read(feed(tmp_path, ATOM.replace("A short one.", "<![CDATA[&lt;!ENTITY explained <!ENTITY]]>")))
    assert isinstance(found, Article)


def test_a_cut_off_feed_gives_its_entries_and_a_warning(tmp_path, read):
    path = feed(tmp_path, RSS[: RSS.index("Hanya judul") + 5])
    first, *_, warning = read(path)
    assert first.text.startswith("Vietnam & Filipina bertemu\nIsi penuh")
    assert "not well-formed" in warning.reason


@pytest.mark.parametrize("text", ["<rss>", '<rss version="2.0"><channel><title>x</title></channel></rss>', "<feed >"])
def test_feeds_without_entries_say_so(tmp_path, read, text):
    (found,) = read(feed(tmp_path, text))
    assert isinstance(found, Skip)
    assert "feed" in found.reason


def test_an_odd_date_costs_only_the_date(tmp_path, read):
    entry, note, *_ = read(
        feed(tmp_path, RSS.replace("Wed, 18 Jun 2025 02:00:00 +0700", "kemarin sore")), date="2020-01-01"
    )
    assert (entry.title, entry.date) == ("Vietnam & Filipina bertemu", "2020-01-01")
    assert (note.article, note.origin) == (entry.id, entry.origin)
    assert "not a date" in note.reason
