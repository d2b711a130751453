"""What the reader's claims assert that the facts may know, where no form of data/patterns.yaml has found it already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from haluan.answers.checking.shaping import readable
from haluan.answers.checking.types import Aspect, Assertion, Kind
from haluan.answers.checking.words import words
from haluan.model import Claim, Sentence, Span, Status
from haluan.ontology import load
from haluan.ontology.types import ActorKind

KINDS = {
    "joins": (Kind.MEMBERSHIP, Aspect.NOW),
    "leaves": (Kind.MEMBERSHIP, Aspect.ENDED),
    "recognizes": (Kind.RECOGNITION, Aspect.NOW),
    "normalizes": (Kind.RELATIONS, Aspect.BEGAN),
}
RELATIONS = {
    Kind.MEMBERSHIP: "joins",
    Kind.RECOGNITION: "recognizes",
    Kind.SOVEREIGNTY: "recognizes",
    Kind.ALLIANCE: "partners",
    Kind.RELATIONS: "normalizes",
}
# Cues that leave open what exactly is recognized, or whether anything is said at all.
_ROLE, _ALL = "(role", "UN"  # cue of a standing ("anggota", "member"); the bloc to which nearly all states belong
# "is not the only member": denies that there is no other.
_NOT_ONLY = re.compile(
    r"\b(?:not|never|no longer|bukan|bukanlah|tidak)(?: [\w-]+){0,2}"
    r" (?:only|just|merely|first|satu-satunya|hanya|sekadar)\b"
)
_ASIDE = re.compile(
    r"[\w .'-]+, (?:an?|the|fellow|which|who|also|itself|one of|yang|negara|anggota|sesama|salah satu|sebuah|juga)\b"
)
_RECOGNIZED = re.compile(r"recogni[sz]|aku")
_STATEHOOD = frozenset({"statehood", "state", "independence"})
_UNCERTAIN = ("loose", "kedaulatan", "sovereignty")


def asserted(
    claims: Iterable[Claim], found: tuple[Assertion, ...], sentences: Sequence[Sentence]
) -> Iterator[Assertion]:
    """Give the assertions of the claims that ``found`` does not hold yet, in the same place or about the same bond.

    Where the sentence speaks of bids, hopes and conditions, a claim is taken for no more than a possibility.
    """
    for claim in claims:
        kind, aspect = KINDS.get(claim.relation, (None, Aspect.NOW))
        if kind is None or _uncertain(claim) or not _states(claim) or _goes_on(claim, sentences):
            continue
        if any(_same(claim, one, kind) or _said_of_another(claim, one, kind) for one in found):
            continue
        if any(_done_to(claim, one, kind) for one in found):
            continue
        denied, inserted = claim.status is Status.DENIED, _inserted(claim)
        status = Status.ACTUAL if denied or inserted else claim.status
        yield Assertion(
            kind,
            claim.source,
            claim.target,
            claim.evidence,
            aspect,
            negated=denied,
            status=Status.POSSIBLE
            if status is Status.ACTUAL and not inserted and _talked_about(claim, sentences)
            else status,
            when=readable(claim.when),
            aside=True,
            vague=denied and aspect is Aspect.BEGAN,  # "ended relations in 2020" is no "did not begin them in 2020"
            claim=claim,
        )


def matching(assertion: Assertion, claims: Iterable[Claim]) -> Claim | None:
    """Find the reader's claim that says what a form has found, so that it keeps its speaker and confidence."""
    relation = "leaves" if _left(assertion) else RELATIONS.get(assertion.kind)
    pair = (assertion.subject, relation, assertion.object)
    place = Span(assertion.evidence.start, assertion.evidence.end)
    for claim in claims:
        span = Span(claim.evidence.start, claim.evidence.end)
        if (claim.source, claim.relation, claim.target) == pair and span.overlaps(place):
            return claim
    return None


def relation_of(assertion: Assertion) -> str:
    """Name what is asserted: a relation of the claims, or the kind where none fits."""
    if assertion.kind in RELATIONS:
        return "leaves" if _left(assertion) else RELATIONS[assertion.kind]
    return assertion.kind.value


def _states(claim: Claim) -> bool:
    """Whether it is about single actors, not about loose groups ("the Arab states"); of blocs only forms say it."""
    actors = load().actors
    if claim.relation in ("joins", "leaves") and actors[claim.source].kind is not ActorKind.STATE:
        return False
    if claim.relation == "joins" and claim.target == _ALL and _ROLE not in (claim.cue or ""):
        return False  # nearly all belong to it, and most words near its name are about its meetings
    return all(actors[code].kind is not ActorKind.LOOSE for code in (claim.source, claim.target))


