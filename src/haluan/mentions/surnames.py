"""Finds people again by their surname alone, once the article has introduced them with an office."""

from __future__ import annotations

from dataclasses import replace

from haluan.mentions import offices
from haluan.mentions.found import Found
from haluan.mentions.names import is_someone_else
from haluan.mentions.people import Person, Register
from haluan.mentions.senses import Lexicon, Scanned
from haluan.mentions.units import folded
from haluan.model import MentionKind


def add_surnames(scanned: Scanned, known: list[Found], lexicon: Lexicon, register: Register) -> list[Found]:
    """Return the sentence's mentions with those of introduced people added, in order."""
    known = [_in_role(item, register) for item in known]
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
        clear = not scanned.case.mixed_up
        if clear and is_someone_else(lexicon.phrases, scanned.sentence, at, last, person.name, taken):
            at = last
            continue
        floor = max((item.last for item in known if item.last <= at), default=0)
        first = offices.start(lexicon.phrases, scanned.sentence.lower, at, floor)
        begin = at if first is None else first[0]
        if not offices.former(lexicon.phrases, scanned.sentence.lower, begin, last):
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


def _in_role(item: Found, register: Register) -> Found:
    """Let a person act for whom the article says, where he has held more than one office."""
    role = register.roles.get(item.person or "")
    if role is None or item.kind is not MentionKind.PERSON or item.actors == (role,):
        return item
    return replace(item, actors=(role,))
