"""Every name of every actor in one trie over units; the longest name that starts at a unit wins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from haluan.mentions.units import Units, folded, split
from haluan.model import MentionKind
from haluan.ontology.types import NameKind, Ontology, Term

KINDS = {
    NameKind.NAME: MentionKind.NAME,
    NameKind.SHORT: MentionKind.NAME,
    NameKind.DEMONYM: MentionKind.DEMONYM,
    NameKind.SEAT: MentionKind.SEAT,
    NameKind.NICKNAME: MentionKind.NICKNAME,
    NameKind.PLACE: MentionKind.PLACE,
    NameKind.BODY: MentionKind.BODY,
}
_RANK = {kind: rank for rank, kind in enumerate(MentionKind)}
# A cased acronym that is also a common word is only read as written in running text, never from an all-capitals or
# all-lowercase headline of that language.
_NUMERAL = 4  # surnames shorter than this are not read from capitals alone
_COMMON_EN = frozenset({"us", "as", "who", "un", "it", "is", "in", "al", "ri"})
_COMMON_ID = frozenset({"us", "who"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name can stand for: an actor, a person in an office (``terms``), or nothing (a blocker)."""

    code: str
    kind: MentionKind | None
    spelling: tuple[str, ...] | None = None  # surface units demanded, for names that match only as written
    capital: int = 0  # index of the unit that has to start with a capital, -1 where none has to
    terms: tuple[Term, ...] = ()


@dataclass(slots=True)
class Node:
    """A state of the trie."""

    next: dict[str, Node] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at units ``[first, last)`` with all the senses that its spelling allows."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    @property
    def blocked(self) -> bool:
        """Whether the name is one that merely contains an actor's name."""
        return self.senses[0].kind is None


@dataclass(frozen=True, slots=True)
class Case:
    """How a sentence uses capitals: headlines in one case cannot tell names from words by their capitals."""

    lower: bool
    upper: bool
    title: bool

    @property
    def mixed_up(self) -> bool:
        """Whether capitals tell nothing about names."""
        return self.lower or self.upper or self.title

    @classmethod
    def of(cls, words: tuple[str, ...]) -> Case:
        """Look at the longer words of a sentence."""
        alphabetic = [word for word in words if word.isalpha()]
        long = [word for word in alphabetic if len(word) > 4]
        small = sum(1 for word in long if word.islower())
        return cls(
            lower=len(alphabetic) > 2 and all(word.islower() for word in alphabetic),
            upper=len(long) > 1 and all(word.isupper() for word in long),
            title=len(long) > 2 and small <= 0.15 * len(long),
        )


class Gazetteer:
    """The trie of one language. Build it once a process with `build`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._root = Node()
        self._common = _COMMON_EN if language == "en" else _COMMON_ID

    def add(
        self, name: str, code: str, kind: MentionKind | None, cased: bool = False, term: Term | None = None
    ) -> None:
        """Put one name into the trie; a second sense of the same name joins the first."""
        surface = split(name)
        if len(surface) > 1 and surface[-1] == "." and len(surface[-2]) > 1:
            surface = surface[:-1]  # "AS." at the end of a sentence is "AS" and a full stop, unlike "U.S."
        if not surface:
            return
        node = self._root
        for unit in surface:
            node = node.next.setdefault(folded(unit), Node())
        spelling = surface if cased else None
        capital = next((index for index, unit in enumerate(surface) if unit[0].isupper()), -1)
        for index, known in enumerate(node.senses):
            if known.code == code and known.spelling == spelling and (term is None) == (not known.terms):
                terms = known.terms if term is None or term in known.terms else (*known.terms, term)
                better = known.kind if kind is None or (known.kind and _RANK[known.kind] <= _RANK[kind]) else kind
                node.senses[index] = Sense(code, better, spelling, max(known.capital, capital), terms)
                return
        node.senses.append(Sense(code, kind, spelling, capital, (term,) if term else ()))

    def scan(self, units: Units, case: Case) -> list[Hit]:
        """Find the longest names from left to right; names inside names lose."""
        hits: list[Hit] = []
        index, size, root = 0, len(units.folded), self._root.next
        while index < size:
            node = root.get(units.folded[index])
            hit = self._longest(node, units, index, case) if node is not None else None
            if hit is None:
                index += 1
                continue
            hits.append(hit)
            index = hit.last
        return hits

    def _longest(self, node: Node, units: Units, first: int, case: Case) -> Hit | None:
        best: Hit | None = None
        index, size = first + 1, len(units.folded)
        while True:
            if node.senses:
                fitting = tuple(s for s in node.senses if self._fits(s, units, first, index, case))
                if fitting:
                    best = Hit(first, index, fitting)
            following = node.next.get(units.folded[index]) if index < size else None
            if following is None:
                return best
            node, index = following, index + 1

    def _fits(self, sense: Sense, units: Units, first: int, last: int, case: Case) -> bool:
        if sense.spelling is not None:
            if units.surface[first:last] == sense.spelling:
                return not (case.upper and units.folded[first] in self._common)
            return (case.lower or case.upper) and units.folded[first] not in self._common
        if sense.capital < 0:
            return True
        surface = units.surface[first + sense.capital]
        if sense.terms and surface.isupper() and len(surface) > 1 and not case.upper and len(surface) < _NUMERAL:
            return False  # "Komisi XI" is no Xi
        return surface[0].isupper() or (case.lower and (self.language != "en" or not sense.terms))


def build(ontology: Ontology, language: str, blockers: Iterable[str], titles: Collection[str]) -> Gazetteer:
    """Build the trie for ``id``, ``ms`` or ``en``.

    Indonesian and Malay texts are read with all languages' names, since they quote English ones all the time;
    English texts only with English names, where "AS" or "RI" would be words. ``titles`` are words of offices.
    """
    gazetteer = Gazetteer(language)
    for name in ontology.names:
        if language != "en" or name.language in ("en", "*"):
            gazetteer.add(name.name, name.code, KINDS[name.kind], name.cased)
    for term in ontology.terms:
        spellings = tuple(dict.fromkeys((term.person, *term.aliases)))
        for alias in spellings:
            # "Presiden Xi" beside "Xi" would hide "Xi Jinping"; the office is read as a phrase anyway.
            first, _, rest = alias.partition(" ")
            if folded(first) not in titles or rest not in spellings:
                gazetteer.add(alias, term.actor, MentionKind.PERSON, alias.isupper(), term)
    for blocker in blockers:
        gazetteer.add(blocker, "", None)
    return gazetteer
