"""What the figures of a brief show, with words for those who do not see them. Drawing is `haluan.briefs.drawing`."""

from __future__ import annotations

from collections import Counter

from haluan.briefs.drafting import Draft
from haluan.briefs.sections import Line
from haluan.briefs.telling import Saying
from haluan.briefs.times import beginning, spoken
from haluan.briefs.types import Bar, Event, Figure
from haluan.briefs.wording import Wording
from haluan.model import Status

_MOST_ROWS = 12
_LEAST_PLACES = 3


def figures(words: Wording, draft: Draft) -> tuple[Figure, ...]:
    """The figures for which there is enough to show."""
    found = (_scores(words, draft), _timeline(words, draft), _map(words, draft))
    return tuple(figure for figure in found if figure is not None)


def _scores(words: Wording, draft: Draft) -> Figure | None:
    bars = [bar for line in draft.lines[:_MOST_ROWS] if line.told and (bar := _bar(line))]
    if not bars:
        return None
    rows = [
        words.get("figures.scores_row").format(
            name=bar.name, said=_number(words, bar.said[0]), done=_number(words, bar.done[0])
        )
        for bar in bars
    ]
    alt = words.get("figures.scores_alt").format(rows=" ".join(rows))
    return Figure("scores", words.get("figures.scores"), alt, words.get("figures.scores_note"), bars=tuple(bars))


def _bar(line: Line) -> Bar | None:
    said, done = line.relationship.said, line.relationship.done
    if said is None or done is None:
        return None
    return Bar(line.actor, line.name, (said.value, said.low, said.high), (done.value, done.low, done.high))


def _number(words: Wording, value: float) -> str:
    return f"{value:+z.2f}".replace(".", words.get("decimal"))


def _timeline(words: Wording, draft: Draft) -> Figure | None:
    events = [event for line in draft.lines[:_MOST_ROWS] for said in line.told for event in _events(line, said)]
    unique = tuple(sorted(dict.fromkeys(events), key=lambda event: event.date))
    if len(unique) < 2:
        return None
    rows = []
    for actor, name in dict.fromkeys((event.actor, event.name) for event in unique):
        signs = Counter(event.sign for event in unique if event.actor == actor)
        kinds = ((1, "friendly"), (-1, "hostile"), (0, "neither"))
        counts = [f"{signs[sign]} {words.get(f'figures.{kind}')}" for sign, kind in kinds if signs[sign]]
        rows.append(words.get("figures.timeline_row").format(name=name, counts=", ".join(counts)))
    alt = words.get("figures.timeline_alt").format(
        n=len(unique), first=spoken(words, unique[0].date), last=spoken(words, unique[-1].date), rows=" ".join(rows)
    )
    return Figure("timeline", words.get("figures.timeline"), alt, words.get("figures.timeline_note"), events=unique)


def _events(line: Line, said: Saying) -> list[Event]:
    """The dated claims of one tie; those of one day are one event."""
    sure = said.status is Status.ACTUAL
    dates = (beginning(one.cited.claim.when or "") for one in said.citations)
    return [Event(line.actor, line.name, date, said.tie.sign, sure, said.tie.label) for date in dates if date]


def _map(words: Wording, draft: Draft) -> Figure | None:
    if len([place for place in draft.places if place.stance not in ("pole", "silent")]) < _LEAST_PLACES:
        return None
    groups: dict[str, list[str]] = {}
    for place in draft.places:
        groups.setdefault(place.stance, []).append(place.name)
    rows = [
        words.get("figures.map_row").format(
            stance=words.get(f"figures.{stance}"),
            names=str(len(names)) if stance == "silent" else words.listed(names),  # the text names them all
        )
        for stance, names in groups.items()
    ]
    alt = words.get("figures.map_alt").format(rows=" ".join(row[:1].upper() + row[1:] for row in rows))
    return Figure("map", words.get("figures.map"), alt, words.get("figures.map_note"), places=draft.places)
