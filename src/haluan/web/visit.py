"""One request to one page: in which language, with which restrictions, and how its answer is rendered."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from haluan import __version__
from haluan.answers import Basis, Citation, Database
from haluan.i18n import LANGUAGES, Catalogue, catalogue
from haluan.i18n.reasons import reason
from haluan.model import Status
from haluan.ontology import load
from haluan.web.addresses import SNAPSHOT, Addresses
from haluan.web.desk import Desk
from haluan.web.filters import Filters
from haluan.web.templates import environment


@dataclass(frozen=True, slots=True)
class Past:
    """A state of the store that is no longer the present one: since when it was, how many claims were found since, and
    the address of the same page now."""

    since: str
    claims: int
    now: str


@dataclass(frozen=True)
class Visit:
    """A request and the desk that it came to; ``snapshot`` is the state of the store from which it is answered, once
    that is known."""

    request: Request
    desk: Desk
    snapshot: str = ""

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

    def explain(self, text: str) -> str:
        """An error or a reason, which the code says in English, in the language of the page."""
        return reason(text, self.language)

    @cached_property
    def filters(self) -> Filters:
        """The restrictions of the address."""
        return Filters.of(self.request.query_params)

    @cached_property
    def url(self) -> Addresses:
        """Makes the addresses of other pages."""
        return Addresses(self.language, self.filters.parameters, self.snapshot or self.pinned)

    @property
    def pinned(self) -> str:
        """The snapshot to which the address pins the page; empty where it shows the store as it is."""
        return self.request.query_params.get(SNAPSHOT, "").strip()[:60]

    @property
    def asked(self) -> Mapping[str, str]:
        """The parameters of the address."""
        return self.request.query_params

    def open(self, *, writing: bool = False) -> Database:
        """Open the store in the language of the page, in the state to which the page is pinned."""
        return self.desk.open(self.language, writing=writing, at="" if writing else self.pinned)

    def render(self, template: str, status: int = 200, **values: Any) -> Response:
        """Fill a template. All values are texts to it: it escapes them. Its links lead on in the state of ``basis``."""
        basis: Basis | None = values.get("basis")
        visit = self if basis is None else replace(self, snapshot=basis.snapshot)
        page = environment().get_template(template)
        text = page.render(
            visit=visit,
            desk=self.desk,
            language=self.language,
            say=self.say,
            url=visit.url,
            filters=self.filters,
            version=__version__,
            csrf=self.form_key(),
            other_languages=[(code, self._in(code)) for code in LANGUAGES if code != self.language],
            here=str(self.request.url),
            today=datetime.now(UTC).date().isoformat(),
            past=visit.past() if basis and self.pinned else None,
            **values,
        )
        return HTMLResponse(text, status)

    def past(self) -> Past | None:
        """How far back the page looks; None where the store is still as it was."""
        with self.desk.open(self.language) as database:
            if database.snapshot() == self.snapshot:
                return None
            then, now = database.find_snapshot(self.snapshot), database.find_snapshot(database.snapshot())
        return Past(then.recorded, now.claims - then.claims, self.unpinned)

    @property
    def unpinned(self) -> str:
        """The address of this page as the store is now."""
        return self._without(SNAPSHOT)

    @property
    def about(self) -> str:
        """The actor that the address asks about; empty where it names none, or two."""
        given = self.request.path_params
        return str(given.get("actor") or given.get("a") or self.asked.get("toward") or self.asked.get("actor") or "")

    def surer(self, least: str) -> str:
        """The address of this page with another least certainty of the claims."""
        return self._without("min_confidence", min_confidence=least)

    @property
    def stable(self) -> str:
        """The whole address of this page to quote, without what only passes by, pinned where its state is known."""
        path = self._without("token", "done", SNAPSHOT, **({SNAPSHOT: self.snapshot} if self.snapshot else {}))
        return str(self.request.base_url).rstrip("/") + path

    def _without(self, *names: str, **more: str) -> str:
        kept = [pair for pair in self.request.query_params.multi_items() if pair[0] not in names]
        query = urlencode([*kept, *more.items()])
        return self.request.url.path + (f"?{query}" if query else "")

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
