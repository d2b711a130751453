"""Giving and getting: the thing decides the relation ("mengirim senjata / pasukan / bantuan ke Ukraina")."""

from __future__ import annotations

from haluan.claims.clause import Clause, Phrase, grammar
from haluan.claims.frames.finding import (
    WITH,
    Finding,
    doer,
)
from haluan.claims.lexicon import Hit, thing_words, transfers
from haluan.claims.search import adjacent_right, agent, begins_clause, following, stops

_MEANS = WITH | {"by", "through", "lewat", "melalui"}


def give(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find giver and receiver of each thing that a verb of giving moves."""
    found: tuple[Finding, ...] = ()
    for relation, after in _things(clause, hit).items():
        if relation in transfers()["get_only"] and hit.cue.lemma not in transfers()["sell"]:
            continue
        receiver = _receiver(clause, hit, after, earlier)
        giver = _giver(clause, hit, earlier)
        if giver is not None and receiver is not None and giver is not receiver:
            found += (Finding(hit, relation, giver, receiver, False, "give"),)
    return found


def get(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Find the source of each thing that a verb of getting moves; the subject receives it."""
    found: tuple[Finding, ...] = ()
    for relation, after in _things(clause, hit).items():
        source = following(clause, after, hit.cue.preps, bare=relation in {"trades", "arms"}, reach=6)
        receiver = doer(clause, hit, earlier)
        if source is not None and receiver is not None and source is not receiver:
            bought = relation == "aids" and hit.cue.lemma in transfers()["buy"]
            found += (Finding(hit, "trades" if bought else relation, source, receiver, False, "get"),)
    return found


def _things(clause: Clause, hit: Hit) -> dict[str, int]:
    """Which sorts of things a transfer verb moves, by relation, each with the token behind it."""
    found: dict[str, int] = {}
    for i in range(hit.last, min(hit.last + 8, len(clause.tokens))):
        if clause.cue_at[i] >= 0 and clause.hits[clause.cue_at[i]][0].cue.relation == "eases":
            break  # "gencatan senjata" is no weapon
        if stops(clause, i) or begins_clause(clause, i) or clause.tokens[i] in grammar("relative"):
            break
        widths = {relation: vocabulary.at(clause.tokens, i) for relation, vocabulary in thing_words().items()}
        relation = max(widths, key=lambda r: widths[r])  # "bantuan militer" before "bantuan"
        if widths[relation] and relation not in found:
            found[relation] = i + widths[relation]
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
    if means and earlier and earlier[-1].relation in {"supports", "aids"}:
        return earlier[-1].target
    return None


def _giver(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> Phrase | None:
    if hit.cue.language == "id" and clause.tokens[hit.first].startswith("di"):
        return agent(clause, hit.last) or adjacent_right(clause, hit.last, reach=1)
    return doer(clause, hit, earlier)
