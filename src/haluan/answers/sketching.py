"""Ties before they are cited, as arrays: what each comes to, which claims make it, which of them to quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from haluan.alignment import Lines
from haluan.alignment.lines import Flags, Floats, Ints, codes, each, numbered
from haluan.answers.naming import Naming
from haluan.answers.ties import STRENGTH
from haluan.answers.trust import WAYS, Reports, Told, paired, trusted
from haluan.answers.weights import Weights
from haluan.answers.window import FIRM
from haluan.columns import ClaimColumns
from haluan.model import Status

_RANK = {status.value: STRENGTH.index(status) for status in STRENGTH}
_BY_NAME = np.argsort(np.argsort([status.value for status in STRENGTH]))
_NEVER = np.iinfo(np.int64).max
_ROWS = 32  # bits for a row beside a day

Key = tuple[str, str, str, bool]  # source, relation, target, denied


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of lines, line by line, firm ones before others and the heaviest first.

    ``rows[start[i]:end[i]]`` are the claims of the i-th. ``firm`` marks those that a claim can bear, ``apart`` those
    that count in no weight; ``anchored`` those of which the anchor of all lines is the source. ``strength`` is a place
    in `STRENGTH`: the status of the claim to quote first. ``first`` and ``last`` are rows of the earliest and the
    latest claim, -1 where none is dated. ``quiet`` marks those that enough of their sources mark as quiet, ``marked``
    counts the claims that do. ``trusted`` marks the claims that a line may stand on, ``counted`` those of firm ties.
    """

    line: Ints
    relation: Ints
    firm: Flags
    apart: Flags
    anchored: Flags
    denied: Flags
    mutual: Flags
    incoming: Flags
    sign: Ints
    strength: Ints
    weight: Floats
    independent: Ints
    quiet: Flags
    marked: Ints
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    rows: Ints
    bounds: Ints  # of each line among the ties, and the end of the last
    trusted: Flags
    counted: Flags

    def of(self, line: int) -> Ints:
        """The places of a line's ties."""
        return np.arange(self.bounds[line], self.bounds[line + 1])

    def sure(self, line: int) -> Ints:
        """The places of the ties on which a line stands."""
        ties = self.of(line)
        return ties[~self.apart[ties]]

    def unsure(self, line: int) -> Ints:
        """The places of the ties that are set apart."""
        ties = self.of(line)
        return ties[self.apart[ties]]

    def standing(self) -> Flags:
        """Mark the lines that stand on a tie."""
        return np.bincount(self.line[~self.apart], minlength=len(self.bounds) - 1) > 0

    def claims(self, tie: int) -> Ints:
        """The rows of a tie's claims."""
        return self.rows[self.start[tie] : self.end[tie]]

    def sums(self, side: int) -> Floats:
        """The weight of the ties of each line that lean to a side (+1 or -1)."""
        chosen = ~self.apart & (self.sign == side)
        sums = np.bincount(self.line[chosen], self.weight[chosen], minlength=len(self.bounds) - 1)
        return sums.astype(np.float64)

    def only(self, chosen: Flags) -> Ties:
        """Leave out all ties but the chosen ones."""
        bounds = np.searchsorted(self.line[chosen], np.arange(len(self.bounds)))
        return replace(self, **{name: getattr(self, name)[chosen] for name in _BY_TIE}, bounds=bounds)


_BY_TIE = tuple(name for name in Ties.__slots__ if name not in ("rows", "bounds", "trusted", "counted"))


