"""What every question needs: a store, names in one language, weights, and the basis on which the answer rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from haluan.answers.judged import Judged
from haluan.answers.naming import Naming
from haluan.answers.types import Basis, Gap
from haluan.answers.weights import Weights
from haluan.model import CitedClaim, ClaimQuery
from haluan.store import Store


@dataclass(frozen=True, slots=True)
class View:
    """A store as seen in one language. Questions are functions of a view."""

    store: Store
    naming: Naming
    weights: Weights

    def claims(self, query: ClaimQuery) -> list[CitedClaim]:
        """Fetch all claims that fit, as people judged them; without those that they rejected."""
        return list(self.judged().claims(query))

    def judged(self) -> Judged:
        """The claims under the judgements that the store holds now."""
        return Judged.of(self.store)

    def basis(self) -> Basis:
        """Say what the store holds now."""
        moment, rejected = datetime.now(UTC).isoformat(timespec="seconds"), self.judged().rejected()
        return Basis(moment, self.store.snapshot(), self.store.counts(), rejected, self.naming.language)

    def gaps(self, codes: Iterable[str], basis: Basis) -> tuple[Gap, ...]:
        """Name the actors of ``codes`` as silent, with what the corpus says of them otherwise, by name."""
        known = dict(basis.coverage.actors)
        gaps = (Gap(code, self.naming.name(code), known.get(code, 0)) for code in codes)
        return tuple(sorted(gaps, key=lambda gap: (gap.name.casefold(), gap.actor)))
