"""The rule reader: cues of the lexicon, roles by frame, status and speaker by the words around."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from haluan import ontology
from haluan.claims import dates
from haluan.claims.acts import Act, act_of, doers
from haluan.claims.analysis import analyse
from haluan.claims.clause import Clause, Phrase
from haluan.claims.events import Told, carried_on, half, meant, pointing
from haluan.claims.frames import Finding, assign
from haluan.claims.lexicon import Frame, Hit, data
from haluan.claims.loose import loose
from haluan.claims.obligation import demands
from haluan.claims.refine import has_needs, hollow, inner, labelled, lent, sectors, suppressed
from haluan.claims.speech import Speech, speaker_of, surface
from haluan.claims.status import asker, read_quiet, read_status, unasked
from haluan.claims.when import when_of
from haluan.model import Claim, Document, Evidence, Mention, Status
from haluan.ontology.types import ActorKind

EXACT_HELP = frozenset({"arms", "reinforces", "aids"})  # "membantu ... dengan mengirim senjata" is `arms` alone
HELP = frozenset({"bantu", "help"})
JOINABLE = frozenset({ActorKind.BLOC, ActorKind.PACT})


@cache
def _version() -> str:
    """Digest of the vocabulary, so that changed data means a new reader version."""
    folder = resources.files("haluan.claims") / "data"
    digest = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            digest.update(entry.read_bytes())
    return f"1+{digest.hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads claims by rules for Indonesian, Malay and English."""

    name: str = "rules"

    @property
    def version(self) -> str:
        """Version of code and vocabulary."""
        return _version()

    def read(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
        """Give the claims of ``document`` in text order (see `haluan.claims.protocol.Reader`)."""
        claims: list[Claim] = []
        act: Act | None = None
        told: list[Told] = []
        for here in analyse(document, mentions):
            context = Context(document, here.clause, here.said, here.dated, self)
            made = list(_claims(context, act, told))
            told.extend(Told(claim, here.clause.sentence.index) for claim in made)
            claims.extend(made)
            act = act_of(here.clause)
        return tuple(claims)


@dataclass(frozen=True, slots=True)
class Context:
    """What every claim of one sentence shares."""

    document: Document
    clause: Clause
    said: tuple[Speech, ...]
    dated: tuple[dates.Dated, ...]
    reader: RuleReader


@dataclass(frozen=True, slots=True)
class Read:
    """A finding with its status, relation as turned by the words around, and quiet mark."""

    finding: Finding
    relation: str
    status: Status
    quiet: bool
    asked: Finding | None = None  # the appeal that asks for it


def _claims(context: Context, act: Act | None, told: list[Told]) -> Iterator[Claim]:
    """Claims of one sentence, each (source, relation, target) once.

    ``act`` is what the sentence before left open, ``told`` what the article has said so far.
    """
    made: list[Claim] = []
    if act is not None:
        made.extend(_follow(context, act))
    if len({a for p in context.clause.phrases for a in p.actors}) > 1:
        for read in findings(context.clause, context.said):
            made.extend(_expand(context, read))
    relations = {claim.relation for claim in made}
    made.extend(_carried(context, relations, told))
    for hit in pointing(context.clause):
        if hit.cue.relation not in relations:
            made.extend(_repeated(context, hit, told))
    seen: set[tuple[str, str, str]] = set()
    for claim in made:
        key = claim.source, claim.relation, claim.target
        if key not in seen:
            seen.add(key)
            yield claim


def _carried(context: Context, relations: set[str], told: list[Told]) -> Iterator[Claim]:
    """Claims of a doer whose target stands in an earlier sentence."""
    text, sentence = context.document.article.text, context.clause.sentence
    for readings in context.clause.hits:
        hit = readings[0]
        one = half(context.clause, hit, ()) if hit.cue.relation not in relations else None
        for source in one.actors if one is not None else ():
            claim = carried_on(hit.cue.relation, source, told, sentence.index)
            if one is None or claim is None:
                continue
            voice = speaker_of(context.said, context.clause, hit.first)
            first, last = min(one.first, hit.first), max(one.last, hit.last)
            yield replace(
                claim,
                evidence=Evidence.cut(text, sentence.starts[first], sentence.ends[last - 1]),
                speaker=voice.name if voice is not None else None,
                quiet=False,
                context=True,
                when=None,
                confidence=_confidence("carried", named=False),
                cue=f"{hit.cue.lemma} (carried)",
            )


def _repeated(context: Context, hit: Hit, told: list[Told]) -> Iterator[Claim]:
    """Claims that a noun with a demonstrative makes again of an act told before."""
    text, sentence = context.document.article.text, context.clause.sentence
    voice = speaker_of(context.said, context.clause, hit.first)
    last = min(hit.last, len(sentence.ends) - 1)  # with the demonstrative
    for claim in meant(hit, told, sentence.index):
        yield replace(
            claim,
            evidence=Evidence.cut(text, sentence.starts[hit.first], sentence.ends[last]),
            speaker=voice.name if voice is not None else None,
            quiet=False,
            context=True,
            confidence=_confidence("event", named=False),
            cue=f"{hit.cue.lemma} (event)",
        )


def _follow(context: Context, act: Act) -> Iterator[Claim]:
    """Claims of those whom this sentence names as the doers of the act before, and of their membership."""
    text, sentence = context.document.article.text, context.clause.sentence
    for done in doers(context.clause, act):
        ties = [(act.relation, target, act.status) for target in act.target.actors]
        if act.bloc is not None:
            ties += [("joins", bloc, Status.ACTUAL) for bloc in act.bloc.actors]
        for relation, target, status in ties:
            if target == done.actor or not _joinable(relation, target):
                continue
            yield Claim(
                article=context.document.article.id,
                source=done.actor,
                relation=relation,
                target=target,
                status=status,
                evidence=Evidence.cut(text, sentence.starts[done.first], sentence.ends[done.mention.last - 1]),
                context=True,
                confidence=_confidence("act", named=False),
                reader=context.reader.name,
                reader_version=context.reader.version,
                cue=f"{act.hit.cue.lemma} (act)",
            )


def findings(clause: Clause, said: tuple[Speech, ...]) -> Iterator[Read]:
    """All findings of a clause from left to right, each with its status."""
    earlier: tuple[Finding, ...] = tuple(demands(clause, said))
    reads = [Read(finding, "urges", Status.ACTUAL, False) for finding in earlier]
    for readings in clause.hits:
        taken: set[str] = set()
        for hit in sorted(readings, key=lambda h: h.cue.frame is Frame.MUTUAL_VERB):
            # a form that is noun and verb ("kerja sama") is read as the noun where that finds both sides
            if hit.cue.relation in taken or labelled(clause, hit) or not has_needs(clause, hit):
                continue
            found = assign(clause, hit, earlier) or loose(clause, hit, earlier)
            taken.update(f.relation for f in found)
            for finding in found:
                if suppressed(clause, finding, earlier) or hollow(clause, finding) or lent(clause, finding):
                    continue
                if unasked(clause, finding, earlier):
                    continue
                status = read_status(clause, finding, earlier)
                quiet = read_quiet(clause, finding)
                for relation in sectors(clause, finding, status.relation):
                    reads.append(Read(finding, relation, status.status, quiet, asker(clause, finding, earlier)))
            earlier += found
    nested = [r for r in reads if any(inner(clause, other.finding, r.finding) for other in reads if other is not r)]
    reads = [r for r in reads if r not in nested]
    exact: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
    for read in reads:
        if read.relation in EXACT_HELP:
            exact.setdefault((read.finding.source.actors, read.finding.target.actors), set()).add(read.relation)
    for read in reads:
        pair = read.finding.source.actors, read.finding.target.actors
        general = read.relation == "supports" or read.finding.hit.cue.lemma in HELP
        if not general or not exact.get(pair, set()) - {read.relation}:
            yield read


def _pairs(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.source is finding.target:
        actors = finding.source.actors
        for i, a in enumerate(actors):
            for b in actors[i + 1 :]:
                yield a, b
        return
    for a in finding.source.actors:
        for b in finding.target.actors:
            if a != b:
                yield a, b


def _joinable(relation: str, target: str) -> bool:
    """Whether ``target`` is something that one can join or leave, where the relation asks for that."""
    if relation not in {"joins", "leaves"}:
        return True
    actor = ontology.load().actors.get(target)
    return actor is not None and actor.kind in JOINABLE


def _expand(context: Context, read: Read) -> Iterator[Claim]:
    """One claim a pair; both directions where a directed relation is mutual (ANNOTATION rule 6)."""
    known = ontology.load()
    symmetric = known.relations[read.relation].symmetric
    for a, b in _pairs(read.finding):
        if not _joinable(read.relation, b):
            continue
        yield _claim(context, read, a, b)
        if read.finding.mutual and not symmetric:
            yield _claim(context, read, b, a)


def _mention(phrases: tuple[Phrase, Phrase], code: str) -> Mention:
    return next(m for p in phrases for m in p.mentions if code in m.actors)


def _claim(context: Context, read: Read, a: str, b: str) -> Claim:
    finding, clause, text = read.finding, context.clause, context.document.article.text
    one = _mention((finding.source, finding.target), a)
    two = _mention((finding.target, finding.source), b)
    first = min(finding.hit.first - (finding.via == "each-other"), one.first, two.first)
    last = max(finding.hit.last, one.last, two.last)
    named = one.named and two.named
    return Claim(
        article=context.document.article.id,
        source=a,
        relation=read.relation,
        target=b,
        status=read.status,
        evidence=Evidence.cut(text, clause.sentence.starts[first], clause.sentence.ends[last - 1]),
        quiet=read.quiet,
        speaker=_speaker(context, read),
        when=when_of(clause, finding, context.dated, context.said),
        context=not named,
        confidence=_confidence(finding.via, named=named),
        reader=context.reader.name,
        reader_version=context.reader.version,
        cue=f"{finding.hit.cue.lemma} ({finding.via})",
    )


def _speaker(context: Context, read: Read) -> str | None:
    """Who says it; for an act that is asked for, the one who asks (ANNOTATION rule 12)."""
    voice = speaker_of(context.said, context.clause, read.finding.hit.first)
    if voice is None and read.asked is not None and read.status is Status.REQUESTED:
        return surface(context.clause, read.asked.source.mentions[0])
    return voice.name if voice is not None else None


def _confidence(via: str, *, named: bool) -> float:
    """Share of right claims that this way of finding had on the training articles (confidence.yaml)."""
    table = data("confidence.yaml")
    base = float(table["via"].get(via, table["default"]))
    return round(base if named else base * float(table["context"]), 3)
