"""What "it", "the country", "negara itu" stand for, where the text leaves little doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from haluan.model import Document, Mention, MentionKind, Sentence
from haluan.ontology import load
from haluan.ontology.types import ActorKind

_IT = frozenset({"it"})
_THE, _THAT = frozenset({"the"}), frozenset({"itu", "tersebut", "ini"})
_BLOC = frozenset(
    {
        *("alliance", "bloc", "grouping", "pact", "organisation", "organization", "forum", "club"),
        *("aliansi", "blok", "pakta", "organisasi", "kelompok", "perhimpunan"),
    }
)
_PACT = frozenset({"pact", "pakta"})
_DEFENCE = frozenset({"NATO", "CSTO"})  # blocs that news calls a pact
_BLOCS = frozenset({ActorKind.BLOC, ActorKind.PACT})

Referents = Mapping[int, Mapping[int, tuple[int, str]]]
"""Sentence -> token at which the word begins -> the token behind it, and the code of the state or bloc."""


def referents(document: Document, mentions: Sequence[Mention]) -> Referents:
    """Find them: the only state that is named before, else the one with which the sentence before begins."""
    found: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    named = [mention for mention in mentions if _state(mention) and mention.kind is not MentionKind.ANAPHOR]
    for sentence in document.sentences:
        places = [(m.first, m.last) for m in mentions if _stands_in(m, sentence.index)]
        places += [(at, at + 1) for at, word in enumerate(sentence.lower) if word in _IT]
        for first, last in places:
            before = [m for m in named if (m.sentence, m.first) < (sentence.index, first)]
            codes = {mention.actors[0] for mention in before}
            opening = [m for m in before if m.sentence == sentence.index - 1 and m.first == 0]
            if len(codes) == 1:
                found[sentence.index][first] = (last, codes.pop())
            elif first == 0 and opening:
                found[sentence.index][first] = (last, opening[0].actors[0])
        for first, last in _of_blocs(sentence):
            blocs = {
                m.actors[0] for m in mentions if _is(m, _BLOCS) and (m.sentence, m.first) < (sentence.index, first)
            }
            pacts = {code for code in blocs if load().actors[code].kind is ActorKind.PACT or code in _DEFENCE}
            if not _PACT.isdisjoint(sentence.lower[first:last]):  # "ASEAN and Japan signed the pact": another one
                blocs &= pacts
            if len(blocs) == 1:
                found[sentence.index][first] = (last, blocs.pop())
    return found


def _of_blocs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where "the alliance" and "aliansi itu" stand, with the token behind them."""
    words = sentence.lower
    for at, word in enumerate(words):
        apposed = words[max(0, at - 2) : at - 1] == (",",)  # "AUKUS, the pact that": says what it is
        if word in _BLOC and at and words[at - 1] in _THE and not apposed and words[at + 1 : at + 2] != ("of",):
            yield at - 1, at + 1
        elif word in _BLOC and words[at + 1 : at + 2] and words[at + 1] in _THAT:
            yield at, at + 2


def _stands_in(mention: Mention, sentence: int) -> bool:
    return mention.sentence == sentence and mention.kind is MentionKind.ANAPHOR and _state(mention)


def _state(mention: Mention) -> bool:
    return _is(mention, frozenset({ActorKind.STATE}))


def _is(mention: Mention, kinds: frozenset[ActorKind]) -> bool:
    return len(mention.actors) == 1 and load().actors[mention.actors[0]].kind in kinds
