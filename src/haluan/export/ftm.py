"""Claims as entities of FollowTheMoney, for OpenAleph, Aleph and whatever reads them: JSON, one entity a line.

The package drops what it does not know or cannot read without a word. So every entity goes through it and back, and
what does not come back stands in the entity's description and is counted.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from haluan.answers import Citation
from haluan.answers.extras import need
from haluan.answers.flat import claim_row
from haluan.answers.markup import is_web_address
from haluan.export.files import replacing
from haluan.export.source import Source
from haluan.ontology import Actor
from haluan.ontology.types import ActorKind

DROPPED = "property"  # values that FollowTheMoney does not take as they are
_SCHEMATA = {ActorKind.STATE: "PublicBody"}
# An article comes again when so many others have come between; entities with one id are one entity.
_REMEMBERED = 50_000
# "2022-06", the form that FollowTheMoney shares with EDTF.
_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# Columns of a claim that have a property of their own.
_PROPERTIES = frozenset(
    ("id", "source", "source_name", "target", "target_name", "label", "status", "quote", "date", "url", "outlet",
     "title", "language", "article")
)  # fmt: skip
Values = Iterable[tuple[str, Any]]


def write(source: Source, out: Path) -> tuple[Path, ...]:
    """Write articles and claims as they come, then the actors. Raises `MissingExtraError`."""
    model = need("followthemoney", "ftm").model
    articles: OrderedDict[str, None] = OrderedDict()
    with replacing(out) as (part,), part.open("w", encoding="utf-8") as file:
        for citation in source:
            key = _id("article", citation.cited.claim.article)
            if key not in articles:
                _write(file, model, source, "Article", key, _article(citation))
            articles[key] = None
            articles.move_to_end(key)
            if len(articles) > _REMEMBERED:
                articles.popitem(last=False)
            _write(file, model, source, "UnknownLink", _id("claim", citation.cited.id), _claim(citation, key))
        for code in sorted(source.actors):
            actor = source.actor(code)
            schema = _SCHEMATA.get(actor.kind, "Organization")
            _write(file, model, source, schema, _id("actor", code), _actor(source, actor))
    return (out,)


def _id(kind: str, name: str) -> str:
    """An id that FollowTheMoney takes whatever the name is, the same in every export."""
    return f"haluan-{kind}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _actor(source: Source, actor: Actor) -> Iterator[tuple[str, Any]]:
    yield "name", source.name(actor.code)
    yield "alias", actor.name_en
    yield "alias", actor.name_id
    yield "weakAlias", actor.code
    yield "summary", f"kind: {actor.kind.value}"
    if actor.kind is ActorKind.STATE:
        yield "country", actor.code


def _article(citation: Citation) -> Iterator[tuple[str, Any]]:
    cited = citation.cited
    yield "title", cited.title or cited.claim.article
    yield "publisher", cited.outlet
    yield "publishedAt", cited.date
    yield "language", cited.language
    yield "sourceUrl", cited.url if is_web_address(cited.url) else None
    yield "summary", f"article: {cited.claim.article}"


def _claim(citation: Citation, article: str) -> Iterator[tuple[str, Any]]:
    cited, claim = citation.cited, citation.cited.claim
    yield "subject", _id("actor", claim.source)
    yield "object", _id("actor", claim.target)
    yield "role", citation.label
    yield "status", claim.status.value
    yield "summary", claim.evidence.text
    yield "recordId", cited.id
    yield "publisher", cited.outlet
    yield "sourceUrl", cited.url if is_web_address(cited.url) else None
    yield "proof", article
    yield "retrievedAt", cited.recorded[:19]
    yield from _dates(claim.when or cited.date)
    rest = ((key, value) for key, value in claim_row(citation).items() if key not in _PROPERTIES)
    yield "description", "\n".join(f"{key}: {_text(value)}" for key, value in rest if value is not None)


def _dates(when: str | None) -> Iterator[tuple[str, Any]]:
    """EDTF as far as FollowTheMoney has a form for it; the description holds it in full."""
    start, interval, end = (when or "").partition("/")
    names = ("startDate", "endDate") if interval else ("date", "")
    for name, day in zip(names, (start, end), strict=True):
        if _PREFIX.fullmatch(day):
            yield name, day


def _write(file: Any, model: Any, source: Source, schema: str, key: str, values: Values) -> None:
    """Write one entity as it comes back from the package; what it dropped stands in the description."""
    entity = model.make_entity(schema)
    entity.id = key
    dropped = [line for line in (_add(entity, name, value) for name, value in values) if line]
    if dropped:
        source.skipped[DROPPED] += len(dropped)
        entity.add("description", "\n".join(dropped), quiet=True)
    record = entity.to_dict()
    again = model.get_proxy(record, cleaned=False).to_dict()
    if again["properties"] != record["properties"]:  # pragma: no cover - the package contradicts itself
        raise AssertionError(f"{key} changes on the way through followthemoney")
    file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")


def _add(entity: Any, name: str, value: Any) -> str:
    """Add a value; a line of text where the package did not take it."""
    if value is None or value == "":
        return ""
    before = len(entity.get(name, quiet=True))
    known = value in entity.get(name, quiet=True)
    entity.add(name, value, quiet=True)
    return "" if known or len(entity.get(name, quiet=True)) > before else f"{name}: {value}"


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
