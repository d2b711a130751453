"""The questions about a bloc or pact: who belongs, courts and criticises it, its reach, and where it splits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np

from haluan.answers.belonging import belongs, cohesion, known_member, known_members
from haluan.answers.bloctypes import BlocAnswer, Membership, Reach, SplitAnswer
from haluan.answers.context import PASSAGE, passages, touches
from haluan.answers.gathering import Gathered, gather
from haluan.answers.sketching import Ties
from haluan.answers.ties import STRENGTH, balance, make_ties
from haluan.answers.types import Relationship, Tie
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window
from haluan.model import CitedClaim, ClaimQuery, Status
from haluan.ontology.facts import Holds

# Articles that name a treaty to look into, and ties of a bloc whose passages are looked into.
MOST_ARTICLES = 100
_MOST_TIES = 50
_AFFIRMED = frozenset({Status.ACTUAL, Status.PLANNED})


def bloc(view: View, code: str, reach: str | None = None, window: Window = EVERYTHING) -> BlocAnswer:
    """Members, joiners, leavers, suitors and critics of a bloc; with ``reach``, its ties with a region's states.

    Raises `UnknownNameError`.
    """
    naming = view.naming
    name = naming.actor(code)
    place = naming.place(reach) if reach is not None else None
    scope = window.scope(frozenset({name}))
    basis = view.basis(window, scope)
    found = gather(view, view.columns(scope), name, basis.at, firm=window.firm)
    members = memberships(name, found, basis.at)
    known = known_members(name, basis.at)
    inside = {member.actor for member in members if member.status is Status.ACTUAL} | known.keys()
    lines = tuple(found.lines(found.weightiest()).values())
    states = naming.states(place.actor) if place is not None else frozenset()
    near = _near(_places(view, name, lines), view, window)
    reached = [_reach(line, name, near, view) for line in lines if line.actor in states]
    return BlocAnswer(
        bloc=naming.named(name),
        region=place,
        members=members,
        leavers=tuple(tie for line in lines for tie in line.ties if tie.relation == "leaves"),
        suitors=tuple(sorted((line for line in lines if _courts(line, inside)), key=balance)),
        critics=tuple(sorted((line for line in lines if _criticises(line, name)), key=balance, reverse=True)),
        reach=tuple(sorted(reached, key=_draw)),
        alongside=make_ties(_between_others(near, name), "", naming, view.weights),
        gaps=view.gaps(states.difference(found.others), basis),
        basis=basis,
        asked=_asked(lines, name),
        dissent=_dissent(lines, members),
        unsure=view.named(_left(found, members, states if place else None)),
        known=tuple(known_member(naming, fact) for fact in known.values()),
    )


def split(view: View, code: str, on: str, window: Window = EVERYTHING) -> SplitAnswer:
    """Where the members of a bloc, as reported or known, stand toward a third actor; raises `UnknownNameError`."""
    naming, basis = view.naming, view.basis(window)
    name, third = naming.actor(code), naming.actor(on)
    bond = replace(window.scope(frozenset({name})), relations=frozenset({"joins", "leaves"}))
    bonds = gather(view, view.columns(bond), name, basis.at, firm=window.firm)
    members = tuple(
        member for member in memberships(name, bonds, basis.at) if member.status in _AFFIRMED and member.actor != third
    )
    known = known_members(name, basis.at)
    codes = frozenset({member.actor for member in members} | known.keys() | {name}) - {third}
    scope = window.scope(frozenset({third}), codes)
    found = gather(view, view.columns(scope), third, basis.at, firm=window.firm)
    lines = found.lines(found.weightiest())
    own = lines.pop(name, None)
    perhaps = window.scope(frozenset({third}), _unsure_members(bonds, members) - {third})
    doubted = gather(view, view.columns(perhaps), third, basis.at, firm=window.firm).others if perhaps.others else ()
    return SplitAnswer(
        bloc=naming.named(name),
        on=naming.named(third),
        members=members,
        own=own,
        friendly=_with_stance(lines, "friendly"),
        hostile=_with_stance(lines, "hostile"),
        mixed=_with_stance(lines, "mixed"),
        neutral=_with_stance(lines, "neutral"),
        gaps=view.gaps(codes.difference(found.others, {name}), basis),
        basis=replace(basis, weak=view.weak(window, bond) + view.weak(window, scope)),
        cohesion=cohesion(
            [line.stance for line in lines.values() if belongs(line.actor, name, basis.at).holds is not Holds.NO]
        ),
        unsure=view.named({*_left(found, ()), *doubted}),
        known=tuple(known_member(naming, fact) for fact in known.values()),
    )


def memberships(name: str, found: Gathered, at: str) -> tuple[Membership, ...]:
    """Who belongs to or joins the bloc ``name`` by the claims gathered about it, marked against the facts."""
    joining = _bonds(found, name, at)
    lines = joining.lines(joining.weightiest())
    members = (_membership(line, name, at) for line in lines.values())
    return tuple(sorted(members, key=lambda m: (STRENGTH.index(m.status), -m.tie.weight, m.actor)))


def _unsure_members(found: Gathered, members: Iterable[Membership]) -> frozenset[str]:
    """Those of whom a report says that they belong, which neither the reader is sure of nor the facts bear out."""
    ties = _joining(found)
    return frozenset(found.others[line] for line in ties.line[ties.apart & ~ties.denied]) - {
        member.actor for member in members
    }


def _joining(found: Gathered) -> Ties:
    """The ties by which somebody belongs to or joins the bloc."""
    joins = np.array([relation == "joins" for relation in found.columns.relation.names], bool)
    return found.ties.only(joins[found.ties.relation] & ~found.ties.anchored)


def _bonds(found: Gathered, name: str, at: str) -> Gathered:
    """The memberships that can be believed; unsure reports too where the facts bear one out."""
    ties = _joining(found)
    known = np.array([belongs(other, name, at).holds is Holds.YES for other in found.others], bool)
    borne = known[ties.line] & (ties.strength != STRENGTH.index(Status.DENIED))
    ties = ties.only(ties.firm | borne)
    ties = replace(ties, apart=np.zeros(len(ties.line), bool))
    return replace(found, ties=ties, friendly=ties.sums(1), hostile=ties.sums(-1))


def _membership(line: Relationship, name: str, at: str) -> Membership:
    """What most sources say of the membership - it is so, or it is denied - with the rest as contrary."""
    ties = sorted(line.ties, key=lambda tie: (-tie.independent, -tie.claims, STRENGTH.index(tie.status)))
    tie, *contrary = ties
    return Membership(
        line.actor, line.name, tie.status, tie.first, tie.last, tie, tuple(contrary), fact=belongs(line.actor, name, at)
    )


def _left(found: Gathered, members: Iterable[Membership], inside: Collection[str] | None = None) -> Iterable[str]:
    """Those of whom only unsure claims tell, but for the members that the facts bear out."""
    told = {member.actor for member in members}
    return (code for code in found.unsure_only() if code not in told and (inside is None or code in inside))


def _asked(lines: Iterable[Relationship], name: str) -> tuple[Tie, ...]:
    """What the bloc asks of whom."""
    ties = (tie for line in lines for tie in line.ties if tie.relation == "urges" and tie.source == name)
    return tuple(sorted(ties, key=lambda tie: -tie.weight))


def _dissent(lines: Iterable[Relationship], members: Iterable[Membership]) -> tuple[Relationship, ...]:
    """Members, as reported or by the facts, that themselves speak or act against the bloc."""
    inside = {member.actor for member in members if member.status in _AFFIRMED or member.fact.holds is Holds.YES}
    against = (line for line in lines if line.actor in inside and any(tie.direction == "out" for tie in line.contrary))
    return tuple(sorted(against, key=balance, reverse=True))


def _courts(line: Relationship, inside: Collection[str]) -> bool:
    """An outsider that itself leans to the bloc: more speaks for it than against, in its own or mutual acts."""
    own = any(tie.direction != "in" for tie in line.supporting if tie.relation != "joins")
    return own and line.actor not in inside and line.friendly > line.hostile


def _criticises(line: Relationship, bloc_code: str) -> bool:
    return any(tie.status is not Status.DENIED and tie.target == bloc_code for tie in line.contrary)


def _draw(reach: Reach) -> tuple[bool, float, int, str]:
    """Sorting key: those of whom the bloc asks something first, then the most friendly on balance."""
    return (not reach.asked, *balance(reach.relationship))


def _with_stance(lines: Mapping[str, Relationship], stance: str) -> tuple[Relationship, ...]:
    return tuple(sorted((line for line in lines.values() if line.stance == stance), key=balance))


def _places(view: View, name: str, lines: Iterable[Relationship]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of articles round the claims that are shown, and for a treaty round its name as well."""
    ties = sorted((tie for line in lines for tie in line.ties), key=lambda tie: -tie.weight)
    places = passages(citation.cited for tie in ties[:_MOST_TIES] for citation in tie.citations)
    if view.naming.is_pact(name):
        for article, stretches in _named(name, view).items():
            places.setdefault(article, []).extend(stretches)
    return places


