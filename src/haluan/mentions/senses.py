"""Decides what each name that the gazetteer found in a sentence stands for: an actor, a person in office, nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from haluan.mentions import places
from haluan.mentions.ambiguity import Readings, Surroundings, close_by, decide, spaced
from haluan.mentions.counted import Groupings
from haluan.mentions.found import Found
from haluan.mentions.gazetteer import Case, Gazetteer, Hit
from haluan.mentions.people import serving
from haluan.mentions.units import Units
from haluan.mentions.words import Blockers, Phrases
from haluan.model import MentionKind, Sentence

_RUN = 6  # words before a name that may belong to a longer one
_TAIL = 3  # words after it that may


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language's texts are searched for, built once a process."""

    language: str
    gazetteer: Gazetteer
    readings: Mapping[str, Readings]
    phrases: Phrases
    blockers: Blockers
    loose: frozenset[str]  # codes of loose groups
    groupings: Groupings  # what may stand beside the noun of a counted set


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sentence with the names that the gazetteer found in it."""

    sentence: Sentence
    units: Units
    case: Case
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """What the whole document says that helps to decide: all its words, the sure actors, and its day."""

    document: str
    actors: Counter[str]
    date: str | None


def resolve(scanned: Scanned, lexicon: Lexicon, article: Article) -> list[Found]:
    """Turn the hits of a sentence into names with their actor; drop those that name none.

    People who are not in office come without actors, for official phrases to take in.
    """
    found: list[Found] = []
    owner, lower = scanned.units.owner, scanned.sentence.lower
    for hit in scanned.hits:
        first, last = owner[hit.first], owner[hit.last - 1] + 1
        if hit.blocked or not _whole(owner, hit) or _in_longer_name(scanned, first, last, lexicon):
            continue
        item = _person(hit, first, last, article.date) or _actor(hit, first, last, scanned, lexicon, article)
        if item is not None and not _indefinite(lower, item, lexicon):
            found.append(item)
    return found


def _whole(owner: tuple[int, ...], hit: Hit) -> bool:
    """Whether a hit covers whole tokens: not the "US" of "US$"."""
    begins = hit.first == 0 or owner[hit.first - 1] != owner[hit.first]
    return begins and (hit.last == len(owner) or owner[hit.last] != owner[hit.last - 1])


def _in_longer_name(scanned: Scanned, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words beside a name make it part of a name that is no actor's ("Universitas", "Times of")."""
    words, lower, blockers = scanned.sentence.words, scanned.sentence.lower, lexicon.blockers
    if first > 0 and (
        lower[first - 1] in blockers.before or " ".join(lower[max(0, first - 2) : first]) in blockers.before
    ):
        return True
    if scanned.case.mixed_up:
        return False
    if last < len(lower) and lower[last] in blockers.after and words[last][0].isupper():
        return True
    return _ends_name(words, lower, last, blockers) or _begins_name(words, lower, first, lexicon)


def _ends_name(words: Sequence[str], lower: Sequence[str], last: int, blockers: Blockers) -> bool:
    """Whether capitalised words lead to the end of an organisation's name: American "Enterprise Institute"."""
    at = last
    while at < min(len(words), last + _TAIL) and words[at][0].isupper():
        if lower[at] in blockers.ends:
            return True
        at += 1
    return False


def _begins_name(words: Sequence[str], lower: Sequence[str], first: int, lexicon: Lexicon) -> bool:
    """Whether an organisation's name leads to this one: "Institute for National Security of" America."""
    blockers, phrases = lexicon.blockers, lexicon.phrases
    at = first - 1
    while at >= max(0, first - _RUN) and (words[at][0].isupper() or lower[at] in blockers.links):
        if lower[at] in blockers.runs:
            return True
        if lower[at] in phrases.organs or lower[at] in phrases.offices or lower[at] in phrases.forces:
            return False  # "Ministry of Foreign Affairs of Israel"
        at -= 1
    borrowed = lexicon.language != "en" and first > 1 and lower[first - 1] in blockers.borrowed
    return borrowed and words[first - 2][0].isupper()


def _indefinite(lower: tuple[str, ...], item: Found, lexicon: Lexicon) -> bool:
    """Whether a loose group is only described: "menjadi negara Asia pertama", "dua negara Asia"."""
    if lower[item.first] != "negara" or not lexicon.loose.issuperset(item.actors) or not item.first:
        return False
    before = lower[item.first - 1]
    one = before in lexicon.phrases.indefinite_singular and lower[item.first + 1 : item.first + 2] != ("-",)
    return one or before.isdigit() or before in lexicon.phrases.indefinite


def _person(hit: Hit, first: int, last: int, date: str | None) -> Found | None:
    """Read a hit as a person; one who is not in office comes without actors, and is dropped later."""
    terms = tuple(term for sense in hit.senses for term in sense.terms)
    if not terms or len(terms) != sum(len(sense.terms) or 1 for sense in hit.senses):
        return None
    active = serving(terms, date)
    actors = tuple(dict.fromkeys(term.actor for term in active))
    people = {term.person for term in active}
    person = active[0].person if len(people) == 1 else None
    if len(actors) == 1:
        return Found(first, last, MentionKind.PERSON, actors, (), person, terms)
    share = tuple((code, 1.0 / len(actors)) for code in actors)
    return Found(first, last, MentionKind.PERSON, (), share, None, terms)


def _actor(hit: Hit, first: int, last: int, scanned: Scanned, lexicon: Lexicon, article: Article) -> Found | None:
    senses = [sense for sense in hit.senses if sense.kind not in (None, MentionKind.PERSON)]
    if not senses:
        return None
    codes = tuple(dict.fromkeys(sense.code for sense in senses))
    kind = senses[0].kind or MentionKind.NAME
    folded = scanned.units.folded
    readings = lexicon.readings.get(spaced(folded[hit.first : hit.last]))
    if readings is not None:
        close = close_by(folded, hit.first, hit.last)
        decision = decide(readings, Surroundings(close, spaced(folded), article.document, article.actors))
        if decision.code is None and not decision.candidates:
            return None
        kind = next((s.kind for s in senses if s.code == decision.code and s.kind), kind)
        codes = (decision.code,) if decision.code else ()
        return _placed(Found(first, last, kind, codes, decision.candidates), scanned, lexicon)
    if len(codes) > 1:
        return Found(first, last, kind, (), tuple((code, 1.0 / len(codes)) for code in codes))
    return _placed(Found(first, last, kind, codes), scanned, lexicon)


def _placed(found: Found, scanned: Scanned, lexicon: Lexicon) -> Found:
    lower = scanned.sentence.lower
    if found.kind is MentionKind.SEAT and places.is_only_place(lexicon.phrases, lower, found.first, found.last):
        return replace(found, kind=MentionKind.PLACE)
    return found
