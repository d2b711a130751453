"""The questions about a bloc or pact: who belongs, courts and criticises it, its reach, and where it splits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from haluan.answers.ties import STRENGTH, balance, by_actor, make_ties, relate
from haluan.answers.types import BlocAnswer, Membership, Reach, Relationship, SplitAnswer
from haluan.answers.view import View
from haluan.model import CitedClaim, ClaimQuery, Status

# How far apart, in characters, two quotes may stand to belong to one passage.
PASSAGE = 300
# Articles that name a treaty to look into.
MOST_ARTICLES = 500
_AFFIRMED = frozenset({Status.ACTUAL, Status.PLANNED})


def bloc(view: View, code: str, reach: str | None = None) -> BlocAnswer:
    """Members, joiners, leavers, suitors and critics of a bloc; with ``reach``, its ties with a region's states.

    Raises `UnknownNameError`.
    """
    naming, basis = view.naming, view.basis()
    name = naming.actor(code)
    place = naming.place(reach) if reach is not None else None
    claims = view.claims(ClaimQuery(actors=frozenset({name})))
    members = memberships(name, claims, view)
    inside = {member.actor for member in members if member.status is Status.ACTUAL}
    lines = [relate(other, found, naming, view.weights) for other, found in by_actor(claims, name).items()]
    states = naming.states(place.actor) if place is not None else frozenset()
    places = _passages(claims)
    if naming.is_pact(name):
        for article, stretches in _named(name, view).items():
            places.setdefault(article, []).extend(stretches)
    near = _near(places, view)
    reached = [_reach(line, name, near, view) for line in lines if line.actor in states]
    return BlocAnswer(
        bloc=naming.named(name),
        region=place,
        members=members,
        leavers=tuple(tie for tie in make_ties(claims, name, naming, view.weights) if tie.relation == "leaves"),
        suitors=tuple(sorted((line for line in lines if _courts(line, inside)), key=balance)),
        critics=tuple(sorted((line for line in lines if _criticises(line, name)), key=balance, reverse=True)),
        reach=tuple(sorted(reached, key=_draw)),
        alongside=make_ties(_between_others(near, name), "", naming, view.weights),
        gaps=view.gaps(states - {line.actor for line in lines}, basis),
        basis=basis,
    )


def split(view: View, code: str, on: str) -> SplitAnswer:
    """Where the members of a bloc, as reported, stand toward a third actor; raises `UnknownNameError`."""
    naming, basis = view.naming, view.basis()
    name, third = naming.actor(code), naming.actor(on)
    joins = view.claims(ClaimQuery(targets=frozenset({name}), relations=frozenset({"joins"})))
    members = tuple(
        member for member in memberships(name, joins, view) if member.status in _AFFIRMED and member.actor != third
    )
    codes = frozenset(member.actor for member in members) | {name}
    found = by_actor(view.claims(ClaimQuery(between=(codes, frozenset({third})))), third)
    lines = {actor: relate(actor, claims, naming, view.weights) for actor, claims in found.items()}
    own = lines.pop(name, None)
    return SplitAnswer(
        bloc=naming.named(name),
        on=naming.named(third),
        members=members,
        own=own,
        friendly=_with_stance(lines, "friendly"),
        hostile=_with_stance(lines, "hostile"),
        mixed=_with_stance(lines, "mixed"),
        neutral=_with_stance(lines, "neutral"),
        gaps=view.gaps((member.actor for member in members if member.actor not in lines), basis),
        basis=basis,
    )


def memberships(name: str, claims: Collection[CitedClaim], view: View) -> tuple[Membership, ...]:
    """Who belongs to or joins the bloc ``name`` by the claims given."""
    joins = [cited for cited in claims if cited.claim.relation == "joins" and cited.claim.target == name]
    found = [_membership(actor, said, view) for actor, said in by_actor(joins, name).items()]
    return tuple(sorted(found, key=lambda m: (STRENGTH.index(m.status), -m.tie.weight, m.actor)))


def _membership(actor: str, said: Collection[CitedClaim], view: View) -> Membership:
    """What most sources say of the membership - it is so, or it is denied - with the rest as contrary."""
    ties = make_ties(said, actor, view.naming, view.weights)
    tie, *contrary = sorted(ties, key=lambda tie: (-tie.independent, -tie.claims, STRENGTH.index(tie.status)))
    return Membership(actor, view.naming.name(actor), tie.status, tie.first, tie.last, tie, tuple(contrary))


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


def _passages(claims: Iterable[CitedClaim]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of each article round the quotes of ``claims``."""
    places: dict[str, list[tuple[int, int]]] = {}
    for cited in claims:
        quote = cited.claim.evidence
        places.setdefault(cited.claim.article, []).append((quote.start - PASSAGE, quote.end + PASSAGE))
    return places


def _near(places: Mapping[str, Collection[tuple[int, int]]], view: View) -> list[CitedClaim]:
    """Claims of all kinds that stand in the given stretches of articles."""
    if not places:
        return []
    found = view.claims(ClaimQuery(articles=frozenset(places)))
    return [cited for cited in found if _touches(cited, places[cited.claim.article])]


def _named(pact: str, view: View) -> dict[str, list[tuple[int, int]]]:
    """Stretches of articles that name a treaty: what it is made of are ties between others, which need not name it."""
    places: dict[str, list[tuple[int, int]]] = {}
    for name in view.naming.spellings(pact):
        for hit in view.store.search(name, MOST_ARTICLES):
            text = view.store.article(hit.article).article.text
            found = (match.start() for match in re.finditer(re.escape(name), text, re.IGNORECASE))
            places.setdefault(hit.article, []).extend((place - PASSAGE, place + PASSAGE) for place in found)
    return places


def _touches(cited: CitedClaim, places: Collection[tuple[int, int]]) -> bool:
    quote = cited.claim.evidence
    return any(start < quote.end and quote.start < end for start, end in places)


def _between_others(near: Collection[CitedClaim], bloc_code: str) -> list[CitedClaim]:
    return [cited for cited in near if bloc_code not in (cited.claim.source, cited.claim.target)]


def _reach(line: Relationship, bloc_code: str, near: Collection[CitedClaim], view: View) -> Reach:
    """What the bloc asks of a state: acts of that state that are requested in one passage with the bloc's appeal."""
    urging = [tie for tie in line.ties if tie.relation == "urges" and tie.source == bloc_code]
    appeals = [citation.cited for tie in urging for citation in tie.citations]
    places = _passages(appeals)
    asked = [
        cited
        for cited in near
        if cited.claim.status is Status.REQUESTED
        and cited.claim.source == line.actor
        and _touches(cited, places.get(cited.claim.article, []))
    ]
    return Reach(line, make_ties(asked, line.actor, view.naming, view.weights))
