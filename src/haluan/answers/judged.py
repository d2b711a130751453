"""Judgements of people over the machine's claims: what they come to, and claims as they are judged.

Pure but for the store that is read: the latest judgement that nobody withdrew counts of each reviewer; of several
reviewers the latest wins, and the others are told of as a dispute. What a person accepted or corrected is sure.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any

import numpy as np

from haluan.answers.joining import joined, pairs_of, take, without
from haluan.columns import ClaimColumns
from haluan.days import day_of, ordinal
from haluan.model import (
    CitedClaim,
    ClaimQuery,
    EvidenceError,
    Judgement,
    Review,
    Scope,
    Status,
    Verdict,
    unquoted,
)
from haluan.store import Coverage, Store

_CELLS = tuple(field.name for field in fields(ClaimColumns))


def standing(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """By claim, the judgement of each reviewer that counts: the latest that is not withdrawn; oldest first.

    Only the reviewer who gave a judgement can withdraw it; a withdrawal can be withdrawn too.
    """
    given = sorted(judgements, key=lambda one: (one.time, one.id))
    known = {one.id: one for one in given}
    withdrawn: set[str] = set()
    for one in reversed(given):  # what undoes is younger than what is undone
        target = known.get(one.undoes or "")
        if one.id not in withdrawn and target is not None and target.reviewer == one.reviewer:
            withdrawn.add(target.id)
    latest: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for one in given:
        if one.verdict is not Verdict.WITHDRAW and one.id not in withdrawn:
            latest[one.claim].pop(one.reviewer, None)
            latest[one.claim][one.reviewer] = one
    return {claim: tuple(by_reviewer.values()) for claim, by_reviewer in latest.items()}


def decided(judgements: tuple[Judgement, ...]) -> Review:
    """What the judgements that count of one claim, oldest first, come to."""
    return Review(
        verdict=judgements[-1].verdict,
        reviewers=tuple(one.reviewer for one in judgements),
        disputed=len({(one.verdict, one.corrected) for one in judgements}) > 1,
        notes=tuple(one.note for one in judgements if one.note),
    )


def corrected(cited: CitedClaim, judgement: Judgement) -> CitedClaim:
    """Put the corrections of a judgement into a claim; raises ValueError where they make no claim."""
    changes: dict[str, Any] = dict(judgement.corrected)
    if "status" in changes:
        changes["status"] = Status(changes["status"])
    if "evidence" in changes:
        changes["evidence"] = unquoted(changes["evidence"])
    return replace(cited, claim=replace(cited.claim, **changes))


@dataclass(frozen=True, slots=True)
class Judged:
    """The claims of a store as people judged them."""

    store: Store
    by_claim: Mapping[str, tuple[Judgement, ...]]

    @classmethod
    def of(cls, store: Store) -> Judged:
        """Read the judgements of ``store``."""
        return cls(store, standing(store.judgements()))

    def claims(self, query: ClaimQuery) -> Iterator[CitedClaim]:
        """Yield the claims that fit as they are judged, in the order of the store; the rejected ones are left out."""
        if not self.by_claim:
            yield from self.store.claims(query)
            return
        everywhere = replace(query, limit=None)
        kept = (cited for cited in self.store.claims(everywhere) if cited.id not in self.by_claim)
        sure = [cited for cited in self._affirmed(query) if fits(query, cited)]
        yield from islice(heapq.merge(kept, sorted(sure, key=_order), key=_order), query.limit)

    def judge(self, cited: CitedClaim) -> CitedClaim:
        """Return a claim as it is judged, with the mark of it; rejected ones too."""
        judgements = self.by_claim.get(cited.id)
        if judgements is None:
            return cited
        marked = replace(cited, review=decided(judgements))
        try:
            found = corrected(marked, judgements[-1])
            if found.claim.evidence != cited.claim.evidence:
                found.claim.evidence.check(self.store.article(found.claim.article).article.text)
        except (ValueError, EvidenceError):  # from another store, about a claim or a text that it cannot have seen
            return marked
        return found

    def columns(self, scope: Scope) -> ClaimColumns:
        """Return the claims that fit as columns, as they are judged; the rejected ones are left out."""
        if not self.by_claim:
            return self.store.columns(scope)
        dropped, affirmed = self._changed(scope)
        rows = [row for row, _ in affirmed]
        return joined(without(self.store.columns(scope), dropped), ClaimColumns.of(rows))

    def chunks(self, scope: Scope, most: int) -> Iterator[ClaimColumns]:
        """Yield what `columns` returns in parts of about ``most`` claims, each with all claims between two actors."""
        return self.applied(self.store.chunks(scope, most), scope)

    def applied(self, parts: Iterable[ClaimColumns], scope: Scope) -> Iterator[ClaimColumns]:
        """Yield the machine's claims of a scope as they are judged; each part has all between two actors."""
        dropped, affirmed = self._changed(scope) if self.by_claim else ([], [])
        if not dropped:
            yield from parts
            return
        gone = np.zeros(max(dropped) + 2, bool)  # the last stands for all greater keys
        gone[dropped] = True
        staying = {row[0]: row for row, stays in affirmed if stays}
        moving = [(frozenset((row[1], row[3])), row) for row, stays in affirmed if not stays]
        for columns in parts:
            keys = np.asarray(columns.key, np.int64)
            over = gone.take(keys, mode="clip")
            own = [staying[key] for key in keys[over].tolist() if key in staying]
            pairs = pairs_of(columns) if moving else frozenset()
            own += [row for pair, row in moving if pair in pairs]
            moving = [(pair, row) for pair, row in moving if pair not in pairs]
            yield joined(take(columns, ~over), ClaimColumns.of(own))
        if moving:
            yield ClaimColumns.of(row for _, row in moving)

    def _changed(self, scope: Scope) -> tuple[list[int], list[tuple[tuple[Any, ...], bool]]]:
        """Keys of the claims that people judged, and the rows of those that they affirmed and that are in scope, each
        with whether the machine's claim is in scope as well, and between the same actors."""
        dropped: list[int] = []
        found: list[tuple[tuple[Any, ...], bool]] = []
        for name, columns in self.store.columns_by_id(frozenset(self.by_claim)).items():
            (row,) = columns.rows()
            dropped.append(row[0])
            last = self.by_claim[name][-1]
            if last.verdict is not Verdict.REJECT:
                changes = dict(last.corrected)
                published = self.store.claim(name).date if "when" in changes else None
                affirmed = _affirmed_row(row, changes, published)
                if affirmed is not None and _in_scope(affirmed, scope):
                    same = {row[1], row[3]} == {affirmed[1], affirmed[3]}
                    found.append((affirmed, same and _in_scope(row, scope)))
        return dropped, found

    def keys(self) -> frozenset[int]:
        """Keys of the claims of the newest readings that people judged."""
        found = self.store.columns_by_id(frozenset(self.by_claim)) if self.by_claim else {}
        return frozenset(columns.key[0] for columns in found.values())

    def count(self, scope: Scope) -> int:
        """Count the claims that fit, without those that people judged."""
        found = self.store.count(scope)
        if not self.by_claim:
            return found
        judged = self.store.columns_by_id(frozenset(self.by_claim)).values()
        return found - sum(_in_scope(row, scope) for columns in judged for row in columns.rows())

    def rejected(self) -> int:
        """Count the claims of the newest readings that people rejected."""
        ids = self._with(Verdict.REJECT)
        return sum(1 for _ in self.store.claims(ClaimQuery(ids=ids))) if ids else 0

    def coverage(self) -> Coverage:
        """What the store holds, without the claims that people rejected and with those that they corrected."""
        held = self.store.counts()
        ids = self._with(Verdict.REJECT) | self._with(Verdict.CORRECT)
        actors, rejected = Counter(dict(held.actors)), 0
        for cited in self.store.claims(ClaimQuery(ids=ids)) if ids else ():
            actors.subtract((cited.claim.source, cited.claim.target))
            if self.by_claim[cited.id][-1].verdict is Verdict.CORRECT:
                changed = self.judge(cited).claim
                actors.update((changed.source, changed.target))
            else:
                rejected += 1
        counted = sorted((+actors).items(), key=lambda pair: (-pair[1], pair[0]))
        return replace(held, claims=held.claims - rejected, actors=tuple(counted))

    def _with(self, verdict: Verdict) -> frozenset[str]:
        return frozenset(claim for claim, judgements in self.by_claim.items() if judgements[-1].verdict is verdict)

    def _affirmed(self, query: ClaimQuery) -> Iterator[CitedClaim]:
        """Yield the claims of the newest readings that people accepted or corrected."""
        ids = self._with(Verdict.ACCEPT) | self._with(Verdict.CORRECT)
        if ids and (not query.ids or query.ids & ids):
            yield from map(self.judge, self.store.claims(ClaimQuery(ids=ids & query.ids if query.ids else ids)))


