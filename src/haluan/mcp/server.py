"""The tools on the official SDK (``haluan[mcp]``): their schemas, and the two transports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field

from haluan import __version__
from haluan.answers import Database
from haluan.answers import open as open_database
from haluan.mcp import tools
from haluan.mcp.records import NOTE, Record
from haluan.model import HaluanError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_INSTRUCTIONS = f"""Haluan keeps who stands with whom among states, as reported in news, with the words that prove it.
Actors go by code or name in English or Indonesian (ISR, "Korea Utara"). Cite the quote, outlet and date with what you
say. "gaps" names actors about whom the corpus is silent; silent never means that there is no tie. {NOTE}"""

Name = Annotated[str, Field(min_length=1, max_length=100)]
Limit = Annotated[int, Field(ge=1, le=25)]
Cursor = Annotated[str | None, Field(max_length=80, description="next_cursor of the page before")]
Answered = Callable[[Callable[[Database], Record]], Record]
_READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def make_server(path: Path, language: str) -> MCPServer[Any]:
    """Make the server for the store at ``path``. Each call opens it anew, so that it sees what was read since."""
    server: MCPServer[Any] = MCPServer(
        "haluan", title="Haluan", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING"
    )

    def answered(function: Callable[[Database], Record]) -> Record:
        with open_database(path, language) as database:
            return function(database)

    _add_questions(server, answered)
    _add_proof(server, answered, language)

    @_tool(server)
    def status() -> Record:
        """What the store holds: articles, claims, dates, outlets, languages; the relations and regions to ask by."""
        return answered(tools.status)

    return server


def _add_questions(server: MCPServer[Any], answered: Answered) -> None:
    """The tools that answer from many claims."""

    @_tool(server)
    def ask(
        question: tools.Question,
        actor: Annotated[Name, Field(description="rank: the pole; bloc, split: the bloc")],
        other: Annotated[
            Name | None, Field(description="rank, bloc: a region; pair: second actor; split: third actor")
        ] = None,
        quiet: Annotated[bool, Field(description="rank: only those with ties that a text marks as quiet")] = False,
        openly: Annotated[bool, Field(description="rank: only those whose words agree with their deeds")] = False,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Record:
        """Who stands with an actor (rank), ties of two (pair) or of one (state), a bloc's members and suitors (bloc),
        where its members differ (split)."""
        manner = tools.Manner(quiet, openly)
        return answered(lambda database: tools.ask(database, question, actor, other, manner, limit, cursor))

    @_tool(server)
    def ties(
        actor: Name,
        other: Name | None = None,
        relation: Annotated[str | None, Field(max_length=20, description="one of status.relations")] = None,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Record:
        """Ties of an actor, or between two, each with its independent sources and its best quote."""
        return answered(lambda database: tools.ties(database, actor, other, relation, limit, cursor))


def _add_proof(server: MCPServer[Any], answered: Answered, language: str) -> None:
    """The tools that show words of articles, and hold a text against the facts."""

    @_tool(server)
    def evidence(
        claim: Annotated[str | None, Field(max_length=16, description="id of a claim: gives its context")] = None,
        source: Name | None = None,
        target: Name | None = None,
        relation: Annotated[str | None, Field(max_length=20)] = None,
        since: Annotated[str | None, Field(pattern=r"^\d{4}-\d\d-\d\d$")] = None,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Record:
        """The words that prove it: one claim in its context, or the claims that fit, newest first."""
        filters = {"source": source or (), "target": target or (), "relation": relation or (), "since": since}
        return answered(lambda database: tools.evidence(database, claim, limit, cursor, **filters))

    @_tool(server)
    def check(
        text: Annotated[str, Field(min_length=1, max_length=tools.MOST_TEXT)],
        date: Annotated[str | None, Field(pattern=r"^\d{4}-\d\d-\d\d$", description="day of the text")] = None,
    ) -> Record:
        """Check what a text says of members, recognition, relations, offices and numbers against reference facts."""
        return tools.check(language, text, date)


def run_stdio(path: Path, language: str) -> None:
    """Serve on standard input and output until the client leaves."""
    make_server(path, language).run("stdio")


def run_http(path: Path, language: str, host: str, port: int) -> None:
    """Serve on http://HOST:PORT/mcp until interrupted; ``host`` is one of `LOOPBACK`."""
    if host not in LOOPBACK:
        raise ValueError(f"{host} is not this machine")
    make_server(path, language).run(
        "streamable-http", host=host, port=port, stateless_http=True, transport_security=security(port)
    )


def security(port: int) -> TransportSecuritySettings:
    """Only requests that were meant for this machine: no web page reaches the server by a name that it rebound."""
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts])


def _tool(server: MCPServer[Any]) -> Callable[[Callable[..., Record]], Callable[..., Record]]:
    """Register a tool whose own errors come to the model as a message it can act on."""

    def register(function: Callable[..., Record]) -> Callable[..., Record]:
        @wraps(function)
        def told(*arguments: Any, **named: Any) -> Record:
            try:
                return function(*arguments, **named)
            except HaluanError as error:
                raise ToolError(str(error)) from error

        return server.tool(annotations=_READ_ONLY, structured_output=True)(told)

    return register
