"""Numbers the sources in the order in which sentences cite them, and gives every sentence its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from string import ascii_lowercase

from haluan.answers import Citation
from haluan.briefs.telling import speaker
from haluan.briefs.types import Brief, FactSource, Known, Quote, Sentence, Source
from haluan.briefs.wording import Wording, tidy

_MOST_MARKS = 6  # a sentence that stands on more quotes names their sources only

Place = tuple[str, int, int]  # article, start, end


def sources(words: Wording, sentences: Iterable[Sentence], citations: Mapping[str, Citation]) -> tuple[Source, ...]:
    """Number the articles that the sentences rest on; within each, letter the quotes in the order of the text."""
    found: dict[str, dict[tuple[int, int], list[str]]] = {}
    texts: dict[Place, str] = {}
    for sentence in sentences:
        for claim in sentence.claims:
            quote = citations[claim].cited.claim.evidence
            article = citations[claim].cited.claim.article
            claims = found.setdefault(article, {}).setdefault((quote.start, quote.end), [])
            if claim not in claims:
                claims.append(claim)
            texts[article, quote.start, quote.end] = quote.text
        for passage in sentence.passages:
            found.setdefault(passage.article, {}).setdefault((passage.start, passage.end), [])
            texts[passage.article, passage.start, passage.end] = passage.text
    heads = {citation.cited.claim.article: citation for citation in citations.values()}
    return tuple(
        _source(words, number, article, heads[article], quotes, texts, citations)
        for number, (article, quotes) in enumerate(found.items(), 1)
    )


def facts(sentences: Iterable[Sentence], mark: str) -> tuple[FactSource, ...]:
    """Number the known facts that the sentences rest on."""
    known = dict.fromkeys(fact for sentence in sentences for fact in sentence.facts)
    return tuple(FactSource(f"{mark}{number}", fact) for number, fact in enumerate(known, 1))


class Marks:
    """Looks up the marks of sentences in a brief."""

    def __init__(self, brief: Brief, corpus_mark: str) -> None:
        self._corpus = corpus_mark
        self._claims: dict[str, tuple[int, str]] = {}
        self._places: dict[Place, tuple[int, str]] = {}
        for source in brief.sources:
            for quote in source.quotes:
                mark = (source.number, quote.mark)
                self._places[source.article, quote.start, quote.end] = mark
                self._claims.update(dict.fromkeys(quote.claims, mark))
        self._facts: dict[Known, str] = {entry.fact: entry.mark for entry in brief.facts}

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """Marks of what the sentence stands on, in order: "3a", "7", "F1"; never empty."""
        quoted = {self._claims[claim] for claim in sentence.claims}
        quoted |= {self._places[passage.article, passage.start, passage.end] for passage in sentence.passages}
        marks = sorted(quoted, key=lambda mark: (mark[0], len(mark[1]), mark[1]))
        names = [mark for _, mark in marks] if len(marks) <= _MOST_MARKS else _ranges([n for n, _ in marks])
        names += [self._facts[fact] for fact in sentence.facts]
        return tuple(names + ([self._corpus] if sentence.corpus else []))


def _source(
    words: Wording,
    number: int,
    article: str,
    head: Citation,
    quotes: Mapping[tuple[int, int], Sequence[str]],
    texts: Mapping[Place, str],
    citations: Mapping[str, Citation],
) -> Source:
    letters = _letters()
    made = []
    for (start, end), claims in sorted(quotes.items()):
        mark = f"{number}{next(letters)}" if len(quotes) > 1 else str(number)
        said = next((name for claim in claims if (name := speaker(words, citations[claim]))), None)
        made.append(Quote(mark, start, end, tidy(texts[article, start, end]), tuple(claims), said))
    cited = head.cited
    return Source(number, article, cited.outlet, cited.title, cited.date, cited.url, cited.language, tuple(made))


def _letters() -> Iterator[str]:
    """Yield a, b ... z, aa, ab ..."""
    for number in count():
        high, low = divmod(number, len(ascii_lowercase))
        yield (ascii_lowercase[high - 1] if high else "") + ascii_lowercase[low]


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Numbers with runs of three or more drawn together: 1-3, 5."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [text for run in found for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]
