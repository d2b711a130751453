"""Members that a sentence only lists or points back to: "its members such as X", "that NATO member"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from haluan.answers.checking.patterns import carried
from haluan.answers.checking.slots import SLOT, Slotted
from haluan.answers.checking.types import Assertion, Kind
from haluan.answers.checking.words import place
from haluan.model import Article


def carried_on(article: Article, slotted: Slotted, before: Slotted | None) -> Iterator[Assertion]:
    """Members that are only listed: "anggotanya seperti Irlandia", or the sentence after "negara anggota NATO"."""
    forms = carried()
    inside = forms.inside.search(slotted.text)
    if inside:
        yield from _of_bloc(article, slotted, inside, _last_bloc(slotted.text[: inside.start()], slotted, before))
        return
    first = forms.first.search(before.text) if before else None
    then = forms.then.search(slotted.text) if first else None
    if first and then and before:
        yield from _of_bloc(article, slotted, then, _last_bloc(before.text[: first.end()], before, None))


def _last_bloc(head: str, slotted: Slotted, before: Slotted | None) -> str | None:
    """The only bloc named so far in the sentence, else in the one before it."""
    named = {slotted.slot(name).codes[0] for name in re.findall(r"§B\d+", head)}
    if not named and before is not None:
        return _last_bloc(before.text, before, None)
    if not named:
        named = {slotted.slot(name).codes[0] for name in re.findall(r"§B\d+", slotted.text)}
    return named.pop() if len(named) == 1 else None


def _of_bloc(article: Article, slotted: Slotted, match: re.Match[str], bloc: str | None) -> Iterator[Assertion]:
    if bloc is None:
        return
    evidence = slotted.evidence(article, match.start(), match.end())
    for name in SLOT.findall(match["s"]):
        yield Assertion(Kind.MEMBERSHIP, slotted.slot(name).codes[0], bloc, evidence, aside=True)


def pointed(article: Article, slotted: Slotted, before: Slotted | None) -> Iterator[Assertion]:
    """What is said of the only state named so far by pointing back to it: "it shook Oman and forced that NATO member".

    Not where that state acts in the same sentence: "Oman said that NATO member had" is about somebody else.
    """
    for match in carried().back.finditer(slotted.text):
        here = SLOT.findall(slotted.text[: match.start()])
        states = [slotted.slot(name).codes[0] for name in here if name[1] == "S"]
        others = [slot.codes[0] for slot in before.slots if slot.letter == "S"] if before else []
        if len({*states, *others}) != 1 or (states and slotted.text.startswith(here[0])):
            continue
        evidence = slotted.evidence(article, match.start(), match.end())
        state, named = (*states, *others)[0], slotted.slot(match["o"] or match["o2"] or match["r"] or match["r2"])
        base = Assertion(Kind.MEMBERSHIP, state, named.codes[0], evidence, aside=True)
        region = replace(base, kind=Kind.REGION, object=None, among=named.codes[0])
        yield region if named.letter == "R" else base
        if match["ord"] and named.letter == "B":
            yield replace(base, kind=Kind.ORDER, of=Kind.MEMBERSHIP, place=place(match["ord"]), aside=False)
