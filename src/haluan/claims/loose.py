"""A second look at cues whose frame found nobody: the nearest actors of the same stretch of the sentence.

News bends its frames ("Israel, menurut ..., kembali menyerang ... di Rafah"). Where one stretch between full stops,
quotation marks and colons names just two actors, a word of violence between or beside them mostly joins them, and so
does any noun of doing in a headline. What is right of it on the training articles stands in confidence.yaml; other
verbs gave 0.15 to 0.3 and are left out.
"""

from __future__ import annotations

from haluan.claims.clause import COMMA, Clause, Phrase, grammar
from haluan.claims.frames.finding import Finding, is_noun
from haluan.claims.lexicon import Frame, Hit
from haluan.claims.search import adjacent_left, adjacent_right, stops

STRETCH = 16  # tokens on either side of a cue in which its actors are sought
HEADLINE = 16  # tokens up to which a sentence counts as a headline
UNSURE = frozenset({"eases", "disputes"})  # "gencatan senjata", "ketegangan" in a headline: 0 of 5 right
NOUNS = frozenset({Frame.NOUN, Frame.MUTUAL_NOUN})


def _stretch(clause: Clause, hit: Hit) -> tuple[int, int]:
    first, last = hit.first, hit.last
    while first > 0 and hit.first - first < STRETCH and not stops(clause, first - 1):
        first -= 1
    while last < len(clause.tokens) and last - hit.last < STRETCH and not stops(clause, last):
        last += 1
    return first, last


def _eligible(clause: Clause, hit: Hit) -> bool:
    """Whether two actors near the cue are enough to join them by it."""
    cue = hit.cue
    if cue.weak or cue.strict:
        return False
    if cue.relation == "attacks" and cue.frame in {Frame.VERB, Frame.NOUN}:
        return cue.frame is Frame.NOUN or cue.language != "en" or not is_noun(clause, hit)
    if cue.relation in UNSURE:
        return False
    return cue.frame in NOUNS and len(clause.tokens) <= HEADLINE and len(clause.hits) <= 2


def loose(clause: Clause, hit: Hit, earlier: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings of ``hit`` from the only two actors around it; empty where there are more or fewer.

    Where the frames already joined the two ("China menolak tuduhan NATO"), nothing is added.
    """
    if not _eligible(clause, hit) or (earlier and hit.cue.relation != "attacks"):
        return ()
    first, last = _stretch(clause, hit)
    phrases = [p for p in clause.phrases if p.first >= first and p.last <= last and not p.label]
    sides = {p.actors for p in phrases}
    if len(sides) != 2 or set.intersection(*(set(side) for side in sides)):
        return ()
    left = [p for p in phrases if p.last <= hit.first]
    right = [p for p in phrases if p.first >= hit.last]
    pair = _ordered(clause, hit, left, right)
    if pair is None or pair[0].actors == pair[1].actors:
        return ()
    return (Finding(hit, hit.cue.relation, pair[0], pair[1], False, f"loose-{hit.cue.frame}"),)


def _ordered(clause: Clause, hit: Hit, left: list[Phrase], right: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """Source and target by the places of the two actors."""
    if hit.cue.frame is Frame.MUTUAL_NOUN:
        both = left + right
        return both[0], next(p for p in both if p.actors != both[0].actors)
    if hit.cue.frame is Frame.VERB:
        if not left or not right or COMMA in clause.tokens[hit.last : right[0].first]:
            return None
        return _first(left), right[0]
    own = adjacent_right(clause, hit.last) if hit.cue.language == "id" else adjacent_left(clause, hit.first)
    if own is not None:
        other = next((p for p in right + left if p.actors != own.actors), None)
        if other is None or (other.prep is not None and other.prep in grammar("away")):
            return None
        return own, other
    if left and right and right[0].prep in hit.cue.preps:
        return _first(left), right[0]
    return None


def _first(left: list[Phrase]) -> Phrase:
    """The nearest phrase that no preposition governs, else the nearest."""
    return next((p for p in reversed(left) if p.prep is None), left[-1])
