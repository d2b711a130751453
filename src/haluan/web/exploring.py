"""Explore: a map over time, an actor among those it has most ties with, a table by kind of tie, and what turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from haluan.answers import ActorName, Database, EgoAnswer, MapAnswer, Standing
from haluan.web import shades, worldmap
from haluan.web.asking import choices
from haluan.web.circle import NARROW, circle
from haluan.web.forms import Refused
from haluan.web.timescale import Scale, name
from haluan.web.visit import Visit

_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory of the map: its outline, where its dot lies if it has one, and what is known of it if it is asked.

    ``standing`` is None where nothing is reported; ``words`` say what colour and hatching say.
    """

    code: str
    path: str
    dot: worldmap.Point | None
    kind: str
    words: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map ready to be drawn; ``frame`` is in the units of its paths.

    ``legend`` counts the states of each kind, those without data last; ``pole`` is where the actor asked about lies,
    None where it has no place on the map.
    """

    frame: worldmap.Frame
    territories: tuple[Territory, ...]
    legend: tuple[tuple[str, int], ...]
    pole: worldmap.Point | None


def world(visit: Visit) -> Response:
    """The map of where states stand toward an actor, with a slider of time."""
    with visit.open() as database:
        if (elsewhere := _settle(visit, database)) is not None:
            return elsewhere
        shown, answer = asked_map(visit, database)
        return visit.render(
            "explore_map.html",
            answer=answer,
            basis=answer.basis,
            part="",
            map=drawing(visit, answer, shown),
            rows=rows(answer, shown),
            shades=shades,
            **_shared(visit, database, answer.toward),
        )


def asked_map(visit: Visit, database: Database) -> tuple[str, MapAnswer]:
    """What the address asks to be shown, and the answer."""
    asked = visit.asked
    shown = asked.get("show", "") or shades.SHOWN[0]
    if shown not in shades.SHOWN:
        raise Refused("explore.no_show", 400)
    region = asked.get("in", "").strip() or None
    return shown, database.standings(asked.get("toward", "").strip(), region, visit.filters.window())


def rows(answer: MapAnswer, shown: str) -> list[Standing]:
    """The states of which something is reported, the highest value first."""

    def order(one: Standing) -> tuple[bool, float, str]:
        found = shades.value(one, shown)
        return (found is None, -(found or 0.0), one.name.casefold())

    return sorted(answer.places, key=order)


def drawing(visit: Visit, answer: MapAnswer, shown: str) -> MapDrawing:
    """Colour the states of an answer; all other land stays pale."""
    silent = {gap.actor: gap.name for gap in answer.gaps}
    told = {one.actor: one for one in answer.places}
    asked = silent.keys() | told.keys()
    part = worldmap.frame(asked) if answer.region else worldmap.world()
    outlines = worldmap.drawn(part)
    names = {**silent, answer.toward.actor: answer.toward.name, **{code: one.name for code, one in told.items()}}
    kinds: dict[str, str] = dict.fromkeys(silent, "none")
    kinds |= {code: shades.kind(shades.value(one, shown), shown) for code, one in told.items()}
    kinds[answer.toward.actor] = "pole"
    territories = tuple(
        Territory(
            code,
            path,
            outlines.dots.get(code) if code in kinds else None,
            kinds.get(code, "land"),
            _words(visit, names[code], kinds[code], told.get(code), shown) if code in kinds else "",
            told.get(code),
        )
        for code, path in outlines.paths.items()
    )
    counted = [(kind, sum(kinds[code] == kind for code in asked)) for kind in (*shades.kinds(shown), "none")]
    pole = worldmap.centre(answer.toward.actor, outlines)
    return MapDrawing(outlines.frame, territories, tuple(counted), pole)


def _words(visit: Visit, name: str, kind: str, standing: Standing | None, shown: str) -> str:
    """What the map says of a state, for those who do not see it."""
    found = shades.value(standing, shown) if standing else None
    number = f" {visit.say.signed(found)}" if found is not None else ""
    return f"{name}:{number} {visit.say(f'explore.kind.{kind}')}"


def web(visit: Visit) -> Response:
    """An actor among those with whom most is reported."""
    with visit.open() as database:
        if (elsewhere := _settle(visit, database, "web")) is not None:
            return elsewhere
        answer = asked_web(visit, database)
        return visit.render(
            "explore_web.html",
            answer=answer,
            basis=answer.basis,
            part="web",
            circle=circle(answer) if answer.links else None,
            narrow=circle(answer, NARROW),
            **_shared(visit, database, answer.actor),
        )


def asked_web(visit: Visit, database: Database) -> EgoAnswer:
    """The answer that the address asks for."""
    return database.ego(visit.asked.get("toward", "").strip(), window=visit.filters.window())


def matrix(visit: Visit) -> Response:
    """Others by kind of tie."""
    everything = visit.asked.get("all") == "1"
    with visit.open() as database:
        if (elsewhere := _settle(visit, database, "matrix")) is not None:
            return elsewhere
        answer = database.matrix(
            visit.asked.get("toward", "").strip(), None if everything else _MOST_ROWS, visit.filters.window()
        )
        return visit.render(
            "explore_matrix.html",
            answer=answer,
            basis=answer.basis,
            part="matrix",
            **_shared(visit, database, answer.actor),
        )


def turns(visit: Visit) -> Response:
    """Months in which ties turned."""
    with visit.open() as database:
        if (elsewhere := _settle(visit, database, "turns")) is not None:
            return elsewhere
        answer = database.turnings(visit.asked.get("toward", "").strip(), window=visit.filters.window())
        found = [(turn, one.other) for one in answer.turnings for turn in one.turns]
        return visit.render(
            "explore_turns.html",
            answer=answer,
            basis=answer.basis,
            part="turns",
            found=sorted(found, key=lambda pair: (pair[0].month, pair[1].name), reverse=True),
            **_shared(visit, database, answer.actor),
        )


def _shared(visit: Visit, database: Database, actor: ActorName) -> dict[str, Any]:
    """What the form of every part needs: what it asks now, and what can be chosen."""
    window = visit.filters.window()
    scale = Scale.of(*database.reported(actor.actor, window), window.as_of or "")
    shown, region = visit.asked.get("show", "") or shades.SHOWN[0], visit.asked.get("in", "").strip()
    return {"toward": actor, "show": shown, "region": region, "scale": scale, **choices(visit, database)}


def _settle(visit: Visit, database: Database, *part: str) -> Response | None:
    """Send on to the address that says all: with an actor, and with a day for the step of a slider."""
    asked = dict(visit.asked)
    if asked.get("toward", "").strip() and "step" not in asked:
        return None
    step = asked.pop("step", "")
    if not asked.get("toward", "").strip():
        known = database.view.naming.ontology.actors
        counted = [code for code, _ in database.coverage().actors if code in known]
        if not counted:
            raise Refused("explore.empty", 404)
        asked["toward"] = counted[0]
    if step:
        asked["as_of"] = _day(visit, database, asked["toward"], step)
    return visit.go(visit.url.plain("explore", *part, **asked))


def _day(visit: Visit, database: Database, actor: str, step: str) -> str:
    """The month or year for a step of the slider; "" for its end, which sets no limit."""
    if not step.isdecimal() or len(step) > 5:
        raise Refused("explore.no_step", 400)
    scale = Scale.of(*database.reported(actor, visit.filters.window()), "")
    return "" if scale is None or int(step) >= scale.end else name(int(step))
