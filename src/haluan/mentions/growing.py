"""Grows the names of one sentence into mentions: official phrases, envoys, office holders, appositions."""

from __future__ import annotations

from dataclasses import replace

from haluan.mentions import offices
from haluan.mentions.found import Found
from haluan.mentions.names import is_name_word, is_someone_else, name_end, skip_honorifics, written
from haluan.mentions.people import Person, Register, running
from haluan.mentions.senses import Lexicon, Scanned
from haluan.model import MentionKind

_STATE_KINDS = frozenset(
    {MentionKind.NAME, MentionKind.DEMONYM, MentionKind.NICKNAME, MentionKind.SEAT, MentionKind.BODY}
)
_PLACES = frozenset({MentionKind.SEAT, MentionKind.PLACE})
_GAPS = frozenset({(",",), (",", "the")})


class Grower:
    """Grows one sentence's names, left to right. ``names`` are what `senses.resolve` gave."""

    def __init__(
        self, scanned: Scanned, names: list[Found], lexicon: Lexicon, register: Register, date: str | None
    ) -> None:
        self._scanned = scanned
        self._words = scanned.sentence.words
        self._lower = scanned.sentence.lower
        self._names = names
        self._phrases = lexicon.phrases
        self._english = lexicon.language == "en"
        self._register = register
        self._date = date

    def grow(self) -> list[Found]:
        """Return the mentions in order; those who act for nobody are dropped."""
        grown: list[Found] = []
        at, floor = 0, 0
        while at < len(self._names):
            item, at = self._merge_repeats(at)
            enclosed = self._encloses(grown[-1], item) if grown else False
            item = self._official(item, at, (grown[-2].last if len(grown) > 1 else 0) if enclosed else floor)
            if enclosed and item.first < grown[-1].first:
                grown.pop()  # "Kementerian Luar Negeri (Kemlu) RI"
            item, at = self._merge_duty(item, at)
            item, at = self._merge_person(item, at)
            floor = item.last
            if self._acts(item, at):
                grown.append(item)
        return self._join_appositions(grown)

    def _merge_repeats(self, at: int) -> tuple[Found, int]:
        """Join "Amerika Serikat (AS)" into one."""
        item, at = self._names[at], at + 1
        if item.kind is MentionKind.PERSON:
            item = replace(item, last=self._rest_of_name(item, at))
        words = self._words
        while at < len(self._names) and item.actors:
            other = self._names[at]
            apart = other.first != item.last + 1 or words[item.last] != "("
            if apart or other.last >= len(words) or words[other.last] != ")":
                break
            if other.actors != item.actors and item.actors[0] not in dict(other.candidates):
                break
            item, at = replace(item, last=other.last + 1), at + 1
        return item, at

    def _rest_of_name(self, item: Found, at: int) -> int:
        """Return where a known name ends with its further parts: "Mohamed bin Zayed" Al Nahyan."""
        if item.last - item.first < 2 or item.last >= len(self._lower):
            return item.last
        if self._lower[item.last] not in self._phrases.particles or not self._words[item.last][0].isupper():
            return item.last
        return self._name_end(item.last, at)

    def _name_end(self, first: int, at: int) -> int:
        taken = {token for name in self._names[at:] for token in range(name.first, name.last)}
        return name_end(self._phrases, self._words, self._lower, first, taken)

    def _encloses(self, before: Found, item: Found) -> bool:
        """Whether the mention before stands alone in parentheses right before this name."""
        closed = before.last + 1 == item.first and self._words[before.last] == ")"
        return closed and before.first > 0 and self._words[before.first - 1] == "("

    def _official(self, item: Found, at: int, floor: int) -> Found:
        begin = None
        if self._english and item.kind is not MentionKind.PERSON:
            begin = offices.start_before_of(self._phrases, self._lower, item.first, floor)
        elif item.kind is not MentionKind.PLACE:
            begin = offices.start(self._phrases, self._lower, item.first, floor)
        finish = None
        if self._english and item.kind in _STATE_KINDS:
            ceiling = self._names[at].first if at < len(self._names) else len(self._lower)
            finish = offices.end(self._phrases, self._lower, item.last, ceiling)
        if begin is None and finish is None:
            return item
        first, head = begin if begin is not None else (item.first, "")
        last, head = finish if finish is not None else (item.last, head)
        kind = item.kind
        if kind is not MentionKind.PERSON:
            kind = MentionKind.BODY if head in self._phrases.organs else MentionKind.OFFICE
        return replace(item, first=first, last=last, kind=kind, head=head)

    def _merge_duty(self, item: Found, at: int) -> tuple[Found, int]:
        """Take the place of duty into the envoy's mention: "Duta Besar Palestina untuk Indonesia", "KBRI Tripoli"."""
        if at >= len(self._names):
            return item, at
        duty = self._names[at]
        if item.head is not None:
            after = offices.duty_end(self._phrases, self._lower, item.first, item.last)
            if after is not None and duty.first == after:
                duty, at = self._merge_repeats(at)
                return replace(item, last=duty.last), at
        post = duty.first == item.last and not self._phrases.posts.isdisjoint(self._lower[item.first : item.last])
        if post and duty.kind in _PLACES:
            return replace(item, last=duty.last), at + 1
        return item, at

    def _merge_person(self, item: Found, at: int) -> tuple[Found, int]:
        """Take the office holder's name into the phrase: "Presiden Rusia (,) Vladimir Putin"."""
        if item.kind is MentionKind.PERSON:
            self._enter(item)
            return item, at
        if item.head not in self._phrases.offices:
            return item, at
        comma = item.last < len(self._lower) and self._lower[item.last] == ","
        first = skip_honorifics(self._phrases, self._lower, item.last + comma)
        holder = self._names[at] if at < len(self._names) else None
        starts = (item.last + comma, first)  # "Ayatollah" may belong to the name that is known
        if holder is None or holder.first not in starts or holder.kind is not MentionKind.PERSON:
            return self._absorb(self._merge_unknown(item, first, at, comma), at)
        if any(term.actor in item.actors for term in holder.terms):
            person = next(term.person for term in reversed(holder.terms) if term.actor in item.actors)
            self._register.give_role(person, item.actors[0])
            last = self._rest_of_name(holder, at + 1)
            self._enter(replace(holder, last=last, actors=item.actors, person=person))
            return replace(item, last=last, person=person, terms=holder.terms), at + 1
        if self._name_end(first, at + 1) > holder.last:
            return self._merge_unknown(item, first, at + 1, comma), at + 1
        return item, at

    def _absorb(self, item: Found, at: int) -> tuple[Found, int]:
        """Take the rest of a name that is known into the part that is not: "Luiz" Lula da Silva."""
        rest = self._names[at] if at < len(self._names) else None
        if item.person is None or rest is None or rest.first != item.last or rest.actors != item.actors:
            return item, at
        if rest.kind is not MentionKind.PERSON:
            return item, at
        return replace(item, last=rest.last, person=rest.person), at + 1

    def _merge_unknown(self, item: Found, first: int, at: int, comma: bool) -> Found:
        if self._scanned.case.title or self._scanned.case.upper:
            return item
        last = self._name_end(first, at)
        apposed = last < len(self._words) and (self._words[last] == "," or self._words[last].islower())
        if last == first or (comma and (last - first < 2 or not apposed)):
            return item
        name = written(self._scanned.sentence, first, last)
        if item.actors and not offices.former(self._phrases, self._lower, item.first, item.last):
            self._register.enter(self._name_words(first, last), Person(name, item.actors[0], False))
        return replace(item, last=last, person=name)

    def _enter(self, item: Found) -> None:
        words = self._name_words(item.first, item.last)
        if item.actors and item.person and len(words) > 1:
            self._register.enter(words, Person(item.person, item.actors[0], True))

    def _name_words(self, first: int, last: int) -> tuple[str, ...]:
        """Return the words of a name by which somebody may be called: no offices, titles and initials."""
        return tuple(
            self._words[at]
            for at in range(first, last)
            if self._words[at].isalpha()
            and self._lower[at] not in self._phrases.honorifics
            and (self._scanned.case.lower or is_name_word(self._phrases, self._words[at], self._lower[at]))
        )

    def _acts(self, item: Found, at: int) -> bool:
        """Tell whether a grown name stands for its actor: in office now, and no firm, pundit or opposition."""
        if not item.actors and not item.candidates:
            return False
        is_person = item.kind is MentionKind.PERSON
        if (item.head or is_person) and self._is_former(item):
            return False
        if is_person:
            return not self._other_person(item)
        if self._english:
            ceiling = self._names[at].first if at < len(self._names) else len(self._lower)
            return not offices.is_private_after(self._phrases, self._lower, item.last, ceiling)
        return not offices.is_private(self._phrases, self._lower, item.first, 0)

    def _is_former(self, item: Found) -> bool:
        """Whether the office is past, and the person holds no other one for the same actor now."""
        if not offices.former(self._phrases, self._lower, item.first, item.last):
            return False
        now = running(item.terms, self._date) if self._date else ()
        return not any(term.actor in item.actors for term in now)

    def _other_person(self, item: Found) -> bool:
        """Whether a surname belongs to somebody else ("Ivanka Trump"); full names are sure."""
        if item.last - item.first > 1 or item.head or self._scanned.case.mixed_up:
            return False
        taken = {token for name in self._names for token in range(name.first, name.last)}
        own = " ".join(term.person for term in item.terms)
        return is_someone_else(self._phrases, self._scanned.sentence, item.first, item.last, own, taken)

    def _join_appositions(self, grown: list[Found]) -> list[Found]:
        """Join "Vladimir Putin, Presiden Rusia" into one."""
        joined: list[Found] = []
        for item in grown:
            before = joined[-1] if joined else None
            holder = before is not None and before.kind is MentionKind.PERSON and before.actors == item.actors
            office = item.kind is MentionKind.OFFICE and item.person is None
            if before is not None and holder and office and self._lower[before.last : item.first] in _GAPS:
                joined[-1] = replace(before, last=item.last)
            else:
                joined.append(item)
        return joined
