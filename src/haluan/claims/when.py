"""When a claim's act happened: which date expression of the sentence belongs to its cue."""

from __future__ import annotations

from collections.abc import Iterable

from haluan.claims.clause import COMMA, QUOTES, Clause, grammar
from haluan.claims.dates import Dated
from haluan.claims.dates_words import at, phrases, width
from haluan.claims.frames.finding import Finding
from haluan.claims.search import begins_clause
from haluan.claims.speech import Speech, speech

RIGHT, LEFT = 14, 8  # tokens between a cue's last participant and a date behind it, or a date before its first one
BESIDE = 8  # tokens between a word of speech and the date of what is said
RECORD = 8  # tokens between "pertama kali" and the "sejak" that belongs to it
OPENERS = frozenset({"sejak", "since", "saat", "as"})  # begin dates as well as clauses
STATEMENTS = frozenset({"opposes", "urges", "supports", "threatens"})  # the statement is the act (ANNOTATION rule 13)


def when_of(clause: Clause, finding: Finding, dates: tuple[Dated, ...], said: tuple[Speech, ...]) -> str | None:
    """EDTF of the date that stands with the act, or None.

    A date beside a speech verb is the statement's, which is the act's only where the act is to say it.
    """
    fit = tuple(d for d in dates if not _passing(clause, d, finding) and not _record(clause, d))
    own = (d for d in fit if not _of_statement(clause, d, finding, said) and not _of_plan(clause, d, finding))
    best = _nearest(clause, finding, own)
    if best is None and finding.relation in STATEMENTS:
        best = _of_saying(clause, finding, fit, said)
    return best.edtf if best is not None else None


def _nearest(clause: Clause, finding: Finding, dates: Iterable[Dated]) -> Dated | None:
    first = min(finding.hit.first, finding.source.first, finding.target.first)
    last = max(finding.hit.last, finding.source.last, finding.target.last)
    reached = [
        (distance, d)
        for d in dates
        if not _aside(clause, d, finding, first, last) and (distance := _distance(clause, d, first, last)) is not None
    ]
    return min(reached, key=lambda found: found[0])[1] if reached else None


def _distance(clause: Clause, dated: Dated, first: int, last: int) -> int | None:
    """Tokens between the act and the date, or None where something stands between that parts them."""
    if dated.first >= last:
        gap, limit = range(last, dated.first), RIGHT
    elif dated.last <= first:
        gap, limit = range(_dating(clause, dated.last), first), LEFT
        if _new_clause(clause, dated.last):
            return None
    else:
        return 0
    if len(gap) > limit or any(_parts(clause, i) for i in gap):
        return None
    return len(gap)


def _dating(clause: Clause, i: int) -> int:
    """Past a "ketika" right behind a date: "28 Februari, ketika X menyerang Y"."""
    k = i + (at(clause.tokens, i) == COMMA)
    used = width("dating", clause.tokens, k)
    return k + used if used else i


def _new_clause(clause: Clause, i: int) -> bool:
    """Whether another clause is joined at token ``i``: "marched on Monday, and X accused Y"."""
    return at(clause.tokens, i) == COMMA and at(clause.tokens, i + 1) in grammar("and")


def _aside(clause: Clause, dated: Dated, finding: Finding, first: int, last: int) -> bool:
    """Whether the date stands in a relative clause about a participant: "membebaskan Y yang ditahan sejak Juli".

    A clause about a noun of doing tells when it was done, unless a comma parts them.
    """
    noun = "noun" in finding.hit.cue.frame
    begin = last if dated.first >= last else first
    if begin < last and not (first <= dated.first and dated.last <= finding.hit.first):
        return False
    asked = finding.relation == "urges" and at(clause.tokens, dated.first - 1) != COMMA
    for i in range(begin, dated.first):
        if asked and begin == last and clause.tokens[i] in grammar("purpose"):
            return True  # "meminta Y untuk menarik diri pada Juni": the day that is asked for
        if grammar("relative").at(clause.tokens, i) and (not noun or at(clause.tokens, i - 1) == COMMA):
            return True
    return False


def _parts(clause: Clause, i: int) -> bool:
    token = clause.tokens[i]
    if token in QUOTES or token == ";":
        return True
    return begins_clause(clause, i) and token not in OPENERS


def _of_statement(clause: Clause, dated: Dated, finding: Finding, said: tuple[Speech, ...]) -> bool:
    """Whether the date belongs to a speech verb and not to the act: "kata X, Senin (1/2)"."""
    hit = finding.hit
    for k in range(dated.last, min(dated.last + 3, hit.first)):
        if speech("before").at(clause.tokens, k):
            return True  # "X pada Senin (1/2) mengatakan bahwa ..."
    for s in said:
        if hit.first <= s.verb < hit.last:
            continue  # the cue is the speech verb: "menuduh"
        if hit.last <= s.verb < dated.first and (s.last <= s.verb or _apart(clause, hit.last, s.verb)):
            return True
        if s.verb < dated.first <= s.verb + BESIDE and dated.last <= hit.first:
            return True  # "mengatakan kepada Y pada Sabtu (2/8) bahwa ..."
    return False


def _apart(clause: Clause, a: int, b: int) -> bool:
    """Whether a comma, a quotation mark or an "and" stands between, so that a verb there has a clause of its own."""
    return any(t == COMMA or t in QUOTES or t in grammar("and") for t in clause.tokens[a:b])


def _of_saying(clause: Clause, finding: Finding, dates: tuple[Dated, ...], said: tuple[Speech, ...]) -> Dated | None:
    """The date of what the claim's own source says: "mengecam Y, kata menteri X, Senin (1/2)"."""
    source = set(finding.source.actors)
    for s in said:
        if not source & set(s.voice.actors) or not s.covers(finding.hit.first, clause.quoted):
            continue
        for d in dates:
            gap = d.first - s.verb if d.first > s.verb else s.verb - d.last
            if gap <= BESIDE and not _between(finding, min(s.verb, d.first), max(s.verb, d.first)):
                return d
    return None


def _between(finding: Finding, a: int, b: int) -> bool:
    """Whether the cue or the target stands between two tokens."""
    return a < finding.hit.first < b or a < finding.target.first < b


def _passing(clause: Clause, dated: Dated, finding: Finding) -> bool:
    """Whether a passing source has the date ("dilansir X, Senin (1/2)"), with nothing of the act between."""
    for i in range(max(dated.first - BESIDE, 0), dated.first):
        if speech("passing").at(clause.tokens, i) and not i < finding.hit.first < dated.first:
            return True
    return False


def _record(clause: Clause, dated: Dated) -> bool:
    """Whether the date is the last time before: "pertama kali sejak 1973"."""
    since = next((k for k in range(dated.first - 1, max(dated.first - 3, -1), -1) if _since(clause, k)), None)
    if since is None:
        return False
    return any(token in phrases("records") for token in clause.tokens[max(since - RECORD, 0) : since])


def _since(clause: Clause, k: int) -> bool:
    return clause.tokens[k] in phrases("since")


def _of_plan(clause: Clause, dated: Dated, finding: Finding) -> bool:
    """Whether the date is of a plan of the act ("agreed on Friday to ...") or of an answer to it ("respons atas")."""
    between = clause.tokens[dated.last : finding.hit.first]
    if between and between[0] in grammar("purpose"):
        return True
    return any(token in phrases("plans") or token in phrases("answers") for token in between)