def _affirmed_row(row: tuple[Any, ...], changes: dict[str, Any], published: str | None) -> tuple[Any, ...] | None:
    """Put corrections into a row of `ClaimColumns` and make it sure; None where they make no claim."""
    cells = dict(zip(_CELLS, row, strict=True)) | {key: value for key, value in changes.items() if key in _CELLS}
    cells["confidence"] = 1.0
    if "when" in changes:
        day = day_of(changes["when"], published)
        cells["day"] = None if day is None else ordinal(day)
    return None if cells["source"] == cells["target"] else tuple(cells.values())


def _in_scope(row: tuple[Any, ...], scope: Scope) -> bool:
    cells = dict(zip(_CELLS, row, strict=True))
    ends, day = (cells["source"], cells["target"]), cells["day"]
    return (
        any(
            (not scope.actors or a in scope.actors) and (not scope.others or b in scope.others)
            for a, b in (ends, ends[::-1])
        )
        and (not scope.relations or cells["relation"] in scope.relations)
        and (scope.since is None or (day is not None and day >= ordinal(scope.since)))
        and (scope.until is None or (day is not None and day <= ordinal(scope.until)))
        and cells["confidence"] >= scope.min_confidence
        and (scope.below is None or cells["confidence"] < scope.below)
        and (scope.known is None or cells["key"] <= scope.known)
    )


