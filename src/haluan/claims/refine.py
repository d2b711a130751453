"""Second thoughts about a finding: what says nothing of its own, and which relation is the exact one."""

from __future__ import annotations

from haluan import ontology
from haluan.claims.clause import Clause, Phrase, grammar
from haluan.claims.frames.finding import Finding
from haluan.claims.lexicon import Hit, data, word_set
from haluan.claims.search import begins_clause, of_kin, stops

NEAR = 10  # tokens behind a noun in which the word that it needs may stand
FIELD = 14  # tokens behind a cooperation in which its field is named


def suppressed(clause: Clause, finding: Finding, earlier: tuple[Finding, ...]) -> bool:
    """Whether a threat already says it (ANNOTATION rule 3): "mengancam akan menyerang Iran" is one threat."""
    return any(
        other.hit.cue.relation == "threatens"
        and other.hit.last <= finding.hit.first
        and finding.hit.cue.relation != "threatens"
        and _same(other.source, finding.source)
        and not any(stops(clause, i) for i in range(other.hit.last, finding.hit.first))
        for other in earlier
    )


def _same(a: Phrase, b: Phrase) -> bool:
    return a is b or set(a.actors) == set(b.actors)


def lent(clause: Clause, finding: Finding) -> bool:
    """Whether the doer is only named as the friend of those who act: "sekutu AS mengakui X" is no act of the US."""
    return of_kin(clause, finding.source) and not ontology.load().relations[finding.relation].symmetric


def labelled(clause: Clause, hit: Hit) -> bool:
    """Whether a weak noun stands in a mere label or a topic phrase and so asserts nothing by itself."""
    before = clause.tokens[hit.first - 1] if hit.first else ""
    return hit.cue.weak and before in grammar("labels")


def inner(clause: Clause, outer: Finding, finding: Finding) -> bool:
    """Whether a verb already says what ``finding`` repeats: "melarang impor dari Jepang" is the ban alone.

    Of a refusal and what it refuses ("menolak mengakui") the refused act is the one to keep: it is denied.
    """
    if outer.target is not finding.target and outer.target is not finding.source:
        return False
    if {outer.source, outer.target} != {finding.source, finding.target} or outer.hit is finding.hit:
        return False
    if outer.hit.first > finding.hit.first:  # the refusal before the refused act
        refusing = word_set(w for words in data("modality.yaml")["denied"].values() for w in words)
        same = outer.source is finding.source
        return same and finding.relation == "opposes" and refusing.at(clause.tokens, finding.hit.first) > 0
    between = outer.hit.last <= finding.hit.first and finding.hit.last <= outer.target.first
    return between and outer.via == "verb" and outer.relation in _WHOLE


_WHOLE = frozenset({"sanctions", "threatens"})


def has_needs(clause: Clause, hit: Hit) -> bool:
    """Whether a word that the cue needs stands near ("hubungan Rusia dan China ... erat")."""
    if hit.cue.needs is None:
        return True
    span = range(max(hit.first - 3, 0), min(hit.last + NEAR, len(clause.tokens)))
    return any(hit.cue.needs.at(clause.tokens, i) for i in span)


def hollow(clause: Clause, finding: Finding) -> bool:
    """Whether "recognized as" something other than a state: a title, not recognition of statehood."""
    if finding.hit.cue.relation != "recognizes":
        return False
    after = max(finding.hit.last, finding.target.last if finding.via == "verb" else 0)
    rest = clause.tokens[after : after + 3]
    return bool(rest) and rest[0] in {"sebagai", "as"} and not {"negara", "state", "independent", "a"} & set(rest[1:])


def sectors(clause: Clause, finding: Finding, relation: str) -> tuple[str, ...]:
    """Relations of a cooperation by the fields that the text names; the general one where it names none."""
    if relation != "cooperates":
        return (relation,)
    fields = {
        r: word_set(w for lists in by_language.values() for w in lists)
        for r, by_language in data("sectors.yaml").items()
    }
    last = max(finding.hit.last, finding.source.last, finding.target.last)
    found: dict[str, None] = {}
    for i in range(finding.hit.last, min(last + FIELD, len(clause.tokens))):
        if i >= last and (stops(clause, i) or begins_clause(clause, i)):
            break
        for name, vocabulary in fields.items():
            if vocabulary.at(clause.tokens, i):
                found[name] = None
    return tuple(found) or (relation,)
