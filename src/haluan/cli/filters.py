"""The filters of claims that commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, wraps
from typing import Any

import click

from haluan.model import Status


class Day(click.ParamType[str]):
    """A calendar day; a month or a year stands for its first day or, with ``end``, for its last."""

    name = "YYYY[-MM[-DD]]"

    def __init__(self, end: bool = False) -> None:
        self.end = end

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return an ISO day."""
        import datetime

        parts = value.split("-")
        # ISO days compare as text, so that day 31 is the end of any month.
        filled = [*parts, *(("12", "31") if self.end else ("01", "01"))[len(parts) - 1 :]]
        try:
            datetime.date.fromisoformat("-".join([*parts, "01", "01"][:3]))
        except ValueError:
            self.fail(f"{value!r} is not a date like 2024-06-18, 2024-06 or 2024", param, ctx)
        return "-".join(filled)


_OPTIONS = (
    click.option(
        "--actor", multiple=True, help="Claims with this actor at either end. May be repeated (either actor)."
    ),
    click.option("--source", multiple=True, help="Claims of what this actor does."),
    click.option("--target", multiple=True, help="Claims of what is done to this actor."),
    click.option("--relation", multiple=True, help="One of the 23 relations: arms, supports, opposes ..."),
    click.option("--status", multiple=True, type=click.Choice([status.value for status in Status])),
    click.option("--quiet", is_flag=True, help="Only claims that the text marks as quiet."),
    click.option("--since", type=Day(), help="Only events, else articles, from this day on."),
    click.option("--until", type=Day(end=True), help="Only events, else articles, up to this day."),
    click.option("--outlet", multiple=True, help="Only articles of this outlet."),
    click.option("--language", multiple=True, help="Only articles in this language."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only claims at least so sure."),
)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the filters of `haluan.answers.Database.query`, and hand them on under its names."""

    @wraps(command)
    def with_filters(*, quiet: bool, **rest: Any) -> Any:
        return command(quiet=True if quiet else None, **rest)

    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), with_filters)
