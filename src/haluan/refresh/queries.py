"""The SPARQL that is asked, and its rows as memberships and terms of office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from typing import TypeVar

import yaml

Row = Mapping[str, str]
T = TypeVar("T")

_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_TIMES = """\
  OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?since ; wikibase:timePrecision ?since_precision ] }
  OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?until ; wikibase:timePrecision ?until_precision ] }
  ?statement wikibase:rank ?rank . FILTER(?rank != wikibase:DeprecatedRank)
"""
_LENGTHS = {"11": 10, "10": 7, "9": 4}  # precision of Wikidata -> characters of an ISO date: day, month, year


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask for: items of blocs by code, properties of offices by key, and how many items a query."""

    blocs: Mapping[str, str]
    offices: Mapping[str, str]
    bloc_batch: int
    state_batch: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """A state's membership as the endpoint has it. ``item`` and ``name`` are the bloc's item and English label."""

    state: str
    item: str
    name: str
    since: str | None
    until: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's time in an office as the endpoint has it."""

    state: str
    office: str
    person: str
    since: str | None
    until: str | None
    source: str


def plan() -> Plan:
    """Read what to ask for."""
    data = yaml.safe_load(resources.files("haluan.refresh").joinpath("data/wikidata.yaml").read_text("utf-8"))
    return Plan(data["blocs"], data["offices"], data["batch"]["blocs"], data["batch"]["states"])


def batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Cut into pieces of at most ``size``."""
    rest = iter(items)
    while piece := tuple(islice(rest, size)):
        yield piece


def members_query(items: Sequence[str]) -> str:
    """Ask for all states that are or were members of some blocs."""
    return (
        f"{_PREFIXES}SELECT ?bloc ?name ?state ?code ?since ?since_precision ?until ?until_precision WHERE {{\n"
        f"  VALUES ?bloc {{ {' '.join(f'wd:{item}' for item in items)} }}\n"
        '  ?bloc rdfs:label ?name . FILTER(LANG(?name) = "en")\n'
        "  ?statement ps:P463 ?bloc . ?state p:P463 ?statement ; wdt:P298 ?code .\n"
        f"{_TIMES}}}"
    )


def holders_query(offices: Mapping[str, str], states: Sequence[str]) -> str:
    """Ask for all who held some offices of some states."""
    ways = " UNION ".join(
        f'{{ ?state p:{way} ?statement . ?statement ps:{way} ?person . BIND("{office}" AS ?office) }}'
        for office, way in offices.items()
    )
    codes = " ".join(f'"{code}"' for code in states)
    return (
        f"{_PREFIXES}SELECT ?state ?code ?office ?name ?since ?since_precision ?until ?until_precision WHERE {{\n"
        f"  VALUES ?code {{ {codes} }}\n  ?state wdt:P298 ?code . {ways}\n"
        '  ?person rdfs:label ?name . FILTER(LANG(?name) = "en")\n'
        f"{_TIMES}}}"
    )


def belongings(rows: Iterable[Row]) -> Iterator[Belonging]:
    """Read the rows of `members_query`; one without its state or bloc is left out."""
    for row in rows:
        if {"bloc", "name", "code", "state"} <= row.keys():
            since, until = _date(row, "since"), _date(row, "until")
            yield Belonging(row["code"], _item(row["bloc"]), row["name"], since, until, _page(row["state"]))


def holdings(rows: Iterable[Row]) -> Iterator[Holding]:
    """Read the rows of `holders_query`."""
    for row in rows:
        if {"office", "name", "code", "state"} <= row.keys():
            since, until = _date(row, "since"), _date(row, "until")
            yield Holding(row["code"], row["office"], row["name"].strip(), since, until, _page(row["state"]))


def _date(row: Row, name: str) -> str | None:
    """An ISO day, month or year, as exact as the endpoint has it; None where it has none or a coarser one."""
    length = _LENGTHS.get(row.get(f"{name}_precision", ""))
    text = row.get(name, "").lstrip("+")[:length] if length else ""
    return text if text[:4].isdigit() else None


def _item(address: str) -> str:
    return address.rpartition("/")[2]


def _page(address: str) -> str:
    return f"https://www.wikidata.org/wiki/{_item(address)}"