def _near(places: Mapping[str, Collection[tuple[int, int]]], view: View, window: Window) -> list[CitedClaim]:
    """Claims of all kinds that stand in the given stretches of articles."""
    if not places:
        return []
    found = view.claims(ClaimQuery(articles=frozenset(places), min_confidence=window.firm))
    return [cited for cited in found if touches(cited, places[cited.claim.article])]


def _named(pact: str, view: View) -> dict[str, list[tuple[int, int]]]:
    """Stretches of articles that name a treaty: what it is made of are ties between others, which need not name it."""
    places: dict[str, list[tuple[int, int]]] = {}
    for name in view.naming.spellings(pact):
        for hit in view.store.search(name, MOST_ARTICLES):
            text = view.store.article(hit.article).article.text
            found = (match.start() for match in re.finditer(re.escape(name), text, re.IGNORECASE))
            places.setdefault(hit.article, []).extend((place - PASSAGE, place + PASSAGE) for place in found)
    return places


def _between_others(near: Collection[CitedClaim], bloc_code: str) -> list[CitedClaim]:
    return [cited for cited in near if bloc_code not in (cited.claim.source, cited.claim.target)]


def _reach(line: Relationship, bloc_code: str, near: Collection[CitedClaim], view: View) -> Reach:
    """What the bloc asks of a state: acts of that state that are requested in one passage with the bloc's appeal."""
    urging = [tie for tie in line.ties if tie.relation == "urges" and tie.source == bloc_code]
    appeals = [citation.cited for tie in urging for citation in tie.citations]
    places = passages(appeals)
    asked = [
        cited
        for cited in near
        if cited.claim.status is Status.REQUESTED
        and cited.claim.source == line.actor
        and touches(cited, places.get(cited.claim.article, []))
    ]
    return Reach(line, make_ties(asked, line.actor, view.naming, view.weights))
