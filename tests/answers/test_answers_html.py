"""Answers in notebooks: quotes are marked, and nothing that an article says becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import BAD, make_hostile
from hypothesis import given
from hypothesis import strategies as st

import haluan
from haluan.answers import Database, Passage
from haluan.answers.markup import Html, is_web_address, join, link, tag, text
from haluan.cli.pages import rank_page
from haluan.cli.terminal import Printer
from haluan.i18n import catalogue

# What this module writes itself.
OURS = {"div", "h4", "h5", "p", "small", "details", "summary", "b", "a", "br", "mark", "blockquote"}
ATTRIBUTES = {"class", "style", "open", "href", "rel", "target"}


class Seen(HTMLParser):
    """Collects tags, attributes and text, and that every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.marked: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store whose every text tries to leave its place."""
    with haluan.open(make_hostile(tmp_path_factory.mktemp("html") / "hostile.db")) as database:
        yield database


def check(page: str) -> Seen:
    seen = Seen(page)
    assert seen.open == []
    assert seen.tags <= OURS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    for name, value in seen.attributes:
        if name == "href":
            assert is_web_address(value)
    assert not set("\x1b\u202e") & set(page)
    return seen


def test_hostile_articles_stay_text_in_every_answer(hostile: Database) -> None:
    claim = next(hostile.claims(actor="MYS"))
    answers = [
        hostile.rank("ISR"), hostile.rank("ISR", "Asia", quiet=True), hostile.pair("MYS", "ISR"), hostile.state("ISR"),
        hostile.bloc("NATO"), hostile.split("NATO", "ISR"), hostile.search("Malaysia"), hostile.search(BAD),
        hostile.show(claim.cited.id), hostile.log(), hostile.names(), hostile.conflicts(), claim,
    ]  # fmt: skip
    for answer in answers:
        check(answer._repr_html_())
    shown = check(hostile.show(claim.cited.id)._repr_html_())
    assert "<script>alert(1)</script>" in shown.text


def test_quotes_are_marked_and_counts_told(db: Database) -> None:
    answer = db.rank(toward="ISR", region="Asia")
    seen = check(answer._repr_html_())
    for line in answer.ranked:
        assert line.name in seen.text
        for tie in line.ties:
            assert tie.best.cited.claim.evidence.text in seen.marked
            assert tie.label in seen.text
    assert answer.basis.snapshot in seen.text
    assert answer.gaps[0].name in seen.text


def test_a_claim_is_marked_in_its_place(db: Database) -> None:
    citation = next(db.claims(source="MYS", relation="opposes"))
    answer = db.show(citation.cited.id)
    seen = check(answer._repr_html_())
    assert seen.marked == ["Malaysia mengecam Israel"]
    assert f"{answer.before}Malaysia mengecam Israel{answer.after}" in seen.text


def test_the_language_of_the_answer_is_that_of_its_page(store_path: Path) -> None:
    with haluan.open(store_path, "id") as database:
        page = database.rank(toward="ISR", region="Asia")._repr_html_()
    assert "Lebih bersahabat" in page
    assert "klaim" in page


def test_what_is_left_out_is_said(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haluan.answers.html.MOST_LINES", 1)
    answer = db.state("ISR")
    assert f"{len(answer.relationships) - 1} more" in answer._repr_html_()


@given(st.text(), st.text(), st.text())
def test_no_text_becomes_markup(body: str, attribute: str, url: str) -> None:
    page = tag("div", body, tag("p", text(body), link(body, url), class_=attribute))
    seen = check(str(page))
    assert seen.tags <= {"div", "p", "a"}
    assert [value for name, value in seen.attributes if name == "class"] == [str(Seen(tag("b", attribute)).text)]


def test_only_web_addresses_are_links() -> None:
    assert link("x", "https://example.org/a?b=1&c='\"").startswith('<a href="https://example.org/a?b=1&amp;c=')
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", "http://[", None):
        assert link("<b>", url) == "&lt;b&gt;"


def test_joined_markup_is_escaped_once() -> None:
    assert join([text("<"), Html("<br>"), text("")], " & ") == "&lt; &amp; <br>"


def test_a_reason_without_an_outlet_names_its_article_by_the_title_in_html_and_on_the_terminal(
    db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("it needs rice", "c0ffee1234567890", None, "2024-05-01", "Why Laos turns")
    reason = Passage("5533482fbcd5357f", 0, 13, *words)
    answer = db.rank("ISR")
    answer = replace(answer, ranked=(replace(answer.ranked[0], motives=(reason,)),))
    rank_page(Printer(catalogue("en"), lambda *_: ""), answer)
    for shown in (" ".join(capsys.readouterr().out.split()), answer._repr_html_()):
        assert "Why Laos turns, 2024-05-01" in shown
        assert "5533482fbcd5357f" not in shown
