"""A sentence made comparable: names, people, offices, dates and regions become slots, the rest is folded words.

"Presiden AS, Donald Trump, bertemu" is read as ``§O0 §S1 , §P2 , bertemu``. Articles ("the"), hyphens and quotes are
left out, contractions are written out, dashes and brackets become commas.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from haluan.answers.checking.names import Entry, Names
from haluan.answers.checking.words import ngrams
from haluan.claims.dates import find
from haluan.mentions.units import folded, split
from haluan.model import Article, Evidence, Mention, MentionKind, Sentence
from haluan.ontology import load
from haluan.ontology.types import ActorKind

SLOT = re.compile(r"§[A-Z]\d+")  # a slot as it is written in the text that is matched
_LONGEST = 8  # units of the longest names
_DASHES = frozenset("–—[];")
_BRACKETS = frozenset("()")
_DROPPED = frozenset("-‐‑\"“”«»'‘’`ʼ")
_DATELINE = frozenset({",", "(", ")", ":", "."}) | _DASHES
_LISTING = frozenset({",", "and", "dan", "or", "atau", "serta"})
_SINCE = re.compile(r"(\d{4})(-\d\d)/\.\.")
_DETERMINERS = ("the",)


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a sentence: its folded form, its surface, and where it stands in the text."""

    word: str
    surface: str
    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in a slot: the readings of its name (or the EDTF of a date in ``when``), and its place."""

    letter: str
    entries: tuple[Entry, ...]
    when: str | None
    text: str
    start: int
    end: int

    @property
    def codes(self) -> tuple[str, ...]:
        """Distinct values of the readings that fit the slot."""
        return tuple(dict.fromkeys(entry.value for entry in self.entries if entry.slot == self.letter))

    @property
    def roles(self) -> tuple[str, ...]:
        """What narrows the slot: the roles of its first reading that has any."""
        return next((entry.roles for entry in self.entries if entry.slot == self.letter and entry.roles), ())


@dataclass(frozen=True, slots=True)
class Slotted:
    """A sentence with slots. ``text`` is matched by patterns; `evidence` leads back from there to the article."""

    sentence: Sentence
    language: str
    text: str
    slots: tuple[Slot, ...]
    _ends: tuple[int, ...]  # where each piece ends in ``text``
    _spans: tuple[tuple[int, int], ...]  # where each piece stands in the article

    def evidence(self, article: Article, first: int, last: int) -> Evidence:
        """Cut the quote whose pieces stand at ``[first, last)`` of ``text``."""
        a, b = bisect_right(self._ends, first), bisect_right(self._ends, max(first, last - 1))
        a, b = min(a, len(self._spans) - 1), min(b, len(self._spans) - 1)
        return Evidence.cut(article.text, self._spans[a][0], self._spans[b][1])

    def slot(self, name: str) -> Slot:
        """Return the slot that is written ``§S3``."""
        return self.slots[int(name[2:])]


def slotted(
    article: Article,
    sentence: Sentence,
    mentions: Sequence[Mention],
    language: str,
    known: Names,
    referents: Mapping[int, tuple[int, str]] = MappingProxyType({}),
) -> Slotted:
    """Read one sentence into slots; ``mentions`` are those of the sentence and decide between readings of a name.

    ``referents`` tells for tokens that only refer to a state where the reference ends, and to which state.
    """
    units = _units(sentence)
    dated = {d.first: d for d in find(sentence.lower, _day(article.date))}
    pieces: list[tuple[str, int, int]] = []
    slots: list[Slot] = []
    at = 0
    while at < len(units):
        one = units[at]
        when = dated.get(one.token)
        taken, letter, entries = _referred(units, at, referents) or _name(units, at, mentions, known)
        if when is not None and (at == 0 or units[at - 1].token != one.token):
            last = max(i for i, unit in enumerate(units) if unit.token < when.last)
            slot = Slot("T", (), _gone(when.edtf, article.date), "", one.start, units[last].end)
            at = last + 1
        elif taken:
            end = units[taken - 1].end
            if (
                letter == "C"
                and {entry.slot for entry in entries}.isdisjoint("Z")
                and _acts(units, at, taken, mentions, pieces)
            ):
                letter, entries = "S", tuple(Entry("S", entry.value) for entry in entries if entry.slot == "C")
            slot = Slot(letter, entries, None, article.text[one.start : end], one.start, end)
            at = taken
        else:
            pieces.append(("," if one.word in _BRACKETS else one.word, one.start, one.end))
            at += 1
            continue
        if not _repeats(slot, slots, pieces):
            pieces.append((f"§{slot.letter}{len(slots)}", slot.start, slot.end))
            slots.append(slot)
        else:  # the bracket goes with it
            pieces.pop()
            at += at < len(units) and units[at].word in (")", ",")
    return _made(sentence, language, pieces, slots)


def _letter(code: str) -> str:
    return "S" if load().actors[code].kind is ActorKind.STATE else "B"


def _referred(
    units: Sequence[Unit], at: int, referents: Mapping[int, tuple[int, str]]
) -> tuple[int, str, tuple[Entry, ...]] | None:
    """Read the units of "the country" as the state; articles are no units, so that they may begin one token late."""
    token = units[at].token
    for first, (last, code) in referents.items():
        if first <= token < last and (at == 0 or units[at - 1].token < first):
            return (
                max(i for i, unit in enumerate(units) if unit.token < last) + 1,
                _letter(code),
                (Entry(_letter(code), code),),
            )
    return None


def _gone(edtf: str | None, today: str | None) -> str | None:
    """Read "since January" in a text of December as of the January before: what goes on has begun.

    "Until today" is no time at all: it tells that something goes on.
    """
    if today is not None and edtf == f"../{today[:10]}":
        return None
    month = _SINCE.fullmatch(edtf or "")
    if month is None or today is None or month[1] + month[2] <= today[:7]:
        return edtf
    return f"{int(month[1]) - 1}{month[2]}/.."


def _acts(
    units: Sequence[Unit], at: int, behind: int, mentions: Sequence[Mention], pieces: Sequence[tuple[str, int, int]]
) -> bool:
    """Whether a capital stands for its government: no place, in no list of places, and no dateline."""
    seats = {mention.first for mention in mentions if mention.kind is MentionKind.SEAT}
    lists = len(pieces) > 1 and pieces[-1][0] in _LISTING and pieces[-2][0].startswith("§C")
    dateline = at == 0 and units[behind : behind + 1] and units[behind].word in _DATELINE
    after = units[behind + 1] if behind + 1 < len(units) else None
    goes_on = after is not None and (after.token in seats or (units[behind].word == "," and after.surface[0].islower()))
    return units[at].token in seats and not lists and (goes_on or not dateline)


def _day(date: str | None) -> str | None:
    from haluan.mentions.people import day

    return day(date)


def _made(sentence: Sentence, language: str, pieces: list[tuple[str, int, int]], slots: list[Slot]) -> Slotted:
    ends, length = [], 0
    for word, _, _ in pieces:
        length += len(word) + 1
        ends.append(length)
    spans = tuple((start, end) for _, start, end in pieces)
    return Slotted(sentence, language, " ".join(word for word, _, _ in pieces), tuple(slots), tuple(ends), spans)


def _repeats(slot: Slot, slots: list[Slot], pieces: list[tuple[str, int, int]]) -> bool:
    """Whether the slot is the short form of the one right before it: "European Union (EU)"."""
    if not slots or slot.letter not in "SB" or len(pieces) < 2 or pieces[-1][0] != ",":
        return False
    same = bool(slot.codes) and slots[-1].codes == slot.codes and slots[-1].letter == slot.letter
    return same and pieces[-2][0] == f"§{slot.letter}{len(slots) - 1}"


def _units(sentence: Sentence) -> list[Unit]:
    """Cut the sentence into units; contractions are written out, what only joins or marks is left out."""
    found: list[Unit] = []
    for token, word in enumerate(sentence.words):
        start, end = sentence.starts[token], sentence.ends[token]
        low = folded(word)
        if low in ("'s", "n't") or low in _DETERMINERS:
            kept = {"'s": "'s", "n't": "not"}.get(low)
            following = sentence.words[token + 1][:1] if token + 1 < len(sentence.words) else ""
            if kept or following.isdigit():
                found.append(Unit(kept or low, word, start, end, token))
        elif low.endswith("n't"):
            verb = {"ca": "can", "wo": "will"}.get(low[:-3], low[:-3])
            found += [Unit(part, word, start, end, token) for part in (verb, "not")]
        elif word in _BRACKETS:
            found.append(Unit(word, word, start, end, token))
        elif word in _DASHES:
            found.append(Unit(",", word, start, end, token))
        elif word.isalnum():
            found.append(Unit(low, word, start, end, token))
        else:
            found += [Unit(folded(part), part, start, end, token) for part in split(word) if part not in _DROPPED]
    return found


def _name(
    units: Sequence[Unit], at: int, mentions: Sequence[Mention], known: Names
) -> tuple[int, str, tuple[Entry, ...]]:
    """Find the longest name that begins at unit ``at``: the unit behind it, its slot's letter and its readings."""
    parts = tuple(unit.word for unit in units[at : at + _LONGEST])
    for length, phrase in ngrams(parts, 0, _LONGEST):
        following = units[at + length].surface if at + length < len(units) else ""
        entries = tuple(e for e in known.get(phrase, ()) if _fits(e, units[at : at + length], following))
        if not entries:
            continue
        chosen = _decided(phrase, entries, units[at], units[at + length - 1], mentions)
        if chosen:
            return at + length, chosen[0].slot, chosen
    return 0, "", ()