def sketch(
    columns: ClaimColumns,
    lines: Lines,
    anchor: str,
    own: bool,
    naming: Naming,
    weights: Weights,
    firm: float = FIRM,
    quiet: bool = False,
) -> Ties:
    """Group claims that all have ``anchor`` at one end by what they say; the last three as in `gathering.gather`."""
    said = _said(columns, lines, own, naming)
    of, sign = said.relation, _signs(columns, said, naming)
    others = (lines.pole if own else lines.actor)[said.line]
    trust = trusted(columns, _told(columns, said, sign, others, weights), firm)
    order, first = said.order, said.first
    is_firm, marked = _any(trust, order, first), trust & np.asarray(columns.quiet, bool)
    sources = np.bincount(said.tie[order[said.start]], minlength=len(of))
    hushed = weights.hushed(_marking(columns, said, marked), sources)
    strength = _strengths(columns, trust, quiet, order, first)
    weight = _weights(said, _claimed(columns, said, weights))
    earliest, latest = _dated(columns, order, first)
    names = np.argsort(np.argsort(columns.relation.names))[of] if len(of) else of
    by_source = np.array([name < anchor for name in lines.names], bool)[others] == said.anchored
    # The heaviest first, as `ties.tie_order` says
    best = np.lexsort((by_source, names, _BY_NAME[strength], -weight, ~is_firm, said.line))
    return Ties(
        line=said.line[best],
        relation=of[best],
        firm=is_firm[best],
        apart=~is_firm[best],
        anchored=np.where(said.mutual, own, said.anchored)[best],
        denied=said.denied[best],
        mutual=said.mutual[best],
        incoming=said.incoming[best],
        sign=sign[best],
        strength=strength[best],
        weight=weight[best],
        independent=sources[best],
        quiet=hushed[best],
        marked=np.bincount(said.tie[marked], minlength=len(of))[best],
        first=earliest[best],
        last=latest[best],
        start=first[best],
        end=np.append(first[1:], len(order))[best],
        rows=order,
        bounds=np.searchsorted(said.line, np.arange(len(lines) + 1)),
        trusted=trust,
        counted=is_firm[said.tie],
    )


@dataclass(frozen=True, slots=True)
class Sides:
    """What lines come to at one time: which stand on a tie, and what their ties weigh that lean to either side."""

    standing: Flags
    friendly: Floats
    hostile: Floats


def sides(
    columns: ClaimColumns,
    lines: Lines,
    times: Iterable[Flags],
    own: bool,
    naming: Naming,
    weights: Weights,
    firm: float = FIRM,
) -> Iterator[Sides]:
    """Tell what `sketch` comes to of the claims that were known at several times, each marking them.

    The same as `Ties.standing` and `Ties.sums`, to the last bit.
    """
    size = len(lines)
    if not len(columns):
        yield from (Sides(np.zeros(size, bool), np.zeros(size), np.zeros(size)) for _ in times)
        return
    said, sure = _said(columns, lines, own, naming), np.asarray(columns.confidence, np.float64)
    sign, claimed = _signs(columns, said, naming), _claimed(columns, said, weights)
    others = (lines.pole if own else lines.actor)[said.line]
    reports = Reports.of(columns, _told(columns, said, sign, others, weights))
    for known in times:
        is_firm = _any(reports.trusted(sure * known, firm) & known, said.order, said.first)
        weight = _weights(said, claimed * known)
        best = np.argsort(-weight)  # as they stand in a sketch
        told = (best[is_firm[best] & (sign[best] == side)] for side in (1, -1))
        sums = (np.bincount(said.line[ties], weight[ties], minlength=size).astype(np.float64) for ties in told)
        yield Sides(np.bincount(said.line[is_firm], minlength=size) > 0, *sums)


@dataclass(frozen=True, slots=True)
class _Said:
    """Claims by what they say: the number of its tie for each claim, the rest for each tie, in the order of lines."""

    tie: Ints
    order: Ints  # rows by tie and near-duplicate group
    start: Ints  # places in the order where a group begins
    first: Ints  # places in the order where a tie begins
    line: Ints
    relation: Ints
    mutual: Flags
    anchored: Flags
    incoming: Flags
    denied: Flags


def _said(columns: ClaimColumns, lines: Lines, own: bool, naming: Naming) -> _Said:
    """Group claims by line, relation, direction and whether it is denied."""
    relations = max(len(columns.relation.names), 1)
    mutual = each(columns.relation, naming.symmetric, bool)
    anchored = (lines.away != own) & ~mutual
    denied = each(columns.status, lambda status: status == "denied", bool)
    code = ((lines.of * relations + codes(columns.relation)) * 2 + anchored) * 2 + denied
    found, tie = numbered(code, max(len(lines), 1) * relations * 4)
    order, start = _sorted(tie, np.asarray(columns.group, np.int64))
    relation, is_anchored = found // 4 % relations, (found >> 1 & 1).astype(bool)
    is_mutual = np.array([naming.symmetric(name) for name in columns.relation.names], bool)[relation]
    return _Said(
        tie=tie,
        order=order,
        start=start,
        first=start[np.searchsorted(tie[order[start]], np.arange(len(found)))] if len(found) else start,
        line=found // 4 // relations,
        relation=relation,
        mutual=is_mutual,
        anchored=is_anchored,
        incoming=~is_mutual & (is_anchored != own),
        denied=(found & 1).astype(bool),
    )


