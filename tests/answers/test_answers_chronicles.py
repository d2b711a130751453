"""The claims one by one in the order of time, each in its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import haluan
from haluan.answers import Database, UnknownNameError
from haluan.answers.sentences import own
from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.store import open_store


def test_all_claims_of_a_tie_are_told_newest_first_and_undated_last(db: Database) -> None:
    answer = db.chronicle("Israel")
    days = [one.day for one in answer.told]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None, None]
    ids = {one.citation.cited.id for one in answer.told}
    assert ids == {one.cited.id for one in db.claims(actor="Israel")}
    assert answer.total == len(ids)
    assert answer.undated == 2


def test_stretches_tell_each_claim_once(db: Database) -> None:
    whole = [one.citation.cited.id for one in db.chronicle("ISR", limit=None).told]
    parts = [db.chronicle("ISR", start=start, limit=2).told for start in range(0, len(whole), 2)]
    assert [one.citation.cited.id for part in parts for one in part] == whole


def test_a_quote_stands_in_its_sentence(db: Database) -> None:
    (told,) = db.chronicle("Israel", "VNM", "supports").told
    quote = told.citation.cited.claim.evidence.text
    assert told.before + quote + told.after == "Diam-diam Vietnam juga membantu Israel."


def test_months_count_each_dated_claim_on_its_side(db: Database) -> None:
    months = {one.month: one for one in db.chronicle("ISR").months}
    assert list(months) == sorted(months)
    june = months["2024-06"]  # opposed twice, sanctioned and met
    assert (june.friendly, june.hostile, june.neither) == (1, 3, 0)
    answer = db.chronicle("ABRAHAM", "ARM")  # will not join
    assert [(one.friendly, one.hostile) for one in answer.months] == [(0, 1)]


def test_what_is_told_of_the_future_comes_after_what_happened(tmp_path: Path) -> None:
    text = "Laos bertemu Peru. Laos akan bertemu Peru pada 2045."
    article = Article("plan", text, date="2025-03-01")
    quotes = {"2045": "Laos akan bertemu Peru pada 2045", None: "Laos bertemu Peru"}
    claims = tuple(
        Claim("plan", "LAO", "meets", "PER", Status.ACTUAL, Evidence.cut(text, at, at + len(quote)), when=when)
        for when, quote in quotes.items()
        if (at := text.index(quote)) >= 0
    )
    with open_store(tmp_path / "plan.db") as store:
        store.add([Reading(article, "id", claims, reader="hand", reader_version="1", sentences=2)])
    with haluan.open(tmp_path / "plan.db") as database:
        assert [one.day for one in database.chronicle("LAO").told] == ["2025-03-01", "2045"]


def test_an_actor_has_no_tie_with_itself(db: Database) -> None:
    with pytest.raises(UnknownNameError):
        db.chronicle("ISR", "Israel")


@given(st.text("ab .!\n”", max_size=60), st.data())
def test_what_stands_round_a_quote_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = own(text, start, end)
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)


def test_what_is_very_long_is_cut_and_marked() -> None:
    text = "x" * 5000
    before, after = own(text, 2000, 2010)
    assert before.startswith("…x")
    assert after.endswith("x…")
    assert len(before) == len(after) < 1000
