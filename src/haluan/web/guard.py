"""What every request passes before any page sees it, and what every response carries."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haluan.i18n import LANGUAGES, catalogue
from haluan.web.desk import Desk

# No inline script or style, nothing from elsewhere, no frames, no plug-ins.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
_SAFE = frozenset({"GET", "HEAD"})
_METHODS = _SAFE | {"POST"}
_LARGEST_BODY = 32 * 1024 * 1024  # bytes: a folder of articles as one JSONL file, and no film
COOKIE = "haluan_token"
_FEED = ".atom"


class Guard:
    """Checks host, token, method, origin and size, in this order, and sets the headers."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that may not pass; hand on all others."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        refusal = self._refuse(Request(scope))
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        await self._app(scope, _limited(receive), with_headers)

    def _refuse(self, request: Request) -> Response | None:
        name = _host(request.headers)
        if name is None or not self._desk.answers_to(name):
            return self._say(request, "refused.host", 421)
        if request.method not in _METHODS:
            return self._say(request, "refused.method", 405, {"Allow": "GET, HEAD, POST"})
        refusal = self._ask_token(request)
        if refusal is not None:
            return refusal
        if request.method not in _SAFE and not _same_origin(request.headers):
            return self._say(request, "refused.origin", 403)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            return self._say(request, "refused.large", 413)
        return None

    def _say(self, request: Request, key: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
        asked = request.url.path.split("/")[1]
        say = catalogue(asked if asked in LANGUAGES else self._desk.language, "web")
        return PlainTextResponse(say(key), status, headers)

    def _ask_token(self, request: Request) -> Response | None:
        """Let pass whoever has the token; who brings it in the address gets a cookie and an address without it."""
        wanted = self._desk.token
        if wanted is None:
            return None
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if _same(bearer, wanted) or _same(request.cookies.get(COOKIE, ""), wanted):
            return None
        given = request.query_params.get("token", "")
        if request.method in _SAFE and _same(given, wanted):
            if request.url.path.endswith(_FEED):
                return None  # programs that follow feeds keep no cookies
            rest = [(key, value) for key, value in parse_qsl(request.url.query) if key != "token"]
            response = RedirectResponse(request.url.path + (f"?{urlencode(rest)}" if rest else ""), 303)
            response.set_cookie(COOKIE, wanted, httponly=True, samesite="strict", path="/")
            return response
        return self._say(request, "refused.token", 401)


def _host(headers: Headers) -> str | None:
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return None


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _same_origin(headers: Headers) -> bool:
    """Tell whether a form comes from the desk's own pages; programs that are no browsers send neither header."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class TooLargeError(Exception):
    """A body without an honest length went over the limit."""


def _limited(receive: Receive) -> Receive:
    got = 0

    async def counted() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > _LARGEST_BODY:
            raise TooLargeError
        return message

    return counted
