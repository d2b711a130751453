"""Claims in the codes of event data: PLOVER's events, CAMEO's codes. The tables are data, with their sources."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from haluan.model import Claim, Status
from haluan.ontology import load

# Classes of CAMEO's root codes, as GDELT counts them: verbal and material cooperation, verbal and material conflict.
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))


@dataclass(frozen=True, slots=True)
class Coded:
    """One claim coded. ``cameo`` and ``goldstein`` are None where CAMEO has no code for it."""

    event: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str | None
    goldstein: float | None

    @property
    def quad(self) -> int | None:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        root = int(self.cameo[:2]) if self.cameo else None
        return None if root is None else next(quad for last, quad in _QUADS if root <= last)


def code(claim: Claim) -> Coded | None:
    """Code a claim; None for a relation that the table does not know."""
    row = _events().get(claim.relation)
    if row is None:
        return None
    # Where the ontology names several events, the first is what such an act is by itself
    event = load().relations[claim.relation].plover.partition("/")[0]
    context = _contexts()[claim.status.value]
    contexts = tuple(name for name in (row["context"], context) if name)
    if claim.status is Status.PLANNED:
        mode = row["mode"] if row["planned_event"] == event else ""
        return Coded(row["planned_event"], mode, contexts, *_cameo(row, "planned_"))
    # CAMEO knows no "possible" and no "not": such a claim has no code, lest it count as an event
    cameo = _cameo(row, "") if claim.status is Status.ACTUAL else (None, None)
    return Coded(event, row["mode"], contexts, *cameo)


def _cameo(row: Mapping[str, str], prefix: str) -> tuple[str | None, float | None]:
    code, scale = row[f"{prefix}cameo"], row[f"{prefix}goldstein"]
    return (code, float(scale)) if code else (None, None)


@cache
def _events() -> Mapping[str, Mapping[str, str]]:
    text = (files("haluan.export") / "data" / "events.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["relation"]: row for row in rows}


@cache
def _contexts() -> Mapping[str, str]:
    contexts: Mapping[str, str] = yaml.safe_load(
        (files("haluan.export") / "data" / "contexts.yaml").read_text(encoding="utf-8")
    )
    return contexts
