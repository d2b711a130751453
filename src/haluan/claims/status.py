"""Whether the text says that an act happened, is planned, asked for, possible, or not so; and whether it is quiet."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.claims.clause import HYPHENS, Clause, grammar
from haluan.claims.frames.finding import Finding
from haluan.claims.lexicon import Frame, WordSet, data, words
from haluan.claims.search import begins_clause, stops
from haluan.model import Status

REACH = 7  # tokens left of a cue in which its modifiers stand
NOUN_REACH = 2  # "rencana serangan": a noun that carries its own doer is modified only by what stands right before it
_OWN = frozenset({"noun-own", "victim", "loose-noun", "object-noun", "mutual-noun-list", "mutual-noun", "role-example"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the modifiers around a cue say: the status, and the relation where a stopped act is another one."""

    relation: str
    status: Status


def modality(key: str) -> WordSet:
    """Words of modality.yaml under ``key``."""
    return words("modality.yaml", key)


def _window(clause: Clause, finding: Finding) -> range:
    """Tokens left of the cue that can modify it: back to its subject, a clause boundary or `REACH` tokens."""
    hit = finding.hit
    reach = NOUN_REACH if finding.via in _OWN else REACH
    first = max(hit.first - reach, 0)
    for phrase in (finding.source, finding.target):
        if phrase.last <= hit.first:
            first = max(first, phrase.last)
    for i in range(hit.first - 1, first - 1, -1):
        if stops(clause, i) or (begins_clause(clause, i) and clause.tokens[i] not in grammar("binding")):
            return range(i + 1, hit.first)
    return range(first, hit.first)


def _within(clause: Clause, span: range, vocabulary: WordSet) -> int | None:
    """Position of the last word of ``vocabulary`` in ``span``, or None."""
    for i in reversed(span):
        if clause.owner[i] < 0 and vocabulary.at(clause.tokens, i):
            return i
    return None


def _condition(clause: Clause, finding: Finding) -> bool:
    """Whether the clause of the subject opens with a condition ("jika Israel menyerang")."""
    first = min(finding.source.first, finding.target.first, finding.hit.first)
    for i in range(first - 1, max(first - 4, -1), -1):
        if clause.owner[i] >= 0 or stops(clause, i):
            return False
        if clause.tokens[i] in grammar("conditions"):
            return True
    return False


def asker(clause: Clause, finding: Finding, earlier: tuple[Finding, ...]) -> Finding | None:
    """The appeal left of the cue that governs it: "mendesak Israel menghentikan serangan".

    Support asks for membership as well: "mendukung Palestina menjadi anggota PBB".
    """
    joining = finding.relation == "joins" and finding.hit.cue.frame is Frame.VERB
    asking = {"urges", "supports"} if joining else {"urges"}
    for other in earlier:
        if other.hit.cue.relation not in asking or other.hit.last > finding.hit.first:
            continue
        between = range(other.hit.last, finding.hit.first)
        if any(stops(clause, i) for i in between):
            continue
        if any(begins_clause(clause, i) and clause.tokens[i] not in grammar("purpose") for i in between):
            continue
        if other.target is finding.source or other.target is finding.target:
            return other
    return None


def _asked(clause: Clause, finding: Finding, earlier: tuple[Finding, ...]) -> bool:
    return asker(clause, finding, earlier) is not None


def read_status(clause: Clause, finding: Finding, earlier: tuple[Finding, ...]) -> Reading:
    """Status of a finding, from the words between its subject and its cue and from appeals that govern it."""
    span = _window(clause, finding)
    relation = finding.relation
    near = range(max(span.start, finding.hit.first - 3), finding.hit.first)
    stopped = _within(clause, near, modality("stop"))
    asked = _asked(clause, finding, earlier)
    denied = _denied(clause, span)
    if denied is not None and unspoken(clause, denied, relation):
        denied = None
    if stopped is not None:
        turned = data("modality.yaml")["stopped"].get(relation)
        if turned is not None:
            relation = turned
            denied = None if denied == stopped else denied
        else:
            denied = stopped
    status = _status(clause, finding, span, asked, denied)
    return Reading(relation, status)


