"""Reference data: relations, actors, names, people in office, regions, offices.

Public: `load` (all of it, cached), `load_with` (with a project's own names), `resolve` (what a user typed -> an actor),
`resolve_region` (-> a region).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from haluan.ontology.loader import DEFAULT, NONE, OntologyError, load_folder
from haluan.ontology.project import with_names, with_terms
from haluan.ontology.resolving import Candidate, Resolution, resolve, resolve_region
from haluan.ontology.types import Actor, ActorKind, Name, NameKind, Ontology, Relation, Term

__all__ = [
    "DEFAULT",
    "NONE",
    "Actor",
    "ActorKind",
    "Candidate",
    "Name",
    "NameKind",
    "Ontology",
    "OntologyError",
    "Relation",
    "Resolution",
    "Term",
    "load",
    "load_with",
    "resolve",
    "resolve_region",
    "with_names",
]


@lru_cache(maxsize=1)
def load() -> Ontology:
    """Load the reference data that ships with Haluan, once a process; raises `OntologyError` if it is damaged."""
    return load_folder(Path(__file__).parent / "data")


@lru_cache(maxsize=4)
def load_with(names: tuple[Name, ...], terms: tuple[Term, ...] = ()) -> Ontology:
    """Load the reference data with the names that a project settled and its terms (`haluan.ontology.project`)."""
    return with_terms(with_names(load(), names), terms) if names or terms else load()
