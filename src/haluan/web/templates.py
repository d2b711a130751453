"""The templates' engine: everything that is put into a page is escaped, whatever it holds."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from haluan.answers.markup import is_web_address
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
    made.filters["tongue"] = tongue
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


def tongue(language: str | None) -> str:
    """A language tag that can stand in ``lang``: "" (unknown) for what is none."""
    return language if language and _LANGUAGE.fullmatch(language) else ""
