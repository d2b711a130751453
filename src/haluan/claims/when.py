"""When a claim's act happened: which date expression of the sentence belongs to its cue."""

from __future__ import annotations

from haluan.claims.clause import QUOTES, Clause
from haluan.claims.dates import Dated
from haluan.claims.frames.finding import Finding
from haluan.claims.search import begins_clause
from haluan.claims.speech import Speech, speech

RIGHT, LEFT = 14, 8  # tokens between a cue's last participant and a date behind it, or a date before its first one


def when_of(clause: Clause, finding: Finding, dates: tuple[Dated, ...], said: tuple[Speech, ...]) -> str | None:
    """EDTF of the date that stands with the act, or None. A date beside a speech verb is the statement's."""
    first = min(finding.hit.first, finding.source.first, finding.target.first)
    last = max(finding.hit.last, finding.source.last, finding.target.last)
    best: tuple[int, str] | None = None
    for dated in dates:
        distance = _distance(clause, dated, first, last)
        if distance is None or _of_statement(clause, dated, finding, said):
            continue
        if best is None or distance < best[0]:
            best = distance, dated.edtf
    return best[1] if best else None


def _distance(clause: Clause, dated: Dated, first: int, last: int) -> int | None:
    """Tokens between the act and the date, or None where something stands between that parts them."""
    if dated.first >= last:
        gap, limit = range(last, dated.first), RIGHT
    elif dated.last <= first:
        gap, limit = range(dated.last, first), LEFT
    else:
        return 0
    if len(gap) > limit or any(_parts(clause, i) for i in gap):
        return None
    return len(gap)


def _parts(clause: Clause, i: int) -> bool:
    token = clause.tokens[i]
    if token in QUOTES or token == ";":
        return True
    return begins_clause(clause, i) and token not in {"sejak", "since", "saat", "as"}


def _of_statement(clause: Clause, dated: Dated, finding: Finding, said: tuple[Speech, ...]) -> bool:
    """Whether the date belongs to a speech verb or a passing source ("dilansir X, Senin (1/2)") and not to the act."""
    for s in said:
        if s.verb < dated.first and not s.first <= finding.hit.first < s.verb and s.verb > finding.hit.last:
            return True
        if finding.hit.last <= s.verb < dated.first:
            return True
        if dated.last <= s.verb <= dated.last + 2 and s.verb < finding.hit.first:
            return True
    passing = speech("passing")
    return any(passing.at(clause.tokens, i) for i in range(max(dated.first - 8, 0), dated.first))
