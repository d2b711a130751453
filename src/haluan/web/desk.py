"""What one running desk is: which store it shows, who may reach it, and what they may do."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from haluan.answers import NOW, Database, Memory, StoreError
from haluan.answers import open as open_database

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Desk:
    """``token`` is None where only this machine can reach the desk. ``names`` are further names that it answers to;
    ``allow_private`` lets it fetch from private and loopback addresses.

    ``secret`` signs what forms carry; it ends with the process.
    """

    db: Path
    host: str = "127.0.0.1"
    port: int = 8400
    language: str = "en"
    reviewer: str = ""
    read_only: bool = False
    token: str | None = None
    names: tuple[str, ...] = ()
    allow_private: bool = False
    weights: Path | None = None
    secret: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @property
    def address(self) -> str:
        """Where to open the desk; with the token where it wants one."""
        name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - to compare with
        shown = f"[{name}]" if ":" in name and not name.startswith("[") else name
        return f"http://{shown}:{self.port}/" + (f"?token={self.token}" if self.token else "")

    def open(self, language: str, *, writing: bool = False, at: str = "") -> Database:
        """Open the store, held ``at`` the snapshot with this id, else at its present state.

        Raises `haluan.answers.StoreError` where there is none, and `haluan.answers.NotInStore` for no such snapshot.
        """
        return open_database(self.db, language, writing=writing, weights=self.weights, at=at or NOW, memory=self.memory)

    def state(self) -> tuple[str, ...] | None:
        """What answers depend on: the state of the store, the weights and the day; None where there is no store."""
        try:
            with self.open(self.language) as database:
                weights = str([repr(change) for change in database.view.model.changes])
                return database.snapshot(), weights, datetime.now(UTC).date().isoformat()
        except StoreError:
            return None

    def answers_to(self, name: str) -> bool:
        """Tell whether a request that calls the desk by this host name is meant for it.

        A page elsewhere can make a browser call this machine by a name of its own (DNS rebinding); then the name
        gives it away.
        """
        known = {name.casefold() for name in self.names}
        if is_loopback(self.host):
            return name in _HERE | {self.host} | known
        return name in _HERE | {self.host} | known or _is_address(name)


def is_loopback(host: str) -> bool:
    """Tell whether a host to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
