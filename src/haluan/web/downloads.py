"""What Explore shows as files: drawings as SVG, tables as CSV, the claims under them as GEXF."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from haluan.answers import Basis, Score
from haluan.export import export
from haluan.export.cells import cell
from haluan.web import shades
from haluan.web.circle import circle
from haluan.web.exploring import asked_map, asked_web, drawing, rows
from haluan.web.forms import Refused
from haluan.web.visit import Visit

_SCORE = ("", "_low", "_high")


def map_svg(visit: Visit) -> Response:
    """The map as a drawing of its own."""
    with visit.open() as database:
        shown, answer = asked_map(visit, database)
    made = drawing(visit, answer, shown)
    return _svg(visit, "map", answer.basis, map=made, answer=answer, show=shown, shades=shades)


def map_csv(visit: Visit) -> Response:
    """The scores of the map, one line a state of which something is reported."""
    with visit.open() as database:
        shown, answer = asked_map(visit, database)
    scores = [f"{part}{end}" for part in ("said", "done") for end in _SCORE]
    header = ("actor", "name", "toward", *scores, "gap", "reading", "claims", "independent", "at", "snapshot")
    lines = (
        (one.actor, one.name, answer.toward.actor, *_ends(one.said), *_ends(one.done), _short(one.gap),
         one.reading.value, one.claims, one.independent, answer.basis.at, answer.basis.snapshot)
        for one in rows(answer, shown)
    )  # fmt: skip
    return _csv(f"haluan-{answer.toward.actor}-map", header, lines)


def web_svg(visit: Visit) -> Response:
    """The network as a drawing of its own."""
    with visit.open() as database:
        answer = asked_web(visit, database)
    if not answer.links:
        raise Refused("explore.nothing", 404)
    return _svg(visit, "web", answer.basis, circle=circle(answer), answer=answer)


def web_csv(visit: Visit) -> Response:
    """The ties of the network, those among the others too."""
    with visit.open() as database:
        answer = asked_web(visit, database)
    header = ("a", "a_name", "b", "b_name", *(f"balance{end}" for end in _SCORE), "claims", "at", "snapshot")
    lines = (
        (link.a.actor, link.a.name, link.b.actor, link.b.name, *_ends(link.score), link.claims, answer.basis.at,
         answer.basis.snapshot)
        for link in (*answer.links, *answer.among)
    )  # fmt: skip
    return _csv(f"haluan-{answer.actor.actor}-network", header, lines)


def matrix_csv(visit: Visit) -> Response:
    """Claims by other and kind of tie, all of them."""
    with visit.open() as database:
        answer = database.matrix(visit.asked.get("toward", "").strip(), None, visit.filters.window())
    lines = (
        (row.actor, row.name, row.claims, *(one.claims if one else None for one in row.cells)) for row in answer.rows
    )
    return _csv(f"haluan-{answer.actor.actor}-matrix", ("actor", "name", "claims", *answer.relations), lines)


def turns_csv(visit: Visit) -> Response:
    """The months in which ties turned."""
    with visit.open() as database:
        answer = database.turnings(visit.asked.get("toward", "").strip(), window=visit.filters.window())
    lines = (
        (answer.actor.actor, one.other.actor, one.other.name, turn.month, _short(turn.before), _short(turn.after))
        for one in answer.turnings
        for turn in one.turns
    )
    return _csv(f"haluan-{answer.actor.actor}-turns", ("actor", "other", "name", "month", "before", "after"), lines)


def web_gexf(visit: Visit) -> Response:
    """All claims about the actor in the window, as a graph over time."""
    window = visit.filters.window()
    with tempfile.NamedTemporaryFile(suffix=".gexf", delete=False) as file:
        path = Path(file.name)
    try:
        with visit.open() as database:
            actor = database.view.naming.actor(visit.asked.get("toward", "").strip())
            query = database.query(
                actor=actor,
                since=window.since,
                until=window.last,
                min_confidence=window.min_confidence,
                outlet=window.outlets,
            )
            if not export(database, "gexf", path, query).claims:
                raise Refused("explore.nothing", 404)
    except BaseException:
        path.unlink()
        raise
    name = f"haluan-{actor}.gexf"
    return FileResponse(path, media_type="application/gexf+xml", filename=name, background=BackgroundTask(path.unlink))


def _svg(visit: Visit, part: str, basis: Basis, **values: Any) -> Response:
    page = visit.render(f"explore_{part}.svg", basis=basis, **values)
    return Response(page.body, media_type="image/svg+xml")


def _csv(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([cell(value) for value in line] for line in lines)
    attached = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(file.getvalue(), media_type="text/csv; charset=utf-8", headers=attached)


def _ends(score: Score) -> tuple[float | None, ...]:
    """A score with its interval; nothing where nothing is reported."""
    told = score.friendly + score.hostile > 0
    return tuple(_short(value) if told else None for value in (score.value, score.low, score.high))


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
