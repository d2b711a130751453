"""Reads the data files of the ontology into `Ontology`. Every complaint names the file and the line or key."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from haluan.model import HaluanError
from haluan.ontology.types import Actor, ActorKind, Name, NameKind, Ontology, Relation, Term

NONE = "NONE"  # in ambiguous.yaml: the reading that is no actor
DEFAULT = "*"  # in ambiguous.yaml: the reading to take where no context word decides

_ACTOR_FIELDS = ("code", "kind", "name_en", "name_id", "region")
NAME_FIELDS = ("code", "name", "language", "kind", "cased")
TERM_FIELDS = ("person", "aliases", "actor", "office", "since", "until", "source", "checked")
LANGUAGES = frozenset({"id", "ms", "en", "*"})
_COARSE = frozenset({"verbal+", "material+", "verbal-", "material-"})
# PyYAML's C parser is ten times as fast, but a wheel without libyaml lacks it.
_YAML_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class OntologyError(HaluanError):
    """A data file of the ontology is missing or malformed."""


def load_folder(folder: Path) -> Ontology:
    """Read all data files of ``folder``; raises `OntologyError` where one is missing or malformed."""
    actors = _actors(folder / "actors.csv")
    regions, region_names = _regions(folder / "regions.yaml", actors)
    offices = _offices(folder / "offices.yaml")
    ontology = Ontology(
        actors=actors,
        names=tuple(read_names(_files(folder, "names*.csv"), actors)),
        terms=tuple(read_terms(sorted(folder.glob("terms*.csv")), actors, offices)),
        relations=_relations(folder / "relations.yaml"),
        regions=regions,
        region_names=region_names,
        offices=offices,
        ambiguous=_ambiguous(folder / "ambiguous.yaml", actors),
    )
    _check_clashes(ontology)
    return ontology


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise OntologyError(f"{folder}: no {pattern}")
    return found


def rows(path: Path, fields: tuple[str, ...], error_type: type[HaluanError]) -> Iterator[tuple[str, list[str]]]:
    """Yield (place for messages, cells) of each line of a CSV file whose header must be ``fields``."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            if tuple(next(reader, ())) != fields:
                raise error_type(f"{path.name}:1: the header must be {','.join(fields)}")
            for row in reader:
                where = f"{path.name}:{reader.line_num}"
                if len(row) != len(fields):
                    raise error_type(f"{where}: {len(row)} cells instead of {len(fields)}")
                yield where, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise error_type(f"{path.name}: cannot be read: {error}") from error


def _mapping(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_YAML_LOADER)  # noqa: S506 - both are safe loaders
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OntologyError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise OntologyError(f"{path.name}: must be a mapping with text keys (quote no, on, yes and numbers)")
    return data


def _words(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() == word != "" for word in value):
        raise OntologyError(f"{where}: must be a list of words (quote no, on, yes and numbers)")
    return tuple(value)


def _known(where: str, code: str, actors: Mapping[str, Actor]) -> str:
    if code not in actors:
        raise OntologyError(f"{where}: no actor {code!r} in actors.csv")
    return code


def _actors(path: Path) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    kinds = {kind.value: kind for kind in ActorKind}
    for where, (code, kind, name_en, name_id, region) in rows(path, _ACTOR_FIELDS, OntologyError):
        if code in actors or not code or not name_en or not name_id or kind not in kinds:
            raise OntologyError(
                f"{where}: {code!r} is twice there, or lacks a name or a kind out of {', '.join(kinds)}"
            )
        actors[code] = Actor(code, kinds[kind], name_en, name_id, region)
    return actors


def read_names(paths: Iterable[Path], codes: Container[str]) -> Iterator[Name]:
    """Yield the names of files in the form of ``names*.csv``; raises `OntologyError` with file and line."""
    kinds = {kind.value: kind for kind in NameKind}
    for path in paths:
        for where, (code, name, language, kind, cased) in rows(path, NAME_FIELDS, OntologyError):
            if code not in codes:
                raise OntologyError(f"{where}: no actor {code!r} in actors.csv")
            if not name or name != name.strip() or language not in LANGUAGES or kind not in kinds:
                raise OntologyError(f"{where}: not a name with a language and a kind: {name!r}, {language!r}, {kind!r}")
            if cased not in ("0", "1"):
                raise OntologyError(f"{where}: cased must be 0 or 1, not {cased!r}")
            yield Name(code, name, language, kinds[kind], cased == "1")


def _day(where: str, value: str) -> str:
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise OntologyError(f"{where}: {value!r} is not a day like 2024-10-20") from error


