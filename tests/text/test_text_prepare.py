"""The stage as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.model import Article, Document, Skip
from haluan.text import prepare

# Pieces that trip cutters, mixed with any characters at all.
PIECES = st.sampled_from(
    [
        "Baca juga: ", "Israel", "agresiIsraelterhadap", "U.S.", "...", ".", '"', "”", "(1/2/2023)", "\n", "\r\n", " ",
        "JAKARTA, KOMPAS.com - ", "Rp 1.000", "’s", "don't", "Dr. ", "J. ", "- ", " | ", "?", "ADVERTISEMENT\n", "\x00",
        "\ud800", "é", "e\u0301", "𝔘", "\u200b", "\u2028", "http://", "@", "1.", "4. Filipina\n", "Penulis: ",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join)


def _check(document: Document) -> None:
    text = document.article.text
    last = -1
    for index, sentence in enumerate(document.sentences):
        assert sentence.index == index
        assert sentence.words
        assert not any(sentence.span.overlaps(span) for span in document.boilerplate)
        assert (sentence.span.start, sentence.span.end) == (sentence.starts[0], sentence.ends[-1])
        for word, lower, start, end in zip(sentence.words, sentence.lower, sentence.starts, sentence.ends, strict=True):
            assert last <= start < end
            assert text[start:end] == word
            assert lower == word.casefold().replace("’", "'")
            last = end


@given(TEXTS, st.one_of(st.none(), TEXTS))
def test_any_text_gives_exact_tokens_outside_boilerplate(text: str, title: str | None) -> None:
    result = prepare(Article("a", text, title=title, language="id"))
    if isinstance(result, Document):
        _check(result)
    else:
        assert result.stage == "text"
        assert result.reason


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b"])
def test_a_text_without_words_is_skipped_with_a_reason(text: str) -> None:
    result = prepare(Article("a", text, origin="in.jsonl:3"))
    assert isinstance(result, Skip)
    assert (result.origin, result.stage, result.article) == ("in.jsonl:3", "text", "a")


def test_a_language_that_is_not_read_is_skipped_by_name() -> None:
    text = "Le président français a rencontré la chancelière allemande à Paris pour parler de la guerre en Ukraine."
    assert prepare(Article("a", text)) == Skip("a", "text", "language fr is not read", "a")
