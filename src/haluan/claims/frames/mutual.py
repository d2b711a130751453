"""What two sides do together: "A bertemu B", "pertemuan A dan B", "talks between A and B"."""

from __future__ import annotations

from haluan.claims.clause import Clause, Phrase, grammar
from haluan.claims.frames.finding import (
    BETWEEN,
    WITH,
    Finding,
    doer,
    found,
    is_noun,
    light_verb,
)
from haluan.claims.lexicon import Hit
from haluan.claims.search import adjacent_left, adjacent_right, following, subject

TOWARD = frozenset({"ke", "kepada", "terhadap", "to", "toward", "towards"})
NEXT = 3  # "negara-negara ini mendekat ke X": right behind the verb, the other side is X and not each other


def mutual_verb(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find both sides of a verb that they share: "A bertemu B", "A dan B bertemu"."""
    if hit.cue.language == "en" and is_noun(clause, hit):
        return ()
    one = doer(clause, hit, earlier)
    if one is None:
        return ()
    if hit.cue.plural:
        return found(hit, one, one, "mutual-list", mutual=True) if one.plural and one.last <= hit.first else ()
    if one.plural and one.first >= hit.last:
        return ()  # a list behind the verb is no subject of it
    if one.plural:
        trailing = hit.cue.lemma.rpartition(" ")[2] in grammar("prepositions")
        other = following(clause, hit.last, WITH, bare=trailing, reach=8)
        other = other or following(clause, hit.last, TOWARD, bare=False, reach=NEXT)
        if other is not None:
            return found(hit, one, other, "mutual-verb")
        return found(hit, one, one, "mutual-list", mutual=True)
    return found(hit, one, _partner(clause, hit), "mutual-verb")


def _partner(clause: Clause, hit: Hit, *, reach: int = 10) -> Phrase | None:
    """The other side of a mutual verb: "dengan B", "with B", or B bare."""
    preps = frozenset({"dengan", "with", "ke", "bersama", "to", "and", "dan"}) | hit.cue.preps
    return following(clause, hit.last, preps, bare=True, reach=reach)


def mutual_noun(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find both sides of a noun that they share: "pertemuan A dan B", "talks between A and B"."""
    cue = hit.cue
    between = following(clause, hit.last, BETWEEN, bare=False, reach=8)
    if between is None and clause.tokens[hit.last - 1] in grammar("between"):
        between = adjacent_right(clause, hit.last, reach=3)
    if between is not None:
        if between.plural:
            return found(hit, between, between, "between", mutual=True)
        other = following(clause, between.last, frozenset({"dengan", "dan", "and", "with"}), bare=False, reach=6)
        return found(hit, between, other, "between")
    near = None if cue.possessed else _near_noun(clause, hit)
    if near is not None and near.plural:
        return found(hit, near, near, "mutual-noun-list", mutual=True)
    start = near.last if near is not None and near.first >= hit.last else hit.last
    other = following(clause, start, frozenset({"dengan", "with", "bersama", "ke", "to"}), bare=False, reach=8)
    if near is not None and other is not None:
        return found(hit, near, other, "mutual-noun")
    light = light_verb(clause, hit)
    if other is not None:
        if light is None and hit.first and clause.tokens[hit.first - 1] in grammar("and"):
            return ()  # "pengakuan A dan hubungan dengan B": A is no side of it
        at = light[0] if light is not None else hit.first
        one = doer(clause, Hit(cue, at, at + 1), earlier)
        return found(hit, one, other, "mutual-light" if light else "mutual-loose")
    if light is not None:
        one = doer(clause, Hit(cue, light[0], light[0] + 1), earlier)
        if one is not None and one.plural:
            return found(hit, one, one, "mutual-light-list", mutual=True)
        return found(hit, one, near, "mutual-light")
    both = subject(clause, hit.first) if near is None else None
    if both is not None and both.plural and len(clause.phrases) == 1:
        return found(hit, both, both, "mutual-subject", mutual=True)
    return ()


def _near_noun(clause: Clause, hit: Hit) -> Phrase | None:
    """The phrase that belongs to a mutual noun: right of it in Indonesian, left or behind "of" in English."""
    if hit.cue.language == "id":
        return adjacent_right(clause, hit.last, reach=3)
    left = adjacent_left(clause, hit.first)
    if left is not None:
        return left
    return following(clause, hit.last, frozenset({"of"}), bare=False, reach=4)
