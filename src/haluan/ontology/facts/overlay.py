"""Facts and terms of office that a project has taken over: files laid over those that ship with Haluan.

A row takes the place of the bundled row about the same bond that began at the same time; any other row is added.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from haluan.ontology.facts.reading import FACT_FIELDS, read_fact_file
from haluan.ontology.facts.types import Fact
from haluan.ontology.loader import TERM_FIELDS, read_terms
from haluan.ontology.types import Ontology, Term

FACTS_FILE = "haluan-facts.csv"
TERMS_FILE = "haluan-terms.csv"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a project lays over the bundled facts and terms."""

    facts: tuple[Fact, ...] = ()
    terms: tuple[Term, ...] = ()


def read_overlay(folder: Path, ontology: Ontology) -> Overlay:
    """Read what a project has in ``folder``; empty where it has nothing. Raises `FactsError`, `OntologyError`."""
    facts, terms = folder / FACTS_FILE, folder / TERMS_FILE
    return Overlay(
        tuple(read_fact_file(facts, ontology.actors)) if facts.exists() else (),
        tuple(read_terms([terms], ontology.actors, ontology.offices)) if terms.exists() else (),
    )


def write_overlay(folder: Path, overlay: Overlay) -> tuple[Path, ...]:
    """Write the files of an overlay, each whole or not at all, and return those that hold something."""
    terms = [
        [
            *(term.person, "|".join(term.aliases), term.actor, term.office),
            *(term.since, term.until or "", term.source, term.checked),
        ]
        for term in overlay.terms
    ]
    facts = [[str(cell or "") for cell in astuple(fact)] for fact in overlay.facts]
    written = []
    for name, fields, rows in ((FACTS_FILE, FACT_FIELDS, facts), (TERMS_FILE, TERM_FIELDS, terms)):
        if rows:
            _write(folder / name, fields, rows)
            written.append(folder / name)
    return tuple(written)


def _write(path: Path, fields: tuple[str, ...], rows: Iterable[Iterable[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_text(text.getvalue(), encoding="utf-8", newline="")
    unfinished.replace(path)


def laid_over(facts: Iterable[Fact], over: Iterable[Fact]) -> tuple[Fact, ...]:
    """Lay facts over others. A project's row stands where the row that it replaces stood."""
    found = {_fact_key(fact): fact for fact in facts}
    found.update((_fact_key(fact), fact) for fact in over)
    return tuple(found.values())


def _fact_key(fact: Fact) -> tuple[str, ...]:
    title = fact.title if fact.kind.value == "treaty" else ""  # two treaties of one sort may begin together
    return fact.kind.value, fact.subject, fact.object, fact.role, fact.since, title
