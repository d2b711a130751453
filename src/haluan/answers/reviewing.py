"""The review desk: which claims to look at first, judging them, undoing, and how far two reviewers agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from haluan.answers.conflicts import contradictions, load_rules
from haluan.answers.judged import corrected, standing
from haluan.answers.naming import Naming
from haluan.answers.types import Basis, Citation, Record
from haluan.answers.view import View
from haluan.columns import ClaimColumns
from haluan.model import (
    CORRECTABLE,
    CitedClaim,
    ClaimQuery,
    Evidence,
    EvidenceError,
    HaluanError,
    Judgement,
    Scope,
    Status,
    Verdict,
    quoted,
)
from haluan.ontology.facts import Period
from haluan.store import Store

_CONTRADICTED = 0.5  # what a contradiction adds to usefulness, whose other part lies between 0 and 1
_MOST_LOOKED_AT = 20_000  # claims; contradictions among more take too long to wait for
_LEAST_SURE = 2_000  # claims to choose from where there are more
_YES, _NO = frozenset({"yes", "y", "true", "1", "ya"}), frozenset({"no", "n", "false", "0", "tidak", "t"})
_OFFSETS = re.compile(r"([0-9]+) ?[:-] ?([0-9]+)")
_NOTHING = frozenset({"", "-", "none"})

Correction = tuple[tuple[str, str | bool | None], ...]


class ReviewError(HaluanError):
    """A judgement that cannot be given; the message says why."""


@dataclass(frozen=True, slots=True)
class Task(Record):
    """A claim to be judged, how much a judgement of it helps (0 to 1.5), and why."""

    citation: Citation
    usefulness: float
    contradicted: bool


@dataclass(frozen=True, slots=True)
class AgreementAnswer(Record):
    """How far two reviewers agree on the claims that both judged.

    ``pairs`` counts their verdicts, (of the first, of the second, how often); ``observed`` is the share of equal
    verdicts, ``kappa`` Cohen's: 1 full agreement, 0 that of chance, None where both gave one and the same verdict only,
    or nothing in common.
    """

    first: str
    second: str
    claims: int
    pairs: tuple[tuple[str, str, int], ...]
    observed: float | None
    kappa: float | None
    basis: Basis


def tasks(view: View, reviewer: str, actor: str | None = None, limit: int | None = None) -> tuple[Task, ...]:
    """Claims that ``reviewer`` has not judged, the most useful first: unsure, weighty, contradicted.

    They come as the machine found them, whatever others judged, so that a second opinion is one. In a large store only
    the claims of which the reader is least sure are looked at.

    Raises `UnknownNameError`.
    """
    judged = view.judged()
    mine = {name for name, given in judged.by_claim.items() if any(one.reviewer == reviewer for one in given)}
    machine = _found(view, frozenset({view.naming.actor(actor)} if actor else ()))
    # Where nobody judged anything both are the same
    known = judged.claims(ClaimQuery(ids=frozenset(one.id for one in machine))) if judged.by_claim else machine
    found = contradictions(known, load_rules(), view.naming.symmetric)
    disputed = {dated.cited.id for one in found for dated in (*one.left, *one.right)}
    rated = [(_usefulness(one, view, disputed), one) for one in machine if one.id not in mine]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1].id))[:limit]
    return tuple(Task(view.naming.cite(one), useful, one.id in disputed) for useful, one in best)


def _found(view: View, actors: frozenset[str]) -> list[CitedClaim]:
    """The claims to choose from: those of the actors, in a large store the least sure of them."""
    # What the store holds in all is noted; claims of actors are counted
    held = view.store.count(Scope(actors=actors)) if actors else view.coverage().claims
    if held <= _MOST_LOOKED_AT:
        return list(view.store.claims(ClaimQuery(actors=actors)))
    parts = [view.store.columns(Scope(actors=actors))] if actors else view.machine()
    return list(view.store.cited(least_sure(parts, _LEAST_SURE)).values())


def least_sure(parts: Iterable[ClaimColumns], most: int) -> list[int]:
    """Return the keys of the claims of which the reader is least sure, the older ones where it is equally so."""
    keys, sure = np.zeros(0, np.int64), np.zeros(0)
    for columns in parts:
        keys = np.concatenate([keys, np.asarray(columns.key, np.int64)])
        sure = np.concatenate([sure, np.asarray(columns.confidence, np.float64)])
        if len(sure) > most:
            near = sure <= np.partition(sure, most - 1)[most - 1]
            keys, sure = keys[near], sure[near]
    return [int(key) for key in keys[np.lexsort((keys, sure))[:most]]]


def _usefulness(cited: CitedClaim, view: View, disputed: set[str]) -> float:
    weights, claim = view.weights, cited.claim
    weight = weights.status[claim.status] * weights.relation.get(claim.relation, 1.0)
    return weight * (1.0 - claim.confidence) + _CONTRADICTED * (cited.id in disputed)


def judge(
    store: Store,
    naming: Naming,
    claim: str,
    reviewer: str,
    verdict: Verdict,
    changes: Mapping[str, str] | None = None,
    note: str | None = None,
) -> Judgement:
    """Judge a claim, by its id or the beginning of it; ``changes`` are the fields that a correction sets, as typed.

    Raises `ReviewError`, `UnknownNameError`, `NotInStore` or `AmbiguousId`.
    """
    cited = store.claim(claim)
    typed = dict(changes or {})
    if "evidence" in typed:
        text = store.article(cited.claim.article).article.text
        typed["evidence"] = quoted(_quote(typed["evidence"].strip(), text, cited.claim.evidence.start))
    correction = read_correction(typed, naming)
    judgement = _made(cited.id, reviewer, verdict, correction, note)
    try:
        corrected(cited, judgement)
    except ValueError as error:
        raise ReviewError(str(error)) from error
    store.judge([judgement])
    return judgement


def _quote(typed: str, text: str, near: int) -> Evidence:
    """Find what was typed in the text: offsets ("120:184"), or words, at the place nearest to the quote as it was."""
    offsets = _OFFSETS.fullmatch(typed)
    if offsets is not None:
        try:
            return Evidence.cut(text, int(offsets[1]), int(offsets[2]))
        except EvidenceError as error:
            raise ReviewError(f"no text at {typed} of the article, which has {len(text)} characters") from error
    places = [found.start() for found in re.finditer(f"(?={re.escape(typed)})", text)] if typed else []
    if not places:
        raise ReviewError(f"the article does not have these words: {typed!r}")
    start = min(places, key=lambda place: abs(place - near))
    return Evidence.cut(text, start, start + len(typed))


def undo(store: Store, reviewer: str, claim: str | None = None) -> Judgement | None:
    """Withdraw the reviewer's latest judgement that counts (of ``claim``); None where there is none."""
    counting = standing(store.judgements(claim)).values()
    mine = [one for given in counting for one in given if one.reviewer == reviewer]
    if not mine:
        return None
    last = max(mine, key=lambda one: (one.time, one.id))
    withdrawal = _made(last.claim, reviewer, Verdict.WITHDRAW, (), None, last.id)
    store.judge([withdrawal])
    return withdrawal


