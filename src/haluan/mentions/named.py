"""Finds the named mentions of one sentence: names, official phrases and people in office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from haluan.mentions import offices, places
from haluan.mentions.ambiguity import Readings, Surroundings, decide, spaced
from haluan.mentions.found import Found
from haluan.mentions.gazetteer import Case, Gazetteer, Hit
from haluan.mentions.names import name_end, skip_honorifics, written
from haluan.mentions.people import Person, Register, serving
from haluan.mentions.units import Units
from haluan.mentions.words import Blockers, Phrases
from haluan.model import MentionKind, Sentence


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language's texts are searched for, built once a process."""

    language: str
    gazetteer: Gazetteer
    readings: Mapping[str, Readings]
    phrases: Phrases
    blockers: Blockers


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sentence with the names that the gazetteer found in it."""

    sentence: Sentence
    units: Units
    case: Case
    hits: tuple[Hit, ...]


_STATE_KINDS = frozenset({MentionKind.NAME, MentionKind.DEMONYM, MentionKind.NICKNAME, MentionKind.SEAT})


def resolve(scanned: Scanned, lexicon: Lexicon, around: Surroundings, date: str | None) -> list[Found]:
    """Turn the hits of a sentence into names with their actor; drop those that name none."""
    found: list[Found] = []
    owner = scanned.units.owner
    for hit in scanned.hits:
        first, last = owner[hit.first], owner[hit.last - 1] + 1
        if hit.blocked or not _whole(owner, hit) or _beside_blocker(scanned.sentence.lower, first, last, lexicon):
            continue
        item = _person(hit, first, last, date) or _actor(hit, first, last, scanned, lexicon, around)
        if item is not None:
            found.append(item)
    return found


def _whole(owner: tuple[int, ...], hit: Hit) -> bool:
    """Whether a hit covers whole tokens: not the "US" of "US$"."""
    begins = hit.first == 0 or owner[hit.first - 1] != owner[hit.first]
    return begins and (hit.last == len(owner) or owner[hit.last] != owner[hit.last - 1])


def _beside_blocker(lower: tuple[str, ...], first: int, last: int, lexicon: Lexicon) -> bool:
    before, after = lexicon.blockers.before, lexicon.blockers.after
    if last < len(lower) and lower[last] in after:
        return True
    return first > 0 and (lower[first - 1] in before or (first > 1 and " ".join(lower[first - 2 : first]) in before))


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


def _actor(hit: Hit, first: int, last: int, scanned: Scanned, lexicon: Lexicon, around: Surroundings) -> Found | None:
    senses = [sense for sense in hit.senses if sense.kind not in (None, MentionKind.PERSON)]
    if not senses:
        return None
    codes = tuple(dict.fromkeys(sense.code for sense in senses))
    kind = senses[0].kind or MentionKind.NAME
    readings = lexicon.readings.get(spaced(scanned.units.folded[hit.first : hit.last]))
    if readings is not None:
        decision = decide(readings, around)
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


def grow(scanned: Scanned, names: list[Found], lexicon: Lexicon, register: Register) -> list[Found]:
    """Grow bare names into phrases with offices and people, left to right, and drop those who act for nobody."""
    grown: list[Found] = []
    at, floor = 0, 0
    while at < len(names):
        item, at = _merge_repeats(scanned, names, at)
        item = _official(scanned, item, names, at, floor, lexicon)
        item, at = _merge_duty(scanned, item, names, at, lexicon)
        item, at = _merge_person(scanned, item, names, at, lexicon, register)
        floor = item.last
        if _acts(scanned, item, names, at, lexicon):
            grown.append(item)
    return _join_appositions(scanned, grown)


def _merge_repeats(scanned: Scanned, names: list[Found], at: int) -> tuple[Found, int]:
    """Join "Amerika Serikat (AS)" into one."""
    item, at = names[at], at + 1
    words = scanned.sentence.words
    while (
        at < len(names)
        and item.actors
        and names[at].first == item.last + 1
        and words[item.last] == "("
        and names[at].last < len(words)
        and words[names[at].last] == ")"
        and (names[at].actors == item.actors or item.actors[0] in dict(names[at].candidates))
    ):
        item, at = replace(item, last=names[at].last + 1), at + 1
    return item, at


def _official(scanned: Scanned, item: Found, names: list[Found], at: int, floor: int, lexicon: Lexicon) -> Found:
    words, lower = lexicon.phrases, scanned.sentence.lower
    english = lexicon.language == "en"
    begin = None
    if english and item.kind is not MentionKind.PERSON:
        begin = offices.start_before_of(words, lower, item.first, floor)
    elif item.kind is not MentionKind.PLACE:
        begin = offices.start(words, lower, item.first, floor)
    finish = None
    if english and item.kind in _STATE_KINDS:
        ceiling = names[at].first if at < len(names) else len(lower)
        finish = offices.end(words, lower, item.last, ceiling)
    if begin is None and finish is None:
        return item
    first = item.first if begin is None else begin
    last, head = (item.last, lower[first]) if finish is None else finish
    kind = item.kind
    if kind is not MentionKind.PERSON:
        kind = MentionKind.BODY if head in words.organs else MentionKind.OFFICE
    return replace(item, first=first, last=last, kind=kind, head=head)


def _merge_duty(scanned: Scanned, item: Found, names: list[Found], at: int, lexicon: Lexicon) -> tuple[Found, int]:
    """Take the place of duty into the envoy's mention: "Duta Besar Palestina untuk Indonesia"."""
    after = offices.duty_end(lexicon.phrases, scanned.sentence.lower, item.first, item.last)
    if item.head is None or after is None or at >= len(names) or names[at].first != after:
        return item, at
    duty, at = _merge_repeats(scanned, names, at)
    return replace(item, last=duty.last), at


