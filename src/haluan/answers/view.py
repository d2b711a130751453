"""What every question needs: a store, names in one language, weights, and the basis on which the answer rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from haluan.answers.naming import Naming
from haluan.answers.types import Basis, Gap
from haluan.answers.weights import Weights
from haluan.model import CitedClaim, ClaimQuery
from haluan.store import Coverage, Store


@dataclass(frozen=True, slots=True)
class View:
    """A store as seen in one language. Questions are functions of a view."""

    store: Store
    naming: Naming
    weights: Weights

    def claims(self, query: ClaimQuery) -> list[CitedClaim]:
        """Fetch all claims that fit."""
        return list(self.store.claims(query))

    def basis(self) -> Basis:
        """Say what the store holds now."""
        coverage: Coverage = self.store.counts()
        return Basis(datetime.now(UTC).isoformat(timespec="seconds"), self.store.snapshot(), coverage)

    def gaps(self, codes: Iterable[str]) -> tuple[Gap, ...]:
        """Name the actors of ``codes`` as silent, with what the corpus says of them otherwise, by name."""
        known = dict(self.store.counts().actors)
        gaps = (Gap(code, self.naming.name(code), known.get(code, 0)) for code in codes)
        return tuple(sorted(gaps, key=lambda gap: (gap.name.casefold(), gap.actor)))
