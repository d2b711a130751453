"""What a reader is: the one protocol that every reader of claims follows."""

from __future__ import annotations

from typing import Protocol

from haluan.model import Claim, Document, Mention, Skip


class Reader(Protocol):
    """Finds claims in one document. Pure: the same document gives the same claims, and nothing is kept."""

    @property
    def name(self) -> str:
        """Short name, stored with every claim."""

    @property
    def version(self) -> str:
        """Changes whenever the reader may answer differently; an article is read again for a new version."""

    def read(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Claim | Skip, ...]:
        """Give the claims of ``document``, in text order, without duplicates.

        A `Skip` among them is a claim that the reader dropped, with the reason. A reader that cannot read the document
        at all raises, and the article is skipped.
        """
