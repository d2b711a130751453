"""What forms send: only those of the desk itself are taken, and only where the desk may write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from haluan.web.visit import Visit

_MOST_FIELDS, _MOST_FILES = 50, 20
_LARGEST_FIELD = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class File:
    """A file that a form brought: the name that the browser gave (not to be trusted) and its bytes."""

    name: str
    content: bytes


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A form that is not acted on; ``key`` is the message that says why."""

    def __init__(self, key: str, status: int) -> None:
        super().__init__(key)
        self.key, self.status = key, status


Handler = Callable[[Visit, Mapping[str, str], list[File]], Response]


async def submit(request: Request, visit: Visit, handler: Handler, *, writes: bool) -> Response:
    """Hand a form of the desk to its handler; raises `Refused` for all others."""
    if writes and visit.desk.read_only:
        raise Refused("refused.read_only", 403)
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD) as sent:
        if not visit.is_ours(sent.get("csrf")):
            raise Refused("refused.form", 403)
        fields = {name: value for name, value in sent.items() if isinstance(value, str)}
        files = [
            File(value.filename, await value.read())
            for _, value in sent.multi_items()
            if isinstance(value, UploadFile) and value.filename
        ]
    return await run_in_threadpool(handler, visit, fields, files)
