"""The questions of the API, each at its address; `haluan.web.api` puts them into an application."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field

from haluan.answers import SURE, Database, Window
from haluan.i18n.reasons import reason
from haluan.web.checks import MOST_CHARACTERS, check, pasted
from haluan.web.desk import Desk
from haluan.web.visit import Visit

questions = APIRouter()
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


class Text(BaseModel):
    """A text to check."""

    text: str = Field(min_length=1, max_length=MOST_CHARACTERS)
    date: str | None = Field(None, pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$", description="Its day.")


def _asked(request: Request, lang: Language = "en", snapshot: Pin = "") -> Iterator[Database]:
    desk: Desk = request.app.state.desk
    with desk.open(lang, at=snapshot) as database:
        yield database


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


Asking = Annotated[Database, Depends(_asked)]
Asked = Annotated[Window, Depends(_window)]


@questions.get("/rank")
def rank(
    database: Asking,
    window: Asked,
    toward: Name,
    region: Annotated[Region, Query(alias="in")] = None,
    quiet: bool = False,
    openly: bool = False,
    limit: Limit = None,
) -> Answer:
    """Who stands with an actor."""
    return database.rank(toward, region, quiet, limit, window, openly).to_dict()


@questions.get("/pair/{a}/{b}")
def pair(database: Asking, window: Asked, a: Named, b: Named) -> Answer:
    """All reported ties between two actors."""
    return database.pair(a, b, window).to_dict()


@questions.get("/explain/{actor}/{pole}")
def explain(database: Asking, window: Asked, actor: Named, pole: Named) -> Answer:
    """What every claim adds to an actor's scores toward another."""
    return database.explain(actor, pole, window).to_dict()


@questions.get("/sources/{a}/{b}")
def sources(database: Asking, window: Asked, a: Named, b: Named) -> Answer:
    """The ties between two actors by outlet."""
    return database.sources(a, b, None, window).to_dict()


@questions.get("/state/{actor}")
def state(database: Asking, window: Asked, actor: Named, limit: Limit = 40) -> Answer:
    """One actor's ties with all others."""
    return database.state(actor, limit, window).to_dict()


@questions.get("/chronicle/{actor}")
def chronicle(
    database: Asking,
    window: Asked,
    actor: Named,
    other: Annotated[str | None, Query(alias="with", **_NAME, description="Only ties with this actor.")] = None,
    relation: Annotated[str | None, Query(max_length=40, description="Only this kind of tie.")] = None,
    start: Annotated[int, Query(ge=0, le=10_000_000, description="From this place in the list, counted from 0.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 25,
) -> Answer:
    """All claims about an actor, or of its ties with another, the newest first, each in its sentence."""
    return database.chronicle(actor, other, relation, start, limit, window).to_dict()


@questions.get("/changes")
def changes(
    database: Asking,
    since: Annotated[str, Query(min_length=4, max_length=60, description="A day, month, year or snapshot.")],
    until: Annotated[str | None, Query(min_length=4, max_length=60, description="The same; now without it.")] = None,
    actor: Annotated[str | None, Query(**_NAME, description="Only stances and ties of this actor.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 25,
) -> Answer:
    """Stances that are new or reversed, and ties that ended."""
    return database.changes(since, until, actor, limit).to_dict()


@questions.get("/bloc/{bloc}")
def bloc(database: Asking, window: Asked, bloc: Named, reach: Region = None) -> Answer:
    """Who belongs to, joins, courts and criticises a bloc; with `reach` its ties with a region's states."""
    return database.bloc(bloc, reach, window).to_dict()


@questions.get("/split/{bloc}/{on}")
def split(database: Asking, window: Asked, bloc: Named, on: Named) -> Answer:
    """Where a bloc's members stand toward a third actor."""
    return database.split(bloc, on, window).to_dict()


@questions.get("/standings")
def standings(
    database: Asking, window: Asked, toward: Name, region: Annotated[Region, Query(alias="in")] = None
) -> Answer:
    """Where all states, or those of a region, stand toward an actor: what a map shows."""
    return database.standings(toward, region, window).to_dict()


@questions.get("/ego/{actor}")
def ego(database: Asking, window: Asked, actor: Named, limit: Annotated[int, Query(ge=1, le=100)] = 24) -> Answer:
    """An actor's strongest ties, and those among the others at their ends."""
    return database.ego(actor, limit, window).to_dict()


@questions.get("/matrix/{actor}")
def matrix(database: Asking, window: Asked, actor: Named, limit: Limit = None) -> Answer:
    """Through which kinds of tie an actor is tied to whom."""
    return database.matrix(actor, limit, window).to_dict()


@questions.get("/turnings/{actor}")
def turnings(database: Asking, window: Asked, actor: Named, limit: Annotated[int, Query(ge=1, le=100)] = 24) -> Answer:
    """Months in which an actor's ties turned, with those others of whom most is reported."""
    return database.turnings(actor, limit, window).to_dict()


@questions.get("/claim/{claim}")
def claim(database: Asking, claim: Annotated[str, Path(pattern="^[0-9a-f]{4,16}$")]) -> Answer:
    """One claim with its quote in context; by the beginning of its id where no other begins so."""
    return database.show(claim).to_dict()


@questions.get("/article")
def article(database: Asking, id: Annotated[str, Query(min_length=1, max_length=500)]) -> Answer:
    """One article as stored, with its claims."""
    return database.article(id).to_dict()


@questions.get("/search")
def search(database: Asking, text: Annotated[str, Query(min_length=1, max_length=200)], limit: Limit = 20) -> Answer:
    """Articles that hold all the words."""
    return database.search(text, limit or 20).to_dict()


@questions.get("/understand")
def understand(database: Asking, q: Annotated[str, Query(min_length=1, max_length=500)]) -> Answer:
    """What a typed question asks for; without a language model."""
    return database.understand(q).to_dict()


@questions.post("/check")
def check_text(request: Request, body: Text, lang: Language = "en") -> Answer:
    """Check a text against the reference facts. It is not stored."""
    checked = check(Visit(request, request.app.state.desk), pasted(body.text, body.date), lang)
    return checked.outcome.to_dict() if checked.outcome else {"skipped": reason(checked.skipped or "", lang)}
