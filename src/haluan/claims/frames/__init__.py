"""Who does it to whom: the participants of one cue, by its frame. One file a family of frames."""

from __future__ import annotations

from collections.abc import Callable

from haluan.claims.clause import Clause
from haluan.claims.frames.finding import Finding
from haluan.claims.frames.mutual import mutual_noun, mutual_verb
from haluan.claims.frames.nouns import noun
from haluan.claims.frames.role import role
from haluan.claims.frames.transfers import get, give
from haluan.claims.frames.verbs import flip, flip_noun, passive, verb
from haluan.claims.lexicon import Frame, Hit

__all__ = ["Finding", "assign"]


def assign(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Participants of ``hit``; ``earlier`` are the findings left of it, whose subjects a coordinated verb shares."""
    return _BY_FRAME[hit.cue.frame](clause, hit, earlier)


_BY_FRAME: dict[Frame, Callable[[Clause, Hit, tuple[Finding, ...]], tuple[Finding, ...]]] = {
    Frame.VERB: verb,
    Frame.PASSIVE: passive,
    Frame.NOUN: noun,
    Frame.MUTUAL_VERB: mutual_verb,
    Frame.MUTUAL_NOUN: mutual_noun,
    Frame.ROLE: role,
    Frame.FLIP_VERB: flip,
    Frame.FLIP_NOUN: flip_noun,
    Frame.GIVE: give,
    Frame.GET: get,
}
