"""One request to one page: in which language, with which restrictions, and how its answer is rendered."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from haluan import __version__
from haluan.answers import Citation, Database
from haluan.i18n import LANGUAGES, Catalogue, catalogue
from haluan.model import Status
from haluan.ontology import load
from haluan.web.addresses import Addresses
from haluan.web.desk import Desk
from haluan.web.filters import Filters
from haluan.web.templates import environment


@dataclass(frozen=True)
class Visit:
    """A request and the desk that it came to."""

    request: Request
    desk: Desk

    examples = (
        "ask.example.quiet",
        "ask.example.russia",
        "ask.example.abraham",
        "ask.example.nato",
        "ask.example.split",
    )
    """Questions to start from, as keys of messages."""

    @cached_property
    def language(self) -> str:
        """The language of the address, else that of the desk."""
        asked = self.request.url.path.split("/")[1]
        return asked if asked in LANGUAGES else self.desk.language

    @cached_property
    def say(self) -> Catalogue:
        """The messages of the language."""
        return catalogue(self.language, "web")

    @cached_property
    def filters(self) -> Filters:
        """The restrictions of the address."""
        return Filters.of(self.request.query_params)

    @cached_property
    def url(self) -> Addresses:
        """Makes the addresses of other pages."""
        return Addresses(self.language, self.filters.parameters)

    @property
    def asked(self) -> Mapping[str, str]:
        """The parameters of the address."""
        return self.request.query_params

    def open(self, *, writing: bool = False) -> Database:
        """Open the store in the language of the page."""
        return self.desk.open(self.language, writing=writing)

    def render(self, template: str, status: int = 200, **values: Any) -> Response:
        """Fill a template. All values are texts to it: it escapes them."""
        page = environment().get_template(template)
        text = page.render(
            visit=self,
            desk=self.desk,
            language=self.language,
            say=self.say,
            url=self.url,
            filters=self.filters,
            version=__version__,
            csrf=self.form_key(),
            other_languages=[(code, self._in(code)) for code in LANGUAGES if code != self.language],
            here=str(self.request.url),
            today=datetime.now(UTC).date().isoformat(),
            **values,
        )
        return HTMLResponse(text, status)

    @property
    def stable(self) -> str:
        """The address of this page to quote, without what only passes by."""
        passing = {"token", "done"}
        kept = [pair for pair in self.request.query_params.multi_items() if pair[0] not in passing]
        return str(self.request.url.replace(query=urlencode(kept), fragment=""))

    def kind(self, citation: Citation) -> str:
        """To which side a claim counts, as the class by which it is drawn."""
        claim = citation.cited.claim
        known = load().relations.get(claim.relation)
        sign = (known.sign if known else 0) * (-1 if claim.status is Status.DENIED else 1)
        return "friendly" if sign > 0 else "hostile" if sign < 0 else "neutral"

    def go(self, address: str) -> Response:
        """Send the browser on to another page of the desk."""
        return RedirectResponse(address, 303)

    def form_key(self) -> str:
        """What the desk's own forms carry, so that no other page can send them; stays while the desk runs."""
        return hmac.new(self.desk.secret.encode(), b"form", hashlib.sha256).hexdigest()

    def is_ours(self, key: object) -> bool:
        """Tell whether a form was made by this desk."""
        return isinstance(key, str) and hmac.compare_digest(key.encode("utf-8", "replace"), self.form_key().encode())

    def _in(self, language: str) -> str:
        """The address of this page in another language."""
        rest = self.request.url.path.removeprefix(f"/{self.language}")
        query = urlencode(list(self.request.query_params.multi_items()))
        path = f"/{language}{rest}" if rest.startswith("/") else f"/{language}/"
        return path + (f"?{query}" if query else "")
