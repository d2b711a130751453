"""The desk as an application: which address leads to which page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from haluan.answers import AmbiguousId, NotInStore, StoreError, UnknownNameError
from haluan.model import HaluanError
from haluan.web import articles, asking, checks, corpus, downloads, exploring, reviews, states, ties, watching, worldmap
from haluan.web.api import make_api
from haluan.web.desk import Desk
from haluan.web.forms import File, Handler, Refused, submit
from haluan.web.guard import Guard, TooLargeError
from haluan.web.kept import Kept
from haluan.web.reading import Jobs
from haluan.web.visit import Visit

# The last is a fault of the desk: it is logged and said without its details.
_ANSWERED = (HaluanError, HTTPException, Refused, TooLargeError, Exception)
Page = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk) -> ASGIApp:
    """Build the application of one desk."""
    jobs, kept = Jobs(desk), Kept().page

    def get(page: Page) -> Endpoint:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(page, _visit(request, desk))

        return answer

    def post(handler: Handler, *, writes: bool = True) -> Endpoint:
        async def answer(request: Request) -> Response:
            return await submit(request, _visit(request, desk), handler, writes=writes)

        return answer

    def check_result(visit: Visit, form: Mapping[str, str], sent: list[File]) -> Response:
        return checks.result(visit, form)

    home = Path(str(files("haluan.web") / "static"))
    pages = [
        Route("/", get(kept(asking.start))),
        Route("/rank", get(kept(asking.rank))),
        Route("/tie/{a}/{b}", get(kept(ties.tie))),
        Route("/claim/{claim}", get(ties.claim)),
        Route("/claim/{claim}/judge", post(reviews.judge), methods=["POST"]),
        Route("/state", get(kept(states.actors))),
        Route("/state/{actor}", get(kept(states.state))),
        Route("/bloc", get(kept(states.actors))),
        Route("/bloc/{actor}", get(kept(states.bloc))),
        Route("/explore", get(kept(exploring.world))),
        Route("/explore/web", get(kept(exploring.web))),
        Route("/explore/matrix", get(kept(exploring.matrix))),
        Route("/explore/turns", get(kept(exploring.turns))),
        Route("/explore/map.svg", get(downloads.map_svg)),
        Route("/explore/map.csv", get(downloads.map_csv)),
        Route("/explore/web.svg", get(downloads.web_svg)),
        Route("/explore/web.csv", get(downloads.web_csv)),
        Route("/explore/web.gexf", get(downloads.web_gexf)),
        Route("/explore/matrix.csv", get(downloads.matrix_csv)),
        Route("/explore/turns.csv", get(downloads.turns_csv)),
        Route("/article", get(kept(articles.article))),
        Route("/search", get(kept(articles.search))),
        Route("/check", get(checks.page), methods=["GET"]),
        Route("/check", post(check_result, writes=False), methods=["POST"]),
        Route("/review", get(kept(reviews.queue))),
        Route("/sources/{a}/{b}", get(kept(watching.sources))),
        Route("/why/{a}/{b}", get(kept(watching.why))),
        Route("/watch", get(kept(watching.watch))),
        Route("/watch.atom", get(kept(watching.feed))),
        Route("/corpus", get(lambda visit: corpus.page(visit, jobs))),
        Route("/corpus/add", post(lambda visit, form, sent: corpus.add(visit, jobs, form, sent)), methods=["POST"]),
        Route("/corpus/job/{job}", get(lambda visit: corpus.job(visit, jobs))),
    ]
    app = Starlette(
        routes=[
            Route("/", get(lambda visit: visit.go(f"/{_preferred(visit)}/"))),
            Mount("/api", make_api(desk)),
            Mount("/static", StaticFiles(directory=home)),
            *(Mount(f"/{language}", routes=pages, name=language) for language in ("id", "en")),
        ],
        lifespan=_begin,
        exception_handlers={kind: _apology(desk) for kind in _ANSWERED},
    )
    return Guard(app, desk)  # outside of everything, so that faults have the headers too


@asynccontextmanager
async def _begin(app: Starlette) -> AsyncIterator[None]:
    """Load what is slow to load while nobody waits for it; the desk answers meanwhile."""
    Thread(target=worldmap.prepare, daemon=True).start()
    yield


def _visit(request: Request, desk: Desk) -> Visit:
    return Visit(request, desk)


def _preferred(visit: Visit) -> str:
    """The language that the browser asks for first, of those that the desk speaks; else that of the desk."""
    for wish in visit.request.headers.get("accept-language", "").split(","):
        code = wish.split(";")[0].strip().split("-")[0].lower()
        if code in ("id", "en"):
            return code
    return visit.desk.language


def _apology(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def apologise(request: Request, error: Exception) -> Response:
        visit = _visit(request, desk)
        status, text = _explain(visit, error)
        return await run_in_threadpool(
            lambda: visit.render("error.html", status, code=status, text=text, unpinned=visit.unpinned)
        )

    return apologise


def _explain(visit: Visit, error: Exception) -> tuple[int, str]:
    if isinstance(error, Refused):
        return error.status, visit.say(error.key)
    if isinstance(error, TooLargeError):
        return 413, visit.say("refused.large")
    if isinstance(error, HTTPException):
        key = {404: "refused.no_page", 405: "refused.method"}.get(error.status_code, "refused.request")
        return error.status_code, visit.say(key)
    text = visit.explain(str(error))
    if isinstance(error, (UnknownNameError, NotInStore)):
        return 404, text
    if isinstance(error, StoreError) and not isinstance(error, AmbiguousId):
        return 503, text
    return (400, text) if isinstance(error, HaluanError) else (500, visit.say("refused.broken"))
