"""Claims as they come from the store: one by one, or as a table, without holding them all in memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from haluan.answers.naming import Naming
from haluan.answers.types import Citation
from haluan.model import ClaimQuery

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from haluan.answers.tables import Table

Names = str | Iterable[str]


class Claims(Iterator[Citation]):
    """A stream of claims that can be gone through once; `close` it where it is left before its end."""

    def __init__(self, citations: Generator[Citation]) -> None:
        self._citations = citations

    def __next__(self) -> Citation:
        return next(self._citations)

    def close(self) -> None:
        """Let go of the store's cursor."""
        self._citations.close()

    def table(self) -> Table:
        """Return the rest of the stream as a table whose rows stream."""
        from haluan.answers.tables import claims_table

        return claims_table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rest as a pandas data frame; needs ``haluan[notebook]``."""
        return self.table().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Return the rest as a Polars data frame; needs ``haluan[notebook]``."""
        return self.table().to_polars()

    def to_arrow(self) -> pyarrow.Table:
        """Return the rest as an Arrow table; needs ``haluan[parquet]``."""
        return self.table().to_arrow()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the rest, batch by batch, to whatever reads Arrow, by the PyCapsule protocol."""
        return self.table().batches().__arrow_c_stream__(requested_schema)


def query(
    naming: Naming,
    *,
    actor: Names = (),
    source: Names = (),
    target: Names = (),
    relation: Names = (),
    status: Names = (),
    quiet: bool | None = None,
    since: str | None = None,
    until: str | None = None,
    outlet: Names = (),
    language: Names = (),
    min_confidence: float = 0.0,
    limit: int | None = None,
) -> ClaimQuery:
    """Make a query of names as people write them; several of one kind are alternatives.

    ``since`` and ``until`` are ISO days on the date of the event, else of the article. Raises `UnknownNameError`.
    """
    return ClaimQuery(
        actors=frozenset(map(naming.actor, _several(actor))),
        sources=frozenset(map(naming.actor, _several(source))),
        targets=frozenset(map(naming.actor, _several(target))),
        relations=frozenset(map(naming.relation, _several(relation))),
        statuses=frozenset(_several(status)),
        quiet=quiet,
        since=since,
        until=until,
        outlets=frozenset(_several(outlet)),
        languages=frozenset(_several(language)),
        min_confidence=min_confidence,
        limit=limit,
    )


def _several(names: Names) -> Iterable[str]:
    return (names,) if isinstance(names, str) else names
