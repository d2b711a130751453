"""The desk as an application: which address leads to which page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

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
from haluan.web import (
    articles,
    asking,
    checks,
    corpus,
    downloads,
    exploring,
    feeds,
    reviews,
    saved,
    states,
    ties,
    watching,
)
from haluan.web.api import make_api
from haluan.web.desk import Desk
from haluan.web.forms import File, Handler, Refused, submit
from haluan.web.guard import Guard, TooLargeError
from haluan.web.kept import Kept
from haluan.web.reading import Jobs
from haluan.web.visit import Visit
from haluan.web.warming import Warming

# The last is a fault of the desk: it is logged and said without its details.
_ANSWERED = (HaluanError, HTTPException, Refused, TooLargeError, Exception)
Page = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk) -> ASGIApp:
    """Build the application of one desk."""
    home = Path(str(files("haluan.web") / "static"))
    serving = _Serving(desk)
    pages = serving.pages()
    app = Starlette(
        routes=[
            Route("/", serving.get(lambda visit: visit.go(f"/{_preferred(visit)}/"))),
            Mount("/api", make_api(desk)),
            Mount("/static", StaticFiles(directory=home)),
            *(Mount(f"/{language}", routes=pages, name=language) for language in ("id", "en")),
        ],
        lifespan=lambda _: _begun(desk),
        exception_handlers={kind: _apology(desk) for kind in _ANSWERED},
    )
    return Guard(app, desk)  # outside of everything, so that faults have the headers too


class _Serving:
    """Pages and forms of one desk as endpoints, and at which address each stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs = Jobs(desk)
        self._kept = Kept().page

    def get(self, page: Page) -> Endpoint:
        """Answer with a page, made in a thread of its own."""

        async def answer(request: Request) -> Response:
            return await run_in_threadpool(page, _visit(request, self._desk))

        return answer

    def post(self, handler: Handler, *, writes: bool = True) -> Endpoint:
        """Answer what a form sends; ``writes`` says whether a read-only desk refuses it."""

        async def answer(request: Request) -> Response:
            return await submit(request, _visit(request, self._desk), handler, writes=writes)

        return answer

    def kept(self, path: str, page: Page) -> Route:
        """A page that is the same as long as the store is."""
        return Route(path, self.get(self._kept(page)))

    def pages(self) -> list[Route]:
        """All addresses under a language."""
        return [*self._questions(), *self._explore(), *self._reading(), *self._corpus()]

    def _questions(self) -> list[Route]:
        return [
            self.kept("/", asking.start),
            self.kept("/rank", asking.rank),
            self.kept("/tie/{a}/{b}", ties.tie),
            self.kept("/state", states.actors),
            self.kept("/state/{actor}", states.state),
            self.kept("/bloc", states.actors),
            self.kept("/bloc/{actor}", states.bloc),
            self.kept("/sources/{a}/{b}", watching.sources),
            self.kept("/why/{a}/{b}", watching.why),
            self.kept("/watch", watching.watch),
            self.kept("/watch.atom", feeds.page),
            Route("/saved", self.get(saved.page), methods=["GET"]),
            Route("/saved", self.post(saved.keep), methods=["POST"]),
            Route("/saved/drop", self.post(saved.drop), methods=["POST"]),
        ]

    def _explore(self) -> list[Route]:
        return [
            self.kept("/explore", exploring.world),
            self.kept("/explore/web", exploring.web),
            self.kept("/explore/matrix", exploring.matrix),
            self.kept("/explore/turns", exploring.turns),
            Route("/explore/map.svg", self.get(downloads.map_svg)),
            Route("/explore/map.csv", self.get(downloads.map_csv)),
            Route("/explore/web.svg", self.get(downloads.web_svg)),
            Route("/explore/web.csv", self.get(downloads.web_csv)),
            Route("/explore/web.gexf", self.get(downloads.web_gexf)),
            Route("/explore/matrix.csv", self.get(downloads.matrix_csv)),
            Route("/explore/turns.csv", self.get(downloads.turns_csv)),
        ]

    def _reading(self) -> list[Route]:
        return [
            self.kept("/article", articles.article),
            self.kept("/search", articles.search),
            self.kept("/review", reviews.queue),
            Route("/claim/{claim}", self.get(ties.claim)),
            Route("/claim/{claim}/judge", self.post(reviews.judge), methods=["POST"]),
            Route("/check", self.get(checks.page), methods=["GET"]),
            Route("/check", self.post(_check_result, writes=False), methods=["POST"]),
        ]

    def _corpus(self) -> list[Route]:
        jobs = self._jobs
        return [
            Route("/corpus", self.get(lambda visit: corpus.page(visit, jobs))),
            Route("/corpus/job/{job}", self.get(lambda visit: corpus.job(visit, jobs))),
            Route(
                "/corpus/add",
                self.post(lambda visit, form, sent: corpus.add(visit, jobs, form, sent)),
                methods=["POST"],
            ),
        ]


def _check_result(visit: Visit, form: Mapping[str, str], sent: list[File]) -> Response:
    return checks.result(visit, form)


@asynccontextmanager
async def _begun(desk: Desk) -> AsyncIterator[None]:
    """Prepare what is slow while nobody waits for it, again when the store changed; the desk answers meanwhile."""
    preparing = Warming(desk)
    preparing.start()
    yield
    preparing.stop()


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
