"""The weights of ``data/weights.yaml`` as a value, and what a project changes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from haluan.model import HaluanError

CHANNELS = ("said", "done")
WORDS = frozenset({"planned", "possible", "requested"})
"""Statuses with which a deed is still only words."""
_SIZES = ("level", "unit", "undated", "ending_confidence")
_TABLES = ("intensity", "channel", "status", "incoming", "half_life", "standing", "reading")
_OTHER = "other"


class WeightsError(HaluanError):
    """A file of weights that cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Change:
    """One weight that a project changed: ``key`` is ``status.planned`` and the like."""

    key: str
    default: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Weights:
    """What the acts count; the comments in ``data/weights.yaml`` say what each is for.

    ``changes`` are the values that differ from the bundled ones, ``file`` the name of the file that changed them.
    """

    level: float
    unit: float
    undated: float
    ending_confidence: float
    intensity: Mapping[str, float]
    channel: Mapping[str, str]
    status: Mapping[str, float]
    incoming: Mapping[str, float]
    half_life: Mapping[str, float]
    standing: Mapping[str, tuple[str, ...]]
    reading: Mapping[str, float]
    file: str | None = None
    changes: tuple[Change, ...] = ()

    def is_deed(self, relation: str, status: str) -> bool:
        """Tell whether a claim of this relation and status counts as done, not as said."""
        return self.channel.get(relation) == "done" and status not in WORDS

    def days(self, relation: str) -> float:
        """Half-life of a relation in days."""
        return self.half_life.get(relation, self.half_life[_OTHER])


@cache
def default_weights() -> Weights:
    """Read the bundled weights, once a process."""
    source = files("haluan.alignment") / "data" / "weights.yaml"
    return _weights("weights.yaml", yaml.safe_load(source.read_text(encoding="utf-8")))


def load_weights(path: Path) -> Weights:
    """Read a project's file over the bundled weights; raises `WeightsError` where a key or value cannot be used."""
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WeightsError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    defaults = _raw(default_weights())
    if not isinstance(given, dict):
        raise WeightsError(f"{path}: must name weights, like `status: {{planned: 0.6}}`")
    merged, changes = dict(defaults), []
    for key, value in given.items():
        if key not in defaults:
            raise WeightsError(f"{path}: no weight is called {key!r}; known are {', '.join(defaults)}")
        if key in _SIZES:
            merged[key] = value
            changes.append(Change(key, defaults[key], value))
            continue
        if not isinstance(value, dict):
            raise WeightsError(f"{path}: {key}: must name single weights, like those in the bundled file")
        merged[key] = defaults[key] | value
        changes += [Change(f"{key}.{name}", defaults[key].get(name), new) for name, new in value.items()]
    real = tuple(change for change in changes if change.default != change.value)
    return _weights(str(path), merged, path.name, real)


def _raw(weights: Weights) -> dict[str, Any]:
    tables = {name: dict(getattr(weights, name)) for name in _TABLES}
    tables["standing"] = {name: list(enders) for name, enders in weights.standing.items()}
    return {name: getattr(weights, name) for name in _SIZES} | tables


def _weights(where: str, raw: Mapping[str, Any], file: str | None = None, changes: tuple[Change, ...] = ()) -> Weights:
    relations = raw["intensity"]
    channel = {name: _one_of(f"{where}: channel.{name}", value, CHANNELS) for name, value in raw["channel"].items()}
    for table in ("channel", "half_life", "standing", "intensity"):
        for name in raw[table]:
            if name not in channel or (name not in relations and name != _OTHER):
                if table == "half_life" and name == _OTHER:
                    continue
                raise WeightsError(f"{where}: {table}.{name}: no such relation")
    return Weights(
        level=_number(f"{where}: level", raw["level"], 0.5, 0.999),
        unit=_number(f"{where}: unit", raw["unit"], 0.01, 1000),
        undated=_number(f"{where}: undated", raw["undated"], 0, 1),
        ending_confidence=_number(f"{where}: ending_confidence", raw["ending_confidence"], 0, 1),
        intensity=_numbers(f"{where}: intensity", relations, -10, 10),
        channel=channel,
        status=_shares(f"{where}: status", raw["status"], ("actual", "planned", "possible", "requested", "denied")),
        incoming=_shares(f"{where}: incoming", raw["incoming"], CHANNELS),
        half_life=_numbers(f"{where}: half_life", raw["half_life"], 1, 1e6),
        standing={
            name: _enders(f"{where}: standing.{name}", value, relations) for name, value in raw["standing"].items()
        },
        reading=_shares(f"{where}: reading", raw["reading"], ("least", "quiet", "words", "hedge", "apart")),
        file=file,
        changes=changes,
    )


def _number(where: str, value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise WeightsError(f"{where}: must be a number from {least:g} to {most:g}, not {value!r}")
    return float(value)


def _numbers(where: str, table: Mapping[str, object], least: float, most: float) -> dict[str, float]:
    return {name: _number(f"{where}.{name}", value, least, most) for name, value in table.items()}


def _shares(where: str, table: Mapping[str, object], known: tuple[str, ...]) -> dict[str, float]:
    for name in table:
        _one_of(f"{where}.{name}", name, known)
    return _numbers(where, table, 0, 1)


def _one_of(where: str, value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise WeightsError(f"{where}: must be one of {', '.join(known)}, not {value!r}")
    return str(value)


def _enders(where: str, value: object, relations: Mapping[str, object]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(name in relations for name in value):
        raise WeightsError(f"{where}: must be a list of relations")
    return tuple(value)