def _fits(entry: Entry, units: Sequence[Unit], following: str) -> bool:
    if entry.slot == "P" and len(units) == 1 and following[:1].isupper():
        return False  # one word of a longer name
    if entry.spelling is not None:
        return tuple(unit.surface for unit in units) == entry.spelling
    return not entry.capital or units[0].surface[:1].isupper() or units[0].surface[:1].isdigit()


_ORDER = {"B": 0, "S": 1, "P": 2, "D": 3, "R": 4, "O": 5, "Z": 6, "C": 7}
_ACTORS = "SDBC"


def _decided(
    phrase: tuple[str, ...], entries: tuple[Entry, ...], first: Unit, last: Unit, mentions: Sequence[Mention]
) -> tuple[Entry, ...]:
    """Choose among readings: what the linker read there, else the only actor; one of many actors is none."""
    here = {
        code
        for mention in mentions
        if mention.first <= first.token and last.token < mention.last
        for code in mention.actors
    }
    actors = [entry for entry in entries if entry.slot in _ACTORS]
    agreed = [entry for entry in actors if entry.value in here]
    if agreed and all(entry.body for entry in agreed):  # a body of one bloc that another bloc has for its name
        agreed = [entry for entry in actors if entry.slot == "B" and not entry.body] or agreed
    ordered = sorted(entries, key=lambda entry: _ORDER[entry.slot])
    if agreed:
        return (*(e for e in ordered if e in agreed), *(e for e in ordered if e not in agreed))
    spread = any(len(m.actors) > 1 and m.first <= first.token and last.token < m.last for m in mentions)  # its members
    unsure = (" ".join(phrase) in load().ambiguous and not spread) or len({entry.value for entry in actors}) > 1
    rest = tuple(e for e in ordered if e.slot not in _ACTORS)
    return rest if unsure and actors else tuple(ordered)
