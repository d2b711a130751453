"""Reference data: relations, actors, names, people in office, regions, offices.

Public: `load` (all of it, cached), `resolve` (what a user typed -> an actor), `resolve_region` (-> a region).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from haluan.ontology.loader import DEFAULT, NONE, OntologyError, load_folder
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
    "resolve",
    "resolve_region",
]


@lru_cache(maxsize=1)
def load() -> Ontology:
    """Load the reference data that ships with Haluan, once a process; raises `OntologyError` if it is damaged."""
    return load_folder(Path(__file__).parent / "data")
