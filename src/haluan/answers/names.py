"""Names that stayed undecided, and what people decide about them for their project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from haluan.answers.naming import Naming, UnknownNameError
from haluan.answers.types import Basis, Record
from haluan.answers.view import View
from haluan.ontology import NONE, Name, NameKind, load
from haluan.ontology.project import FILE, read_project, settled, write_project
from haluan.store import Undecided

CONTEXT = 100  # characters of context to show on either side of a name


@dataclass(frozen=True, slots=True)
class NameCandidate(Record):
    """An actor that a name may stand for; ``weight`` from 0 to 1 is the mean over its mentions."""

    actor: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class NameExample(Record):
    """One place where a name stayed undecided: ``before`` + name + ``after`` is a stretch of the article."""

    article: str
    outlet: str | None
    date: str | None
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class UndecidedName(Record):
    """A name, how often and in how many articles it stayed undecided, and between whom, the likeliest first.

    ``settled`` is the code that the project has decided on since (``NONE``: no actor); it counts on the next read.
    """

    name: str
    mentions: int
    articles: int
    candidates: tuple[NameCandidate, ...]
    example: NameExample
    settled: str | None


@dataclass(frozen=True, slots=True)
class NamesAnswer(Record):
    """The undecided names, those still open first, then the most frequent; a limit left ``more`` of them out."""

    names: tuple[UndecidedName, ...]
    more: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Contribution(Record):
    """Rows for the ontology's names, and the names that need a row in ``ambiguous.yaml`` before they can go there."""

    names: tuple[Name, ...]
    ambiguous: tuple[str, ...]


def names_file(db: Path, chosen: Path | None = None) -> Path:
    """Where the names of a project stand: ``chosen``, else beside its store."""
    return chosen or db.with_name(FILE)


def project_names(db: Path, chosen: Path | None = None) -> tuple[Name, ...]:
    """Read the names of a project; none where there is no file beside its store.

    Raises `haluan.ontology.OntologyError` where the file is malformed, or ``chosen`` is missing.
    """
    path = names_file(db, chosen)
    return read_project(path, load()) if chosen is not None or path.exists() else ()


def names(view: View, known: Iterable[Name] = (), limit: int | None = None) -> NamesAnswer:
    """List the names that stayed undecided in the newest readings; ``known`` are those that the project settled."""
    basis, codes = view.basis(), {name.name.casefold(): name.code for name in known}
    groups: dict[str, list[Undecided]] = defaultdict(list)
    for mention in view.store.undecided():
        groups[" ".join(mention.text.split()).casefold()].append(mention)
    ordered = sorted(groups, key=lambda key: (key in codes, -len(groups[key]), key))
    shown = tuple(_line(groups[key], codes.get(key), view) for key in ordered[:limit])
    return NamesAnswer(shown, len(ordered) - len(shown), basis)


def _line(mentions: list[Undecided], code: str | None, view: View) -> UndecidedName:
    weights: dict[str, float] = defaultdict(float)
    for mention in mentions:
        for actor, weight in mention.candidates:
            weights[actor] += weight / len(mentions)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return UndecidedName(
        name=" ".join(mentions[0].text.split()),
        mentions=len(mentions),
        articles=len({mention.article for mention in mentions}),
        candidates=tuple(NameCandidate(actor, view.naming.name(actor), weight) for actor, weight in ranked),
        example=_example(mentions[0], view),
        settled=code,
    )


def _example(mention: Undecided, view: View) -> NameExample:
    article, span = view.store.article(mention.article).article, mention.span
    before = article.text[max(0, span.start - CONTEXT) : span.start].rpartition("\n")[2]
    after = article.text[span.end : span.end + CONTEXT].partition("\n")[0]
    return NameExample(article.id, article.outlet, article.date, before, mention.text, after)


def settle(path: Path, name: str, actor: str, language: str = "*", cased: bool = False) -> Name:
    """Decide that ``name`` stands for ``actor`` (a code or name; ``NONE``: for nobody), and write it to the file.

    ``language`` (``id``, ``ms``, ``en`` or ``*``) says in which texts; ``cased`` that it counts only as written. Raises
    `UnknownNameError` with suggestions, and `haluan.ontology.OntologyError` where the file is malformed.
    """
    text = " ".join(name.split())
    if not any(sign.isalnum() for sign in text):
        raise UnknownNameError(f"{name!r} is no name")
    naming = Naming(load(), "en")
    code = NONE if actor.strip().upper() == NONE else naming.actor(actor)
    new = Name(code, text, language, NameKind.NAME, cased)
    known = read_project(path, naming.ontology) if path.exists() else ()
    write_project(path, settled(known, new))
    return new


def contribution(known: Iterable[Name]) -> Contribution:
    """What a project settled and the bundled names lack, sorted as they are; for a contribution to Haluan."""
    ontology = load()
    bundled = set(ontology.names)
    new = sorted((one for one in known if one not in bundled), key=lambda one: (one.code, one.name, one.language))
    others: dict[str, set[str]] = defaultdict(set)
    for one in ontology.names:
        others[one.name.casefold()].add(one.code)
    clashing = [
        one.name
        for one in new
        if one.code == NONE or one.name.casefold() in ontology.ambiguous or others[one.name.casefold()] - {one.code}
    ]
    return Contribution(tuple(one for one in new if one.name not in clashing), tuple(clashing))
