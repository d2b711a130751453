"""The questions about ties with one actor: pair, state, rank."""

from __future__ import annotations

from haluan.answers.context import with_context
from haluan.answers.gathering import Gathered, gather
from haluan.answers.naming import UnknownNameError
from haluan.answers.timelines import PairAnswer, courses, timeline, turns
from haluan.answers.types import RankAnswer, StateAnswer
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, WindowError

# Claims of a tie to cite where only one pair is shown.
_MOST_CITED = 20


def pair(view: View, a: str, b: str, window: Window = EVERYTHING) -> PairAnswer:
    """All reported ties between two actors, either way, as seen from ``a``; raises `UnknownNameError`."""
    naming = view.naming
    first, second = naming.actor(a), naming.actor(b)
    if first == second:
        raise UnknownNameError(f"a pair needs two actors; {a!r} and {b!r} both mean {naming.name(first)}")
    scope = window.scope(frozenset({first}), frozenset({second}))
    columns, basis = view.columns(scope), view.basis(window, scope)
    names = (naming.named(first), naming.named(second))
    if not len(columns):
        return PairAnswer(*names, None, view.gaps((first, second), basis), basis)
    found = gather(view, columns, first, basis.at, own=True, firm=window.firm)
    moments = timeline(found, second)
    return PairAnswer(
        *names,
        found.lines([found.line(second)], None, _MOST_CITED)[second],
        (),
        basis,
        back=gather(view, columns, first, basis.at).stance(second),
        timeline=moments,
        courses=courses(found, second),
        turns=turns(moments, view.model.intensity),
    )


def state(view: View, actor: str, limit: int | None = None, window: Window = EVERYTHING) -> StateAnswer:
    """One actor's relationships with all others, the best evidenced first; raises `UnknownNameError`."""
    naming = view.naming
    code = naming.actor(actor)
    scope = window.scope(frozenset({code}))
    basis = view.basis(window, scope)
    found = gather(view, view.columns(scope), code, basis.at, own=True, firm=window.firm)
    others = sorted(found.told(), key=lambda line: _evidence(found, line))
    shown = tuple(found.lines(others[:limit]).values())
    gaps = () if found.others else view.gaps((code,), basis)
    unsure = view.named(found.unsure_only())
    return StateAnswer(naming.named(code), shown, gaps, basis, more=len(others) - len(shown), unsure=unsure)


def rank(
    view: View,
    toward: str,
    region: str | None = None,
    quiet: bool = False,
    limit: int | None = None,
    window: Window = EVERYTHING,
    openly: bool = False,
) -> RankAnswer:
    """Rank the states of ``region`` (all states for None) by how much speaks for their standing with ``toward``.

    ``quiet`` keeps those whose ties a text marks as quiet, ``openly`` those whose words agree with their deeds and of
    whom no text does. Raises `UnknownNameError`, and `WindowError` where both are asked for.
    """
    if quiet and openly:
        raise WindowError("quiet and openly exclude each other")
    naming = view.naming
    pole = naming.actor(toward)
    place = naming.place(region) if region is not None else None
    states = naming.states(place.actor if place else None) - {pole}
    scope = window.scope(frozenset({pole}), states)
    basis = view.basis(window, scope)
    found = gather(view, view.columns(scope), pole, basis.at, firm=window.firm, quiet=quiet)
    leaning = found.friendly > found.hostile
    ordered = sorted(found.told(), key=lambda line: _balance(found, line))
    kept = found.quiet if quiet else found.openly if openly else lambda _: True
    friends = [line for line in ordered if leaning[line] and kept(line)]
    others = [line for line in ordered if not leaning[line] and not quiet and not openly]
    lines = tuple(found.lines([*friends[:limit], *others[:limit]]).values())
    shown = len(friends[:limit])
    return RankAnswer(
        toward=naming.named(pole),
        region=place,
        quiet=quiet,
        openly=openly,
        ranked=with_context(view, lines[:shown], pole, window),
        others=lines[shown:],
        # A world-wide list of silent states would say nothing; a region's does.
        gaps=view.gaps(states.difference(found.others), basis) if place else (),
        basis=basis,
        more_ranked=len(friends[limit:]) if limit else 0,
        more_others=len(others[limit:]) if limit else 0,
        unsure=view.named(found.unsure_only()),
    )


def _balance(found: Gathered, line: int) -> tuple[float, int, str]:
    return (float(found.hostile[line] - found.friendly[line]), -int(found.independent[line]), found.others[line])


def _evidence(found: Gathered, line: int) -> tuple[float, int, str]:
    return (-found.weight(line), -found.claims(line), found.others[line])
