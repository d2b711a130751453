"""The questions about ties with one actor: pair, state, rank."""

from __future__ import annotations

from haluan.answers.naming import UnknownNameError
from haluan.answers.ties import balance, by_actor, evidence, relate
from haluan.answers.types import PairAnswer, RankAnswer, Relationship, StateAnswer
from haluan.answers.view import View
from haluan.model import ClaimQuery


def pair(view: View, a: str, b: str) -> PairAnswer:
    """All reported ties between two actors, either way, as seen from ``a``; raises `UnknownNameError`."""
    naming, basis = view.naming, view.basis()
    first, second = naming.actor(a), naming.actor(b)
    if first == second:
        raise UnknownNameError(f"a pair needs two actors; {a!r} and {b!r} both mean {naming.name(first)}")
    claims = view.claims(ClaimQuery(between=(frozenset({first}), frozenset({second}))))
    gaps = () if claims else view.gaps((first, second), basis)
    relationship = relate(second, claims, naming, view.weights, viewer=first) if claims else None
    return PairAnswer(naming.named(first), naming.named(second), relationship, gaps, basis)


def state(view: View, actor: str, limit: int | None = None) -> StateAnswer:
    """One actor's relationships with all others, the best evidenced first; raises `UnknownNameError`."""
    naming, basis = view.naming, view.basis()
    code = naming.actor(actor)
    others = by_actor(view.claims(ClaimQuery(actors=frozenset({code}))), code)
    found = [relate(other, claims, naming, view.weights, viewer=code) for other, claims in others.items()]
    gaps = () if found else view.gaps((code,), basis)
    shown = tuple(sorted(found, key=evidence)[:limit])
    return StateAnswer(naming.named(code), shown, gaps, basis, more=len(found) - len(shown))


def rank(
    view: View, toward: str, region: str | None = None, quiet: bool = False, limit: int | None = None
) -> RankAnswer:
    """Rank the states of ``region`` (all states for None) by how much speaks for their standing with ``toward``.

    ``quiet`` keeps those whose ties a text marks as quiet. Raises `UnknownNameError`.
    """
    naming, basis = view.naming, view.basis()
    pole = naming.actor(toward)
    place = naming.place(region) if region is not None else None
    states = naming.states(place.actor if place else None) - {pole}
    found = by_actor(view.claims(ClaimQuery(between=(states, frozenset({pole})))), pole)
    lines = [relate(code, claims, naming, view.weights) for code, claims in found.items()]
    friends = sorted((line for line in lines if line.friendly > line.hostile), key=balance)
    if quiet:
        friends = [line for line in friends if _quietly_friendly(line)]
    others = [] if quiet else sorted((line for line in lines if line.friendly <= line.hostile), key=balance)
    return RankAnswer(
        toward=naming.named(pole),
        region=place,
        quiet=quiet,
        ranked=tuple(friends[:limit]),
        others=tuple(others[:limit]),
        # A world-wide list of silent states would say nothing; a region's does.
        gaps=view.gaps(states - found.keys(), basis) if place else (),
        basis=basis,
        more_ranked=len(friends[limit:]) if limit else 0,
        more_others=len(others[limit:]) if limit else 0,
    )


def _quietly_friendly(line: Relationship) -> bool:
    return any(tie.quiet for tie in line.supporting)
