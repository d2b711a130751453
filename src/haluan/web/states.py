"""State and bloc: one actor and all the others, a bloc and those around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from haluan.answers import ActorName, BlocAnswer, CohesionAnswer, Database, SplitAnswer, StateAnswer, Window
from haluan.answers.facts import FactLine, OfficeLine, Reference
from haluan.ontology import ActorKind
from haluan.web.asking import choices
from haluan.web.chart import curve
from haluan.web.chronicle import line_of_time
from haluan.web.stretches import SIZE, Stretch, stretches
from haluan.web.visit import Visit

_MOST = 40  # others on a page; the rest is behind a link
_MOST_FIRST = 10  # lines of each list about a bloc; the rest is behind a link
_FIRST_TOLD = 5  # claims of the line of time; the rest is behind a link
_MOST_TRIED = 3  # third actors over whom a bloc may be united
_MOST_COLUMNS = 10  # kinds of tie in the matrix
_LEADERS = ("head_of_state", "head_of_government", "bloc_head", "group_head", "foreign_minister", "defence_minister")
_STATES = frozenset({ActorKind.STATE})


@dataclass(frozen=True, slots=True)
class Cell:
    """The ties of one kind with one other: how many claims, and to which side (+1, -1, 0 neither or both)."""

    claims: int
    sign: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Others by kind of tie; the most frequent kinds are the columns."""

    relations: tuple[str, ...]
    rows: tuple[tuple[ActorName, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the reference facts know of an actor: who leads it, who else holds office, and what it belongs to."""

    offices: tuple[OfficeLine, ...]
    lesser: tuple[OfficeLine, ...]
    memberships: tuple[FactLine, ...]


def state(visit: Visit) -> Response:
    """One actor's ties with all others."""
    everything = visit.asked.get("all") == "1"
    with visit.open() as database:
        answer = database.state(
            visit.request.path_params["actor"], None if everything else _MOST, visit.filters.window()
        )
        actor = database.actor(answer.actor.actor)
        time = line_of_time(visit, database, ("state", answer.actor.actor), _FIRST_TOLD)
        return visit.render(
            "state.html",
            answer=answer,
            basis=answer.basis,
            q=visit.asked.get("q", ""),
            matrix=matrix(answer),
            known=known(visit, answer),
            contrasts=database.contrasts(answer),
            is_bloc=actor.kind in (ActorKind.BLOC, ActorKind.PACT),
            everything=everything,
            time=time,
            part=visit.asked.get("part", ""),
        )


def known(visit: Visit, answer: StateAnswer) -> Known:
    """The reference facts about an actor on the day of an answer; the oldest memberships first."""
    code, at = answer.actor.actor, answer.basis.at
    reference = Reference(visit.language)
    found = reference.about(code, at)
    member = [line for line in (*found.facts, *found.unsure) if line.kind == "membership" and line.subject == code]
    offices = reference.offices(code, at).offices
    leaders = sorted((one for one in offices if one.office in _LEADERS), key=lambda one: _LEADERS.index(one.office))
    lesser = tuple(one for one in offices if one.office not in _LEADERS)
    if not leaders:
        leaders, lesser = list(lesser), ()
    return Known(tuple(leaders), lesser, tuple(sorted(member, key=_since)))


def _since(line: FactLine) -> tuple[str, str]:
    return (line.since.removeprefix("../"), line.object_name)


def matrix(answer: StateAnswer) -> Matrix:
    """Count the claims of the shown relationships by other and kind of tie."""
    kinds: Counter[str] = Counter()
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in answer.relationships:
        for tie in line.ties:
            kinds[tie.relation] += tie.claims
            cell = counted[line.actor, tie.relation]
            cell[0] += tie.claims
            cell[1] |= tie.sign > 0
            cell[2] |= tie.sign < 0
    columns = tuple(name for name, _ in kinds.most_common(_MOST_COLUMNS))
    rows = (
        (ActorName(line.actor, line.name), tuple(_cell(counted.get((line.actor, name))) for name in columns))
        for line in answer.relationships
    )
    return Matrix(columns, tuple(row for row in rows if any(row[1])))


def _cell(counts: list[int] | None) -> Cell | None:
    return Cell(counts[0], counts[1] - counts[2]) if counts else None


def bloc(visit: Visit) -> Response:
    """A bloc: its members and those around it, its reach into a region, or its split over a third actor."""
    code, asked = visit.request.path_params["actor"], visit.asked
    reach, on = asked.get("reach", "").strip(), asked.get("on", "").strip()
    window = visit.filters.window()
    with visit.open() as database:
        answer: BlocAnswer | SplitAnswer
        answer = database.split(code, on, window) if on else database.bloc(code, reach or None, window)
        cut = _cut(visit, answer, reach, on)
        part = asked.get("part", "")
        thirds = database.thirds(answer) if isinstance(answer, BlocAnswer) and not reach and not part else ()
        over = [on] if on and not part else [one.actor for one in thirds[:_MOST_TRIED]]
        unity = _unity(database, code, over, window)
        page = "split.html" if on else "reach.html" if reach else "bloc.html"
        return visit.render(
            page,
            answer=answer,
            basis=answer.basis,
            q=asked.get("q", ""),
            reach=reach,
            on=answer.on.name if isinstance(answer, SplitAnswer) else on,
            cut=cut,
            part=part,
            unity=unity,
            thirds=thirds,
            curve=curve(unity.years) if unity else None,
            **choices(visit, database),
        )


def _cut(visit: Visit, answer: BlocAnswer | SplitAnswer, reach: str, on: str) -> dict[str, Stretch]:
    """The lists of the page, as far as it shows them."""
    page, kept, most = ("bloc", answer.bloc.actor), {"reach": reach, "on": on}, _MOST_FIRST
    lists: dict[str, Sequence[Any]]
    if isinstance(answer, SplitAnswer):
        sides = {"friendly": answer.friendly, "hostile": answer.hostile, "mixed": answer.mixed}
        lists = {**sides, "neutral": answer.neutral, "members": answer.members}
    elif reach:
        lists, most = {"reach": answer.reach}, SIZE
    else:
        lists = {
            "members": answer.members,
            "leavers": answer.leavers,
            "suitors": answer.suitors,
            "asks": answer.asked,
            "dissent": answer.dissent,
            "critics": answer.critics,
            "alongside": [tie for tie in answer.alongside if tie.sign >= 0],
            "conflict": [tie for tie in answer.alongside if tie.sign < 0],
        }
    return stretches(lists, visit.asked, page, kept, most)


def _unity(database: Database, code: str, thirds: list[str], window: Window) -> CohesionAnswer | None:
    """Cohesion over the first of some third actors toward whom there is any; over the first where there is none."""
    found = None
    for third in thirds:
        answer = database.cohesion(code, third, window)
        if any(year.cohesion is not None for year in answer.years):
            return answer
        found = found or answer
    return found


def actors(visit: Visit) -> Response:
    """All states, or all blocs, that the store tells of, most claims first; a name typed leads to its page."""
    states = visit.request.url.path.endswith("/state")
    part = "state" if states else "bloc"
    named = visit.asked.get("name", "").strip()
    with visit.open() as database:
        naming = database.view.naming
        if named:
            return visit.go(visit.url(part, naming.actor(named)))
        coverage = database.coverage()
        kinds = _STATES if states else {ActorKind.BLOC, ActorKind.PACT}
        known = naming.ontology.actors
        found = [(naming.named(code), n) for code, n in coverage.actors if code in known and known[code].kind in kinds]
        return visit.render("actors.html", part=part, found=found, **choices(visit, database))
