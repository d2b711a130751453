"""Reading with a project's names and terms of office: the linker knows them, and the reader's version tells them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from haluan import mentions, ontology
from haluan.claims import Reader
from haluan.model import Claim, Document, Mention, Skip
from haluan.ontology.project import digest
from haluan.ontology.types import Name, Term

if TYPE_CHECKING:
    from haluan.reading import Stages


@dataclass(frozen=True, slots=True)
class MarkedReader:
    """A reader whose version changes with the names, so that articles are read anew when these change."""

    inner: Reader
    mark: str

    @property
    def name(self) -> str:
        """See `Reader.name`."""
        return self.inner.name

    @property
    def version(self) -> str:
        """See `Reader.version`."""
        return f"{self.inner.version}+names.{self.mark}"

    def read(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Claim | Skip, ...]:
        """See `Reader.read`."""
        return tuple(self._marked(found) for found in self.inner.read(document, mentions))

    def _marked(self, found: Claim | Skip) -> Claim | Skip:
        return found if isinstance(found, Skip) else replace(found, reader_version=self.version)


def with_names(stages: Stages, names: tuple[Name, ...], terms: tuple[Term, ...] = ()) -> Stages:
    """Return the stages with a linker and readers that know ``names`` and ``terms``; they stay picklable."""
    if not names and not terms:
        return stages
    mark = digest(names, terms)
    return replace(stages, link=partial(_link, names, terms), reader=partial(_reader, stages.reader, mark))


def _link(names: tuple[Name, ...], terms: tuple[Term, ...], document: Document) -> tuple[Mention, ...]:
    return mentions.link(document, ontology.load_with(names, terms))


def _reader(make: Callable[[str], Reader], mark: str, name: str) -> Reader:
    return MarkedReader(make(name), mark)
