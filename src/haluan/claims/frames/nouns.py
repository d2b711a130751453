"""Nouns of doing: "serangan Israel ke Gaza", "Russia's invasion of Ukraine", "menghadapi sanksi AS"."""

from __future__ import annotations

from haluan.claims.clause import COMMA, Clause, Phrase, grammar
from haluan.claims.frames.finding import (
    AWAY,
    BETWEEN,
    PLACES,
    REACH,
    Finding,
    doer,
    found,
    light_verb,
)
from haluan.claims.lexicon import Frame, Hit, words
from haluan.claims.search import adjacent_left, adjacent_right, agent, following, stops, subject

NEAR = 6  # tokens from a noun to its "oleh X"
_UNASKED = frozenset({"attacks", "eases"})  # "menyerukan penghentian serangan ke X" is no act of the one who calls


def noun(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find who does what a noun names, and to whom: "serangan Israel ke Gaza"."""
    cue = hit.cue
    if cue.language == "en" and cue.frame is Frame.NOUN and not _nominal_en(clause, hit):
        return ()
    if cue.relation == "attacks":
        between = following(clause, hit.last, BETWEEN, bare=False, reach=6)
        if between is not None and between.plural:
            return found(hit, between, between, "between", mutual=True)
    light = light_verb(clause, hit)
    if light is not None and light[1]:
        return _undergone(clause, hit, light[0], earlier)
    source, rest, via = _noun_source(clause, hit, light, earlier)
    if source is None or (cue.strict and via != "own"):
        return accused(clause, hit, earlier)
    target = following(clause, rest, cue.preps, bare=False, reach=REACH)
    if target is None and cue.object_noun and via == "own":
        actor = agent(clause, rest) or doer(clause, hit, earlier)
        if actor is not None and actor is not source:
            return found(hit, actor, source, "object-noun")
    if target is None and accused(clause, hit, earlier):
        return accused(clause, hit, earlier)
    if target is None and cue.relation in {"attacks", "sanctions"} and not cue.weak:
        return found(hit, source, _victim(clause, hit), "victim")
    return found(hit, source, target, f"noun-{via}")


def _noun_source(
    clause: Clause, hit: Hit, light: tuple[int, bool] | None, earlier: tuple[Finding, ...]
) -> tuple[Phrase | None, int, str]:
    """Who does what the noun names, and where to look on for the target."""
    cue = hit.cue
    if cue.possessed or (hit.first and clause.tokens[hit.first - 1] in grammar("possessives")):
        return doer(clause, hit, earlier) or _cataphor(clause, hit), hit.last, "possessed"
    if cue.language == "id":
        own = adjacent_right(clause, hit.last)
        if own is not None and not own.label:
            return own, own.last, "own"
    else:
        own = adjacent_left(clause, hit.first)
        if (
            own is not None
            and not own.label
            and not (_governed(clause, own) and not own.adjective and clause.tokens[hit.first - 1] != "'s")
        ):
            return own, hit.last, "own"
    by = agent(clause, hit.last, reach=NEAR) or _done_by(clause, hit.last)
    if by is not None:
        return by, hit.last, "by"
    givers = frozenset({"dari", "from", "by", "of"}) - cue.preps
    given = following(clause, hit.last, givers, bare=False, reach=REACH)
    if given is not None:
        return given, hit.last, "from"
    if (
        light is not None
        and cue.relation in _UNASKED
        and words("modality.yaml", "requested").at(clause.tokens, light[0])
    ):
        return None, hit.last, ""
    if light is not None:
        verb = Hit(cue, light[0], light[0] + 1)
        return doer(clause, verb, earlier), hit.last, "light"
    first = clause.phrase_at(0)
    if first is not None and first.last < len(clause.tokens) and clause.tokens[first.last] == ":":
        return first, hit.last, "colon"
    if following(clause, hit.last, cue.preps - PLACES, bare=False, reach=REACH) is not None:
        return subject(clause, hit.first), hit.last, "subject"
    return None, hit.last, ""


def _governed(clause: Clause, phrase: Phrase) -> bool:
    """Whether a preposition stands right before the phrase ("in [China]'s ...")."""
    return phrase.first > 0 and clause.tokens[phrase.first - 1] in grammar("prepositions")


def _done_by(clause: Clause, at: int) -> Phrase | None:
    """The doer in "agresi brutal yang dilakukan [Israel]", "tarif yang diterapkan oleh [AS]"."""
    for i in range(at, min(at + 4, len(clause.tokens) - 2)):
        if grammar("heads").at(clause.tokens, i) and grammar("done").at(clause.tokens, i + 1):
            return agent(clause, i + 2, reach=3) or adjacent_right(clause, i + 2, reach=2)
        if clause.owner[i] >= 0:
            return None
    return None


def _nominal_en(clause: Clause, hit: Hit) -> bool:
    """Whether an English noun cue is used as a noun: anything but right after a plain name ("Israel strikes")."""
    left = clause.phrase_at(hit.first - 1)
    if left is not None and not left.adjective and clause.tokens[hit.first - 1] != "'s":
        following_token = clause.tokens[hit.last] if hit.last < len(clause.tokens) else ""
        return following_token in grammar("prepositions")
    return True


def _undergone(clause: Clause, hit: Hit, at: int, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """ "X menghadapi sanksi AS", "X comes under fire from Y": the subject is the target."""
    own = adjacent_right(clause, hit.last) if hit.cue.language == "id" else adjacent_left(clause, hit.first)
    giver = own or following(clause, hit.last, AWAY, bare=False, reach=REACH)
    return found(hit, giver, doer(clause, Hit(hit.cue, at, at + 1), earlier), "undergo")


def accused(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """ "Russia blames Ukraine for the strikes": the accused did it, to the accuser where nobody else is named."""
    if hit.cue.relation != "attacks" or not earlier:
        return ()
    charge = earlier[-1]
    if clause.tokens[charge.hit.first] not in grammar("accusing") or not charge.target.last <= hit.first:
        return ()
    if any(stops(clause, i) for i in range(charge.target.last, hit.first)):
        return ()
    return found(hit, charge.target, charge.source, "accused")


def _cataphor(clause: Clause, hit: Hit) -> Phrase | None:
    """ "Dalam kunjungannya ke X, Y ...": the owner stands behind the comma that ends the opening phrase."""
    target = following(clause, hit.last, hit.cue.preps, bare=False, reach=REACH)
    if target is None or target.last >= len(clause.tokens) or clause.tokens[target.last] != COMMA:
        return None
    return clause.phrase_at(target.last + 1)


def _victim(clause: Clause, hit: Hit) -> Phrase | None:
    """Who suffers an attack that is named behind him: "warga Gaza tewas akibat serangan Israel"."""
    victims = words("modality.yaml", "victims")
    suffered = False
    for i in range(hit.first - 1, max(hit.first - 14, -1), -1):
        phrase = clause.phrase_at(i)
        if phrase is not None and i >= hit.first - 1:
            continue
        if phrase is not None:
            return phrase if suffered and not phrase.label else None
        if stops(clause, i):
            return None
        suffered = suffered or bool(victims.at(clause.tokens, i))
    return None
