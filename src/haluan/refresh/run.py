"""Asks the endpoint batch by batch and compares what it says with the facts of the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from haluan import __version__
from haluan.ingest import Options
from haluan.ingest.sparql import Endpoint
from haluan.model import HaluanError
from haluan.ontology import ActorKind, load_with, resolve
from haluan.ontology.facts import Overlay, load_facts
from haluan.refresh.changes import Change, member_changes, office_changes
from haluan.refresh.queries import (
    Belonging,
    Holding,
    Plan,
    batches,
    belongings,
    holders_query,
    holdings,
    members_query,
    plan,
)

ENDPOINT = "https://query.wikidata.org/sparql"
_PAUSE = 1.0  # seconds between two queries
_TIMEOUT = 70.0  # seconds; the public endpoint itself ends a query after 60

Told = Callable[[int, int], None]
"""Is told how many queries of how many are answered."""


class RefreshError(HaluanError):
    """What the user gave cannot be used to ask an endpoint."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask and how. ``contact`` says whom the endpoint's keepers can write to; ``cache`` keeps answers a day."""

    contact: str
    endpoint: str = ENDPOINT
    cache: Path | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, and the blocs that could not be compared: (code, label that the endpoint has for its item)."""

    changes: tuple[Change, ...]
    mistaken: tuple[tuple[str, str], ...]


def refresh(wanted: Wanted, overlay: Overlay, today: str, told: Told | None = None) -> Differences:
    """Ask and compare; nothing is changed. Raises `RefreshError`, and `ingest.SourceError` where the endpoint fails."""
    if not wanted.contact.strip() or not (wanted.contact.isascii() and wanted.contact.isprintable()):
        raise RefreshError("an endpoint wants to know whom to write to: an address of e-mail or the web")
    agent = f"haluan/{__version__} (facts refresh; {wanted.contact.strip()})"
    options = replace(Options(), user_agent=agent, timeout=_TIMEOUT, delay=_PAUSE, allow_private=wanted.allow_private)
    endpoint = Endpoint(wanted.endpoint, options, wanted.cache)
    facts, asked = load_facts(overlay), plan()
    members, holders = _ask(endpoint, asked, told or (lambda *_: None))
    codes = {item: code for code, item in asked.blocs.items()}
    right, mistaken = [], {}
    for belonging in members:
        code = codes.get(belonging.item)
        if code is not None and belonging.state in _states() and _names(belonging.name, code):
            right.append((code, belonging))
        elif code is not None and not _names(belonging.name, code):
            mistaken[code] = belonging.name
    changes = (*member_changes(facts, right, today), *office_changes(facts, holders, today))
    return Differences(changes, tuple(sorted(mistaken.items())))


def _ask(endpoint: Endpoint, asked: Plan, told: Told) -> tuple[list[Belonging], list[Holding]]:
    blocs = list(batches(asked.blocs.values(), asked.bloc_batch))
    states = list(batches(sorted(_states()), asked.state_batch))
    members, holders = list[Belonging](), list[Holding]()
    total = len(blocs) + len(states)
    for done, items in enumerate(blocs, 1):
        members += belongings(endpoint.ask(members_query(items)))
        told(done, total)
    for done, codes in enumerate(states, len(blocs) + 1):
        holders += holdings(endpoint.ask(holders_query(asked.offices, codes)))
        told(done, total)
    return members, holders


def _states() -> frozenset[str]:
    actors = load_with(()).actors
    return frozenset(code for code, actor in actors.items() if actor.kind is ActorKind.STATE)


def _names(label: str, code: str) -> bool:
    """Whether the label is a name of the bloc: a wrong item must not put strangers into it."""
    return resolve(label, load_with(())).code == code
