"""Capitalised names that nothing knows but that are one slip away from a known organisation: "did you mean"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from haluan.answers.checking.types import Hint
from haluan.answers.checking.words import load_yaml
from haluan.model import Document, Mention, Sentence
from haluan.ontology import load
from haluan.ontology.types import ActorKind, NameKind

_ACRONYM = re.compile(r"[A-Z][A-Z0-9+-]{3,9}")
_SLIPS = 1  # letters that differ in an acronym, a swap of neighbours counted once
_ALIKE = 90.0  # likeness from 0 to 100 of long names
_LONG = 12  # letters: shorter names of several words are alike by chance


@cache
def _known() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Acronyms and long names of organisations -> the name to offer."""
    ontology, organisations = load(), load_yaml("organisations.yaml")["organisations"]
    acronyms, longs = dict[str, str](), dict[str, str]()
    for name in ontology.names:
        if ontology.actors[name.code].kind not in (ActorKind.BLOC, ActorKind.PACT) or name.kind is NameKind.PLACE:
            continue
        (acronyms if _ACRONYM.fullmatch(name.name) else longs)[name.name] = name.name
    for acronym, long in organisations.items():
        acronyms[acronym] = f"{acronym} ({long})"
        longs[long] = f"{long} ({acronym})"
    return acronyms, longs


def hints(document: Document, mentions: Sequence[Mention]) -> tuple[Hint, ...]:
    """Give one hint for each unknown name of the text that is nearly that of an organisation."""
    found: dict[str, Hint] = {}
    for sentence in document.sentences:
        if sum(word.isupper() for word in sentence.words) > len(sentence.words) // 2:
            continue  # a line in capitals
        taken = {t for m in mentions if m.sentence == sentence.index for t in range(m.first, m.last)}
        for hint in _of(sentence, taken):
            found.setdefault(hint.name, hint)
    return tuple(found.values())


def _of(sentence: Sentence, taken: set[int]) -> Iterator[Hint]:
    from rapidfuzz.distance import OSA

    acronyms, _ = _known()
    for at, word in enumerate(sentence.words):
        if at in taken or not _ACRONYM.fullmatch(word) or word in acronyms or word in load_yaml_words():
            continue
        near = [known for known in acronyms if OSA.distance(word, known, score_cutoff=_SLIPS) <= _SLIPS]
        near = _backed(near, sentence, at) or near
        if len(near) == 1 and len(near[0]) >= len(word) - 1 and len(near[0]) >= 4:
            yield Hint(word, acronyms[near[0]], sentence.starts[at], sentence.ends[at])
    yield from _long(sentence, taken)


def _backed(near: list[str], sentence: Sentence, at: int) -> list[str]:
    """Keep the acronyms whose long name stands right before: "Jewish Institute for ... (JINSI)"."""
    before = " ".join(sentence.words[max(0, at - 12) : at]).casefold()
    return [
        known
        for known in near
        if (long := load_yaml("organisations.yaml")["organisations"].get(known)) and long.casefold() in before
    ]


@cache
def load_yaml_words() -> frozenset[str]:
    """Acronyms that are right as they stand, though one slip away from another."""
    return frozenset(load_yaml("organisations.yaml")["others"])


def _long(sentence: Sentence, taken: set[int]) -> Iterator[Hint]:
    """Names of several words, from one capital to the last: "Arab Legue"."""
    from rapidfuzz import fuzz, process

    _, longs = _known()
    wanted = [name for name in longs if len(name) >= _LONG and " " in name]
    at = 0
    while at < len(sentence.words):
        last = at
        while last < len(sentence.words) and last not in taken and sentence.words[last][:1].isupper():
            last += 1
        if last - at >= 2:
            text = " ".join(sentence.words[at:last])
            best = (
                process.extractOne(text, wanted, scorer=fuzz.ratio, score_cutoff=_ALIKE) if len(text) >= _LONG else None
            )
            if best and best[0].casefold() != text.casefold():
                yield Hint(text, longs[best[0]], sentence.starts[at], sentence.ends[last - 1])
        at = max(last, at + 1)
