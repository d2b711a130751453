"""From weighed claims to stances: two scores, how openly they are carried, and what each claim adds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from haluan.alignment.lines import Flags, Floats, Ints
from haluan.alignment.scores import prior, score
from haluan.alignment.types import Part, Reading, Score, Stance
from haluan.alignment.weighing import Weighed
from haluan.alignment.weights import Weights


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One score and what each claim adds to it, the heaviest first: the contributions sum exactly to its value."""

    score: Score
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What stances are made of, a row a line: observations by side and channel, and the friendly ties by kind."""

    weighed: Weighed
    weights: Weights
    sums: Mapping[str, Floats]
    ties: Mapping[str, Ints]

    @property
    def friendly(self) -> Floats:
        """What speaks for a stance, said and done."""
        return self.sums["friendly_said"] + self.sums["friendly_done"]

    @property
    def hostile(self) -> Floats:
        """What speaks against it."""
        return self.sums["hostile_said"] + self.sums["hostile_done"]

    def stance(self, line: int) -> Stance:
        """Return the stance of one line."""
        own = {name: float(column[line]) for name, column in self.sums.items()}
        said = score(own["friendly_said"], own["hostile_said"], self.weights.level)
        done = score(own["friendly_done"], own["hostile_done"], self.weights.level)
        reading = _reading(said, done, own, self.weights.reading)
        counts = (int(self.ties[name][line]) for name in ("open", "quiet", "denied"))
        return Stance(*self.weighed.lines.pair(line), said, done, reading, *counts)


def tally(weighed: Weighed, weights: Weights) -> Tally:
    """Sum up what was weighed."""
    order, size = weighed.frame.order, len(weighed.lines)
    value = weighed.value[order]
    line, hostile = weighed.lines.of[order], value < 0
    marked = np.asarray(weighed.columns.quiet, bool)
    refused = weighed.denied & (weighed.intensity < 0)
    by_kind = np.bincount((line * 2 + weighed.done[order]) * 2 + hostile, np.abs(value), minlength=size * 4)
    names = ("friendly_said", "hostile_said", "friendly_done", "hostile_done")
    sums = dict(zip(names, by_kind.astype(np.float64).reshape(size, 4).T, strict=True))
    for name, chosen in (("refused", refused[order] & hostile), ("quiet", marked[order] & ~hostile)):
        sums[name] = np.bincount(line[chosen], np.abs(value[chosen]), minlength=size).astype(np.float64)
    plain = (weighed.intensity > 0) & ~weighed.denied
    hushed = plain & _hushed(weighed, marked, weights.reading["quiet"])[weighed.tie]
    kinds = {"open": plain & ~hushed, "quiet": hushed, "denied": refused}
    return Tally(weighed, weights, sums, {name: _ties(weighed, chosen) for name, chosen in kinds.items()})


def stances(weighed: Weighed, weights: Weights) -> dict[tuple[str, str], Stance]:
    """Where each actor of the lines stands toward its pole."""
    found = tally(weighed, weights)
    return {weighed.lines.pair(line): found.stance(line) for line in range(len(weighed.lines))}


def breakdown(weighed: Weighed, line: tuple[str, str], channel: str, weights: Weights) -> Breakdown:
    """Take a score apart: ``channel`` is said or done."""
    place = weighed.lines.find(*line)
    ours = weighed.lines.of == (-1 if place is None else place)
    rows = np.flatnonzero(ours & (weighed.done == (channel == "done")))
    values = weighed.value[rows]
    friendly, hostile = (math.fsum(side.tolist()) for side in (values[values > 0], -values[values < 0]))
    total = friendly + hostile + prior(weights.level)
    sources = np.bincount(weighed.event[weighed.counted], minlength=len(weighed.event) + 1)
    some = [_part(weighed, row, channel, total, int(sources[weighed.event[row]])) for row in rows.tolist()]
    value = math.fsum(part.contribution for part in some)
    ordered = tuple(sorted(some, key=lambda part: (-abs(part.contribution), part.key)))
    return Breakdown(replace(score(friendly, hostile, weights.level), value=value), ordered)


def _part(weighed: Weighed, row: int, channel: str, total: float, sources: int) -> Part:
    counted, value = bool(weighed.counted[row]), float(weighed.value[row])
    return Part(
        key=int(weighed.columns.key[row]),
        channel=channel,
        contribution=value / total,
        intensity=float(weighed.intensity[row]),
        status=float(weighed.status[row]),
        way=float(weighed.way[row]),
        decay=float(weighed.decay[row]),
        confidence=float(weighed.confidence[row]),
        event=int(weighed.event[row]),
        sources=sources,
        because=None if value else "ended" if weighed.ended[row] else "weightless" if counted else "copy",
        copy_of=None if counted else int(weighed.columns.key[int(weighed.stands_for[row])]),
    )


def _chosen(weighed: Weighed, rows: Flags) -> Flags:
    """Mark the ties, by number, that have a claim which is chosen."""
    marks = np.zeros(weighed.frame.ties, bool)
    marks[weighed.tie[rows]] = True
    return marks


def _hushed(weighed: Weighed, marked: Flags, share: float) -> Flags:
    """Mark the ties, by number, of which at least so large a share of the independent sources marks them as quiet."""
    group = np.asarray(weighed.columns.group, np.int64)
    sources = np.bincount(weighed.tie[weighed.counted], minlength=weighed.frame.ties)
    marking = np.unique(np.stack([weighed.tie[marked], group[marked]]), axis=1)[0]
    counts = np.bincount(marking, minlength=weighed.frame.ties)
    found: Flags = (counts > 0) & (counts >= share * sources)
    return found


def _ties(weighed: Weighed, rows: Flags) -> Ints:
    """How many ties of each line have a claim that is chosen."""
    lines = len(weighed.lines)
    by_line = _chosen(weighed, rows).reshape(lines, weighed.frame.ties // max(lines, 1))
    counts: Ints = np.count_nonzero(by_line, axis=1)
    return counts


def _reading(said: Score, done: Score, sums: Mapping[str, float], limits: Mapping[str, float]) -> Reading:
    friendly, hostile = said.friendly + done.friendly, said.hostile + done.hostile
    if friendly + hostile < limits["least"]:
        return Reading.UNKNOWN
    if sums["refused"] >= friendly and sums["refused"] > hostile - sums["refused"]:
        return Reading.DENIED
    if min(friendly, hostile) >= limits["hedge"] * max(friendly, hostile):
        return Reading.HEDGING
    ahead = done.value > said.value and said.friendly < limits["words"] * done.friendly
    marked = 0 < sums["quiet"] >= limits["quiet"] * friendly
    if friendly > hostile and (marked or ahead):
        return Reading.QUIET
    apart = said.value * done.value < 0 and min(abs(said.value), abs(done.value)) >= limits["apart"]
    return Reading.HEDGING if apart else Reading.OPEN