def read_terms(
    paths: Iterable[Path], actors: Mapping[str, Actor], offices: Mapping[str, tuple[str, ...]]
) -> Iterator[Term]:
    """Yield the terms of files in the form of ``terms*.csv``; raises `OntologyError` with file and line."""
    for path in paths:
        for where, row in rows(path, TERM_FIELDS, OntologyError):
            person, aliases, actor, office, since, until, source, checked = row
            if not person or f"office.{office}" not in offices:
                raise OntologyError(f"{where}: no person, or {office!r} is not an office of offices.yaml")
            start, end = _day(where, since), _day(where, until) if until else None
            if end is not None and end < start:
                raise OntologyError(f"{where}: the term ends before it begins")
            short = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
            yield Term(person, short, _known(where, actor, actors), office, start, end, source, _day(where, checked))


def _relations(path: Path) -> dict[str, Relation]:
    relations: dict[str, Relation] = {}
    for name, value in _mapping(path).items():
        try:
            relation = Relation(name=name, **value)
        except TypeError as error:
            raise OntologyError(f"{path.name}: {name}: {error}") from error
        if (
            relation.coarse not in _COARSE
            or relation.sign not in (-1, 0, 1)
            or relation.channel not in ("said", "done")
        ):
            raise OntologyError(f"{path.name}: {name}: unknown coarse class, sign or channel")
        relations[name] = relation
    return relations


def _offices(path: Path) -> dict[str, tuple[str, ...]]:
    offices = {key: _words(f"{path.name}: {key}", words) for key, words in _mapping(path).items()}
    for key in offices:
        if not key.startswith(("office.", "organ.")):
            raise OntologyError(f"{path.name}: {key}: keys begin with office. (a person) or organ. (a body)")
    return offices


def _ambiguous(path: Path, actors: Mapping[str, Actor]) -> dict[str, dict[str, tuple[str, ...]]]:
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, readings in _mapping(path).items():
        where = f"{path.name}: {name}"
        if name != name.casefold() or not isinstance(readings, dict) or len(readings) < 2:
            raise OntologyError(f"{where}: needs a casefolded name and two or more readings")
        table[name] = {str(code): _words(f"{where}: {code}", words) for code, words in readings.items()}
        for code in table[name]:
            if code != NONE:
                _known(where, code, actors)
        if sum(DEFAULT in words for words in table[name].values()) > 1:
            raise OntologyError(f"{where}: two readings are marked as the default")
    return table


def _regions(path: Path, actors: Mapping[str, Actor]) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Members of a region: states that name it in actors.csv, its own ``states``, and its ``regions``' members."""
    data = _mapping(path)
    names: dict[str, str] = {}
    for code, value in data.items():
        for name in _words(f"{path.name}: {code}", value.get("names") if isinstance(value, dict) else None):
            if names.setdefault(name.casefold(), code) != code:
                raise OntologyError(f"{path.name}: {name!r} names both {code} and {names[name.casefold()]}")
        names.setdefault(code.casefold(), code)
    homes: dict[str, set[str]] = {code: set() for code in data}
    for actor in actors.values():
        if actor.region not in homes and (actor.region or actor.kind is ActorKind.STATE):
            raise OntologyError(f"actors.csv: {actor.code}: no region {actor.region!r} in {path.name}")
        if actor.region and actor.kind is ActorKind.STATE:
            homes[actor.region].add(actor.code)
    return {code: _members(path, code, data, homes, actors, ()) for code in data}, names


def _members(
    path: Path,
    code: str,
    data: Mapping[str, Any],
    homes: Mapping[str, set[str]],
    actors: Mapping[str, Actor],
    above: tuple[str, ...],
) -> frozenset[str]:
    where = f"{path.name}: {code}"
    if code not in data or code in above:
        raise OntologyError(f"{where}: unknown region, or it holds itself")
    members = set(homes[code])
    members.update(_known(where, state, actors) for state in _words(where, data[code].get("states", [])))
    for part in _words(where, data[code].get("regions", [])):
        members |= _members(path, part, data, homes, actors, (*above, code))
    return frozenset(members)


def _check_clashes(ontology: Ontology) -> None:
    """Two actors may share a name only where ambiguous.yaml says how to choose."""
    owners: dict[str, str] = {}
    for name in ontology.names:
        key = name.name.casefold()
        if owners.setdefault(key, name.code) == name.code:
            continue
        readings = ontology.ambiguous.get(key, {})
        if not {name.code, owners[key]} <= set(readings):
            raise OntologyError(f"{name.name!r} names {owners[key]} and {name.code}; ambiguous.yaml must list both")
