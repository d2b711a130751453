"""The question: which reports contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from haluan.answers.conflicts.counting import statements
from haluan.answers.conflicts.finding import Contradiction, Dated, Kind, contradictions
from haluan.answers.conflicts.rules import load_rules
from haluan.answers.conflicts.times import of_report
from haluan.answers.conflicts.types import Conflict, ConflictsAnswer, Side, Statement
from haluan.answers.naming import Naming
from haluan.answers.types import ActorName
from haluan.answers.view import View
from haluan.model import CitedClaim, ClaimQuery, Status

_READABLE = (40, 180)  # characters of a quote that reads well


def conflicts(
    view: View, actor: str | None = None, relation: str | None = None, limit: int | None = None
) -> ConflictsAnswer:
    """Claims that contradict each other, across sources or within one, with the quotes of both sides.

    ``relation`` keeps those where it is at stake on either side. Raises `UnknownNameError`.
    """
    naming, rules, basis = view.naming, load_rules(), view.basis()
    code = naming.actor(actor) if actor is not None else None
    word = naming.relation(relation) if relation is not None else None
    query = ClaimQuery(
        actors=frozenset({code} if code else ()),
        relations=rules.rivals(word) if word else frozenset(),
        statuses=frozenset({Status.ACTUAL.value, Status.DENIED.value}),
    )
    found = [
        _conflict(one, naming)
        for one in contradictions(view.claims(query), rules, naming.symmetric)
        if word is None or word in {one.left[0].cited.claim.relation, one.right[0].cited.claim.relation}
    ]
    if word in (None, "joins"):
        found += _counts(statements(view, code), naming, rules.members)
    found.sort(key=_order)
    shown = tuple(found[:limit])
    named = naming.named(code) if code else None
    return ConflictsAnswer(named, word, shown, len(found) - len(shown), basis)


def _order(conflict: Conflict) -> tuple[object, ...]:
    """Sorting key: what is credible, what lasts before acts that recur, what several sources say on both sides.

    A source that contradicts itself stands behind those that contradict each other, and what may be misread last.
    """
    left, right = conflict.left, conflict.right
    weaker = min(left.independent, right.independent)
    other = conflict.target.actor if conflict.target else ""
    details = f"{left.label} {left.when} {right.when} {left.members} {right.members}"
    passing = left.relation is not None and left.relation not in load_rules().windows
    trust = (not conflict.credible, conflict.independent == 1, passing)
    evidence = (*trust, -weaker, -round(conflict.confidence, 1), -conflict.independent)
    return (*evidence, conflict.source.actor, other, conflict.kind, details)


def _conflict(one: Contradiction, naming: Naming) -> Conflict:
    right = sorted(one.right, key=_readable)
    best = right[0]

    def beside(dated: Dated) -> tuple[object, ...]:
        """Sorting key: what contradicts the other side's first quote, from another source, of about the same time."""
        apart = dated.days.apart(best.days)
        far = one.window is not None and apart > one.window
        return (far, dated.cited.group == best.cited.group, apart, _readable(dated))

    left = sorted(one.left, key=beside)
    claim = left[0].cited.claim
    groups = {dated.cited.group for dated in (*left, *right)}
    ends = naming.named(claim.source), naming.named(claim.target)
    return _made(one.kind, ends, _side(left, one.kind, naming), _side(right, one.kind, naming), len(groups))


def _made(kind: Kind, ends: tuple[ActorName, ActorName | None], left: Side, right: Side, independent: int) -> Conflict:
    confidence = left.confidence * right.confidence
    return Conflict(kind, *ends, left, right, independent, confidence, confidence >= load_rules().credible)


def _sure(said: Iterable[tuple[str, float]]) -> float:
    """How sure it is that one source or more says so, from (near-duplicate group, confidence) of each claim."""
    best: dict[str, float] = {}
    for group, confidence in said:
        best[group] = max(confidence, best.get(group, 0.0))
    return 1.0 - prod(1.0 - confidence for confidence in best.values())


def _confidence(cited: CitedClaim) -> float:
    """That of the reader; a claim that people accepted or corrected is sure."""
    return cited.claim.confidence if cited.review is None else 1.0


def _side(said: Sequence[Dated], kind: Kind, naming: Naming) -> Side:
    claims = [dated.cited for dated in said]
    claim = claims[0].claim
    return Side(
        label=naming.label(claim.source, claim.relation, claim.target),
        relation=claim.relation,
        status=claim.status,
        when=claim.when if kind is Kind.DATES else None,
        members=None,
        independent=len({cited.group for cited in claims}),
        first=min(dates) if (dates := _dates(claims)) else None,
        last=max(dates) if dates else None,
        confidence=_sure((cited.group, _confidence(cited)) for cited in claims),
        quotes=tuple(naming.cite(cited) for cited in claims),
    )


def _dates(found: Iterable[CitedClaim | Statement]) -> list[str]:
    return [one.date for one in found if one.date is not None]


def _readable(dated: Dated) -> tuple[bool, float, int, str]:
    """Sorting key: quotes that name both actors, then sure ones, then those that are neither scraps nor pages."""
    claim, length = dated.cited.claim, len(dated.cited.claim.evidence.text)
    unreadable = max(0, _READABLE[0] - length) + max(0, length - _READABLE[1])
    return (claim.context, -round(claim.confidence, 1), unreadable, dated.cited.id)


def _counts(found: Iterable[Statement], naming: Naming, window: int) -> Iterator[Conflict]:
    """Yield each two numbers of one bloc's members that are given at the same time, the smaller one to the left."""
    by_bloc: dict[str, dict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in found:
        by_bloc[statement.bloc][statement.members].append(statement)
    for bloc, by_number in by_bloc.items():
        numbers = sorted(by_number)
        for at, low in enumerate(numbers):
            for high in numbers[at + 1 :]:
                left = _close(by_number[low], by_number[high], window)
                right = _close(by_number[high], by_number[low], window)
                if left:
                    groups = {statement.group for statement in (*left, *right)}
                    ones, others = _count_side(left, naming), _count_side(right, naming)
                    yield _made(Kind.MEMBERS, (naming.named(bloc), None), ones, others, len(groups))


def _close(ones: Sequence[Statement], others: Sequence[Statement], window: int) -> list[Statement]:
    spans = [of_report(None, other.date) for other in others]
    return [one for one in ones if any(of_report(None, one.date).apart(span) <= window for span in spans)]


def _count_side(said: Sequence[Statement], naming: Naming) -> Side:
    dates, by_date = _dates(said), sorted(said, key=lambda one: (one.date or "", one.article, one.evidence.start))
    return Side(
        label=naming.name(said[0].bloc),
        relation=None,
        status=None,
        when=None,
        members=said[0].members,
        independent=len({statement.group for statement in said}),
        first=min(dates) if dates else None,
        last=max(dates) if dates else None,
        confidence=_sure((statement.group, load_rules().number_read) for statement in said),
        quotes=tuple(by_date),
    )
