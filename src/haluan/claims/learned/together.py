"""Who acts together: two who do the same to a third do not do it to each other.

The model sees two actors beside one word of hostility and at times reads "A dan B menyerang C" as an attack between A
and B as well. That both do it to C, or C to both, shows that they stand on one side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from haluan import ontology
from haluan.claims.clause import HYPHENS, Clause, Phrase, grammar
from haluan.model import Claim


def against_own(claims: Collection[Claim], clause: Clause) -> Iterator[Claim]:
    """The hostile claims of one sentence between two actors that it lists side by side and has act on a third alike."""
    known = ontology.load().relations
    ties = {(c.source, c.relation, c.target) for c in claims}
    for claim in claims:
        relation = known[claim.relation]
        if relation.sign < 0 and not relation.symmetric and _allied(ties, claim) and _listed(clause, claim):
            yield claim


def _allied(ties: Collection[tuple[str, str, str]], claim: Claim) -> bool:
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
    return len(phrase.mentions) > 1 and not hyphened and phrase.prep not in grammar("between")
