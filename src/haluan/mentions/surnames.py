"""Finds people again by their surname alone, once the article has introduced them with an office."""

from __future__ import annotations

from haluan.mentions import offices
from haluan.mentions.found import Found
from haluan.mentions.named import Lexicon, Scanned
from haluan.mentions.names import is_name_word
from haluan.mentions.people import Person, Register
from haluan.mentions.units import folded
from haluan.model import MentionKind


def add_surnames(scanned: Scanned, known: list[Found], lexicon: Lexicon, register: Register) -> list[Found]:
    """Return the sentence's mentions with those of introduced people added, in order."""
    if not register.by_word:
        return known
    taken = {token for item in known for token in range(item.first, item.last)}
    taken |= _named_otherwise(scanned)
    words = scanned.sentence.words
    added: list[Found] = []
    at = 0
    while at < len(words):
        person = None
        if at not in taken and (words[at][0].isupper() or scanned.case.lower):
            person = register.find(folded(words[at]))
        if person is None:
            at += 1
            continue
        last = _name_end(words, at, person, taken)
        if _is_someone_else(scanned, at, last, person, taken, lexicon):
            at = last
            continue
        floor = max((item.last for item in known if item.last <= at), default=0)
        first = offices.start(lexicon.phrases, scanned.sentence.lower, at, floor)
        begin = at if first is None else first
        if not offices.former(lexicon.phrases, scanned.sentence.lower, begin):
            kind = MentionKind.PERSON if person.known else MentionKind.ANAPHOR
            added.append(Found(begin, last, kind, (person.actor,), (), person.name))
        at = last
    return sorted([*known, *added], key=lambda item: item.first) if added else known


def _named_otherwise(scanned: Scanned) -> set[int]:
    """Tokens of names that the gazetteer knows, whether or not they became mentions."""
    owner = scanned.units.owner
    return {token for hit in scanned.hits for token in range(owner[hit.first], owner[hit.last - 1] + 1)}


def _name_end(words: tuple[str, ...], at: int, person: Person, taken: set[int]) -> int:
    parts = {folded(part) for part in person.name.replace("-", " - ").split()}
    last = at + 1
    while last < len(words) and last not in taken and folded(words[last]) in parts:
        last += 1
    return last


def _is_someone_else(
    scanned: Scanned, first: int, last: int, person: Person, taken: set[int], lexicon: Lexicon
) -> bool:
    """Whether a capitalised neighbour makes it another name ("Ivanka" Trump, Trump "Tower")."""
    if scanned.case.title or scanned.case.upper or scanned.case.lower:
        return False
    words, lower, phrases = scanned.sentence.words, scanned.sentence.lower, lexicon.phrases
    own = {folded(part) for part in person.name.split()}

    def foreign(at: int) -> bool:
        name = is_name_word(phrases, words[at], lower[at]) and at not in taken
        return name and folded(words[at]) not in own and lower[at] not in phrases.honorifics

    return (first > 1 and foreign(first - 1)) or (last < len(words) and foreign(last))
