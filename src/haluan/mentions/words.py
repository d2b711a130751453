"""The word lists of this stage, read once from its data folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# PyYAML's C parser is ten times as fast, but a wheel without libyaml lacks it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Phrases:
    """What official phrases are built of: the ontology's words of offices and organs, and ``data/phrases.yaml``.

    All words are casefolded. ``offices``, ``forces`` and ``organs`` lead a phrase, ``fills`` stand inside one.
    """

    offices: frozenset[str]
    forces: frozenset[str]
    organs: frozenset[str]
    leads: frozenset[str]
    adjectival: frozenset[str]
    things: frozenset[str]
    fills: frozenset[str]
    envoys: frozenset[str]
    duty: frozenset[str]
    former: frozenset[str]
    private: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    travel: frozenset[str]
    posts: frozenset[str]
    indefinite: frozenset[str]
    indefinite_singular: frozenset[str]


@dataclass(frozen=True, slots=True)
class Blockers:
    """``data/blockers.yaml``: names that contain an actor's name without naming it."""

    names: frozenset[str]
    before: frozenset[str]
    runs: frozenset[str]
    after: frozenset[str]
    ends: frozenset[str]
    links: frozenset[str]
    borrowed: frozenset[str]


def read(name: str) -> Any:
    """Parse one data file of this stage."""
    return yaml.load((files("haluan.mentions") / "data" / name).read_text("utf-8"), Loader=_LOADER)  # noqa: S506


def phrases(offices: Mapping[str, Iterable[str]]) -> Phrases:
    """Return the words of official phrases; ``offices`` is what the ontology calls offices and organs."""
    data = read("phrases.yaml")
    of_forces = frozenset(data.pop("forces"))
    heads: dict[str, set[str]] = {"offices": set(), "forces": set(), "organs": set()}
    parts: set[str] = set()
    for key, names in offices.items():
        kind = "offices" if key.startswith("office.") else "forces" if key in of_forces else "organs"
        for name in names:
            tokens = name.casefold().replace("-", " - ").split()
            parts.update(tokens)
            if len(tokens) == 1:
                heads[kind].add(tokens[0])
    lists = {name: frozenset(map(str, words)) for name, words in data.items()}
    lists["fills"] |= parts.difference(*heads.values())
    return Phrases(**lists, **{kind: frozenset(words) for kind, words in heads.items()})


@cache
def blockers() -> Blockers:
    """Return the names and neighbours that keep a name from naming an actor."""
    data = read("blockers.yaml")
    return Blockers(**{field.name: frozenset(map(str, data[field.name])) for field in fields(Blockers)})


@dataclass(frozen=True, slots=True)
class SetWords:
    """``data/sets.yaml``: what phrases for sets of states are built of."""

    counts: Mapping[str, int]
    collectives: Mapping[str, int]
    nouns: frozenset[str]
    nouns_last: frozenset[str]
    classifiers: frozenset[str]
    dashes: frozenset[str]
    leaders: frozenset[str]
    links: frozenset[str]
    pointing_before: frozenset[str]
    pointing_after: frozenset[str]
    others: frozenset[str]
    uncounted: frozenset[str]
    listing: frozenset[str]
    ranks: frozenset[str]
    ranked_things: frozenset[str]
    examples: tuple[tuple[str, ...], ...]


@cache
def set_words() -> SetWords:
    """Return the words of counted and listed sets."""
    data = read("sets.yaml")
    return SetWords(
        counts=data.pop("counts"),
        collectives=data.pop("collectives"),
        examples=tuple(tuple(str(phrase).split()) for phrase in data.pop("examples")),
        **{name: frozenset(map(str, words)) for name, words in data.items()},
    )


@dataclass(frozen=True, slots=True)
class Anaphors:
    """``data/anaphors.yaml``: phrases that stand for an actor named elsewhere, by first word, longest first."""

    by_word: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    speech: frozenset[str]
    speech_after: frozenset[str]
    speech_own: frozenset[str]
    adverbs: frozenset[str]
    somebody: frozenset[str]
    acting: frozenset[str]
    adjectives: frozenset[str]
    announcing: frozenset[str]
    openers: frozenset[str]
    people: frozenset[str]
    oblique: frozenset[str]
    local: frozenset[str]
    sets: SetWords


@cache
def anaphors() -> Anaphors:
    """Return the phrases that coreference looks for, and the words of speech."""
    data = read("anaphors.yaml")
    lists = {field.name: frozenset(map(str, data.pop(field.name))) for field in fields(Anaphors) if field.name in data}
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, expressions in data.items():
        for expression in expressions:
            # Tokens are words or single marks, so that a hyphen stands alone.
            tokens = tuple(str(expression).replace("-", " - ").split())
            by_word.setdefault(tokens[0], []).append((tokens, kind))
    ordered = {word: tuple(sorted(entries, key=lambda e: -len(e[0]))) for word, entries in by_word.items()}
    return Anaphors(ordered, **lists, sets=set_words())