def fits(query: ClaimQuery, cited: CitedClaim) -> bool:
    """Tell whether a claim fits a query, as the store tells it of the machine's; what a person affirmed is sure."""
    claim, day = cited.claim, _day(cited)
    chosen = (
        (query.ids, cited.id),
        (query.sources, claim.source),
        (query.targets, claim.target),
        (query.relations, claim.relation),
        (query.statuses, claim.status.value),
        (query.articles, claim.article),
        (query.outlets, cited.outlet),
        (query.languages, cited.language),
    )
    ends = (claim.source, claim.target)
    return (
        all(not wanted or value in wanted for wanted, value in chosen)
        and (not query.actors or not query.actors.isdisjoint(ends))
        and (query.between is None or _between(ends, *query.between))
        and query.quiet in (None, claim.quiet)
        and (query.since is None or (day is not None and day >= query.since))
        and (query.until is None or (day is not None and day <= query.until))
        and (claim.confidence >= query.min_confidence or cited.review is not None)
    )


def _between(ends: tuple[str, str], left: frozenset[str], right: frozenset[str]) -> bool:
    source, target = ends
    return (source in left and target in right) or (source in right and target in left)


def _day(cited: CitedClaim) -> str | None:
    return day_of(cited.claim.when, cited.date)


def _order(cited: CitedClaim) -> tuple[bool, tuple[int, ...], str, int, str]:
    """Sorting key in which the store yields claims: newest first, undated last."""
    day = _day(cited)
    newest = tuple(-ord(sign) for sign in day or "")
    return (day is None, newest, cited.claim.article, cited.claim.evidence.start, cited.id)
