"""The claims about an actor, or between two, one by one in the order of time, each in its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from haluan.alignment.lines import Ints, each
from haluan.answers.naming import UnknownNameError
from haluan.answers.sentences import own
from haluan.answers.types import ActorName, Basis, Citation, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, ordinal
from haluan.columns import ClaimColumns

MOST = 25
_EPOCH = 719163  # ordinal of 1970-01-01


@dataclass(frozen=True, slots=True)
class Told(Record):
    """One claim with what its sentence says ``before`` and ``after`` the quote. ``day`` is that of the event, else of
    the article."""

    citation: Citation
    before: str
    after: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Month(Record):
    """How many claims tell of a month (``2024-06``), by their side; a denied friendly act counts as hostile."""

    month: str
    friendly: int
    hostile: int
    neither: int


@dataclass(frozen=True, slots=True)
class ChronicleAnswer(Record):
    """Claims from place ``start`` (from 0) of ``total``: the newest first, then those of days after that of the answer,
    then the undated. ``months`` are those of which something is told; ``undated`` claims stand in none.
    """

    actor: ActorName
    other: ActorName | None
    relation: str | None
    months: tuple[Month, ...]
    undated: int
    told: tuple[Told, ...]
    start: int
    total: int
    basis: Basis


def chronicle(
    view: View,
    actor: str,
    other: str | None = None,
    relation: str | None = None,
    start: int = 0,
    limit: int | None = MOST,
    window: Window = EVERYTHING,
) -> ChronicleAnswer:
    """Claims about ``actor``, or of its ties with ``other``, of one kind of tie or all; raises `UnknownNameError`."""
    naming = view.naming
    code, pole = naming.actor(actor), None if other is None else naming.actor(other)
    if code == pole:
        raise UnknownNameError(f"a pair needs two actors; {actor!r} and {other!r} both mean {naming.name(code)}")
    kind = None if relation is None else naming.relation(relation)
    scope = window.scope(frozenset({code}), frozenset({pole} if pole else ()))
    scope = replace(scope, relations=frozenset({kind} if kind else ()))
    columns = view.columns(scope)
    basis = view.basis(window, scope)
    order = _order(columns, ordinal(basis.at))[start : None if limit is None else start + limit]
    keys = np.asarray(columns.key)[order].tolist()
    cited = view.cite(keys)
    return ChronicleAnswer(
        actor=naming.named(code),
        other=None if pole is None else naming.named(pole),
        relation=kind,
        months=tuple(_months(view, columns)),
        undated=int((np.asarray(columns.day) == 0).sum()),
        told=tuple(_told(view, (cited[key] for key in keys))),
        start=start,
        total=len(columns),
        basis=basis,
    )


def _order(columns: ClaimColumns, at: int) -> Ints:
    """The rows in the order in which they are told; of one day those first that were read first."""
    day = np.asarray(columns.day, np.int64)
    late = np.where(day == 0, 2, day > at)
    found: Ints = np.lexsort((np.asarray(columns.key), -day, late))
    return found


def _told(view: View, citations: Iterable[Citation]) -> Iterable[Told]:
    texts: dict[str, str] = {}
    for one in citations:
        cited = one.cited
        claim = cited.claim
        if claim.article not in texts:
            texts[claim.article] = view.store.article(claim.article).article.text
        before, after = own(texts[claim.article], claim.evidence.start, claim.evidence.end)
        yield Told(one, before, after, claim.when or cited.date)


def _months(view: View, columns: ClaimColumns) -> Iterable[Month]:
    """Count the claims of each month of which something is told, the oldest first."""
    day = np.asarray(columns.day, np.int64)
    dated = day > 0
    months, places = np.unique(
        (day[dated] - _EPOCH).astype("datetime64[D]").astype("datetime64[M]"), return_inverse=True
    )
    side = _sides(view, columns)[dated]
    counts = [np.bincount(places[side == sign], minlength=len(months)).tolist() for sign in (1, -1, 0)]
    for month, friendly, hostile, neither in zip(months, *counts, strict=True):
        yield Month(str(month), friendly, hostile, neither)


def _sides(view: View, columns: ClaimColumns) -> Ints:
    """1 for friendly, -1 for hostile, 0 for neither."""
    sign = each(columns.relation, view.naming.sign, np.int64)
    found: Ints = sign * each(columns.status, lambda status: -1 if status == "denied" else 1, np.int64)
    return found
