"""Every sentence of a brief stands on what it cites: no citation is missing, no name or number comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from haluan.answers import Citation, Database
from haluan.answers.types import Record
from haluan.briefs import Brief, Run, Sentence, write
from haluan.briefs.sourcing import Marks
from haluan.briefs.times import spoken
from haluan.briefs.wording import Wording, phrases
from haluan.i18n import catalogue
from haluan.ontology import load, resolve

Ask = Callable[[Database], Record]
WORD = re.compile(r"[^\W_]+(?:['’.:+-][^\W_]+)*")


def words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text)}


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in items for text in strings(item)]


def vouched(sentence: Sentence, brief: Brief, citations: dict[str, Citation], asked: set[str]) -> set[str]:
    """All words that the claims and facts of a sentence contain, with the names of their actors and their dates."""
    words, actors = Wording(brief.language), load().actors
    texts = [known.text for known in sentence.facts] + [passage.text for passage in sentence.passages]
    texts += [known.text.replace("-", " ") for known in sentence.facts]
    # An actor is vouched for by any of its names in the passage that a check is about.
    read = " ".join(passage.text for passage in sentence.passages)
    texts += [actors[name.code].name(brief.language) for name in load().names if name.name in read]
    articles = {passage.article for passage in sentence.passages}
    heads = [citation.cited for citation in citations.values() if citation.cited.claim.article in articles]
    dates = [cited.date for cited in heads]
    texts += [
        date or "" for cited in heads for date in (cited.date, cited.claim.when) if sentence.facts
    ]  # reasons of checks write dates as they stand
    for claim in sentence.claims:
        cited = citations[claim].cited
        ends = (cited.claim.source, cited.claim.target)
        texts += [name for code in ends for name in (actors[code].name_en, actors[code].name_id)]
        texts += [cited.claim.evidence.text, cited.claim.speaker or "", cited.outlet or ""]
        if code := resolve(cited.claim.speaker or "?", load()).code:
            texts.append(actors[code].name(brief.language))
        dates += [cited.date, *(cited.claim.when or "").split("/")]
    texts += [spoken(words, date) for date in dates if date]
    counts = range(len({citations[claim].cited.group for claim in sentence.claims}) + 1)
    counted = {str(n) for n in counts} | {words.number(n) for n in range(len(sentence.claims) + 1)}
    if sentence.corpus:
        texts += [gap.name for gap in brief.gaps] + [
            str(brief.basis.coverage.articles),
            str(brief.basis.coverage.claims),
        ]
        texts += [
            brief.basis.as_of[:16].replace("T", " "),
            brief.basis.snapshot,
            "Haluan",
            "UTC",
            words.number(brief.more),
        ]
    if sentence.corpus or sentence.facts:
        counted.add(words.number(1))  # "one report", "on one point"
    return words_of(texts) | counted | asked


@pytest.fixture
def brief(demo: Database, ask: Ask) -> tuple[Brief, dict[str, Citation], set[str]]:
    answer = ask(demo)
    citations = {one.cited.id: one for one in demo.claims()}
    asked = {word for actor in load().actors.values() for word in WORD.findall(actor.name(demo.view.naming.language))
             if actor.code in {getattr(getattr(answer, field, None), "actor", None)
                               for field in ("toward", "region", "a", "b", "actor", "bloc", "on")}}  # fmt: skip
    region = getattr(answer, "region", None)
    return write(demo, answer), citations, asked | (words_of([region.name]) if region else set())


def test_no_sentence_lacks_a_citation_and_every_mark_leads_to_a_quote_or_fact(
    brief: tuple[Brief, dict[str, Citation], set[str]],
) -> None:
    written, _, _ = brief
    mark = phrases(written.language)["source"]["corpus_mark"]
    marks = Marks(written, mark)
    known = {quote.mark for source in written.sources for quote in source.quotes}
    known |= {str(source.number) for source in written.sources} | {entry.mark for entry in written.facts} | {mark}
    assert written.sentences()
    for sentence in written.sentences():
        assert marks.of(sentence), sentence.text
        for one in marks.of(sentence):
            assert set(one.split("–")) <= known, sentence.text


def test_every_name_and_number_comes_from_what_the_sentence_cites(
    brief: tuple[Brief, dict[str, Citation], set[str]],
) -> None:
    written, citations, asked = brief
    said = [
        dict(phrases(written.language)),
        dict(catalogue(written.language).messages),
    ]  # reasons of checks are messages
    own = {word.lower() for text in strings(said) for word in WORD.findall(text)}
    spelled = set(phrases(written.language)["numbers"])
    for sentence in written.sentences():
        allowed = vouched(sentence, written, citations, asked)
        allowed |= {word.capitalize() for word in allowed & spelled}
        for run in sentence.runs:
            if run.quoted is not None:
                continue
            for match in WORD.finditer(run.text):
                word, before = match.group(), run.text[: match.start()].rstrip()
                opens = not before or before.endswith((".", "”"))
                capital = any(letter.isupper() or letter.isdigit() for letter in word)
                name = capital and not (opens and word.lower() in own)
                if name or word in spelled:
                    assert word in allowed, f"{word!r} in {sentence.text!r}"


def test_quotes_are_the_words_of_the_claims(brief: tuple[Brief, dict[str, Citation], set[str]], demo: Database) -> None:
    written, citations, _ = brief
    for source in written.sources:
        text = demo.view.store.article(source.article).article.text
        for quote in source.quotes:
            assert " ".join(text[quote.start : quote.end].split()).strip('"“”«» ') == quote.text
    for sentence in written.sentences():
        cited = [citations[claim].cited.claim.evidence.text for claim in sentence.claims]
        cited += [passage.text for passage in sentence.passages]
        for run in sentence.runs:
            if run.quoted is not None:
                assert any(run.text in " ".join(text.split()) for text in cited), sentence.text


def test_sentences_are_whole(brief: tuple[Brief, dict[str, Citation], set[str]]) -> None:
    written, _, _ = brief
    for sentence in written.sentences()[1:]:
        assert sentence.text[0].isupper() or not sentence.text[0].isalpha()
        assert sentence.text.rstrip("”").endswith((".", "!", "?"))
        assert not re.search(r"[{}]|  | [,.:]|\.\.|[.!?]”[.!?]", sentence.text), sentence.text


def test_what_the_corpus_is_silent_about_is_said_to_be_silent(demo: Database) -> None:
    answer = demo.rank("RUS", "Asia")
    written = write(demo, answer)
    silence = written.sections[-1].paragraphs[0].sentences[0]
    assert answer.gaps
    assert silence.corpus
    for gap in answer.gaps:
        assert gap.name in silence.text


def test_an_empty_answer_gives_a_brief_that_says_so(world: Database) -> None:
    written = write(world, world.rank("KIR", "Africa"))
    assert not written.sources
    assert written.lead.sentences[0].corpus


def test_only_so_many_actors_get_a_section_and_the_rest_is_counted(demo: Database) -> None:
    answer = demo.rank("RUS", "Asia")
    few, all_ = write(demo, answer, most=1), write(demo, answer, most=99)
    assert [section.actor for section in few.sections if section.actor] == [answer.ranked[0].actor]
    assert few.more == len([section for section in all_.sections if section.actor]) - 1 > 0


def test_the_same_answer_always_reads_the_same(demo: Database) -> None:
    answer = demo.bloc("NATO", "Asia")
    assert write(demo, answer) == write(demo, answer)


def test_a_sentence_without_a_citation_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a citation"):
        Sentence((Run("Nobody says so."),))


def test_there_is_no_brief_of_a_search(demo: Database) -> None:
    with pytest.raises(TypeError, match="SearchAnswer"):
        write(demo, demo.search("drone"))
