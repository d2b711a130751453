"""Who does it to whom: assigns the participants of one cue by its frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from haluan.claims.clause import COMMA, Clause, Phrase, grammar
from haluan.claims.lexicon import Frame, Hit, thing_words, transfers, words
from haluan.claims.search import (
    adjacent_left,
    adjacent_right,
    agent,
    begins_clause,
    following,
    opening,
    stops,
    subject,
)

LOOSE_OBJECT = frozenset({"attacks"})  # a place behind "di" is what an attack hits
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


Subjects = dict[int, Phrase]  # cue index -> the subject that an earlier cue found


def assign(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Participants of ``hit``; ``earlier`` are the findings left of it, whose subjects a coordinated verb shares."""
    return _BY_FRAME[hit.cue.frame](clause, hit, earlier)


def _found(
    hit: Hit, source: Phrase | None, target: Phrase | None, via: str, *, mutual: bool = False
) -> tuple[Finding, ...]:
    if source is None or target is None or (source is target and not mutual):
        return ()
    if source is target and not source.plural:
        return ()
    return (Finding(hit, hit.cue.relation, source, target, mutual, via),)


def doer(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> Phrase | None:
    """Subject of a verb: the nearest phrase on the left, or the subject of the verb that it is coordinated with."""
    near = subject(clause, hit.first) or opening(clause, hit.first, hit.last)
    held = [f for f in earlier if near is not None and f.target is near and f.hit.last <= hit.first and not f.mutual]
    if near is None or not held:
        return near
    last = held[-1]
    joined = hit.first > 0 and clause.tokens[hit.first - 1] in grammar("and")
    if (last.hit.cue.relation == "urges" and not joined) or last.hit.cue.frame in {
        Frame.PASSIVE,
        Frame.NOUN,
        Frame.MUTUAL_NOUN,
    }:
        return near  # the one who is asked is the one who shall act
    gap = clause.tokens[near.last : hit.first]
    if any(grammar("relative").at(gap, k) for k in range(len(gap))):
        return near
    return last.source


def _is_noun(clause: Clause, hit: Hit) -> bool:
    """Whether an English form that may be noun or verb is a noun here ("Israeli strikes on", "the attack")."""
    before = clause.tokens[hit.first - 1] if hit.first else ""
    left = clause.phrase_at(hit.first - 1)
    if left is not None:
        return left.adjective
    if before in grammar("determiners") or before.isdigit():
        return True
    after = clause.tokens[hit.last] if hit.last < len(clause.tokens) else ""
    return after in grammar("nominal_followers") and clause.tokens[hit.last - 1] in grammar("nouns_or_verbs")


def _verb(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    cue = hit.cue
    if cue.language == "en" and _is_noun(clause, hit):
        return ()
    if hit.last < len(clause.tokens) and clause.tokens[hit.last] in grammar("by"):
        return _passive(clause, hit, earlier)
    if cue.bare and _object_of_noun(clause, hit):
        return ()
    if cue.strict and clause.phrase_at(hit.first - 1) is None:
        return ()
    source = doer(clause, hit, earlier)
    if source is not None and source.plural and _each_other(clause, hit):
        return _found(hit, source, source, "each-other", mutual=True)
    if cue.travel and (source is None or not source.official):
        return ()
    target = following(clause, hit.last, cue.preps, bare=True)
    if target is None and source is not None and cue.relation == "attacks":
        target = _scene(clause, source.last, hit.first)
    return _found(hit, source, target, "verb")


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


def _passive(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    cue = hit.cue
    by = agent(clause, hit.last)
    if cue.participle:
        backer = clause.phrase_at(hit.first - 2) if clause.tokens[hit.first - 1] == "-" else None
        if backer is not None:  # "Iran-backed Hezbollah"
            return _found(hit, backer, adjacent_right(clause, hit.last, reach=1), "backed")
        if by is None:
            return ()
        return _found(hit, by, subject(clause, hit.first, allow_prep=frozenset({"in", "on", "at", "of"})), "passive")
    doing = by or adjacent_right(clause, hit.last, reach=2)
    if doing is None:
        return ()
    done_to = subject(
        clause, hit.first, allow_prep=frozenset({"di", "ke"}) if cue.relation in LOOSE_OBJECT else frozenset()
    )
    if done_to is None and doing is not None:
        done_to = following(clause, doing.last, cue.preps, bare=False) or opening(clause, hit.first, doing.last)
    return _found(hit, doing, done_to, "passive")


def _light(clause: Clause, hit: Hit) -> tuple[int, bool] | None:
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


def _noun(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    cue = hit.cue
    if cue.language == "en" and cue.frame is Frame.NOUN and not _nominal_en(clause, hit):
        return ()
    if cue.relation == "attacks":
        between = following(clause, hit.last, BETWEEN, bare=False, reach=6)
        if between is not None and between.plural:
            return _found(hit, between, between, "between", mutual=True)
    light = _light(clause, hit)
    if light is not None and light[1]:
        return _undergone(clause, hit, light[0], earlier)
    source, rest, via = _noun_source(clause, hit, light, earlier)
    if source is None or (cue.strict and via != "own"):
        return _accused(clause, hit, earlier)
    target = following(clause, rest, cue.preps, bare=False, reach=REACH)
    if target is None and cue.object_noun and via == "own":
        actor = agent(clause, rest) or doer(clause, hit, earlier)
        if actor is not None and actor is not source:
            return _found(hit, actor, source, "object-noun")
    if target is None and _accused(clause, hit, earlier):
        return _accused(clause, hit, earlier)
    if target is None and cue.relation in {"attacks", "sanctions"}:
        return _found(hit, source, _victim(clause, hit), "victim")
    return _found(hit, source, target, f"noun-{via}")


def _cataphor(clause: Clause, hit: Hit) -> Phrase | None:
    """ "Dalam kunjungannya ke X, Y ...": the owner stands behind the comma that ends the opening phrase."""
    target = following(clause, hit.last, hit.cue.preps, bare=False, reach=REACH)
    if target is None or target.last >= len(clause.tokens) or clause.tokens[target.last] != COMMA:
        return None
    return clause.phrase_at(target.last + 1)


def _accused(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """ "Russia blames Ukraine for the strikes": the accused did it, to the accuser where nobody else is named."""
    if hit.cue.relation != "attacks" or not earlier:
        return ()
    charge = earlier[-1]
    if clause.tokens[charge.hit.first] not in grammar("accusing") or not charge.target.last <= hit.first:
        return ()
    if any(stops(clause, i) for i in range(charge.target.last, hit.first)):
        return ()
    return _found(hit, charge.target, charge.source, "accused")


def _undergone(clause: Clause, hit: Hit, at: int, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """ "X menghadapi sanksi AS", "X comes under fire from Y": the subject is the target."""
    own = adjacent_right(clause, hit.last) if hit.cue.language == "id" else adjacent_left(clause, hit.first)
    giver = own or following(clause, hit.last, AWAY, bare=False, reach=REACH)
    return _found(hit, giver, doer(clause, Hit(hit.cue, at, at + 1), earlier), "undergo")


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


def _nominal_en(clause: Clause, hit: Hit) -> bool:
    """Whether an English noun cue is used as a noun: anything but right after a plain name ("Israel strikes")."""
    left = clause.phrase_at(hit.first - 1)
    if left is not None and not left.adjective and clause.tokens[hit.first - 1] != "'s":
        following_token = clause.tokens[hit.last] if hit.last < len(clause.tokens) else ""
        return following_token in grammar("prepositions")
    return True


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
            and not (own.prep and not own.adjective and clause.tokens[hit.first - 1] != "'s")
        ):
            return own, hit.last, "own"
    by = agent(clause, hit.last)
    if by is not None:
        return by, hit.last, "by"
    givers = frozenset({"dari", "from", "by", "of"}) - cue.preps
    given = following(clause, hit.last, givers, bare=False, reach=REACH)
    if given is not None:
        return given, hit.last, "from"
    if light is not None:
        verb = Hit(cue, light[0], light[0] + 1)
        return doer(clause, verb, earlier), hit.last, "light"
    first = clause.phrase_at(0)
    if first is not None and first.last < len(clause.tokens) and clause.tokens[first.last] == ":":
        return first, hit.last, "colon"
    if following(clause, hit.last, cue.preps - PLACES, bare=False, reach=REACH) is not None:
        return subject(clause, hit.first), hit.last, "subject"
    return None, hit.last, ""


def _partner(clause: Clause, hit: Hit, *, reach: int = 10) -> Phrase | None:
    """The other side of a mutual verb: "dengan B", "with B", or B bare."""
    preps = frozenset({"dengan", "with", "ke", "bersama", "to", "and", "dan"}) | hit.cue.preps
    return following(clause, hit.last, preps, bare=True, reach=reach)


def _mutual_verb(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if hit.cue.language == "en" and _is_noun(clause, hit):
        return ()
    one = doer(clause, hit, earlier)
    if one is None:
        return ()
    if one.plural:
        trailing = hit.cue.lemma.rpartition(" ")[2] in grammar("prepositions")
        other = following(clause, hit.last, WITH, bare=trailing, reach=8)
        if other is not None:
            return _found(hit, one, other, "mutual-verb")
        return _found(hit, one, one, "mutual-list", mutual=True)
    return _found(hit, one, _partner(clause, hit), "mutual-verb")


def _mutual_noun(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    cue = hit.cue
    between = following(clause, hit.last, BETWEEN, bare=False, reach=8)
    if between is None and clause.tokens[hit.last - 1] in grammar("between"):
        between = adjacent_right(clause, hit.last, reach=3)
    if between is not None:
        if between.plural:
            return _found(hit, between, between, "between", mutual=True)
        other = following(clause, between.last, frozenset({"dengan", "dan", "and", "with"}), bare=False, reach=6)
        return _found(hit, between, other, "between")
    near = None if cue.possessed else _near_noun(clause, hit)
    if near is not None and near.plural:
        return _found(hit, near, near, "mutual-noun-list", mutual=True)
    start = near.last if near is not None and near.first >= hit.last else hit.last
    other = following(clause, start, frozenset({"dengan", "with", "bersama", "ke", "to"}), bare=False, reach=8)
    if near is not None and other is not None:
        return _found(hit, near, other, "mutual-noun")
    light = _light(clause, hit)
    if other is not None:
        at = light[0] if light is not None else hit.first
        one = doer(clause, Hit(cue, at, at + 1), earlier)
        return _found(hit, one, other, "mutual-light" if light else "mutual-loose")
    if light is not None:
        one = doer(clause, Hit(cue, light[0], light[0] + 1), earlier)
        if one is not None and one.plural:
            return _found(hit, one, one, "mutual-light-list", mutual=True)
        return _found(hit, one, near, "mutual-light")
    both = subject(clause, hit.first) if near is None else None
    if both is not None and both.plural and len(clause.phrases) == 1:
        return _found(hit, both, both, "mutual-subject", mutual=True)
    return ()


def _near_noun(clause: Clause, hit: Hit) -> Phrase | None:
    """The phrase that belongs to a mutual noun: right of it in Indonesian, left or behind "of" in English."""
    if hit.cue.language == "id":
        return adjacent_right(clause, hit.last, reach=3)
    left = adjacent_left(clause, hit.first)
    if left is not None:
        return left
    return following(clause, hit.last, frozenset({"of"}), bare=False, reach=4)


def _role(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """ "X adalah sekutu Y", "X, anggota Y", "anggota Y seperti X", "Y's ally X"."""
    if hit.cue.possessed:
        whole, start = doer(clause, hit, earlier), hit.last
    elif hit.cue.language == "id":
        whole = adjacent_right(clause, hit.last, reach=2) or following(clause, hit.last, FOR, bare=False, reach=4)
        start = whole.last if whole is not None else hit.last
    else:
        whole = following(clause, hit.last, FOR, bare=False, reach=4) or adjacent_left(clause, hit.first, reach=2)
        start = hit.last if whole is None or whole.first < hit.first else whole.last
    whole = whole or following(clause, hit.last, BETWEEN, bare=False, reach=4) or agent(clause, hit.last, reach=5)
    if whole is None:
        return _each_others(clause, hit)
    example = _example(clause, start)
    if example is not None and example is not whole:
        return _found(hit, example, whole, "role-example")
    copula = grammar("copula")
    for i in range(hit.first - 1, max(hit.first - 8, -1), -1):
        phrase = clause.phrase_at(i)
        if phrase is not None and phrase is not whole:
            return ()
        if stops(clause, i) or begins_clause(clause, i) or clause.cue_at[i] >= 0:
            return ()
        if copula.at(clause.tokens, i) and phrase is None:
            return _found(hit, subject(clause, i) or opening(clause, i, hit.last), whole, "role")
        if clause.tokens[i] == COMMA:
            return _found(hit, clause.phrase_at(i - 1), whole, "role-apposition")
    return ()


def _each_others(clause: Clause, hit: Hit) -> tuple[Finding, ...]:
    """ "AS dan Oman adalah sekutu dekat": a role without a whole holds between the members of its subject."""
    for i in range(hit.first - 1, max(hit.first - 3, -1), -1):
        if grammar("copula").at(clause.tokens, i) and clause.owner[i] < 0:
            both = subject(clause, i)
            if both is not None and both.plural and hit.cue.relation == "partners":
                return _found(hit, both, both, "role-list", mutual=True)
    return ()


def _example(clause: Clause, at: int) -> Phrase | None:
    """The list behind "seperti", "such as" within a few tokens of ``at``."""
    for i in range(at, min(at + 4, len(clause.tokens))):
        if grammar("examples").at(clause.tokens, i):
            return adjacent_right(clause, i + grammar("examples").at(clause.tokens, i), reach=3)
        if clause.tokens[i] != COMMA and clause.owner[i] >= 0:
            return None
    return None


def _flip(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    seller = following(clause, hit.last, hit.cue.preps | {"dari", "from"}, bare=False)
    if seller is None and hit.cue.lemma.endswith("from"):
        seller = adjacent_right(clause, hit.last)
    return _found(hit, seller, doer(clause, hit, earlier), "flip")


def _flip_noun(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    buyer = adjacent_right(clause, hit.last, reach=2)
    start = buyer.last if buyer is not None else hit.last
    seller = following(clause, start, FROM, bare=False)
    return _found(hit, seller, buyer or doer(clause, hit, earlier), "flip")


def _things(clause: Clause, hit: Hit) -> dict[str, int]:
    """Which sorts of things a transfer verb moves, by relation, each with the token behind it."""
    found: dict[str, int] = {}
    for i in range(hit.last, min(hit.last + 8, len(clause.tokens))):
        if clause.cue_at[i] >= 0 and clause.hits[clause.cue_at[i]][0].cue.relation == "eases":
            break  # "gencatan senjata" is no weapon
        if stops(clause, i) or begins_clause(clause, i) or clause.tokens[i] in grammar("relative"):
            break
        for relation, vocabulary in thing_words().items():
            n = vocabulary.at(clause.tokens, i)
            if n and relation not in found:
                found[relation] = i + n
    return found


def _give(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    found: tuple[Finding, ...] = ()
    for relation, after in _things(clause, hit).items():
        if relation in transfers()["get_only"] and hit.cue.lemma not in transfers()["sell"]:
            continue
        receiver = _receiver(clause, hit, after, earlier)
        giver = _giver(clause, hit, earlier)
        if giver is not None and receiver is not None and giver is not receiver:
            found += (Finding(hit, relation, giver, receiver, False, "give"),)
    return found


def _receiver(clause: Clause, hit: Hit, after: int, earlier: tuple[Finding, ...]) -> Phrase | None:
    """Who gets it: behind a preposition, between verb and thing, or the one who is helped "by sending" it."""
    receiver = following(clause, after, hit.cue.preps, bare=False)
    if receiver is not None:
        return receiver
    indirect = adjacent_right(clause, hit.last, reach=1)
    if indirect is not None and indirect.last < after:
        return indirect
    means = hit.first > 0 and clause.tokens[hit.first - 1] in _MEANS
    if means and earlier and earlier[-1].relation == "supports":
        return earlier[-1].target
    return None


_MEANS = WITH | {"by", "through", "lewat", "melalui"}


def _giver(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> Phrase | None:
    if hit.cue.language == "id" and clause.tokens[hit.first].startswith("di"):
        return agent(clause, hit.last) or adjacent_right(clause, hit.last, reach=1)
    return doer(clause, hit, earlier)


def _get(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    found: tuple[Finding, ...] = ()
    for relation, after in _things(clause, hit).items():
        source = following(clause, after, hit.cue.preps, bare=relation in {"trades", "arms"}, reach=6)
        receiver = doer(clause, hit, earlier)
        if source is not None and receiver is not None and source is not receiver:
            found += (Finding(hit, relation, source, receiver, False, "get"),)
    return found


_BY_FRAME: dict[Frame, Callable[[Clause, Hit, tuple[Finding, ...]], tuple[Finding, ...]]] = {
    Frame.VERB: _verb,
    Frame.PASSIVE: _passive,
    Frame.NOUN: _noun,
    Frame.MUTUAL_VERB: _mutual_verb,
    Frame.MUTUAL_NOUN: _mutual_noun,
    Frame.ROLE: _role,
    Frame.FLIP_VERB: _flip,
    Frame.FLIP_NOUN: _flip_noun,
    Frame.GIVE: _give,
    Frame.GET: _get,
}
