"""Saved questions: addresses of the desk that people come back to, in a file beside the store.

Each remembers the state of the store in which it was saved, so that it can be asked what changed since.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import Response

from haluan.model import HaluanError
from haluan.web.desk import Desk
from haluan.web.forms import File, Refused
from haluan.web.visit import Visit

FILE = "haluan-questions.json"
_MOST = 200
_ADDRESS = re.compile(r"/(id|en)/[^/\\\s][^\\\s]{0,2000}")
_ONE_BY_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """``actor`` is the one whose changes belong to it, "" for all; ``time`` is ISO, UTC."""

    address: str
    title: str
    actor: str
    snapshot: str
    time: str


def page(visit: Visit) -> Response:
    """The saved questions, the latest first."""
    found = read(visit.desk)
    return visit.render("saved.html", found=found[::-1])


def keep(visit: Visit, form: Mapping[str, str], files: list[File]) -> Response:
    """Save the question of a form; one with the same address takes the place of the older."""
    address = form.get("address", "")
    if not _ADDRESS.fullmatch(address):
        raise Refused("refused.request", 400)
    with visit.open() as database:
        snapshot = database.snapshot()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    saved = SavedQuestion(address, form.get("title", "")[:200] or address, form.get("actor", "")[:80], snapshot, now)
    with _ONE_BY_ONE:
        others = [one for one in read(visit.desk) if one.address != address]
        if len(others) >= _MOST:
            raise Refused("saved.many", 409)
        _write(visit.desk, [*others, saved])
    return visit.go(visit.url.fresh("saved"))


def drop(visit: Visit, form: Mapping[str, str], files: list[File]) -> Response:
    """Forget the question with the address of a form."""
    with _ONE_BY_ONE:
        _write(visit.desk, [one for one in read(visit.desk) if one.address != form.get("address")])
    return visit.go(visit.url.fresh("saved"))


def read(desk: Desk) -> list[SavedQuestion]:
    """The saved questions, the oldest first; none where there is no file. Raises `HaluanError` where it is broken."""
    path = _path(desk)
    if not path.exists():
        return []
    try:
        return [SavedQuestion(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as error:
        raise HaluanError(f"{path.name} holds no saved questions: {error}") from error


def _write(desk: Desk, questions: list[SavedQuestion]) -> None:
    """Write all or nothing."""
    path = _path(desk)
    part = path.with_suffix(".part")
    part.write_text(json.dumps([asdict(one) for one in questions], indent=1, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def _path(desk: Desk) -> Path:
    return desk.db.parent / FILE
