"""Finds counted sets of states: "5 Negara Asia", "keempat negara itu", "the four Gulf states"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from haluan.mentions.words import SetWords
from haluan.ontology.types import ActorKind, NameKind, Ontology

_MOST = 40  # a larger number is no set that an article goes through
_INSIDE = 2 / 3  # share of a set that has to lie in its region
_MODIFIERS = 3  # tokens that may stand between an English number and its noun
_GROUPS = frozenset({ActorKind.LOOSE, ActorKind.BLOC})
_NAMES = frozenset({NameKind.NAME, NameKind.SHORT, NameKind.DEMONYM})

# Names of regions and groups ("asia tenggara", "mayoritas muslim", "asean") as tokens with the states in them (none
# where that is unknown), by first word, longest first.
Groupings = Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted set at tokens ``[first, last)``; ``noun`` is where it ends without the region after its noun."""

    first: int
    last: int
    noun: int
    number: int
    definite: bool  # "itu", "the", "ke-": it has been told of before, or is told of now
    rest: bool  # "lainnya": the others of a set
    region: frozenset[str]  # the states of its region, empty where none is named

    def holds(self, states: Sequence[str]) -> bool:
        """Tell whether most of some states lie in the region of the set; news draws regions generously."""
        return not self.region or sum(state in self.region for state in states) >= _INSIDE * len(states)


def groupings(ontology: Ontology, nouns: Iterable[str]) -> Groupings:
    """Collect what may stand beside the noun of a counted set, from the reference data."""
    skipped = frozenset((*nouns, "-", "the"))
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for name, states in _group_names(ontology):
        tokens = name.casefold().replace("-", " - ").split()
        while tokens and tokens[0] in skipped:
            tokens.pop(0)
        while tokens and tokens[-1] in skipped:
            tokens.pop()
        if tokens:
            found[tuple(tokens)] = states or found.get(tuple(tokens), states)
    by_word: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for entry in sorted(found, key=lambda entry: (-len(entry), entry)):
        by_word.setdefault(entry[0], []).append((entry, found[entry]))
    return {word: tuple(entries) for word, entries in by_word.items()}


def _group_names(ontology: Ontology) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names of loose groups, blocs and regions with the states in them."""
    for name in ontology.names:
        actor = ontology.actors.get(name.code)
        if actor is not None and actor.kind in _GROUPS and name.kind in _NAMES:
            region = ontology.region_names.get(actor.name_en.casefold(), "")
            yield name.name, ontology.regions.get(region, frozenset())
    for spelling, region in ontology.region_names.items():
        yield spelling, ontology.regions.get(region, frozenset())


def find_all(lower: Sequence[str], words: SetWords, groups: Groupings) -> tuple[Counted, ...]:
    """Return the counted sets of one sentence's folded tokens, in order and apart."""
    if words.nouns.isdisjoint(lower):
        return ()
    found: list[Counted] = []
    at = 0
    while at < len(lower):
        item = _find(lower, at, words, groups)
        if item is None:
            at += 1
            continue
        found.append(item)
        at = item.last
    return tuple(found)


def _find(lower: Sequence[str], first: int, words: SetWords, groups: Groupings) -> Counted | None:
    at = first
    definite = lower[at] in words.pointing_before
    at += definite
    number = _number(lower[at], words) if at < len(lower) else None
    if number is None or (first and lower[first - 1] in words.uncounted):
        return None
    definite = definite or lower[at] in words.collectives
    doubled = lower[at + 1 : at + 2] == ("-",) and _number("".join(lower[at + 2 : at + 3]), words) == number
    at += 3 if doubled else 1  # "keempat-empat"
    at += at < len(lower) and lower[at] in words.classifiers
    noun = _noun(lower, at, words)
    if noun is None:
        return None
    rest = not words.others.isdisjoint(lower[at:noun])
    last, region = _region(lower, noun, groups)
    for before in range(at, noun - 1):
        region = region or _region(lower, before, groups)[1]
    if last < len(lower) and lower[last] in words.others:
        rest, last = True, last + 1
    if last < len(lower) and lower[last] in words.pointing_after:
        return Counted(first, last + 1, noun, number, True, rest, region)
    return Counted(first, last, noun, number, definite, rest, region)


def _number(word: str, words: SetWords) -> int | None:
    if word.isdecimal():
        number = int(word)
        return number if 2 <= number <= _MOST else None
    return words.counts.get(word) or words.collectives.get(word)


def _noun(lower: Sequence[str], first: int, words: SetWords) -> int | None:
    """Return where the noun of the set ends: "negara-negara", "European Union countries"."""
    for at in range(first, min(len(lower), first + _MODIFIERS + 1)):
        if lower[at] in words.nouns:
            if lower[at] not in words.nouns_last and not words.leaders.issuperset(lower[first:at]):
                return None  # "30 hari setelah kedua negara"
            doubled = lower[at + 1 : at + 3] == ("-", lower[at])
            return at + 3 if doubled else at + 1
        if lower[at] in words.links or not (lower[at].isalpha() or lower[at] == "-"):
            return None
    return None


def _region(lower: Sequence[str], at: int, groups: Groupings) -> tuple[int, frozenset[str]]:
    """Return where the region that is named at ``at`` ends, and its states."""
    for entry, states in groups.get(lower[at], ()) if at < len(lower) else ():
        if tuple(lower[at : at + len(entry)]) == entry:
            return at + len(entry), states
    return at, frozenset()
