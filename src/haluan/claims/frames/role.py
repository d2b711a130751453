"""What one side is to another: "X adalah sekutu Y", "anggota Y seperti X", "importers of Russian gas"."""

from __future__ import annotations

from haluan.claims.clause import COMMA, Clause, Phrase, grammar
from haluan.claims.frames.finding import (
    BETWEEN,
    FOR,
    Finding,
    doer,
    found,
)
from haluan.claims.lexicon import Hit
from haluan.claims.search import adjacent_left, adjacent_right, agent, begins_clause, following, opening, stops, subject


def role(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
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
        return found(hit, example, whole, "role-example")
    set_of = clause.phrase_at(hit.first - 1)
    if set_of is not None and not set_of.named and set_of is not whole:
        return found(hit, set_of, whole, "role-set")  # "[4 negara] sahabat Rusia", where the article tells which four
    copula = grammar("copula")
    for i in range(hit.first - 1, max(hit.first - 8, -1), -1):
        phrase = clause.phrase_at(i)
        if phrase is not None and phrase is not whole:
            return ()
        if stops(clause, i) or begins_clause(clause, i) or clause.cue_at[i] >= 0:
            return ()
        if copula.at(clause.tokens, i) and phrase is None:
            return found(hit, subject(clause, i) or opening(clause, i, hit.last), whole, "role")
        if clause.tokens[i] == COMMA:
            return found(hit, clause.phrase_at(i - 1), whole, "role-apposition")
    return ()


def _each_others(clause: Clause, hit: Hit) -> tuple[Finding, ...]:
    """ "AS dan Oman adalah sekutu dekat": a role without a whole holds between the members of its subject."""
    for i in range(hit.first - 1, max(hit.first - 3, -1), -1):
        if grammar("copula").at(clause.tokens, i) and clause.owner[i] < 0:
            both = subject(clause, i)
            if both is not None and both.plural and hit.cue.relation == "partners":
                return found(hit, both, both, "role-list", mutual=True)
    return ()


def _example(clause: Clause, at: int) -> Phrase | None:
    """The list behind "seperti", "such as" within a few tokens of ``at``."""
    for i in range(at, min(at + 4, len(clause.tokens))):
        if grammar("examples").at(clause.tokens, i):
            return adjacent_right(clause, i + grammar("examples").at(clause.tokens, i), reach=3)
        if clause.tokens[i] != COMMA and clause.owner[i] >= 0:
            return None
    return None
