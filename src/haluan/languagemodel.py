"""Reading with a language model: joins the reader that knows what to ask with the endpoint that is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from haluan.claims import Reader
from haluan.claims.llm.reader import LlmReader
from haluan.endpoint import Endpoint, EndpointError

if TYPE_CHECKING:
    from haluan.reading import Stages

__all__ = ["READER", "Endpoint", "EndpointError", "with_model"]

READER = "llm"


def with_model(stages: Stages, reader: str, endpoint: Endpoint | None) -> Stages:
    """Return the stages with a reader ``llm`` that asks ``endpoint``; they stay picklable.

    Raises `EndpointError` where ``reader`` is that one and there is no endpoint.
    """
    if endpoint is None and reader == READER:
        raise EndpointError("the reader llm needs the address and the model of an endpoint")
    return stages if endpoint is None else replace(stages, reader=partial(_reader, stages.reader, endpoint))


def _reader(make: Callable[[str], Reader], endpoint: Endpoint, name: str) -> Reader:
    return LlmReader(endpoint, endpoint.model) if name == READER else make(name)
