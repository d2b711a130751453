"""What a frame finds, and what all frames share: the doer of a verb, light verbs, sets of prepositions."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.claims.clause import COMMA, Clause, Phrase, grammar
from haluan.claims.lexicon import Frame, Hit, words
from haluan.claims.search import begins_clause, opening, stops, subject

REACH = 9  # tokens between a noun cue and the phrase it governs
FROM = frozenset({"dari", "from"})
AWAY = FROM | {"oleh", "by"}
PLACES = frozenset({"di", "in", "at", "near"})
FOR = frozenset({"bagi", "untuk", "dari", "to", "of", "for"})
WITH = frozenset({"dengan", "with"})
BETWEEN = frozenset({"antara", "antar", "between"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A cue with its participants. ``mutual``: both directions, or the pairs inside one phrase."""

    hit: Hit
    relation: str
    source: Phrase
    target: Phrase
    mutual: bool = False
    via: str = ""  # which way of finding it fired; the measured precision of each way becomes the confidence


def found(
    hit: Hit, source: Phrase | None, target: Phrase | None, via: str, *, mutual: bool = False
) -> tuple[Finding, ...]:
    """Give the finding of two phrases, or none where a side is missing or both are one actor."""
    if source is None or target is None or (source is target and not mutual):
        return ()
    if source is target and not source.plural:
        return ()
    return (Finding(hit, hit.cue.relation, source, target, mutual, via),)


def doer(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> Phrase | None:
    """Subject of a verb: the nearest phrase on the left, or the subject of the verb that it is coordinated with."""
    near = subject(clause, hit.first) or opening(clause, hit.first, hit.last)
    held = [f for f in earlier if near is not None and f.target is near and f.hit.last <= hit.first and not f.mutual]
    if near is None:
        return None
    if not held:
        return None if _object(clause, near, hit) else near
    last = held[-1]
    joined = hit.first > 0 and clause.tokens[hit.first - 1] in grammar("and")
    accusing = clause.tokens[last.hit.first] in grammar("accusing")
    if ((last.hit.cue.relation == "urges" or accusing) and not joined) or last.hit.cue.frame in {
        Frame.PASSIVE,
        Frame.NOUN,
        Frame.MUTUAL_NOUN,
    }:
        return near  # the one who is asked is the one who shall act
    if hit.cue.relation in _SEATS and last.relation in _VERDICTS and not joined and not _parted(clause, near, hit):
        return near  # "merestui B masuk C", "backs B's bid to join C"
    gap = clause.tokens[near.last : hit.first]
    if any(grammar("relative").at(gap, k) for k in range(len(gap))):
        return near
    return last.source


_SEATS = frozenset({"joins", "leaves"})
_VERDICTS = frozenset({"supports", "opposes", "urges"})


def _parted(clause: Clause, phrase: Phrase, hit: Hit) -> bool:
    """Whether a comma or a conjunction stands between a phrase and a cue behind it."""
    return any(clause.tokens[i] == COMMA or begins_clause(clause, i) for i in range(phrase.last, hit.first))


def _object(clause: Clause, phrase: Phrase, hit: Hit) -> bool:
    """Whether an earlier verb stands right before the phrase, whose object it then is ("massa bela [X] serukan")."""
    k = clause.cue_at[phrase.first - 1] if phrase.first else -1
    if k < 0 or clause.hits[k][0].first == hit.first:
        return False
    return all(reading.cue.frame is Frame.VERB for reading in clause.hits[k])


def light_verb(clause: Clause, hit: Hit) -> tuple[int, bool] | None:
    """Position of the light verb that governs a noun cue, and whether its subject undergoes the act."""
    light, undergo, stop = (words("modality.yaml", key) for key in ("light", "undergo", "stop"))
    start = hit.first
    own = clause.phrase_at(hit.first - 1)
    if own is not None and (own.adjective or hit.cue.language == "en"):
        start = own.first  # "comes under [Russian] fire": the doer stands between
    for i in range(start - 1, max(start - 6, -1), -1):
        if clause.owner[i] >= 0 or stops(clause, i):
            return None
        if undergo.at(clause.tokens, i):
            return i, True
        if light.at(clause.tokens, i) or stop.at(clause.tokens, i):
            return i, False
        if clause.tokens[i] in grammar("prepositions") or clause.tokens[i] == COMMA:
            return None
    return None


def is_noun(clause: Clause, hit: Hit) -> bool:
    """Whether an English form that may be noun or verb is a noun here ("Israeli strikes on", "the attack")."""
    before = clause.tokens[hit.first - 1] if hit.first else ""
    left = clause.phrase_at(hit.first - 1)
    if left is not None:
        return left.adjective
    if before in grammar("determiners") or before.isdigit():
        return True
    after = clause.tokens[hit.last] if hit.last < len(clause.tokens) else ""
    return after in grammar("nominal_followers") and clause.tokens[hit.last - 1] in grammar("nouns_or_verbs")
