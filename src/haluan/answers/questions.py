"""A question as people type it, turned into one that the store can answer. Words only, no language model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from haluan.answers.naming import Naming
from haluan.answers.types import ActorName, Record
from haluan.ontology import Actor, ActorKind, Name, NameKind

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*", re.UNICODE)
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])){0,1}")
_LONGEST = 6  # words of a name or phrase
_MOST = 500  # characters of a question that are looked at


class Asked(StrEnum):
    """What a question asks for; the names are those of the commands."""

    RANK = "rank"
    PAIR = "pair"
    STATE = "state"
    BLOC = "bloc"
    SPLIT = "split"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Question(Record):
    """What was understood. ``actors`` are the pole, the pair, the state, the bloc, or the bloc and the third actor.

    ``region`` is a region's code; ``against`` asks who is hostile; ``since`` and ``until`` are EDTF;
    ``undecided`` are names that may mean several actors.
    """

    text: str
    asked: Asked
    actors: tuple[str, ...] = ()
    region: str | None = None
    quiet: bool = False
    openly: bool = False
    against: bool = False
    since: str | None = None
    until: str | None = None
    undecided: tuple[tuple[str, tuple[ActorName, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands at a place of the question: a cue, a region, an actor or an undecided name."""

    at: int
    kind: str
    value: str
    text: str


def understand(naming: Naming, text: str) -> Question:
    """Turn a typed question into a `Question`; ``asked`` is ``NOTHING`` where it names nobody that is known."""
    asked = " ".join(text[:_MOST].split())
    found = tuple(_find(asked, naming))
    cues = {one.value for one in found if one.kind == "cue"}
    regions, actors = _places(found, naming)
    kind, chosen = _decide(cues, regions, actors, found, naming)
    since, until = _period(asked)
    return Question(
        text=asked,
        asked=kind,
        actors=chosen,
        region=regions[0] if regions else None,
        quiet="quiet" in cues,
        openly="openly" in cues and "quiet" not in cues,
        against="against" in cues and "support" not in cues,
        since=since,
        until=until,
        undecided=tuple(_choices(one, naming) for one in found if one.kind == "undecided"),
    )


def _places(found: tuple[_Found, ...], naming: Naming) -> tuple[list[str], list[str]]:
    """Tell regions from actors: "Asia" is a region beside an actor, and an actor where it stands alone."""
    named = list(dict.fromkeys(one.value for one in found if one.kind in ("region", "actor")))
    regions = [code for code in named if code in naming.ontology.regions]
    actors = [code for code in named if code not in regions]
    if actors or not regions:
        return regions, actors
    alone = [code for code in regions if code in naming.ontology.actors]
    return ([], alone) if alone else (regions, [])


def _decide(
    cues: set[str], regions: list[str], actors: list[str], found: tuple[_Found, ...], naming: Naming
) -> tuple[Asked, tuple[str, ...]]:
    if not actors:
        return Asked.NOTHING, ()
    blocs = [code for code in actors if _kind(code, naming) in (ActorKind.BLOC, ActorKind.PACT)]
    leaning = cues & {"support", "against"}
    if blocs and len(actors) > 1 and "split" in cues:
        return Asked.SPLIT, (blocs[0], next(code for code in actors if code != blocs[0]))
    if blocs and len(actors) == 1 and not leaning:
        return Asked.BLOC, (blocs[0],)
    if blocs and "members" in cues and not leaning and (regions or "who" in cues):
        return Asked.BLOC, (blocs[0],)
    if "who" in cues or regions or (leaning and len(actors) == 1):
        return Asked.RANK, (_pole(actors, found),)
    if len(actors) > 1:
        return Asked.PAIR, (actors[0], actors[1])
    return Asked.STATE, (actors[0],)


def _pole(actors: list[str], found: tuple[_Found, ...]) -> str:
    """The first actor after a word of support or opposition; without such a word the first of all."""
    leaning = [one.at for one in found if one.kind == "cue" and one.value in ("support", "against")]
    after = [one.value for one in found if one.kind == "actor" and leaning and one.at > leaning[0]]
    return after[0] if after else actors[0]


def _find(text: str, naming: Naming) -> Iterator[_Found]:
    """Go through the question from left to right, the longest name or phrase first."""
    words = list(_WORD.finditer(text))
    names, cues, regions = _names(naming), _cues(), naming.ontology.region_names
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            written = text[words[at].start() : words[at + length - 1].end()]
            found = _match(at, written, names, cues, regions, naming)
            if found:
                yield found
                at += length
                break
        else:
            at += 1


def _match(
    at: int,
    written: str,
    names: Mapping[str, list[Name]],
    cues: Mapping[str, str],
    regions: Mapping[str, str],
    naming: Naming,
) -> _Found | None:
    key = written.casefold()
    if key in cues:
        return _Found(at, "cue", cues[key], written)
    if key in regions:
        return _Found(at, "region", regions[key], written)
    for shape in (key, key.removesuffix("'s").removesuffix("’s")):
        if shape.upper() in naming.ontology.actors and (written.isupper() or len(shape) > 3):
            return _Found(at, "actor", shape.upper(), written)
        fitting = [name for name in names.get(shape, ()) if not name.cased or name.name == written]
        fitting = [name for name in fitting if name.kind is not NameKind.PLACE] or fitting
        codes = list(dict.fromkeys(name.code for name in fitting))
        if len(codes) == 1:
            return _Found(at, "actor", codes[0], written)
        if codes:
            return _Found(at, "undecided", " ".join(codes), written)
    return None


def _names(naming: Naming) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name in naming.ontology.names:
        found.setdefault(name.name.casefold(), []).append(name)
    return found


@cache
def _vocabulary() -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.safe_load(
        (files("haluan.answers") / "data" / "questions.yaml").read_text(encoding="utf-8")
    )
    return read


@cache
def _cues() -> Mapping[str, str]:
    """Phrase -> what it tells; words of time are looked at where dates stand."""
    return {
        phrase: cue for cue, phrases in _vocabulary().items() if cue not in ("since", "until") for phrase in phrases
    }


def _period(text: str) -> tuple[str | None, str | None]:
    """The period of the dates in a question: "since 2022", "until 2023", "2022-2023", "in 2024"."""
    dates = list(_DATE.finditer(text))[:2]
    if not dates:
        return None, None
    before = text[: dates[0].start()].casefold().rstrip()
    first = dates[0].group()
    if len(dates) == 2:
        return first, dates[1].group()
    if any(before.endswith(word) for word in _vocabulary()["since"]):
        return first, None
    if any(before.endswith(word) for word in _vocabulary()["until"]):
        return None, first
    return first, first


def _kind(code: str, naming: Naming) -> ActorKind | None:
    actor: Actor | None = naming.ontology.actors.get(code)
    return actor.kind if actor else None


def _choices(found: _Found, naming: Naming) -> tuple[str, tuple[ActorName, ...]]:
    return found.text, tuple(naming.named(code) for code in found.value.split())
