"""What the rules found, in the form that the model takes as advice."""

from __future__ import annotations

from collections.abc import Iterable

from haluan.claims.learned.numbers import SYMMETRIC
from haluan.model import Claim, Document

Key = tuple[str, str]  # source, target


def hints_of(document: Document, claims: Iterable[Claim]) -> dict[int, dict[Key, list[tuple[str, str]]]]:
    """(relation, status) by sentence and ordered pair; symmetric relations count both ways."""
    out: dict[int, dict[Key, list[tuple[str, str]]]] = {}
    starts = [(s.span.start, s.span.end, s.index) for s in document.sentences]
    for claim in claims:
        index = next((i for b, e, i in starts if b <= claim.evidence.start < e), None)
        if index is None:
            continue
        here = out.setdefault(index, {})
        found = (claim.relation, claim.status.value)
        here.setdefault((claim.source, claim.target), []).append(found)
        if claim.relation in SYMMETRIC:
            here.setdefault((claim.target, claim.source), []).append(found)
    return out
