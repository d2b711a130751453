"""From weighed claims to stances: two scores, how openly they are carried, and what each claim adds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from haluan.alignment.scores import prior, score
from haluan.alignment.types import Part, Reading, Score, Stance
from haluan.alignment.weighing import Flags, Floats, Ints, Weighed
from haluan.alignment.weights import Weights


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One score and what each claim adds to it, the heaviest first: the contributions sum exactly to its value."""

    score: Score
    parts: tuple[Part, ...]


def stances(weighed: Weighed, weights: Weights) -> dict[tuple[str, str], Stance]:
    """Where each actor of the lines stands toward its pole."""
    friendly, hostile = np.maximum(weighed.value, 0.0), np.maximum(-weighed.value, 0.0)
    marked = np.asarray(weighed.columns.quiet, bool)
    refused = weighed.denied & (weighed.intensity < 0)
    sums = {
        "friendly_said": _sums(weighed, friendly * ~weighed.done),
        "friendly_done": _sums(weighed, friendly * weighed.done),
        "hostile_said": _sums(weighed, hostile * ~weighed.done),
        "hostile_done": _sums(weighed, hostile * weighed.done),
        "refused": _sums(weighed, hostile * refused),
        "quiet": _sums(weighed, friendly * marked),
    }
    plain = (weighed.intensity > 0) & ~weighed.denied
    hushed = plain & np.isin(weighed.tie, weighed.tie[marked])
    opened, quiet, denied = (_ties(weighed, chosen) for chosen in (plain & ~hushed, hushed, refused))
    found = {}
    for row, (actor, pole) in enumerate(weighed.lines):
        own = {name: float(column[row]) for name, column in sums.items()}
        said = score(own["friendly_said"], own["hostile_said"], weights.level)
        done = score(own["friendly_done"], own["hostile_done"], weights.level)
        reading = _reading(said, done, own, weights.reading)
        counts = (int(opened[row]), int(quiet[row]), int(denied[row]))
        found[actor, pole] = Stance(actor, pole, said, done, reading, *counts)
    return found


def breakdown(weighed: Weighed, line: tuple[str, str], channel: str, weights: Weights) -> Breakdown:
    """Take a score apart: ``channel`` is said or done."""
    ours = (weighed.line == weighed.lines.index(line)) if line in weighed.lines else np.zeros(len(weighed.line), bool)
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
        key=weighed.columns.key[row],
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
        copy_of=None if counted else weighed.columns.key[int(weighed.stands_for[row])],
    )


def _sums(weighed: Weighed, values: Floats) -> Floats:
    order = weighed.order
    return np.bincount(weighed.line[order], values[order], minlength=len(weighed.lines)).astype(np.float64)


def _ties(weighed: Weighed, chosen: Flags) -> Ints:
    """How many ties of each line have a claim that is chosen."""
    _, first = np.unique(weighed.tie[chosen], return_index=True)
    return np.bincount(weighed.line[chosen][first], minlength=len(weighed.lines)).astype(np.int64)


def _reading(said: Score, done: Score, sums: Mapping[str, float], limits: Mapping[str, float]) -> Reading:
    friendly, hostile = said.friendly + done.friendly, said.hostile + done.hostile
    if friendly + hostile < limits["least"]:
        return Reading.UNKNOWN
    if sums["refused"] >= friendly and sums["refused"] > hostile - sums["refused"]:
        return Reading.DENIED
    if min(friendly, hostile) >= limits["hedge"] * max(friendly, hostile):
        return Reading.HEDGING
    ahead = done.value > said.value and said.friendly < limits["words"] * done.friendly
    if friendly > hostile and (sums["quiet"] > 0 or ahead):
        return Reading.QUIET
    apart = said.value * done.value < 0 and min(abs(said.value), abs(done.value)) >= limits["apart"]
    return Reading.HEDGING if apart else Reading.OPEN
