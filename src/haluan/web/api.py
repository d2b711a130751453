"""The same answers as JSON, under /api, described by OpenAPI. What the questions mean: docs/cli.md."""

import json
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, Response

from haluan import __version__
from haluan.answers import NotInStore, StoreError, UnknownNameError
from haluan.i18n import LANGUAGES, catalogue
from haluan.i18n.reasons import reason
from haluan.model import HaluanError
from haluan.web.desk import Desk
from haluan.web.questions import questions

_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The question cannot be asked, such as a period that ends before it begins."},
    404: {"description": "Nobody and nothing of that name."},
    503: {"description": "There is no store, or it cannot be read."},
}


def make_api(desk: Desk) -> FastAPI:
    """Build the API of one desk."""
    api = FastAPI(
        title="Haluan",
        version=__version__,
        description=__doc__,
        docs_url=None,
        redoc_url=None,
        responses=_ERRORS,
    )
    api.exception_handler(HaluanError)(_explain_error)
    api.exception_handler(RequestValidationError)(_explain_refusal)
    api.state.desk = desk
    api.include_router(questions)
    return api


def _explain_error(request: Request, error: HaluanError) -> JSONResponse:
    return JSONResponse({"error": reason(str(error), _language(request))}, _status(error))


async def _explain_refusal(request: Request, error: RequestValidationError) -> Response:
    answer = await request_validation_exception_handler(request, error)
    detail = json.loads(bytes(answer.body))["detail"]
    fields = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in detail))
    return JSONResponse(
        {"error": catalogue(_language(request), "web")("api.invalid", fields=fields), "detail": detail}, 422
    )


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else "en"


def _status(error: HaluanError) -> int:
    if isinstance(error, (UnknownNameError, NotInStore)):
        return 404
    return 503 if isinstance(error, StoreError) else 400
