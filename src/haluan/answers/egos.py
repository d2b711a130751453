"""The question behind a small network: an actor's strongest ties, and how those at their other ends stand together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from haluan import alignment
from haluan.answers.links import Edge, Ends, Link, edges, links
from haluan.answers.types import ActorName, Basis, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window

# All of a large network would be a hairball.
MOST = 24


@dataclass(frozen=True, slots=True)
class EgoAnswer(Record):
    """An actor's ties: ``links`` are the strongest, from friendly to hostile, each with its best claims.

    ``among`` are the ties of those others among themselves, without claims; ``more`` were left out.
    """

    actor: ActorName
    links: tuple[Link, ...]
    among: tuple[Link, ...]
    more: int
    basis: Basis


def ego(view: View, actor: str, limit: int = MOST, window: Window = EVERYTHING) -> EgoAnswer:
    """The ties of ``actor`` of which most is reported, at most ``limit``; raises `UnknownNameError`."""
    naming = view.naming
    code = naming.actor(actor)
    scope = window.scope(frozenset({code}))
    basis, columns = view.basis(window, scope), view.columns(scope)
    own = dict(edges(view, columns, alignment.seen_from(columns, code), basis.at))
    strongest = sorted(own, key=lambda pair: (-own[pair].weight, pair))[:limit]
    ordered = sorted(strongest, key=lambda pair: (-own[pair].score.value, pair))
    others = _among(view, {other for _, other in ordered}, basis.at, window)
    return EgoAnswer(
        actor=naming.named(code),
        links=tuple(links(view, own, ordered)),
        among=tuple(links(view, others, sorted(others))),
        more=len(own) - len(ordered),
        basis=basis,
    )


def _among(view: View, codes: Collection[str], at: str, window: Window) -> dict[Ends, Edge]:
    some = frozenset(codes)
    if len(some) < 2:
        return {}
    columns = view.columns(window.scope(some, some))
    return dict(edges(view, columns, alignment.by_pair(columns), at, most=0))