def _signs(columns: ClaimColumns, said: _Said, naming: Naming) -> Ints:
    """To which side each tie leans (+1, 0, -1)."""
    signs = np.array([naming.sign(name) for name in columns.relation.names], np.int64)[said.relation]
    return np.where(said.denied, -signs, signs)


def _told(columns: ClaimColumns, said: _Said, sign: Ints, others: Ints, weights: Weights) -> Told:
    """What of each claim its trust depends on; ``sign`` and ``others`` are those of ties."""
    way = np.where(said.mutual, WAYS["mutual"], np.where(said.incoming, WAYS["in"], WAYS["out"]))
    settled, general = (
        np.array([name in some for name in columns.relation.names], bool)[said.relation][said.tie]
        for some in (weights.settled, weights.general)
    )
    return Told(others[said.tie], said.tie, sign[said.tie], way[said.tie], settled, general)


def _weights(said: _Said, claimed: Floats) -> Floats:
    """What each tie weighs: the heaviest claim of each group of near-duplicates."""
    heaviest = np.maximum.reduceat(claimed[said.order], said.start) if len(said.start) else claimed
    return np.bincount(said.tie[said.order[said.start]], heaviest, minlength=len(said.line)).astype(np.float64)


def independent(columns: ClaimColumns, lines: Lines, ties: Ties) -> Ints:
    """How many near-duplicate groups report the firm ties of each line."""
    group = np.asarray(columns.group, np.int64)
    width = int(group.max()) + 1 if len(group) else 1
    return np.bincount(np.unique((lines.of * width + group)[ties.counted]) // width, minlength=len(lines))


def _sorted(tie: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Rows by tie and group, and at which places in them a group begins."""
    if not len(tie):
        return tie, tie
    both = paired(tie, group)
    order = np.argsort(both, kind="stable")
    both = both[order]
    begins = np.ones(len(order), bool)
    begins[1:] = both[1:] != both[:-1]
    return order, np.flatnonzero(begins)


def _any(marked: Flags, order: Ints, first: Ints) -> Flags:
    """Whether a claim of each tie is marked."""
    found: Flags = np.logical_or.reduceat(marked[order], first) if len(first) else first.astype(bool)
    return found


def _marking(columns: ClaimColumns, said: _Said, marked: Flags) -> Ints:
    """How many independent sources of each tie have a marked claim."""
    ties, group = said.tie[marked], np.asarray(columns.group, np.int64)[marked]
    order, start = _sorted(ties, group)
    return np.bincount(ties[order[start]], minlength=len(said.line))


def _strengths(columns: ClaimColumns, trust: Flags, quiet: bool, order: Ints, first: Ints) -> Ints:
    """The status of the claim to quote first of each tie, by the first keys of `ties.best_first`."""
    if not len(first):
        return first
    marked = np.asarray(columns.quiet, bool) & quiet
    ranks = (~trust * 2 + ~marked) * len(STRENGTH) + each(columns.status, _RANK.__getitem__, np.int64)
    found: Ints = np.minimum.reduceat(ranks[order], first) % len(STRENGTH)
    return found


def _claimed(columns: ClaimColumns, said: _Said, weights: Weights) -> Floats:
    """What each claim weighs."""
    status = each(columns.status, lambda name: weights.status[Status(name)], np.float64)
    relation = each(columns.relation, lambda name: weights.relation.get(name, 1.0), np.float64)
    claimed: Floats = status * relation * np.asarray(columns.confidence, np.float64)
    return claimed * np.where(said.incoming, weights.incoming, 1.0)[said.tie]


def _dated(columns: ClaimColumns, order: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Rows of the earliest and the latest claim of each tie; of one day the first and the last row."""
    if not len(first):
        return first, first
    day = np.asarray(columns.day, np.int64)[order]
    both = day << _ROWS | order
    earliest = np.minimum.reduceat(np.where(day > 0, both, _NEVER), first)
    latest = np.maximum.reduceat(np.where(day > 0, both, 0), first)
    low = (1 << _ROWS) - 1
    return np.where(earliest == _NEVER, -1, earliest & low), np.where(latest == 0, -1, latest & low)