def _merge_person(
    scanned: Scanned, item: Found, names: list[Found], at: int, lexicon: Lexicon, register: Register
) -> tuple[Found, int]:
    """Take the office holder's name into the phrase: "Presiden Rusia (,) Vladimir Putin"."""
    words, lower = lexicon.phrases, scanned.sentence.lower
    if item.kind is MentionKind.PERSON:
        _enter(scanned, item.first, item.last, item, register)
        return item, at
    if item.head not in words.offices:
        return item, at
    comma = item.last < len(lower) and lower[item.last] == ","
    first = skip_honorifics(words, lower, item.last + comma)
    if at < len(names) and names[at].first == first and names[at].kind is MentionKind.PERSON:
        holder = names[at]
        if any(term.actor in item.actors for term in holder.terms):
            person = next(term.person for term in reversed(holder.terms) if term.actor in item.actors)
            return replace(item, last=holder.last, person=person), at + 1
        return item, at
    return _merge_unknown(scanned, item, names, first, bool(comma), lexicon, register), at


def _merge_unknown(
    scanned: Scanned, item: Found, names: list[Found], first: int, comma: bool, lexicon: Lexicon, register: Register
) -> Found:
    if scanned.case.title or scanned.case.upper:
        return item
    sentence = scanned.sentence
    taken = {token for name in names for token in range(name.first, name.last)}
    last = name_end(lexicon.phrases, sentence.words, sentence.lower, first, taken)
    apposed = last < len(sentence.words) and (sentence.words[last] == "," or sentence.words[last].islower())
    if last == first or (comma and (last - first < 2 or not apposed)):
        return item
    words, name = sentence.words[first:last], written(sentence, first, last)
    if item.actors and not offices.former(lexicon.phrases, sentence.lower, item.first):
        register.enter(words, Person(name, item.actors[0], False))
    return replace(item, last=last, person=name)


def _enter(scanned: Scanned, first: int, last: int, item: Found, register: Register) -> None:
    if item.actors and item.person and last - first > 1:
        register.enter(scanned.sentence.words[first:last], Person(item.person, item.actors[0], True))


def _acts(scanned: Scanned, item: Found, names: list[Found], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a grown name stands for its actor: in office now, and no firm, pundit or opposition."""
    words, lower = lexicon.phrases, scanned.sentence.lower
    if not item.actors and not item.candidates:
        return False
    if (item.head or item.kind is MentionKind.PERSON) and offices.former(words, lower, item.first):
        return False
    if item.kind is MentionKind.PERSON:
        return True
    if lexicon.language == "en":
        ceiling = names[at].first if at < len(names) else len(lower)
        return not offices.is_private_after(words, lower, item.last, ceiling)
    return not offices.is_private(words, lower, item.first, 0)


def _join_appositions(scanned: Scanned, grown: list[Found]) -> list[Found]:
    """Join "Vladimir Putin, Presiden Rusia" into one."""
    joined: list[Found] = []
    words, lower = scanned.sentence.words, scanned.sentence.lower
    for item in grown:
        before = joined[-1] if joined else None
        gap = words[before.last : item.first] if before else ()
        if (
            before is not None
            and before.kind is MentionKind.PERSON
            and item.kind is MentionKind.OFFICE
            and item.person is None
            and before.actors == item.actors
            and gap in ((",",), (",", "the"))
            and lower[item.first - 1] in (",", "the")
        ):
            joined[-1] = replace(before, last=item.last)
        else:
            joined.append(item)
    return joined
