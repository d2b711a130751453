"""Composes the stage: document in, mentions out."""

from __future__ import annotations

from collections import Counter

from haluan import ontology as reference
from haluan.mentions import coreference
from haluan.mentions.ambiguity import readings_by_name, spaced
from haluan.mentions.counted import groupings
from haluan.mentions.found import Found
from haluan.mentions.gazetteer import Case, build
from haluan.mentions.growing import Grower
from haluan.mentions.people import Register, day
from haluan.mentions.senses import Article, Lexicon, Scanned, resolve
from haluan.mentions.surnames import add_surnames
from haluan.mentions.units import units
from haluan.mentions.words import anaphors, blockers, phrases
from haluan.model import Document, Mention, Sentence
from haluan.ontology.types import ActorKind, Ontology

_BUILT: dict[tuple[int, str], tuple[Ontology, Lexicon]] = {}


def lexicon_for(ontology: Ontology, language: str) -> Lexicon:
    """Return the lexicon of a language, built on first use and kept for the process."""
    key = (id(ontology), language)
    if key not in _BUILT:
        official = phrases(ontology.offices)
        lexicon = Lexicon(
            language,
            build(ontology, language, blockers().names, official.offices | official.leads),
            readings_by_name(ontology.ambiguous),
            official,
            blockers(),
            frozenset(code for code, actor in ontology.actors.items() if actor.kind is ActorKind.LOOSE),
            groupings(ontology, anaphors().sets.nouns),
        )
        _BUILT[key] = (ontology, lexicon)  # keeps the ontology alive, so that its id stays its own
    return _BUILT[key][1]


def link(document: Document, ontology: Ontology | None = None) -> tuple[Mention, ...]:
    """Find where the document names actors, ordered by sentence and token, without overlaps.

    Pure. A mention without actors is one that stays undecided between its candidates.
    """
    data = ontology or reference.load()
    lexicon = lexicon_for(data, document.language)
    scanned = [_scan(sentence, lexicon) for sentence in document.sentences]
    whole = spaced(tuple(unit for item in scanned for unit in item.units.folded))
    article = Article(whole, _sure_actors(scanned, lexicon), day(document.article.date))
    register = Register()
    named: list[list[Found]] = []
    for item in scanned:
        named.append(Grower(item, resolve(item, lexicon, article), lexicon, register, article.date).grow())
    complete = [add_surnames(item, found, lexicon, register) for item, found in zip(scanned, named, strict=True)]
    merged = coreference.resolve(document, complete, data.actors, anaphors(), lexicon)
    return tuple(
        found.mention(sentence)
        for sentence, mentions in zip(document.sentences, merged, strict=True)
        for found in mentions
    )


def _scan(sentence: Sentence, lexicon: Lexicon) -> Scanned:
    cut = units(sentence)
    case = Case.of(sentence.words)
    return Scanned(sentence, cut, case, tuple(lexicon.gazetteer.scan(cut, case)))


def _sure_actors(scanned: list[Scanned], lexicon: Lexicon) -> Counter[str]:
    """Count the actors that are named beyond doubt, which helps to decide the others."""
    counts: Counter[str] = Counter()
    for item in scanned:
        for hit in item.hits:
            codes = {sense.code for sense in hit.senses}
            sure = len(codes) == 1 and not hit.blocked and not hit.senses[0].terms
            if sure and spaced(item.units.folded[hit.first : hit.last]) not in lexicon.readings:
                counts.update(codes)
    return counts
