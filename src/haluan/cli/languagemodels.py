"""Options that say which language model is asked, for the commands where a reader is chosen."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from haluan.cli.settings import Settings
from haluan.cli.terminal import warn

if TYPE_CHECKING:
    from haluan.languagemodel import Endpoint


@dataclass(frozen=True, slots=True)
class EndpointChoice:
    """What the user said of the endpoint."""

    url: str | None
    model: str | None
    key: str | None = field(repr=False)
    timeout: float

    def make(self, settings: Settings, asked: str = "--reader llm", remote: str = "read.remote") -> Endpoint:
        """Return the endpoint; say on stderr, with the message ``remote``, where what is sent leaves this machine.

        ``asked`` is the option that wants it.
        """
        if not self.url or not self.model:
            missing = "--llm-url (HALUAN_LLM_URL)" if not self.url else "--llm-model (HALUAN_LLM_MODEL)"
            raise click.UsageError(f"{asked} needs {missing}: an OpenAI-compatible endpoint and one of its models.")
        from haluan.languagemodel import Endpoint

        endpoint = Endpoint(self.url, self.model, self.key, self.timeout)
        if endpoint.remote:
            warn(settings.say("read.remote", host=endpoint.host))
        return endpoint


_model = click.option(
    "--llm-model", envvar="HALUAN_LLM_MODEL", metavar="NAME", show_default="$HALUAN_LLM_MODEL", help="Its model."
)
_timeout = click.option(
    "--llm-timeout",
    type=click.FloatRange(min=1),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for one answer.",
)


def endpoint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--llm-url``, ``--llm-model`` and ``--llm-timeout``; the command gets them as ``endpoint``.

    The key comes from the environment alone: what stands on a command line, other users can see.
    """

    @click.option(
        "--llm-url",
        envvar="HALUAN_LLM_URL",
        metavar="URL",
        show_default="$HALUAN_LLM_URL",
        help="OpenAI-compatible endpoint for --reader llm, as http://127.0.0.1:8080/v1. The text of the articles is "
        "sent there. A key, where one is needed, is taken from $HALUAN_LLM_KEY.",
    )
    @_model
    @_timeout
    @functools.wraps(command)
    def with_endpoint(llm_url: str | None, llm_model: str | None, llm_timeout: float, **rest: Any) -> Any:
        key = os.environ.get("HALUAN_LLM_KEY") or None
        return command(endpoint=EndpointChoice(llm_url, llm_model, key, llm_timeout), **rest)

    return with_endpoint


def smoothing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the same for smoothing a text; ``endpoint`` is None unless ``--llm-url`` is given.

    Here the address is not taken from the environment: nobody's text is reworded unasked.
    """

    @click.option(
        "--llm-url",
        metavar="URL",
        help="OpenAI-compatible endpoint that may smooth the wording (needs haluan[llm]). Sentences that lose a "
        "citation, or gain or lose a name, a number or a doubt, are put back. Quotes are not sent.",
    )
    @_model
    @_timeout
    @functools.wraps(command)
    def with_endpoint(llm_url: str | None, llm_model: str | None, llm_timeout: float, **rest: Any) -> Any:
        key = os.environ.get("HALUAN_LLM_KEY") or None
        chosen = EndpointChoice(llm_url, llm_model, key, llm_timeout) if llm_url else None
        return command(endpoint=chosen, **rest)

    return with_endpoint
