"""Claims of the model that the others of their sentence rule out.

The model judges each pair by itself. Beside one word of hostility it at times reads "A dan B menyerang C" as an attack
between A and B as well: that both do it to C, or C to both, shows that they stand on one side. And where A approves
of B's membership in C it at times makes A a member too; and what A's allies do it at times gives to A.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from haluan import ontology
from haluan.claims.clause import HYPHENS, Clause, Phrase, grammar
from haluan.claims.search import of_kin
from haluan.model import Claim, Status

Ties = Collection[tuple[str, str, str]]  # source, relation, target
_OWNED = "(noun-own)"  # how the rules mark "keanggotaan B"
VERDICTS = ("supports", "opposes")  # what one can say to another's membership


def ruled_out(claims: Collection[Claim], clause: Clause) -> Iterator[Claim]:
    """The claims of one sentence that cannot stand beside the others."""
    ties = {(c.source, c.relation, c.target) for c in claims}
    for claim in claims:
        own = _hostile(claim) and _allied(ties, claim) and _listed(clause, claim)
        if own or _others_seat(ties, claim) or _named_seat(claims, claim, clause) or _only_kin(clause, claim):
            yield claim


def _others_seat(ties: Ties, claim: Claim) -> bool:
    """Whether the source only judges of another's membership: "A menyetujui keanggotaan B di C"."""
    return claim.relation == "joins" and any(
        relation in VERDICTS and source == claim.source and (other, "joins", claim.target) in ties
        for source, relation, other in ties
    )


def _named_seat(claims: Collection[Claim], claim: Claim, clause: Clause) -> bool:
    """Whether the membership is by its name that of somebody else: "A meratifikasi keanggotaan B di C"."""
    return claim.relation == "joins" and any(
        other.relation == "joins"
        and other.target == claim.target
        and (other.cue or "").endswith(_OWNED)
        and not any({claim.source, other.source} <= set(phrase.actors) for phrase in clause.phrases)
        for other in claims
        if other.source != claim.source
    )


def _hostile(claim: Claim) -> bool:
    relation = ontology.load().relations[claim.relation]
    return relation.sign < 0 and not relation.symmetric


def _allied(ties: Ties, claim: Claim) -> bool:
    """Whether both sides do the same to a third, or a third to both."""
    ends = {claim.source, claim.target}
    others = {code for source, _, target in ties for code in (source, target)} - ends
    return any(
        all((end, claim.relation, other) in ties for end in ends)
        or all((other, claim.relation, end) in ties for end in ends)
        for other in others
    )


def _listed(clause: Clause, claim: Claim) -> bool:
    """Whether both stand in one list ("A dan B") that nothing marks as two sides ("antara A dan B", "saling")."""
    if any(grammar("saling").at(clause.tokens, i) for i in range(len(clause.tokens))):
        return False
    lists = [phrase for phrase in clause.phrases if {claim.source, claim.target} <= set(phrase.actors)]
    return bool(lists) and all(_side_by_side(clause, phrase) for phrase in lists)


def _side_by_side(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase lists several names with nothing that parts them; not "kedua negara", "perang A-B"."""
    hyphened = any(clause.tokens[i] in HYPHENS for i in range(phrase.first, phrase.last))
    return len(phrase.mentions) > 1 and not hyphened and (phrase.prep or "") not in grammar("between")


def _only_kin(clause: Clause, claim: Claim) -> bool:
    """Whether the sentence names the source only to say whose allies act: "sekutu AS mengakui X", "Iran's allies".

    An act that is asked for may be the source's all the same: its allies are those who ask.
    """
    if ontology.load().relations[claim.relation].symmetric or claim.status is Status.REQUESTED:
        return False
    named = [phrase for phrase in clause.phrases if claim.source in phrase.actors]
    return bool(named) and all(claim.source in phrase.mentions[0].actors and of_kin(clause, phrase) for phrase in named)
