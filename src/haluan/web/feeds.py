"""What changed, as an Atom feed (RFC 4287) that is the same for as long as nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from starlette.responses import Response

from haluan.answers import Database
from haluan.answers.changes import ShiftedStance
from haluan.web.visit import Visit
from haluan.web.watching import since_when, told_since

_MOST = 50  # entries
_NEVER = "1970-01-01T00:00:00+00:00"  # of a store in which nothing was read


@dataclass(frozen=True, slots=True)
class Entry:
    """A change; ``id`` stays while the change does, whoever asks and by whatever name the desk is called, and
    ``updated`` (ISO, UTC) is when the last of its claims was found, or the day on which the tie ended."""

    id: str
    updated: str
    change: ShiftedStance


def page(visit: Visit) -> Response:
    """What changed since a day or a state of the store; the address is the saved question."""
    actor = visit.asked.get("actor", "").strip()
    with visit.open() as database:
        since = since_when(visit, database)
        answer = database.changes(since, None, actor or None, _MOST)
        store, noted = _store(database), told_since(database, since)
        changed = database.find_snapshot(database.snapshot()).recorded
    place = f"{store} {visit.language}"
    response = visit.render(
        "watch.atom",
        answer=answer,
        entries=entries(place, answer.changes),
        id=_name(f"feed {place} {visit.asked.get('since', '').strip()} {answer.actor.actor if answer.actor else ''}"),
        updated=changed or _NEVER,
        since=since,
        told=noted,
        base=str(visit.request.base_url).rstrip("/"),
    )
    response.headers["content-type"] = "application/atom+xml; charset=utf-8"
    return response


def entries(place: str, changes: Sequence[ShiftedStance]) -> list[Entry]:
    """The entries of a feed; ``place`` is the store and the language in which they are told."""
    return [
        Entry(_name(f"{place} {one.kind.value} {_who(one)} {one.tie} {one.on}"), _moment(one), one) for one in changes
    ]


def _who(change: ShiftedStance) -> str:
    """The two actors in a fixed order: with each claim the change of one may become that of both, or turn round."""
    return " ".join(sorted((change.actor.actor, change.pole.actor)))


def _moment(change: ShiftedStance) -> str:
    found = [citation.cited.recorded for citation in change.citations]
    return max(found, default=f"{change.on}T00:00:00+00:00" if change.on else _NEVER)


def _name(words: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'haluan {words}')}"


def _store(database: Database) -> str:
    """What tells this store from others as long as it lives: the first state of it that was noted, and when."""
    noted = database.snapshots()
    return f"{noted[-1].id} {noted[-1].recorded}" if noted else ""
