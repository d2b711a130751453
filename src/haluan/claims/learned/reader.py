"""The learned reader: a small encoder judges every pair of actors of a sentence, with the rules as its adviser.

Source, target, relation and quiet come from the model; who says it, when, and the words that prove it come from the
same analysis that the rules use. Both have a vote in the status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from haluan import ontology
from haluan.claims.analysis import Analysed, analyse
from haluan.claims.around import attributed, marked_quiet, nearest_cue
from haluan.claims.learned.decide import Guess, accepted, guesses, settle, ties
from haluan.claims.learned.hints import Key, hints_of
from haluan.claims.learned.numbers import RELATIONS, SYMMETRIC, Pair, batch
from haluan.claims.learned.ruledout import ruled_out
from haluan.claims.learned.weights import Scores, Weights, shipped
from haluan.claims.learned.window import Entity, Window, windows
from haluan.claims.rules import JOINABLE, RuleReader
from haluan.model import Claim, Document, Evidence, Mention, Status
from haluan.ontology.types import Actor

SET = 3  # actors from which on a mention is a set
SIZE = 16  # windows a batch: more gain nothing on one core and cost memory


Place = tuple[int, str, str, str]  # sentence, ends and relation; the ends sorted where the relation has no direction


def _at(sentence: int, source: str, relation: str, target: str) -> Place:
    one, two = sorted((source, target)) if relation in SYMMETRIC else (source, target)
    return sentence, one, relation, two


def _order(claim: Claim) -> tuple[int, int, str, str, str]:
    return claim.evidence.start, claim.evidence.end, claim.source, claim.target, claim.relation


def _place(sentence: int, claim: Claim) -> Place:
    return _at(sentence, claim.source, claim.relation, claim.target)


@dataclass(frozen=True, slots=True)
class Judged:
    """One ordered pair of a window with a relation that the model holds for true."""

    window: Window
    source: Entity
    target: Entity
    relation: str
    states: tuple[float, ...]  # probability of each status, in the order of `STATUSES`
    quiet: bool
    probability: float  # of the relation, as the model has it


@dataclass(frozen=True, slots=True)
class LearnedReader:
    """Reads claims with the shipped model; ``weights`` None loads them when the first text is read.

    Without ``advised`` the rules are not asked: what the model knows by itself (bench/readers.py).
    """

    weights: Weights | None = None
    name: str = "learned"
    advised: bool = True

    @property
    def version(self) -> str:
        """Version of the weights and of the rules that advise them."""
        advice = RuleReader().version if self.advised else "unadvised"
        return f"{self._weights.version}+{advice}"

    @property
    def _weights(self) -> Weights:
        return self.weights or shipped()

    def read(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
        """Give the claims of ``document`` in text order (see `haluan.claims.protocol.Reader`)."""
        advice = RuleReader().read(document, mentions) if self.advised else ()
        analysed = {here.clause.sentence.index: here for here in analyse(document, mentions)}
        by_rule: dict[Place, Claim] = {}
        for here in analysed.values():
            span = here.clause.sentence.span
            for claim in advice:
                if span.start <= claim.evidence.start < span.end:
                    by_rule.setdefault(_place(here.clause.sentence.index, claim), claim)
        claims: dict[Place, Claim] = {}
        for judged in self._judged(list(windows(document, mentions)), hints_of(document, advice)):
            index = judged.window.sentence.index
            made = self._claim(document, analysed[index], judged, by_rule)
            if made is not None:
                claims.setdefault(_place(index, made), made)
        for place, claim in by_rule.items():
            if place not in claims and _beyond(claim, mentions):
                claims[place] = replace(claim, reader=self.name, reader_version=self.version)
        return tuple(sorted(_sound(claims, by_rule, analysed), key=_order))

    def _judged(self, found: list[Window], hints: dict[int, dict[Key, list[tuple[str, str]]]]) -> Iterator[Judged]:
        found.sort(key=lambda w: len(w.words))  # like lengths together: less padding
        for i in range(0, len(found), SIZE):
            here = found[i : i + SIZE]
            made, pairs = batch(here, [hints.get(w.sentence.index, {}) for w in here], self._weights.pieces)
            if pairs:
                yield from judge(here, pairs, self._weights.score(made), self._weights)

    def _claim(
        self,
        document: Document,
        here: Analysed,
        judged: Judged,
        by_rule: dict[Place, Claim],
    ) -> Claim | None:
        """The claim of what was judged; None where its status is so open that any would be a guess."""
        sentence = judged.window.sentence
        a, b = judged.source.code, judged.target.code
        ruled = by_rule.get(_at(sentence.index, a, judged.relation, b))
        status, share = settle(judged.states, ruled.status.value if ruled else None)
        if share < self._weights.card["settled"]:
            return None
        known = ruled or self._fresh(document, here, judged, Status(status))
        return replace(
            known,
            source=a,
            target=b,
            status=Status(status),
            quiet=judged.quiet or known.quiet,
            confidence=max(self._weights.calibrated(judged.probability * share), LEAST),
            reader=self.name,
            reader_version=self.version,
        )

    def _fresh(self, document: Document, here: Analysed, judged: Judged, status: Status) -> Claim:
        """A claim that the rules did not find: its quote, speaker and date by the nearest cue of its relation."""
        sentence = judged.window.sentence
        places = [e.mention for e in (judged.source, judged.target) if e.inside]
        first, last = min(m.first for m in places), max(m.last for m in places)
        hit = nearest_cue(here, judged.relation, first, last)
        if hit is not None:
            first, last = min(first, hit.first), max(last, hit.last)
        elif len(places) == 1:
            first, last = 0, len(sentence.words)
        speaker, when = attributed(here, hit, judged.relation, first, last)
        return Claim(
            article=document.article.id,
            source=judged.source.code,
            relation=judged.relation,
            target=judged.target.code,
            status=status,
            quiet=marked_quiet(here, hit, judged.relation, first, last),
            evidence=Evidence.cut(document.article.text, sentence.starts[first], sentence.ends[last - 1]),
            speaker=speaker,
            when=when,
            context=not all(e.inside and e.mention.named for e in (judged.source, judged.target)),
            cue=hit.cue.lemma if hit is not None else None,
        )


def _sound(
    claims: Mapping[Place, Claim], by_rule: Mapping[Place, Claim], analysed: Mapping[int, Analysed]
) -> Iterator[Claim]:
    """The claims that the others of their sentence do not rule out; what the rules found as well stands."""
    by_sentence: dict[int, list[Claim]] = {}
    for (index, *_), claim in claims.items():
        by_sentence.setdefault(index, []).append(claim)
    wrong = {i: set(ruled_out(here, analysed[i].clause)) for i, here in by_sentence.items()}
    for place, claim in claims.items():
        if place in by_rule or claim not in wrong[place[0]]:
            yield claim


def _beyond(claim: Claim, mentions: tuple[Mention, ...]) -> bool:
    """Whether a claim of the rules lies beyond what the model can judge, and so stands as the rules have it.

    "5 negara Asia" is one place for five actors, and one vector cannot tell them apart; who did an act that the
    sentence before left open is seen by the rules alone.
    """
    if (claim.cue or "").endswith("(act)"):
        return True
    here = [m for m in mentions if claim.evidence.start <= m.span.start < claim.evidence.end]
    return any(
        all(len(m.actors) >= SET for m in here if code in m.actors)
        for code in (claim.source, claim.target)
        if any(code in m.actors for m in here)
    )


def judge(found: list[Window], pairs: list[Pair], scores: Scores, weights: Weights) -> Iterator[Judged]:
    """The ties of a batch that the model holds for true."""
    known = ontology.load().actors
    possible = (g for g in guesses(pairs, scores.relation) if _joinable(found, g, known))
    for guess in accepted(possible, ties(pairs, scores.some), weights.card["cut"], weights.card["tie"]):
        n, k, (w, a, b) = guess.row, guess.relation, guess.pair
        entities = found[w].entities
        yield Judged(
            window=found[w],
            source=entities[a],
            target=entities[b],
            relation=RELATIONS[k],
            states=tuple(scores.status[n, k].tolist()),
            quiet=bool(scores.quiet[n] > QUIET),
            probability=guess.probability,
        )


def _joinable(found: list[Window], guess: Guess, known: Mapping[str, Actor]) -> bool:
    """Whether the target can be joined or left, where the relation says so."""
    if RELATIONS[guess.relation] not in {"joins", "leaves"}:
        return True
    target = found[guess.pair[0]].entities[guess.pair[2]].code
    return target in known and known[target].kind in JOINABLE


QUIET = 0.5
LEAST = 0.01  # confidence: nothing that is shown is impossible
