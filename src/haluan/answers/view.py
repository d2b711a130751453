"""What every question needs: a store, names in one language, weights, and the basis on which the answer rests."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np

from haluan import alignment
from haluan.answers.joining import at, take
from haluan.answers.judged import Judged
from haluan.answers.memory import Memory
from haluan.answers.naming import Naming
from haluan.answers.types import ActorName, Basis, Citation, Gap
from haluan.answers.weights import Weights
from haluan.answers.window import EVERYTHING, Window, WindowError
from haluan.columns import ClaimColumns
from haluan.model import CitedClaim, ClaimQuery, Scope
from haluan.store import Coverage, Store

Made = TypeVar("Made")

# Claims to look at together where all are looked at:
CHUNK = 32_000  # few enough that they stay in the cache of a processor
_MOST_KEPT = 1_500_000  # claims, of 83 bytes each


@dataclass(frozen=True, slots=True)
class View:
    """A store as seen in one language. Questions are functions of a view."""

    store: Store
    naming: Naming
    weights: Weights
    model: alignment.Weights
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    def claims(self, query: ClaimQuery) -> list[CitedClaim]:
        """Fetch all claims that fit, as people judged them; without those that they rejected."""
        return list(self.judged().claims(query))

    def columns(self, scope: Scope) -> ClaimColumns:
        """Fetch all claims that fit as columns, as people judged them; without those that they rejected."""
        found = self.judged().columns(scope)
        if not scope.outlets:
            return found
        heard = self._heard(scope.outlets)
        return take(found, np.isin(np.asarray(found.key), list(heard)))

    def _heard(self, outlets: frozenset[str]) -> frozenset[int]:
        """Keys of the claims from these outlets, however their names are capitalised."""
        wanted = {name.casefold() for name in outlets}
        named = frozenset(name for name, _ in self.coverage().outlets if name.casefold() in wanted)
        if not named:
            raise WindowError(f"the store has no article of {'; '.join(sorted(outlets))[:60]!r}")
        return self.store.claims_from(named)

    def chunks(self, scope: Scope) -> Iterator[ClaimColumns]:
        """Yield what `columns` returns in parts, each with all claims between two actors.

        Where all claims are asked for, and they are not too many, they are kept for the next question.
        """
        if scope == Scope():
            yield from self.judged().applied(self.machine(), scope)
            return
        heard = self._heard(scope.outlets) if scope.outlets else None
        for columns in self.judged().chunks(scope, CHUNK):
            yield columns if heard is None else take(columns, np.isin(np.asarray(columns.key), list(heard)))

    def machine(self) -> Iterator[ClaimColumns]:
        """Yield all claims as they were read, whatever people judged, in parts as those of `chunks`."""
        if self.coverage().claims > _MOST_KEPT:
            yield from self.store.chunks(Scope(), CHUNK)
            return
        # The state that is looked at and the judgements change more often than what was found
        kept, last = (
            self.memory.large(self.store.newest(), lambda: tuple(self.store.versions(CHUNK))),
            self.store.last(),
        )
        for versions in kept:
            yield at(versions, last)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` gives, worked out again only when the store holds something else.

        It may not depend on the language.
        """
        weights = tuple(map(repr, self.model.changes))
        return self.memory.once((self.store.snapshot(), weights, key), make)

    def cite(self, keys: Iterable[int]) -> dict[int, Citation]:
        """Fetch claims by their keys, with names."""
        judged = self.judged()
        return {key: self.naming.cite(judged.judge(cited)) for key, cited in self.store.cited(keys).items()}

    def judged(self) -> Judged:
        """The claims under the judgements that the store holds now."""
        return Judged.of(self.store)

    def basis(self, window: Window = EVERYTHING, scope: Scope | None = None) -> Basis:
        """Say what the store holds now, and how it is asked; ``scope`` are the claims that the question is about."""
        moment, coverage = datetime.now(UTC).isoformat(timespec="seconds"), self.coverage()
        return Basis(
            moment,
            self.store.snapshot(),
            coverage,
            self.judged().rejected(),
            self.naming.language,
            at=window.at(coverage.last),
            window=window,
            weights=self.model.changes,
            weights_file=self.model.file,
            weak=0 if scope is None else self.weak(window, scope),
        )

    def coverage(self) -> Coverage:
        """What the store holds, as people judged it, counted once for each state."""
        return self.once(("coverage", self.store.skips()), lambda: self.judged().coverage())

    def weak(self, window: Window, scope: Scope) -> int:
        """Count the claims that ``scope`` leaves out of ``window`` because they are not sure enough."""
        if not window.min_confidence:
            return 0
        if window.outlets:
            return len(self.columns(window.weak(scope)))
        if scope.actors:
            return self.judged().count(window.weak(scope))
        return self.once(("weak", window, scope), lambda: self.judged().count(window.weak(scope)))

    def named(self, codes: Iterable[str]) -> tuple[ActorName, ...]:
        """Name actors, by name."""
        return tuple(sorted(map(self.naming.named, codes), key=lambda one: (one.name.casefold(), one.actor)))

    def gaps(self, codes: Iterable[str], basis: Basis) -> tuple[Gap, ...]:
        """Name the actors of ``codes`` as silent, with what the corpus says of them otherwise, by name."""
        known = dict(basis.coverage.actors)
        gaps = (Gap(code, self.naming.name(code), known.get(code, 0)) for code in codes)
        return tuple(sorted(gaps, key=lambda gap: (gap.name.casefold(), gap.actor)))