def _made(
    claim: str, reviewer: str, verdict: Verdict, correction: Correction, note: str | None, undoes: str | None = None
) -> Judgement:
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    try:
        return Judgement(claim, reviewer.strip(), verdict, moment, correction, note or None, undoes)
    except ValueError as error:
        raise ReviewError(str(error)) from error


def read_correction(changes: Mapping[str, str], naming: Naming) -> Correction:
    """Turn what a person typed into field values; raises `ReviewError` or `UnknownNameError` with what is possible."""
    return tuple(sorted((field, _value(field, typed.strip(), naming)) for field, typed in changes.items()))


def _value(field: str, typed: str, naming: Naming) -> str | bool | None:
    if field in ("source", "target"):
        return naming.actor(typed)
    if field == "relation":
        return naming.relation(typed)
    if field == "status":
        return _one_of(typed.lower(), [status.value for status in Status])
    if field == "quiet":
        if typed.lower() not in _YES | _NO:
            raise ReviewError(f"quiet is yes or no, not {typed!r}")
        return typed.lower() in _YES
    if field not in CORRECTABLE:
        raise ReviewError(f"no field {field!r}; there are: {', '.join(CORRECTABLE)}")
    if field == "evidence":
        return typed
    if typed.lower() in _NOTHING:
        return None
    if field == "when":
        Period.parse(typed)  # raises DateError, which says what is a date
    return typed


def _one_of(typed: str, known: Iterable[str]) -> str:
    if typed not in known:
        raise ReviewError(f"no status {typed!r}; there are: {', '.join(known)}")
    return typed


def agreement(view: View, first: str, second: str) -> AgreementAnswer:
    """Compare what two reviewers judged last of each claim that both judged."""
    pairs: Counter[tuple[str, str]] = Counter()
    for given in view.judged().by_claim.values():
        verdicts = {one.reviewer: one.verdict.value for one in given}
        if first in verdicts and second in verdicts:
            pairs[verdicts[first], verdicts[second]] += 1
    observed, kappa = _kappa(pairs)
    counted = tuple((one, other, count) for (one, other), count in sorted(pairs.items()))
    return AgreementAnswer(first, second, pairs.total(), counted, observed, kappa, view.basis())


def _kappa(pairs: Counter[tuple[str, str]]) -> tuple[float | None, float | None]:
    """Return the share of equal verdicts and Cohen's kappa, which sets it against what chance would give."""
    total = pairs.total()
    if total == 0:
        return None, None
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        ones[one] += count
        others[other] += count
    same = sum(count for (one, other), count in pairs.items() if one == other)
    chance = sum(ones[verdict] * others[verdict] for verdict in ones)
    # In whole numbers, so that rounding cannot hide that chance alone agrees fully.
    kappa = None if chance == total * total else (same * total - chance) / (total * total - chance)
    return same / total, kappa
