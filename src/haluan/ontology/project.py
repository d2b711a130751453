"""Names that people settled for their project: a file in the form of ``names*.csv``, laid over the bundled names.

Terms of office that a project took over since are laid over the bundled ones as well (`with_terms`).

What a person settled wins: the name stands for that actor alone, whatever the bundled data say. The code ``NONE`` says
that it names no actor.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from haluan.ontology.loader import NAME_FIELDS, NONE, OntologyError, read_names
from haluan.ontology.types import Name, Ontology, Term

FILE = "haluan-names.csv"


def read_project(path: Path, ontology: Ontology) -> tuple[Name, ...]:
    """Read the names of a project; raises `OntologyError` where the file is missing or malformed, or one name has two
    actors."""
    names = tuple(read_names([path], {*ontology.actors, NONE}))
    codes: dict[str, str] = {}
    for name in names:
        if codes.setdefault(name.name.casefold(), name.code) != name.code:
            raise OntologyError(f"{path.name}: {name.name!r} names both {codes[name.name.casefold()]} and {name.code}")
    return names


def write_project(path: Path, names: Iterable[Name]) -> None:
    """Write the file whole, or leave the old one."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_text(as_csv(names), encoding="utf-8", newline="")
    unfinished.replace(path)


def as_csv(names: Iterable[Name]) -> str:
    """Write names as a file of the ontology holds them, header included."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(NAME_FIELDS)
    writer.writerows(_row(name) for name in names)
    return text.getvalue()


def _row(name: Name) -> tuple[str, str, str, str, str]:
    return name.code, name.name, name.language, name.kind.value, "1" if name.cased else "0"


def settled(names: Iterable[Name], new: Name) -> tuple[Name, ...]:
    """Add a decision to ``names``: it takes the place of an earlier one about the same name."""
    key = new.name.casefold()
    kept = [
        name
        for name in names
        if name.name.casefold() != key or (name.code == new.code and name.language != new.language)
    ]
    return (*kept, new)


def digest(names: Iterable[Name], terms: Iterable[Term] = ()) -> str:
    """8 hex digits that change with the names and terms, whatever their order."""
    rows: list[tuple[object, ...]] = [*sorted(_row(name) for name in names)]
    rows += sorted((*_term_key(term), term.until or "") for term in terms)
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:8]


def with_terms(ontology: Ontology, terms: Iterable[Term]) -> Ontology:
    """Return the ontology with a project's terms of office; one takes the place of that with the same beginning."""
    found = {_term_key(term): term for term in ontology.terms}
    for term in terms:
        known = found.get(_term_key(term))
        aliases = dict.fromkeys((*term.aliases, *(known.aliases if known else ())))
        found[_term_key(term)] = replace(term, aliases=tuple(aliases))
    return replace(ontology, terms=tuple(found.values()))


def _term_key(term: Term) -> tuple[str, str, str, str]:
    return term.person, term.actor, term.office, term.since


def with_names(ontology: Ontology, names: Iterable[Name]) -> Ontology:
    """Return the ontology with the names of a project, each of which stands for its actor alone."""
    own = tuple(names)
    taken = {name.name.casefold() for name in own}
    kept = tuple(name for name in ontology.names if name.name.casefold() not in taken or name in own)
    added = tuple(name for name in own if name.code != NONE and name not in kept)
    ambiguous = {name: readings for name, readings in ontology.ambiguous.items() if name not in taken}
    return replace(ontology, names=(*kept, *added), ambiguous=ambiguous)
