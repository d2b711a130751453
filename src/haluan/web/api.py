"""The same answers as JSON, under /api, described by OpenAPI. What the questions mean: docs/cli.md."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Query, Request
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from haluan import __version__
from haluan.answers import SURE, Database, NotInStore, StoreError, UnknownNameError, Window
from haluan.i18n import LANGUAGES, catalogue
from haluan.i18n.reasons import reason
from haluan.model import HaluanError
from haluan.web.checks import MOST_CHARACTERS, check, pasted
from haluan.web.desk import Desk
from haluan.web.visit import Visit

Answer = dict[str, Any]
_NAME = {"min_length": 1, "max_length": 80}
Name = Annotated[str, Query(**_NAME, description="Actor by code or by any name.", examples=["ISR"])]
Named = Annotated[str, Path(**_NAME, description="Actor by code or by any name.", examples=["ISR"])]
Region = Annotated[str | None, Query(max_length=80, description="Region by code or name.", examples=["ASIA"])]
Limit = Annotated[int | None, Query(ge=1, le=1000, description="At most so many.")]
_DATE = {"max_length": 10, "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
Date = Annotated[str | None, Query(**_DATE, description="A day, month or year.", examples=["2024-06"])]
Language = Annotated[str, Query(pattern="^(id|en)$", description="Language of names, labels and reasons.")]
Outlet = Annotated[str, Field(min_length=1, max_length=100)]
Pin = Annotated[
    str, Query(max_length=60, description="Id of a snapshot: the answer is given from the store as it was then.")
]
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The question cannot be asked, such as a period that ends before it begins."},
    404: {"description": "Nobody and nothing of that name."},
    503: {"description": "There is no store, or it cannot be read."},
}


class Text(BaseModel):
    """A text to check."""

    text: str = Field(min_length=1, max_length=MOST_CHARACTERS)
    date: str | None = Field(None, pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$", description="Its day.")


def make_api(desk: Desk) -> FastAPI:
    """Build the API of one desk."""
    api = FastAPI(
        title="Haluan", version=__version__, description=__doc__, docs_url=None, redoc_url=None, responses=_ERRORS
    )

    def asked(lang: Language = "en", snapshot: Pin = "") -> Iterator[Database]:
        with desk.open(lang, at=snapshot) as database:
            yield database

    Asking = Annotated[Database, Depends(asked)]  # noqa: N806 - a type
    Asked = Annotated[Window, Depends(_window)]  # noqa: N806

    @api.get("/rank")
    def rank(
        database: Asking,
        window: Asked,
        toward: Name,
        region: Annotated[Region, Query(alias="in")] = None,
        quiet: bool = False,
        limit: Limit = None,
    ) -> Answer:
        """Who stands with an actor."""
        return database.rank(toward, region, quiet, limit, window).to_dict()

    @api.get("/pair/{a}/{b}")
    def pair(database: Asking, window: Asked, a: Named, b: Named) -> Answer:
        """All reported ties between two actors."""
        return database.pair(a, b, window).to_dict()

    @api.get("/explain/{actor}/{pole}")
    def explain(database: Asking, window: Asked, actor: Named, pole: Named) -> Answer:
        """What every claim adds to an actor's scores toward another."""
        return database.explain(actor, pole, window).to_dict()

    @api.get("/sources/{a}/{b}")
    def sources(database: Asking, window: Asked, a: Named, b: Named) -> Answer:
        """The ties between two actors by outlet."""
        return database.sources(a, b, None, window).to_dict()

    @api.get("/state/{actor}")
    def state(database: Asking, window: Asked, actor: Named, limit: Limit = 40) -> Answer:
        """One actor's ties with all others."""
        return database.state(actor, limit, window).to_dict()

    @api.get("/bloc/{bloc}")
    def bloc(database: Asking, window: Asked, bloc: Named, reach: Region = None) -> Answer:
        """Who belongs to, joins, courts and criticises a bloc; with `reach` its ties with a region's states."""
        return database.bloc(bloc, reach, window).to_dict()

    @api.get("/split/{bloc}/{on}")
    def split(database: Asking, window: Asked, bloc: Named, on: Named) -> Answer:
        """Where a bloc's members stand toward a third actor."""
        return database.split(bloc, on, window).to_dict()

    @api.get("/standings")
    def standings(
        database: Asking, window: Asked, toward: Name, region: Annotated[Region, Query(alias="in")] = None
    ) -> Answer:
        """Where all states, or those of a region, stand toward an actor: what a map shows."""
        return database.standings(toward, region, window).to_dict()

    @api.get("/ego/{actor}")
    def ego(database: Asking, window: Asked, actor: Named, limit: Annotated[int, Query(ge=1, le=100)] = 24) -> Answer:
        """An actor's strongest ties, and those among the others at their ends."""
        return database.ego(actor, limit, window).to_dict()

    @api.get("/matrix/{actor}")
    def matrix(database: Asking, window: Asked, actor: Named, limit: Limit = None) -> Answer:
        """Through which kinds of tie an actor is tied to whom."""
        return database.matrix(actor, limit, window).to_dict()

    @api.get("/turnings/{actor}")
    def turnings(
        database: Asking, window: Asked, actor: Named, limit: Annotated[int, Query(ge=1, le=100)] = 24
    ) -> Answer:
        """Months in which an actor's ties turned, with those others of whom most is reported."""
        return database.turnings(actor, limit, window).to_dict()

    @api.get("/claim/{claim}")
    def claim(database: Asking, claim: Annotated[str, Path(pattern="^[0-9a-f]{4,16}$")]) -> Answer:
        """One claim with its quote in context; by the beginning of its id where no other begins so."""
        return database.show(claim).to_dict()

    @api.get("/article")
    def article(database: Asking, id: Annotated[str, Query(min_length=1, max_length=500)]) -> Answer:
        """One article as stored, with its claims."""
        return database.article(id).to_dict()

    @api.get("/search")
    def search(
        database: Asking, text: Annotated[str, Query(min_length=1, max_length=200)], limit: Limit = 20
    ) -> Answer:
        """Articles that hold all the words."""
        return database.search(text, limit or 20).to_dict()

    @api.get("/understand")
    def understand(database: Asking, q: Annotated[str, Query(min_length=1, max_length=500)]) -> Answer:
        """What a typed question asks for; without a language model."""
        return database.understand(q).to_dict()

    @api.post("/check")
    def check_text(request: Request, body: Text, lang: Language = "en") -> Answer:
        """Check a text against the reference facts. It is not stored."""
        checked = check(Visit(request, desk), pasted(body.text, body.date), lang)
        return checked.outcome.to_dict() if checked.outcome else {"skipped": reason(checked.skipped or "", lang)}

    @api.exception_handler(HaluanError)
    def explain_error(request: Request, error: HaluanError) -> JSONResponse:
        return JSONResponse({"error": reason(str(error), _language(request))}, _status(error))

    @api.exception_handler(RequestValidationError)
    async def explain_refusal(request: Request, error: RequestValidationError) -> Response:
        answer = await request_validation_exception_handler(request, error)
        detail = json.loads(bytes(answer.body))["detail"]
        fields = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in detail))
        return JSONResponse(
            {"error": catalogue(_language(request), "web")("api.invalid", fields=fields), "detail": detail}, 422
        )

    return api


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else "en"


def _window(
    since: Date = None,
    until: Date = None,
    as_of: Date = None,
    min_confidence: Annotated[
        float, Query(ge=0, le=1, description="Only claims at least so sure, or that a person accepted.")
    ] = SURE,
    outlet: Annotated[list[Outlet], Query(max_length=20, description="Only from these outlets.")] = [],  # noqa: B006
) -> Window:
    return Window.of(as_of, since, until, min_confidence, outlet)


def _status(error: HaluanError) -> int:
    if isinstance(error, (UnknownNameError, NotInStore)):
        return 404
    return 503 if isinstance(error, StoreError) else 400
