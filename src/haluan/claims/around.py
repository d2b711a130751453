"""What stands around a claim that no rule made: its cue, who says it, when it happened, and whether it is quiet."""

from __future__ import annotations

from haluan.claims.analysis import Analysed
from haluan.claims.clause import Phrase
from haluan.claims.frames.finding import Finding
from haluan.claims.lexicon import Cue, Frame, Hit
from haluan.claims.speech import speaker_of
from haluan.claims.status import read_quiet
from haluan.claims.when import when_of

REACH = 6  # tokens around a stretch in which its cue may stand


def nearest_cue(here: Analysed, relation: str, first: int, last: int) -> Hit | None:
    """The lexicon's cue of this relation that stands nearest to the tokens ``[first, last)``."""
    hits = [hit for readings in here.clause.hits for hit in readings if hit.cue.relation == relation]
    near = [hit for hit in hits if first - REACH <= hit.first and hit.last <= last + REACH]
    return min(near, key=lambda h: max(first - h.first, h.last - last, 0), default=None)


def attributed(here: Analysed, hit: Hit | None, relation: str, first: int, last: int) -> tuple[str | None, str | None]:
    """Speaker and date of the claim at tokens ``[first, last)``, found as the rules find theirs."""
    voice = speaker_of(here.said, here.clause, hit.first if hit is not None else first)
    when = when_of(here.clause, _stretch(hit, relation, first, last), here.dated, here.said)
    return voice.name if voice is not None else None, when


def marked_quiet(here: Analysed, hit: Hit | None, relation: str, first: int, last: int) -> bool:
    """Whether the text marks the claim at tokens ``[first, last)`` as unspoken ("secretly"), as the rules see it."""
    return read_quiet(here.clause, _stretch(hit, relation, first, last))


def _stretch(hit: Hit | None, relation: str, first: int, last: int) -> Finding:
    """The stretch in the form of a finding, so that its date and its marks are sought where the rules seek theirs."""
    whole = Phrase(first, last, ())
    return Finding(hit or Hit(Cue(relation, Frame.VERB, "id", relation), first, last), relation, whole, whole)
