"""Demands made by saying that somebody must: "Abbas: Hamas harus membebaskan sandera" urges Hamas."""

from __future__ import annotations

from collections.abc import Iterator

from haluan.claims.clause import Clause, grammar
from haluan.claims.frames.finding import Finding
from haluan.claims.lexicon import Cue, Frame, Hit
from haluan.claims.search import subject
from haluan.claims.speech import Speech, speaker_of

_CUE = Cue("urges", Frame.VERB, "id", "harus")


def demands(clause: Clause, said: tuple[Speech, ...]) -> Iterator[Finding]:
    """Findings "speaker urges X" for each "X must" in the speech of somebody who speaks for another actor."""
    for i in range(len(clause.tokens)):
        if clause.owner[i] >= 0 or not grammar("must").at(clause.tokens, i):
            continue
        if i and clause.tokens[i - 1] in grammar("heads"):
            continue  # "wilayah X yang harus direbut": the region must, not X
        addressee = subject(clause, i)
        voice = speaker_of(said, clause, i)
        # a voice carried over from another sentence has no place in this one
        if addressee is None or voice is None or voice.phrase is addressee or voice.phrase not in clause.phrases:
            continue
        if not set(voice.actors) & set(addressee.actors) and addressee.named:
            yield Finding(Hit(_CUE, i, i + 1), "urges", voice.phrase, addressee, False, "must")
