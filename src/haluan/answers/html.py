"""Answers as HTML for notebooks: lines, ties, quotes marked in their place. No script, no style, nothing loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from haluan.alignment import Score
from haluan.answers.flat import flatten, lines
from haluan.answers.markup import Html, join, link, tag, text
from haluan.answers.types import (
    ActorName,
    Basis,
    Citation,
    Gap,
    Passage,
    Record,
    Relationship,
    ShowAnswer,
    Tie,
)
from haluan.i18n import Catalogue, catalogue
from haluan.store import Hit

# What a notebook shows before it says how many are left out; the tables hold all.
MOST_LINES, MOST_TIES, OPEN = 25, 8, 3
_MARKS = {1: "+", -1: "−", 0: "·"}
_ARROWS = {"out": "→", "in": "←", "mutual": "↔"}
_SHORT_ID = 8


def page(record: Record) -> str:
    """Write a record as one block of HTML, in the language of the answer."""
    basis = getattr(record, "basis", None)
    say = catalogue(basis.language if isinstance(basis, Basis) else "en")
    return str(tag("div", *_parts(say, record), *_basis(say, basis), class_="haluan"))


def _parts(say: Catalogue, record: Any) -> list[Html]:
    if isinstance(record, ShowAnswer):
        return [_shown(say, record)]
    groups: dict[str, list[Any]] = {}
    for part, line in lines(record):
        groups.setdefault(part, []).append(line)
    asked = [_asked(record)] if groups.keys() - {""} or isinstance(getattr(record, "basis", None), Basis) else []
    return asked + [_part(say, part, found) for part, found in groups.items()]


def _asked(record: Any) -> Html:
    """Who or what the question was about: the names and texts of the answer itself."""
    values = [getattr(record, field.name) for field in fields(record)]
    names = [value.name for value in values if isinstance(value, ActorName)]
    names += [value for value in values if isinstance(value, str)]
    kind = type(record).__name__.removesuffix("Answer").lower()
    return tag("h4", f"{kind}: {' · '.join(names)}" if names else kind)


def _part(say: Catalogue, part: str, found: Sequence[Any]) -> Html:
    if isinstance(found[0], Gap):
        names = ", ".join(gap.name for gap in sorted(found, key=lambda gap: -gap.claims))
        return tag("p", tag("small", say("gaps", n=len(found), names=names)))
    shown = [_line(say, item, i < OPEN) for i, item in enumerate(found[:MOST_LINES])]
    heading = [tag("h5", _heading(say, part))] if part else []
    return join([*heading, *shown, *_left_out(say, len(found) - MOST_LINES)])


def _heading(say: Catalogue, part: str) -> str:
    return say(f"html.{part}") if f"html.{part}" in say.messages else part.replace("_", " ")


def _left_out(say: Catalogue, count: int) -> list[Html]:
    return [tag("p", tag("small", say("html.more", n=count)))] if count > 0 else []


def _line(say: Catalogue, item: Any, opened: bool = False) -> Html:
    """One line of an answer: what it is by itself, then the ties and quotes under it."""
    known: dict[type, Callable[[Catalogue, Any], Html]] = {Tie: _tie, Citation: _cited, Hit: _hit, Passage: _passage}
    if draw := known.get(type(item)):
        return draw(say, item)
    under = [child for child in _children(item) if not isinstance(child, Basis)]
    head = _relationship(say, item) if isinstance(item, Relationship) else _record(item)
    if not under:
        return tag("p", head)
    ties = [_line(say, child) for child in under[:MOST_TIES]]
    inner = (tag("summary", head), *ties, *_left_out(say, len(under) - MOST_TIES))
    return tag("details", *inner, open="") if opened else tag("details", *inner)


def _children(item: Any) -> Iterable[Any]:
    for field in fields(item):
        value = getattr(item, field.name)
        for child in value if isinstance(value, tuple) else (value,):
            if is_dataclass(child) and not isinstance(child, (ActorName, Score)):
                yield child


def _relationship(say: Catalogue, line: Relationship) -> Html:
    facts = [
        say("line.friendly", weight=say.number(line.friendly, 1)),
        say("line.hostile", weight=say.number(line.hostile, 1)),
        say("line.claims", n=line.claims),
        say("line.independent", n=line.independent),
        *([say("quiet")] if line.quiet else []),
        *(_score(say, name, score) for name, score in (("said", line.said), ("done", line.done)) if score),
        *([say(f"reading.{line.reading.value}")] if line.reading else []),
    ]
    return join([tag("b", line.name), text(" · ".join(facts))], " · ")


def _score(say: Catalogue, name: str, score: Score) -> str:
    low, value, high = (say.number(number, 2) for number in (score.low, score.value, score.high))
    return f"{say(f'score.{name}')} {value} ({low} … {high})"


def _record(item: Any) -> Html:
    """Any other record: its name in front, then its fields that are no records."""
    values = flatten(item) if not list(_children(item)) else _scalars(item)
    name = values.pop("name", None)
    told = [f"{key} {value}" for key, value in values.items() if value not in (None, "", []) and key != "actor"]
    return join([*([tag("b", str(name))] if name else []), *map(text, told)], " · ")


def _scalars(item: Any) -> dict[str, Any]:
    own = {field.name for field in fields(item) if not is_dataclass(getattr(item, field.name))}
    return {key: value for key, value in flatten(item).items() if key in own}


def _tie(say: Catalogue, tie: Tie) -> Html:
    counts = f"{say('line.claims', n=tie.claims)}, {say('line.sources', n=tie.independent)}"
    counts += f", {say('line.partly', n=tie.partly)}" if tie.partly else ""
    status = say(f"status.{tie.status.value}") + (f", {say('quiet')}" if tie.quiet else "")
    head = f"{_MARKS.get(tie.sign, '·')}{_ARROWS.get(tie.direction, '')} {tie.label} · {status} · {counts}"
    return tag("div", text(head), Html("<br>"), _quote(say, tie.best), style="margin:.4em 0 .4em 1.5em")


def _cited(say: Catalogue, citation: Citation) -> Html:
    claim = citation.cited.claim
    told = [citation.label, say(f"status.{claim.status.value}")]
    told += [say("quiet")] if claim.quiet else []
    told += [say("line.speaker", speaker=claim.speaker)] if claim.speaker else []
    return tag("div", text(" · ".join(told)), Html("<br>"), _quote(say, citation), style="margin:.4em 0")


def _quote(say: Catalogue, citation: Citation) -> Html:
    return join([tag("mark", citation.cited.claim.evidence.text), _source(say, citation)], " ")


def _passage(say: Catalogue, passage: Passage) -> Html:
    """A sentence near a claim: why, or against whom."""
    told = f" {passage.outlet or passage.title or passage.article}, {passage.date or say('undated')}"
    return tag("div", tag("mark", passage.text), tag("small", told), style="margin:.4em 0 .4em 1.5em")


def _source(say: Catalogue, citation: Citation) -> Html:
    """Outlet, linked where the article has an address, date and the id for `Database.show`."""
    cited = citation.cited
    name = cited.outlet or cited.title or cited.claim.article
    rest = f", {cited.date or say('undated')}, {cited.id[:_SHORT_ID]}"
    review = f", {say(f'review.{cited.review.verdict.value}')}" if cited.review else ""
    return tag("small", link(name, cited.url), rest + review)


def _shown(say: Catalogue, answer: ShowAnswer) -> Html:
    quote = tag("mark", answer.citation.cited.claim.evidence.text)
    context = tag("blockquote", text(answer.before), quote, text(answer.after))
    return join([tag("h4", answer.citation.label), context, _source(say, answer.citation)])


def _hit(say: Catalogue, hit: Hit) -> Html:
    head = join([link(hit.title or hit.article, hit.url), text(hit.outlet or ""), text(hit.date or "")], " · ")
    return tag("p", head, Html("<br>"), hit.snippet)


def _basis(say: Catalogue, basis: Any) -> list[Html]:
    if not isinstance(basis, Basis):
        return []
    coverage = basis.coverage
    told = say("html.basis", as_of=basis.as_of, snapshot=basis.snapshot, claims=say("line.claims", n=coverage.claims),
               articles=say("basis.articles", n=coverage.articles))  # fmt: skip
    if basis.rejected:
        told = f"{told} {say('basis.rejected', n=basis.rejected)}"
    if basis.weak:
        told = f"{told} {say('basis.weak', n=basis.weak, least=say.number(basis.window.min_confidence, 2))}"
    return [tag("p", tag("small", told))]
