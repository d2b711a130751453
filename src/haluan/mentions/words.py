"""The word lists of this stage, read once from its data folder."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# PyYAML's C parser is ten times as fast, but a wheel without libyaml lacks it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Phrases:
    """``data/phrases.yaml``: what official phrases are built of. All words are casefolded."""

    offices: frozenset[str]
    forces: frozenset[str]
    organs: frozenset[str]
    leads: frozenset[str]
    adjectival: frozenset[str]
    things: frozenset[str]
    fills: frozenset[str]
    envoys: frozenset[str]
    duty: frozenset[str]
    former: frozenset[str]
    private: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    travel: frozenset[str]


@dataclass(frozen=True, slots=True)
class Blockers:
    """``data/blockers.yaml``: names that contain an actor's name without naming it."""

    names: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


def read(name: str) -> Any:
    """Parse one data file of this stage."""
    return yaml.load((files("haluan.mentions") / "data" / name).read_text("utf-8"), Loader=_LOADER)  # noqa: S506


@cache
def phrases() -> Phrases:
    """Return the words of official phrases."""
    data = read("phrases.yaml")
    return Phrases(**{field.name: frozenset(map(str, data[field.name])) for field in fields(Phrases)})


@cache
def blockers() -> Blockers:
    """Return the names and neighbours that keep a name from naming an actor."""
    data = read("blockers.yaml")
    return Blockers(**{field.name: frozenset(map(str, data[field.name])) for field in fields(Blockers)})
