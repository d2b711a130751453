"""What the slots of a sentence can be: actors, people, offices and regions by the units of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from haluan.answers.checking.words import words
from haluan.mentions.units import folded, split
from haluan.ontology import load_with
from haluan.ontology.types import ActorKind, Name, NameKind, Ontology, Term

_NAMED = {NameKind.NAME: "S", NameKind.SHORT: "S", NameKind.DEMONYM: "D", NameKind.BODY: "S", NameKind.SEAT: "C"}
_BLOCS = frozenset({ActorKind.BLOC, ActorKind.PACT})
_JOINED = re.compile(r" (?:and|dan) ")
_FULL = 2  # words of a name that some write the other way round
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az", "ash"})
_SURNAME = 4  # letters: shorter last words are as often something else


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a phrase can stand for. ``slot`` S state, D demonym, C capital, B bloc, P person, O office,
    R region, Z territory. ``spelling`` is demanded where a name matches only as written; ``capital`` where a capital
    must lead.
    ``value`` is a code, the key of an office, or a person as written; ``roles`` narrow what the slot says.
    """

    slot: str
    value: str
    spelling: tuple[str, ...] | None = None
    capital: bool = False
    roles: tuple[str, ...] = ()
    body: bool = False


Names = Mapping[tuple[str, ...], tuple[Entry, ...]]


def key_of(name: str) -> tuple[str, ...]:
    """Cut a name into folded units without hyphens, apostrophes and articles inside it, as the sentences are."""
    parts = [folded(part) for part in split(name)]
    return tuple(part for at, part in enumerate(parts) if part not in ("-", "'") and not (at and part == "the"))


def surname(person: str) -> tuple[str, ...]:
    """The last word of a name, if it is one unit: none of "Ban Ki-moon", "sisi" of "Abdel Fattah el-Sisi"."""
    parts = person.split()[-1].split("-")
    single = len(parts) == 1 or (len(parts) == _FULL and folded(parts[0]) in _ARTICLES)
    return key_of(parts[-1]) if single else ()


@lru_cache(maxsize=8)
def names(language: str, settled: tuple[Name, ...] = (), terms: tuple[Term, ...] = ()) -> Names:
    """All names that a text of ``language`` (``id``, ``en``) may hold, built on first use.

    ``settled`` and ``terms`` are those of a project.
    """
    ontology, found = load_with(settled, terms), defaultdict[tuple[str, ...], list[Entry]](list)
    for key, entry in (*_actors(ontology, language), *_people(ontology), *_offices(ontology), *_places(ontology)):
        if key and entry not in found[key]:
            found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _actors(ontology: Ontology, language: str) -> Iterable[tuple[tuple[str, ...], Entry]]:
    for name in ontology.names:
        actor = ontology.actors[name.code]
        if name.kind not in _NAMED or actor.kind is ActorKind.LOOSE:
            continue
        if name.kind is not NameKind.NAME and name.language not in (language, "*"):
            continue
        if name.name.casefold() in words()["parts"]:
            continue
        if name.kind is NameKind.SEAT and actor.kind in _BLOCS:
            continue
        if language == "id" and name.name.casefold() in words()["no_capitals"]:
            continue
        slot = "B" if actor.kind in _BLOCS else _NAMED[name.kind]
        yield (
            key_of(name.name),
            Entry(slot, name.code, _spelling(name), not name.name[0].islower(), (), name.kind is NameKind.BODY),
        )
    for code, texts in words()["also"].items():
        yield from ((key_of(text), Entry("B", code)) for text in texts)
    seats = words()["seats"]
    for text in seats["names"]:
        yield key_of(text), Entry("B", seats["bloc"], None, False, tuple(seats["any"]))


def _spelling(name: Name) -> tuple[str, ...] | None:
    return tuple(part for part in split(name.name) if folded(part) != "-") if name.cased else None


def _people(ontology: Ontology) -> Iterable[tuple[tuple[str, ...], Entry]]:
    offices = {key_of(phrase)[0] for phrases in ontology.offices.values() for phrase in phrases if key_of(phrase)}
    for term in ontology.terms:
        for text in (term.person, *term.aliases):
            key = key_of(text)
            if text == term.person or key[0] not in offices:  # "President Yoon": the office is read for itself
                yield key, Entry("P", term.person, None, True)
            if term.actor in words()["surname_first"] and len(key) == _FULL:
                yield key[::-1], Entry("P", term.person, None, True)
        last = surname(term.person)
        if len(last) == 1 and len(last[0]) >= _SURNAME and last[0] not in words()["no_surnames"]:
            yield last, Entry("P", term.person, None, True)


def _offices(ontology: Ontology) -> Iterable[tuple[tuple[str, ...], Entry]]:
    generic = frozenset(words()["generic"])
    for key, phrases in ontology.offices.items():
        kind, _, office = key.partition(".")
        if kind != "office":
            continue
        for phrase in phrases:
            if phrase in words()["unread"]:
                continue
            checked = office in words()["checked"] and phrase not in generic
            roles = tuple(words()["offices"].get(phrase, (office,))) if checked else ()
            yield key_of(phrase), Entry("O", office, None, False, roles)


def _places(ontology: Ontology) -> Iterable[tuple[tuple[str, ...], Entry]]:
    states = {name.name.casefold() for name in ontology.names if name.kind is NameKind.NAME}
    for name, code in ontology.region_names.items():
        parts = _JOINED.split(name.casefold())
        if parts[0].startswith("negara"):  # the forms read the word for themselves
            continue
        if len(parts) == 1 or not states.issuperset(parts):  # "Australia and New Zealand": two states
            yield key_of(name), Entry("R", code)
    for code, adjectives in words()["regions"].items():
        for word in adjectives:
            yield key_of(word), Entry("R", code)
    for role, listed in words()["territories"].items():
        for word in listed:
            yield key_of(word), Entry("Z", role)
