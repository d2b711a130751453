"""Acts of unnamed members that the next sentence names: "beberapa negara anggotanya berencana mengakui X. Langkah ini,
yang melibatkan negara-negara seperti A dan B, ..." says that A and B plan to recognize X, and belong to the bloc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haluan.claims.clause import Clause, Phrase, grammar
from haluan.claims.frames.finding import Finding
from haluan.claims.lexicon import Frame, Hit
from haluan.claims.search import following, partial, stops
from haluan.claims.status import read_status
from haluan.model import Mention, Status

REACH = 8  # tokens between the anaphor and the list that it introduces


@dataclass(frozen=True, slots=True)
class Act:
    """What unnamed members of ``bloc`` (or of nothing named) do to ``target``."""

    hit: Hit
    relation: str
    status: Status
    target: Phrase
    bloc: Mention | None


@dataclass(frozen=True, slots=True)
class Done:
    """One named doer of an act: evidence runs from token ``first`` to the end of ``mention``."""

    act: Act
    first: int
    mention: Mention
    actor: str


def act_of(clause: Clause) -> Act | None:
    """The act in ``clause`` whose doers are "some states" or "some members", if it has one."""
    for readings in clause.hits:
        hit = readings[0]
        if hit.cue.frame is not Frame.VERB or hit.cue.relation == "urges":
            continue
        members = _unnamed(clause, hit)
        target = following(clause, hit.last, hit.cue.preps, bare=True)
        if members is None or target is None:
            continue
        finding = Finding(hit, hit.cue.relation, target, target)
        read = read_status(clause, finding, ())
        return Act(hit, read.relation, read.status, target, _bloc(clause, members))
    return None


def _unnamed(clause: Clause, hit: Hit) -> int | None:
    """Position of the word for the unnamed doers right before a verb ("negara anggotanya yang berencana")."""
    for i in range(hit.first - 1, max(hit.first - 7, -1), -1):
        if grammar("unnamed").at(clause.tokens, i):
            return i
        phrase = clause.phrase_at(i)
        if phrase is not None:
            return phrase.first - 1 if partial(clause, phrase) else None
        if stops(clause, i):
            return None
    return None


def _bloc(clause: Clause, at: int) -> Mention | None:
    """The bloc whose members are meant: named right behind "anggota", or the sentence's first phrase for "-nya"."""
    if clause.tokens[at] not in grammar("members"):
        return None
    behind = clause.phrase_at(at + 1)
    if behind is not None:
        return behind.mentions[0]
    before = [p for p in clause.phrases if p.last <= at]
    return before[0].mentions[0] if before else None


def doers(clause: Clause, act: Act) -> Iterator[Done]:
    """Who did ``act`` according to ``clause``, which must open with "langkah ini" or the like and give a list."""
    for i in range(min(3, len(clause.tokens) - 1)):
        if grammar("acts").at(clause.tokens, i) and clause.tokens[i + 1] in grammar("deictics"):
            break
    else:
        return
    for k in range(i + 2, min(i + 2 + REACH, len(clause.tokens))):
        phrase = clause.phrase_at(k)
        if phrase is None:
            continue
        if any(grammar("introduces").at(clause.tokens, j) for j in range(i + 2, k)):
            for mention in phrase.mentions:
                for actor in mention.actors:
                    yield Done(act, i, mention, actor)
        return
