"""A language model behind an OpenAI-compatible address. Besides `ingest` the only part that reaches the network, and
only to the address that the user gave.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from haluan.model import HaluanError

if TYPE_CHECKING:
    from openai import OpenAI

_RETRIES = 2  # after the first try, with a growing pause; the client's rules say what is worth one
_ARTICLE = 15  # requests' time that one article may take
_LONGEST = 200  # characters of a server's words in an error


class EndpointError(HaluanError):
    """There is no model to ask, or it gave no answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Address (usually ending in ``/v1``), model, key and seconds a request. The key is never shown or stored."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            valid = False
        if not valid or parts.username is not None or not self.model.strip():
            raise EndpointError(f"no endpoint of a language model: {self.url!r} with the model {self.model!r}")

    @property
    def host(self) -> str:
        """Host and port of the address."""
        return urlsplit(self.url).netloc

    @property
    def remote(self) -> bool:
        """Whether the article's text leaves this machine."""
        name = urlsplit(self.url).hostname or ""
        try:
            return not ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name != "localhost"

    @property
    def article_timeout(self) -> float:
        """Seconds that one article may take: long ones need many requests."""
        return _ARTICLE * self.timeout

    def check(self) -> None:
        """Ask for the list of models, so that a wrong address or key is one error at the start.

        Raises `EndpointError`, also where the client is not installed.
        """
        with _explained(self):
            _client(self).models.list()

    def __call__(self, system: str, data: str, schema: Mapping[str, Any], tokens: int) -> str:
        """Give the model's answer (see `haluan.claims.llm.reader.Complete`); raises `EndpointError`."""
        with _explained(self):
            return _answer(self, system, data, schema, tokens)


def _answer(endpoint: Endpoint, system: str, data: str, schema: Mapping[str, Any], tokens: int) -> str:
    from openai import BadRequestError

    options: dict[str, Any] = {"temperature": 0, "max_tokens": tokens}
    while True:
        try:
            return _ask(endpoint, system, data, schema, options)
        except BadRequestError as error:
            refused = error.param if isinstance(error.param, str) else ""
            if refused not in options:
                raise
            # Models that reason take no temperature, and call their limit otherwise
            value = options.pop(refused)
            if refused == "max_tokens":
                options["max_completion_tokens"] = value


def _ask(endpoint: Endpoint, system: str, data: str, schema: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    from openai.types.chat import ChatCompletion

    request: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": data}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": schema},
        },
        **options,
    }
    given: Any = _client(endpoint).chat.completions.create(**request)
    # What is no completion comes back as whatever it is: the client checks no server's answer
    choices = given.choices if isinstance(given, ChatCompletion) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    content = getattr(getattr(first, "message", None), "content", None)
    if not isinstance(content, str) or not content.strip():
        raise EndpointError(f"{endpoint.host} gave no answer")
    return content


@lru_cache(maxsize=4)
def _client(endpoint: Endpoint) -> OpenAI:
    """Make the client, once a process. What the environment holds for other endpoints is not sent to this one."""
    try:
        import openai
    except ImportError as error:
        raise EndpointError("a language model needs one more package: pip install 'haluan[llm]'") from error
    nothing: Any = openai.Omit()
    # No redirect: the text goes where the user said. No proxy for this machine itself.
    transport = openai.DefaultHttpxClient(follow_redirects=False, trust_env=endpoint.remote, timeout=endpoint.timeout)
    return openai.OpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key or "none",
        default_headers={"OpenAI-Organization": nothing, "OpenAI-Project": nothing},
        timeout=endpoint.timeout,
        max_retries=_RETRIES,
        http_client=transport,
    )


@contextmanager
def _explained(endpoint: Endpoint) -> Iterator[None]:
    """Turn what goes wrong on the way into one clear line, without the key."""
    _client(endpoint)
    import openai

    try:
        yield
    except openai.APITimeoutError as error:
        raise EndpointError(f"{endpoint.host} did not answer within {endpoint.timeout:g} s") from error
    except openai.APIConnectionError as error:
        raise EndpointError(f"{endpoint.host} cannot be reached: {error.__cause__ or error}") from error
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise EndpointError(f"{endpoint.host} refuses the key (HALUAN_LLM_KEY): {error.status_code}") from error
    except openai.APIStatusError as error:
        said = _clean(endpoint, error.message)
        raise EndpointError(f"{endpoint.host} answers {error.status_code}: {said}") from error
    except (openai.OpenAIError, ValueError) as error:
        raise EndpointError(f"{endpoint.host} gives an answer that is none: {_clean(endpoint, str(error))}") from error


def _clean(endpoint: Endpoint, said: str) -> str:
    said = said.replace(endpoint.key, "***") if endpoint.key else said
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."
