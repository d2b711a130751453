"""Claims as JSON-LD: schema.org Claim with the PROV of each (from which article, by which reader, when), and a
ClaimReview where the reference facts settle a claim. One document with its context inside, so that nothing is fetched.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from haluan.answers import Citation
from haluan.answers.checking import Outcome, claim_review
from haluan.answers.flat import claim_row
from haluan.answers.markup import is_web_address
from haluan.export.files import replacing
from haluan.export.source import Source
from haluan.i18n import catalogue
from haluan.model import Article
from haluan.ontology.facts import today
from haluan.ontology.types import ActorKind

Node = dict[str, Any]

_SOFTWARE = "https://pypi.org/project/haluan/"
_TYPES = {ActorKind.STATE: "Country"}
# Nodes with one id are one node, so an article that comes again after so many others does no harm.
_REMEMBERED = 50_000
# Columns of a claim that schema.org or PROV have a property for.
_SAID = frozenset(
    ("id", "article", "source", "source_name", "target", "target_name", "quote", "label", "date", "url", "outlet",
     "title", "language", "speaker", "recorded", "reader", "reader_version")
)  # fmt: skip


def write(source: Source, out: Path) -> tuple[Path, ...]:
    """Write the nodes of one graph as they come, the actors last."""
    context = json.loads((files("haluan.export") / "data" / "context.json").read_text(encoding="utf-8"))
    with replacing(out) as (part,), part.open("w", encoding="utf-8") as file:
        file.write('{"@context": ' + json.dumps(context) + ',\n"@graph": [\n')
        for i, node in enumerate(_nodes(source)):
            file.write((",\n" if i else "") + json.dumps(node, ensure_ascii=False))
        file.write("\n]}\n")
    return (out,)


def _nodes(source: Source) -> Iterator[Node]:
    say, day = catalogue(source.database.view.naming.language), today()
    labels = {outcome: say(f"check.outcome.{outcome.value}") for outcome in Outcome}
    yield _dataset(source)
    seen: OrderedDict[str, None] = OrderedDict()
    for citation in source:
        for node in (_article(citation), _software(citation), _reading(citation)):
            if node["@id"] not in seen:
                yield node
            seen[node["@id"]] = None
            seen.move_to_end(node["@id"])
        while len(seen) > _REMEMBERED:
            seen.popitem(last=False)
        yield _claim(citation)
        check = source.database.verdict(citation)
        review = claim_review(_stand_in(citation), check, day, labels) if check else None
        if review is not None:
            yield _review(citation, review)
    for code in sorted(source.actors):
        actor = source.actor(code)
        names = {"name": source.name(code), "alternateName": sorted({actor.name_en, actor.name_id})}
        kind = _TYPES.get(actor.kind, "Organization")
        yield {"@id": _id("actor", code), "@type": [kind, "prov:Entity"], "identifier": code, **names,
               "haluan:kind": actor.kind.value}  # fmt: skip


def _id(kind: str, *names: str) -> str:
    """An IRI for whatever the names hold."""
    return ":".join(("urn:haluan", kind, *(quote(name, safe="", errors="replace") for name in names)))


def _dataset(source: Source) -> Node:
    origin = source.origin()
    return {
        "@id": _id("snapshot", origin["snapshot"]),
        "@type": ["Dataset", "prov:Entity"],
        "identifier": origin["snapshot"],
        "creator": origin["software"],
    }


def _article(citation: Citation) -> Node:
    cited = citation.cited
    known = {
        "headline": cited.title,
        "datePublished": cited.date,
        "inLanguage": cited.language,
        "url": cited.url if is_web_address(cited.url) else None,
        "publisher": {"@type": "Organization", "name": cited.outlet} if cited.outlet else None,
        "haluan:group": cited.group,
    }
    return {
        "@id": _id("article", cited.claim.article),
        "@type": ["NewsArticle", "prov:Entity"],
        "identifier": cited.claim.article,
        **{key: value for key, value in known.items() if value},
    }


def _software(citation: Citation) -> Node:
    claim = citation.cited.claim
    return {
        "@id": _id("reader", claim.reader, claim.reader_version),
        "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
        "name": claim.reader,
        "softwareVersion": claim.reader_version,
        "url": _SOFTWARE,
    }


def _reading(citation: Citation) -> Node:
    claim = citation.cited.claim
    return {
        "@id": _id("reading", claim.reader, claim.reader_version, claim.article),
        "@type": "prov:Activity",
        "prov:used": {"@id": _id("article", claim.article)},
        "prov:wasAssociatedWith": {"@id": _id("reader", claim.reader, claim.reader_version)},
    }


def _claim(citation: Citation) -> Node:
    cited, claim = citation.cited, citation.cited.claim
    article = {"@id": _id("article", claim.article)}
    node: Node = {
        "@id": _id("claim", cited.id),
        "@type": ["Claim", "prov:Entity"],
        "identifier": cited.id,
        "name": citation.label,
        "text": claim.evidence.text,
        "appearance": article,
        "about": [{"@id": _id("actor", code)} for code in (claim.source, claim.target)],
        "haluan:source": {"@id": _id("actor", claim.source)},
        "haluan:target": {"@id": _id("actor", claim.target)},
        "prov:wasQuotedFrom": article,
        "prov:wasGeneratedBy": {"@id": _id("reading", claim.reader, claim.reader_version, claim.article)},
        "prov:generatedAtTime": cited.recorded,
    }
    if cited.date:
        node["datePublished"] = cited.date
    if claim.speaker:
        node["author"] = {"@type": "Thing", "name": claim.speaker}
    rest = ((key, value) for key, value in claim_row(citation).items() if key not in _SAID)
    return node | {f"haluan:{key}": value for key, value in rest if value not in (None, "", [])}


def _stand_in(citation: Citation) -> Article:
    """What a review names of the article; the claim that it points to says the rest."""
    cited = citation.cited
    url = cited.url if is_web_address(cited.url) else None
    return Article(cited.claim.article, "", cited.title, cited.date, cited.language, cited.outlet, url)


def _review(citation: Citation, review: Node) -> Node:
    """A verdict of the reference facts on one claim, with the claim by reference."""
    claim = {"@id": _id("claim", citation.cited.id)}
    return {
        **{key: value for key, value in review.items() if key != "@context"},
        "@id": _id("review", citation.cited.id, review["datePublished"]),
        "@type": ["ClaimReview", "prov:Entity"],
        "itemReviewed": claim,
        "prov:wasDerivedFrom": claim,
    }