def unspoken(clause: Clause, denied: int, relation: str) -> bool:
    """Whether only the open saying is denied ("tidak secara terbuka mendukung"): the tie stands, and is quiet."""
    at = denied + 1
    return relation in _SAYABLE and at < len(clause.tokens) and grammar("openly").at(clause.tokens, at) > 0


_SAYABLE = frozenset({"supports", "partners", "cooperates", "trains", "trades", "aids", "arms"})


def _denied(clause: Clause, span: range) -> int | None:
    """Position of a negation that reaches the cue; one before "dan" belongs to the verb before it."""
    at = _within(clause, span, modality("denied"))
    if at is None or any(clause.tokens[i] in grammar("and") for i in range(at, span.stop)):
        return None
    return at


def unasked(clause: Clause, finding: Finding, earlier: tuple[Finding, ...]) -> bool:
    """Whether an appeal asks that the act be *not* done: then the appeal is all (ANNOTATION rule 2)."""
    return _asked(clause, finding, earlier) and read_status(clause, finding, earlier).status is Status.DENIED


def _status(clause: Clause, finding: Finding, span: range, asked: bool, denied: int | None) -> Status:
    if denied is not None:
        return Status.DENIED
    if finding.hit.cue.relation in {"urges", "threatens"}:
        return Status.ACTUAL
    if asked or finding.hit.cue.requested or _within(clause, span, modality("requested")) is not None:
        return Status.REQUESTED
    if _condition(clause, finding) or _within(clause, span, modality("possible")) is not None:
        return Status.POSSIBLE
    if _within(clause, span, modality("planned")) is not None or _headline_to(clause, finding):
        return Status.PLANNED
    return Status.ACTUAL


def _headline_to(clause: Clause, finding: Finding) -> bool:
    """English headlines say the future with a bare infinitive: "Spain to recognise Palestine"."""
    i = finding.hit.first - 1
    if finding.hit.cue.language != "en" or i < 1 or clause.tokens[i] != "to":
        return False
    return finding.source.last == i


def read_quiet(clause: Clause, finding: Finding) -> bool:
    """Whether the text marks the tie as unspoken, within the stretch that the claim covers and a few tokens around.

    What stands behind a word of saying is what is said: "menuduh X diam-diam membantu Y" is no quiet accusation.
    """
    ends = (finding.hit, finding.source, finding.target)
    first = max(min(e.first for e in ends) - 3, 0)
    last = min(max(e.last for e in ends) + 4, len(clause.tokens))
    if finding.relation in _SAID:
        last = min(finding.hit.last + 1, last)
    if any(_marks(clause, i) for i in range(first, last) if clause.owner[i] < 0):
        return True
    denied = _denied(clause, _window(clause, finding))
    return denied is not None and unspoken(clause, denied, finding.relation)


_SAID = frozenset({"opposes", "urges", "threatens"})
BESIDE = 4  # tokens within which the noun stands: "secret Israel-Hamas talks", "kerja sama militer yang rahasia"


def _marks(clause: Clause, i: int) -> bool:
    """Whether token ``i`` begins a mark of quiet: one of its own, or an adjective beside a noun that names a tie."""
    if modality("quiet").at(clause.tokens, i):
        return True
    if modality("veiled").at(clause.tokens, i):
        return _names_tie(clause, range(i - 1, max(i - BESIDE, 0) - 1, -1))
    width = modality("veiling").at(clause.tokens, i)
    return width > 0 and _names_tie(clause, range(i + width, min(i + width + BESIDE, len(clause.tokens))))


def _names_tie(clause: Clause, near: range) -> bool:
    """Whether the noun phrase that reaches over ``near`` names a tie between two sides."""
    for k in near:
        if clause.owner[k] < 0 and modality("ties").at(clause.tokens, k):
            return True
        closed = clause.tokens[k] in grammar("prepositions") or not clause.tokens[k][0].isalnum()
        if clause.cue_at[k] >= 0 or (closed and clause.tokens[k] not in HYPHENS):
            return False
    return False
