"""A language model may reword; whatever loses or adds something is put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from haluan.answers import Database
from haluan.briefs import Brief, smooth, write
from haluan.briefs.guarding import QUOTE, kept
from haluan.briefs.wording import Wording

OLD = f"One report says that Iran may not have armed Russia in 2022: {QUOTE}. [1b, 2]"
OLD_ID = f"Menurut satu laporan, Iran mungkin tidak memasok senjata kepada Rusia pada 2022: {QUOTE}. [1b, 2]"


class FakeModel:
    """Changes the text of each sentence; keeps what it was asked."""

    def __init__(self, change: Callable[[str], Any]) -> None:
        self.change = change
        self.asked: list[str] = []

    def __call__(self, system: str, data: str, schema: Mapping[str, Any], tokens: int) -> str:
        self.asked.append(data)
        given = json.loads(data)
        return json.dumps({"sentences": [{"id": one["id"], "text": self.change(one["text"])} for one in given]})


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", OLD, f"Iran, one report says, may not have armed Russia in 2022: {QUOTE}. [1b, 2]"),
        (
            "id",
            OLD_ID,
            f"Iran mungkin tidak memasok senjata kepada Rusia pada 2022, menurut satu laporan: {QUOTE}. [1b, 2]",
        ),
    ],
)
def test_other_words_for_the_same_are_kept(language: str, old: str, new: str) -> None:
    assert kept(Wording(language), old, new, "[1b, 2]")


@pytest.mark.parametrize(
    "new",
    [
        f"One report says that Iran may not have armed Russia in 2022: {QUOTE}.",  # no citation
        f"One report says that Iran may not have armed Russia in 2022: {QUOTE}. [1b]",  # half of it
        f"One report says that Iran may not have armed Russia in 2022: {QUOTE}. [1b, 2] [3]",  # one more
        f"[1b, 2] One report says that Iran may not have armed Russia in 2022: {QUOTE}.",  # elsewhere
        f"One report says that Iran may not have armed Russia and China in 2022: {QUOTE}. [1b, 2]",  # a name more
        f"One report says that it may not have armed Russia in 2022: {QUOTE}. [1b, 2]",  # a name less
        f"Tehran: one report says that Iran may not have armed Russia in 2022: {QUOTE}. [1b, 2]",  # a name in front
        f"One report says that Iran may not have armed Russia in 2023: {QUOTE}. [1b, 2]",  # another number
        f"One report says that Iran may not have armed Russia three times in 2022: {QUOTE}. [1b, 2]",  # in words
        f"One report says that Iran has not armed Russia in 2022: {QUOTE}. [1b, 2]",  # no doubt left
        f"One report says that Iran may have armed Russia in 2022: {QUOTE}. [1b, 2]",  # turned round
        f"One report says that Iran may not have armed Russia in 2022, not at all: {QUOTE}. [1b, 2]",
        "One report says that Iran may not have armed Russia in 2022: “really”. [1b, 2]",  # no quote
        f"One report says that Iran may not have armed Russia in 2022: {QUOTE} {QUOTE}. [1b, 2]",
        f"One report says that Iran may not have armed Russia in 2022:\n{QUOTE}. [1b, 2]",
        "[1b, 2]",
    ],
)
def test_what_loses_or_adds_something_is_not_kept(new: str) -> None:
    assert not kept(Wording("en"), OLD, new, "[1b, 2]")


@pytest.fixture
def brief(demo: Database) -> Brief:
    return write(demo, demo.rank("RUS", "Asia"))


def texts(brief: Brief) -> list[str]:
    parts = [brief.lead, *(part for section in brief.sections for part in section.paragraphs)]
    return [sentence.text for part in parts for sentence in part.sentences]


def test_a_brief_is_reworded_where_it_holds(brief: Brief) -> None:
    link = {"en": "it is reported that", "id": "dilaporkan bahwa"}[brief.language]
    model = FakeModel(lambda text: f"{text[0]}{text[1:]}".replace(", ", f", {link} ", 1))
    smoothed = smooth(brief, model, "fake")
    changed = [new for old, new in zip(texts(brief), texts(smoothed), strict=True) if old != new]
    assert len(changed) == smoothed.smoothed > 0
    assert all(link in text for text in changed)
    assert "fake" in smoothed.method.sentences[-1].text
    assert [one.claims for one in brief.sentences()] == [one.claims for one in smoothed.sentences()][
        : len(brief.sentences())
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.rpartition("[")[0],
        lambda text: f"Atlantis. {text}",
        lambda text: text.replace("[", "999 [", 1),
        lambda text: "",
    ],
)
def test_every_bad_sentence_is_put_back(brief: Brief, change: Callable[[str], str]) -> None:
    smoothed = smooth(brief, FakeModel(change), "fake")
    assert texts(smoothed) == texts(brief)
    assert smoothed.smoothed == 0
    assert smoothed.put_back > 0
    assert smoothed.method == brief.method


@pytest.mark.parametrize("answer", ["", "no JSON", "[]", '{"sentences": 3}', '{"sentences": [{"id": 1}]}', "null"])
def test_an_answer_of_another_form_changes_nothing(brief: Brief, answer: str) -> None:
    assert texts(smooth(brief, lambda *_: answer, "fake")) == texts(brief)


def test_quotes_are_not_sent(brief: Brief) -> None:
    model = FakeModel(lambda text: text)
    assert smooth(brief, model, "fake").smoothed == 0
    quotes = [run.text for sentence in brief.sentences() for run in sentence.runs if run.quoted]
    assert quotes
    assert not any(quote in data for quote in quotes for data in model.asked)