def _talked_about(claim: Claim, sentences: Sequence[Sentence]) -> bool:
    marks = frozenset(words()["talked_about"])
    place = Span(claim.evidence.start, claim.evidence.end)
    return any(not marks.isdisjoint(sentence.lower) for sentence in sentences if sentence.span.overlaps(place))


def _inserted(claim: Claim) -> bool:
    """Whether it is said only in passing, of whom the rest tells something else: "urged Canada, a G7 member, to"."""
    text = claim.evidence.text.casefold()
    aside = _ROLE in (claim.cue or "") and _ASIDE.match(text) is not None
    return aside and frozenset(words()["talked_about"]).isdisjoint(re.findall(r"\w+", text))


def _goes_on(claim: Claim, sentences: Sequence[Sentence]) -> bool:
    """Whether the quote breaks off before the noun that it is about: "joined NATO | exercises", "Israel | 's right"."""
    for sentence in sentences:
        at = next((i for i, start in enumerate(sentence.starts) if start >= claim.evidence.end), len(sentence.words))
        if sentence.span.start <= claim.evidence.start < sentence.span.end and at < len(sentence.words):
            word = sentence.lower[at]
            return word[0] in "'’-" or (
                word.isalpha() and word not in words()["next"] and word not in _STATEHOOD and not word.endswith("ly")
            )
    return False


def _uncertain(claim: Claim) -> bool:
    """Whether the claim may be about something else: a seat in a council, a right, sovereignty over a territory."""
    text, rules = claim.evidence.text.casefold(), words()
    if any(phrase in text for phrase in rules["latter"]):
        return True  # said of one of two
    if claim.relation in ("joins", "leaves") and claim.target == rules["seats"]["bloc"]:
        return any(name in text for name in rules["seats"]["names"])
    if any({claim.source, claim.target} == {*pair} for pair in rules["either"].items()):
        return True  # neither recognizes the other, whatever is told of who left the one for the other
    if any(part in text for part in rules["parts"]) or (claim.status is Status.DENIED and _NOT_ONLY.search(text)):
        return True
    if claim.relation == "recognizes" and claim.status is Status.DENIED and _RECOGNIZED.search(text) is None:
        return True  # "has not made up its mind about Palestine"
    other = claim.relation == "recognizes" and not set(re.findall(r"\w+", text)).isdisjoint(rules["not_statehood"])
    return other or any(word in (claim.cue or "") for word in _UNCERTAIN)


def _left(assertion: Assertion) -> bool:
    return assertion.kind is Kind.MEMBERSHIP and assertion.aspect in (Aspect.ENDED, Aspect.FORMER)


def _said_of_another(claim: Claim, assertion: Assertion, kind: Kind) -> bool:
    """Whether the words are a form's about an actor whom they name, where the claim's is taken from elsewhere.

    A bloc inside them may only say whose member the state is: "Sweden, an EU state that recognises Palestine".
    """
    place, span = (Span(e.start, e.end) for e in (assertion.evidence, claim.evidence))
    bloc = load().actors[claim.source].kind is not ActorKind.STATE and place.start < span.start
    return (
        (claim.context or bloc) and assertion.kind is kind and assertion.object == claim.target and place.overlaps(span)
    )


def _done_to(claim: Claim, assertion: Assertion, kind: Kind) -> bool:
    """Whether a form's words, of another actor, go over the claim's: "Nauru left Taipei and turned to recognize"."""
    place, span = (Span(e.start, e.end) for e in (assertion.evidence, claim.evidence))
    inside = place.start < span.start and span.end <= place.end
    return inside and assertion.kind is kind and (assertion.object, assertion.negated) == (claim.target, False)


def _same(claim: Claim, assertion: Assertion, kind: Kind) -> bool:
    place, span = (Span(e.start, e.end) for e in (assertion.evidence, claim.evidence))
    if assertion.kind is Kind.ORDER or assertion.kind is Kind.SOVEREIGNTY:
        return claim.source == assertion.subject and place.overlaps(span)
    pair = {claim.source, claim.target} == {assertion.subject, assertion.object}
    return pair and assertion.kind is kind and (place.overlaps(span) or claim.relation != "leaves")
