"""The templates' engine: everything that is put into a page is escaped, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from haluan.answers import Citation
from haluan.answers.markup import is_web_address
from haluan.i18n import Catalogue
from haluan.web import shapes
from haluan.web.segments import paragraphs
from haluan.web.uploads import called

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Control characters, and marks that would turn a line round.
_UNFIT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@cache
def environment() -> Environment:
    """Make the engine, once a process."""
    made = Environment(
        loader=PackageLoader("haluan.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    made.filters["called"] = called
    made.filters["day"] = day
    made.filters["once"] = once
    made.filters["stretch"] = stretch
    made.filters["tongue"] = tongue
    made.filters["tongue_name"] = tongue_name
    made.filters["tongue_names"] = lambda counts, say: [(tongue_name(code, say), n) for code, n in counts]
    made.tests["web_address"] = is_web_address
    made.globals |= {"shapes": shapes, "paragraphs": paragraphs}
    return made


def prepare() -> None:
    """Compile all pages."""
    made = environment()
    for name in made.list_templates():
        made.get_template(name)


def _fit(value: object) -> object:
    """Drop from texts what could steer their display; markup made by templates passes."""
    return _UNFIT.sub("", value) if type(value) is str else value


def day(moment: str | None) -> str:
    """Write a moment (ISO, UTC) as people read it."""
    return (moment or "")[:16].replace("T", " ")


def stretch(when: str, say: Catalogue) -> str:
    """Write a time (EDTF) as people read it: a stretch that is open at one end by its other end."""
    first, slash, last = when.partition("/")
    if not slash:
        return when
    if last in ("", ".."):
        return f"{say('web.since')} {first}"
    return f"{say('web.until')} {last}" if first in ("", "..") else f"{first} – {last}"


def once(citations: Iterable[Citation]) -> list[Citation]:
    """Leave out what another citation says in the same words, as copies of a report do."""
    found: dict[tuple[str, str], Citation] = {}
    for one in citations:
        found.setdefault((one.label, one.cited.claim.evidence.text), one)
    return list(found.values())


def tongue_name(code: str, say: Catalogue) -> str:
    """Name a language in the language of the page; those that no reader reads by their codes."""
    key = f"language.{code}"
    return say(key) if key in say.messages else code


def tongue(language: str | None) -> str:
    """A language tag that can stand in ``lang``: "" (unknown) for what is none."""
    return language if language and _LANGUAGE.fullmatch(language) else ""
