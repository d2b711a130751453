"""What a project keeps in its folder beside what ships with Haluan: settled names, later facts and terms of office."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from haluan.ontology import Name, Ontology, load, load_with
from haluan.ontology.facts import Facts, Overlay, load_facts, read_overlay
from haluan.ontology.project import FILE, read_project


@dataclass(frozen=True, slots=True)
class Project:
    """Names that people settled, and the facts and terms that they took over (`haluan facts refresh`)."""

    names: tuple[Name, ...] = ()
    overlay: Overlay = field(default_factory=Overlay)

    @property
    def ontology(self) -> Ontology:
        """The reference data with the names and terms of the project."""
        return load_with(self.names, self.overlay.terms)

    @property
    def facts(self) -> Facts:
        """The reference facts with those of the project."""
        return load_facts(self.overlay)


def open_project(folder: Path, names: Path | None = None) -> Project:
    """Read what a project has in ``folder``; ``names`` is another file of names than the one there.

    Raises `haluan.ontology.OntologyError` where a file is malformed, or ``names`` is missing.
    """
    path, bundled = names or folder / FILE, load()
    settled = read_project(path, bundled) if names is not None or path.exists() else ()
    return Project(settled, read_overlay(folder, bundled))
