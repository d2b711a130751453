"""Acts that a sentence points back to: "Serangan itu menewaskan 5 orang", "Sanksi tersebut", "the attack", "the deal".

A noun cue with a demonstrative and no participants of its own repeats the last act of its relation that the article
told within a few sentences; ANNOTATION rule 16 has it annotated again there, with `context`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haluan.claims.clause import Clause, grammar
from haluan.claims.lexicon import Frame, Hit
from haluan.model import Claim, Status

POINTED = frozenset({"attacks"})  # 5 of 7 right on train; "sanksi itu", "pertemuan tersebut" and others 1 in 5
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
