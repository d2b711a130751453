"""Who reports a tie and who does not: by outlet, its country and the languages of its articles."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from haluan.answers.naming import UnknownNameError
from haluan.answers.types import ActorName, Basis, Citation, Gap, Record
from haluan.answers.view import View
from haluan.answers.weights import Weights
from haluan.answers.window import EVERYTHING, Window
from haluan.model import Status

# Claims to quote of each outlet.
_MOST = 3


@dataclass(frozen=True, slots=True)
class OutletLine(Record):
    """What one outlet (None where nobody knows which) reports of the tie: ``statuses`` are (status, claims).

    ``country`` is the code of the outlet's state where the data know it; ``first`` and ``last`` are days of articles.
    """

    outlet: str | None
    country: str | None
    languages: tuple[str, ...]
    articles: int
    claims: int
    independent: int
    statuses: tuple[tuple[str, int], ...]
    quiet: bool
    first: str | None
    last: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Omission(Record):
    """An outlet in the store that does not report the tie; ``between`` counts its other claims between the two."""

    outlet: str
    country: str | None
    articles: int
    between: int


@dataclass(frozen=True, slots=True)
class SourcesAnswer(Record):
    """Who reports ties between ``a`` and ``b`` (of one relation, where asked), and which outlets omit them."""

    a: ActorName
    b: ActorName
    relation: str | None
    outlets: tuple[OutletLine, ...]
    omitting: tuple[Omission, ...]
    gaps: tuple[Gap, ...]
    basis: Basis


def sources(view: View, a: str, b: str, relation: str | None = None, window: Window = EVERYTHING) -> SourcesAnswer:
    """The ties between two actors by who reports them; raises `UnknownNameError`."""
    naming = view.naming
    first, second = naming.actor(a), naming.actor(b)
    if first == second:
        raise UnknownNameError(f"a tie needs two actors; {a!r} and {b!r} both mean {naming.name(first)}")
    wanted = None if relation is None else naming.relation(relation)
    scope = window.scope(frozenset({first}), frozenset({second}))
    columns, basis = view.columns(scope), view.basis(window, scope)
    by_outlet: dict[str | None, list[Citation]] = defaultdict(list)
    others: dict[str | None, int] = defaultdict(int)
    for citation in view.cite(columns.key.tolist()).values():
        if wanted in (None, citation.cited.claim.relation):
            by_outlet[citation.cited.outlet].append(citation)
        else:
            others[citation.cited.outlet] += 1
    lines = [_line(outlet, some, view.weights) for outlet, some in by_outlet.items()]
    return SourcesAnswer(
        a=naming.named(first),
        b=naming.named(second),
        relation=wanted,
        outlets=tuple(sorted(lines, key=lambda line: (-line.independent, -line.claims, line.outlet or ""))),
        omitting=tuple(
            Omission(outlet, _countries().get(outlet.casefold()), articles, others[outlet])
            for outlet, articles in basis.coverage.outlets
            if outlet not in by_outlet
        ),
        gaps=() if lines else view.gaps((first, second), basis),
        basis=basis,
    )


def _line(outlet: str | None, citations: Sequence[Citation], weights: Weights) -> OutletLine:
    cited = [citation.cited for citation in citations]
    groups = {one.group for one in cited}
    dates = sorted(one.date for one in cited if one.date)
    counts = {status: sum(one.claim.status is status for one in cited) for status in Status}
    best = sorted(citations, key=lambda one: (-one.cited.claim.confidence, one.cited.id))
    return OutletLine(
        outlet=outlet,
        country=None if outlet is None else _countries().get(outlet.casefold()),
        languages=tuple(sorted({one.language for one in cited if one.language})),
        articles=len({one.claim.article for one in cited}),
        claims=len(cited),
        independent=len(groups),
        statuses=tuple((status.value, count) for status, count in counts.items() if count),
        quiet=weights.is_hushed(len({one.group for one in cited if one.claim.quiet}), len(groups)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        citations=tuple(best[:_MOST]),
    )


@cache
def _countries() -> dict[str, str]:
    """Country of each known outlet, by its casefolded name."""
    source = files("haluan.answers") / "data" / "outlets.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["name"].casefold(): row["country"] for row in rows}
