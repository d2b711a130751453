"""Active, passive and turned verbs: "X menyerang Y", "Y diserang X", "X membeli senjata dari Y"."""

from __future__ import annotations

from haluan.claims.clause import Clause, Phrase, grammar
from haluan.claims.frames.finding import (
    FROM,
    PLACES,
    Finding,
    doer,
    found,
    is_noun,
)
from haluan.claims.frames.nouns import accused
from haluan.claims.lexicon import Hit
from haluan.claims.search import adjacent_right, agent, following, opening, subject

LOOSE_OBJECT = frozenset({"attacks"})  # a place behind "di" is what an attack hits


def verb(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find subject and object of an active verb."""
    cue = hit.cue
    if cue.language == "en" and is_noun(clause, hit):
        return ()
    if hit.last < len(clause.tokens) and clause.tokens[hit.last] in grammar("by"):
        return passive(clause, hit, earlier)
    if cue.bare and _object_of_noun(clause, hit):
        return ()
    if cue.strict and clause.phrase_at(hit.first - 1) is None:
        return ()
    source = doer(clause, hit, earlier)
    if source is not None and source.plural and _each_other(clause, hit):
        return found(hit, source, source, "each-other", mutual=True)
    if cue.travel and (source is None or not source.official):
        return ()
    target = following(clause, hit.last, cue.preps, bare=True)
    if target is not None and _tells_who(clause, hit, target):
        return ()
    if target is None and source is not None and cue.relation == "attacks":
        target = _scene(clause, source.last, hit.first)
    if target is None and cue.relation == "attacks":
        return accused(clause, hit, earlier)
    return found(hit, source, target, "verb")


def _tells_who(clause: Clause, hit: Hit, phrase: Phrase) -> bool:
    """Whether a phrase behind the verb names its subject: "negara yang menolak adalah X", "yang menolak termasuk X"."""
    relative = hit.first > 0 and grammar("relative").at(clause.tokens, hit.first - 1) > 0
    return relative and any(grammar("copula").at(clause.tokens, i) for i in range(hit.last, phrase.first))


def _each_other(clause: Clause, hit: Hit) -> bool:
    """Whether a verb is reciprocal: "saling menuduh", "accuse each other"."""
    saling = grammar("saling")
    before = hit.first > 0 and saling.at(clause.tokens, hit.first - 1) > 0
    return before or (hit.last < len(clause.tokens) and saling.at(clause.tokens, hit.last) > 0)


def _scene(clause: Clause, first: int, last: int) -> Phrase | None:
    """Where an act of violence took place, named before its verb: "serangan X di Y menewaskan 5 orang"."""
    for phrase in clause.phrases:
        if first <= phrase.first and phrase.last <= last and phrase.prep in PLACES:
            return phrase
    return None


def _object_of_noun(clause: Clause, hit: Hit) -> bool:
    """A bare Indonesian root right after a preposition or "para" is a noun ("dari larangan", "para korban")."""
    before = clause.tokens[hit.first - 1] if hit.first else ""
    if before in grammar("purpose"):
        return False
    return before in grammar("prepositions") or before in grammar("nominal_leads")


def passive(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find the doer behind "oleh" or "by", or right behind a di- form, and the subject that undergoes it."""
    cue = hit.cue
    by = agent(clause, hit.last)
    if cue.participle:
        backer = clause.phrase_at(hit.first - 2) if clause.tokens[hit.first - 1] == "-" else None
        if backer is not None:  # "Iran-backed Hezbollah"
            return found(hit, backer, adjacent_right(clause, hit.last, reach=1), "backed")
        if by is None:
            return ()
        return found(hit, by, subject(clause, hit.first, allow_prep=frozenset({"in", "on", "at", "of"})), "passive")
    doing = by or adjacent_right(clause, hit.last, reach=2)
    if doing is None:
        return ()
    done_to = subject(
        clause, hit.first, allow_prep=frozenset({"di", "ke"}) if cue.relation in LOOSE_OBJECT else frozenset()
    )
    if done_to is None and doing is not None:
        done_to = following(clause, doing.last, cue.preps, bare=False) or opening(clause, hit.first, doing.last)
    return found(hit, doing, done_to, "passive")


def flip(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find seller and buyer of "membeli senjata dari": the subject is the target."""
    seller = following(clause, hit.last, hit.cue.preps | {"dari", "from"}, bare=False)
    if seller is None and hit.cue.lemma.endswith("from"):
        seller = adjacent_right(clause, hit.last)
    return found(hit, seller, doer(clause, hit, earlier), "flip")


def flip_noun(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find seller and buyer of "pembelian senjata X dari Y"."""
    buyer = adjacent_right(clause, hit.last, reach=2)
    start = buyer.last if buyer is not None else hit.last
    seller = following(clause, start, FROM, bare=False)
    return found(hit, seller, buyer or doer(clause, hit, earlier), "flip")
