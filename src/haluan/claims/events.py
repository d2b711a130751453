"""Acts that a sentence points back to: "Serangan itu menewaskan 5 orang", "Sanksi tersebut", "the attack", "the deal".

A noun cue with a demonstrative and no participants of its own repeats the last act of its relation that the article
told within a few sentences; ANNOTATION rule 16 has it annotated again there, with `context`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haluan.claims.clause import Clause, Phrase, grammar
from haluan.claims.frames.finding import Finding, doer, is_noun
from haluan.claims.lexicon import Frame, Hit
from haluan.claims.search import adjacent_right
from haluan.model import Claim, Status

POINTED = frozenset({"attacks"})  # 5 of 7 right on train; "sanksi itu", "pertemuan tersebut" and others 1 in 5
CARRIED = frozenset({"attacks"})  # 5 of 7 right on train; the other relations together 0 of 5
NEAR = 3  # sentences within which an unnamed target is that of the deed before
REACH = 4  # sentences back to which a demonstrative reaches
NOMINAL = frozenset({Frame.NOUN, Frame.MUTUAL_NOUN})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that the article made, with the index of its sentence."""

    claim: Claim
    sentence: int


def pointing(clause: Clause) -> Iterator[Hit]:
    """Noun cues of a sentence that carry a demonstrative."""
    for readings in clause.hits:
        for hit in readings:
            if hit.cue.relation in POINTED and hit.cue.frame in NOMINAL and _demonstrative(clause, hit):
                yield hit
                break


def _demonstrative(clause: Clause, hit: Hit) -> bool:
    if hit.cue.language == "en":
        before = clause.tokens[max(hit.first - 2, 0) : hit.first]
        return "the" in before[-1:] or "this" in before or "that" in before[-1:]
    after = clause.tokens[hit.last : hit.last + 2]
    return any(t in grammar("deictics") for t in after) and not any(
        clause.owner[i] >= 0 for i in range(hit.last, min(hit.last + 2, len(clause.tokens)))
    )


def meant(hit: Hit, told: list[Told], sentence: int) -> list[Claim]:
    """The claims that a pointing noun repeats: the latest of its relation, with all its pairs; none if too far."""
    fitting = [t for t in told if t.claim.relation == hit.cue.relation and t.claim.status is not Status.DENIED]
    if not fitting or sentence - fitting[-1].sentence > REACH:
        return []
    latest = fitting[-1].sentence
    group = [t.claim for t in fitting if t.sentence == latest]
    return [c for c in group if c.status is group[-1].status]


def half(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> Phrase | None:
    """The doer of a deed whose target the sentence does not name: "[Hizbullah] juga meluncurkan serangan rudal"."""
    if hit.cue.relation not in CARRIED or hit.cue.weak or hit.cue.strict:
        return None
    if hit.cue.frame is Frame.VERB and not (hit.cue.language == "en" and is_noun(clause, hit)):
        return doer(clause, hit, earlier)
    if hit.cue.frame is Frame.NOUN and hit.cue.language == "id":
        return adjacent_right(clause, hit.last)
    return None


def carried_on(relation: str, source: str, told: list[Told], sentence: int) -> Claim | None:
    """The article's last claim of this doer and deed, if it stands near: its target is meant again."""
    for t in reversed(told):
        if sentence - t.sentence > NEAR:
            return None
        if t.claim.relation == relation and t.claim.source == source and t.claim.status is not Status.DENIED:
            return t.claim
    return None
