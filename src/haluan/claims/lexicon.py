"""Loads the vocabulary of cues and finds cues in a sentence.

A cue is a token sequence that names a relation, with the frame that tells where its participants stand. The data
files say what the frames mean; this module only inflects, indexes and matches (longest match first).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from haluan.claims.inflect import Forms, english, indonesian
from haluan.model import HaluanError

_TOKEN = re.compile(r"\w+(?:'(?!s\b)\w+)*|[^\w\s]")


class Frame(StrEnum):
    """Where a cue's participants stand."""

    VERB = "verb"  # SOURCE cue TARGET
    PASSIVE = "passive"  # TARGET cue SOURCE
    NOUN = "noun"  # cue SOURCE prep TARGET
    MUTUAL_VERB = "mutual_verb"  # A cue B, A and B cue
    MUTUAL_NOUN = "mutual_noun"  # cue A and B, cue between A and B
    ROLE = "role"  # SOURCE is cue TARGET
    FLIP_VERB = "flip_verb"  # TARGET cue prep SOURCE
    FLIP_NOUN = "flip_noun"
    GIVE = "give"  # SOURCE cue THING prep TARGET
    GET = "get"  # TARGET cue THING prep SOURCE


Sequence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordSet:
    """Token sequences indexed by their first token, for words that turn status, speech and so on."""

    index: Mapping[str, tuple[Sequence, ...]]

    def at(self, tokens: tuple[str, ...], i: int) -> int:
        """Length of the longest entry that starts at token ``i``; 0 where none does."""
        for sequence in self.index.get(tokens[i], ()):
            n = len(sequence)
            if n == 1 or tokens[i : i + n] == sequence:
                return n
        return 0

    def __contains__(self, token: str) -> bool:
        return any(len(s) == 1 for s in self.index.get(token, ()))


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon in one form.

    ``bare``: an Indonesian root that headlines use as a verb; ``strict``: a root that is an everyday noun too and so
    counts only right behind its subject; ``participle``: an English past form that may be passive;
    ``travel``: a verb of motion, a visit only where an official is the one who travels;
    ``object_noun``: a noun whose own genitive is the target ("pembunuhan X"); ``possessed``: an Indonesian noun in
    -nya, whose owner is the subject of the clause; ``needs``: words of which one must stand near ("hubungan ... erat");
    ``requested``: the verb itself asks for the act ("mengundang" a visit);
    ``plural``: a mutual verb that is one only with both sides as its subject ("A dan B membahas").
    """

    relation: str
    frame: Frame
    language: str
    lemma: str
    preps: frozenset[str] = frozenset()
    weak: bool = False
    bare: bool = False
    strict: bool = False
    participle: bool = False
    travel: bool = False
    object_noun: bool = False
    possessed: bool = False
    needs: WordSet | None = None
    requested: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at tokens ``[first, last)`` of a sentence."""

    cue: Cue
    first: int
    last: int


def split(phrase: str) -> Sequence:
    """Tokens of a lexicon phrase, cut as the text stage cuts text (hyphens stand alone)."""
    return tuple(_TOKEN.findall(phrase.casefold()))


def word_set(phrases: Iterable[str]) -> WordSet:
    """Index phrases for `WordSet.at`."""
    index: dict[str, set[Sequence]] = {}
    for phrase in phrases:
        sequence = split(phrase)
        index.setdefault(sequence[0], set()).add(sequence)
    return WordSet({k: tuple(sorted(v, key=lambda s: (-len(s), s))) for k, v in index.items()})


@cache
def data(name: str) -> Any:
    """Parsed YAML of one vocabulary file of this package."""
    text = resources.files("haluan.claims").joinpath("data", name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders


@cache
def words(name: str, key: str) -> WordSet:
    """Words of every language under ``key`` of a vocabulary file."""
    entry = data(name)[key]
    return word_set(w for phrases in entry.values() for w in phrases)


def transfers() -> Any:
    """The vocabulary of giving and getting (transfers.yaml)."""
    return data("transfers.yaml")


@cache
def thing_words() -> Mapping[str, WordSet]:
    """What can be given or got, by the relation that it makes."""
    return {
        relation: word_set(w for phrases in lists.values() for w in phrases)
        for relation, lists in transfers()["things"].items()
    }


def _inflected(lemma: str, language: str) -> Iterator[tuple[str, Forms]]:
    """Forms of a lemma's first word, with the rest of the phrase appended; `~` forbids the bare form."""
    head, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    if language == "en":
        # "send weapons to/sent weapons to/...": the slash form gives whole phrases
        if "/" in lemma:
            base, *others = lemma.split("/")
            verb = "/".join([base.split(" ")[0], *(o.split(" ")[0] for o in others)])
            tail = base[len(base.split(" ")[0]) :]
            yield tail, english(verb)
        else:
            yield tail, english(head)
    elif lemma.startswith("="):
        yield "", Forms((lemma[1:],), ())
    else:
        yield tail, indonesian(head)


def _verb_cues(entry: Mapping[str, Any], key: str, frame: Frame, language: str) -> Iterator[tuple[str, Cue]]:
    preps = frozenset(entry.get("flip_preps" if frame is Frame.FLIP_VERB else "preps", ()))
    no_bare, no_past = set(entry.get("no_bare", ())), set(entry.get("no_past", ()))
    for lemma in entry.get(key, ()):
        made = {
            "relation": entry["relation"],
            "language": language,
            "lemma": lemma,
            "preps": preps,
            "travel": key == "travel_verbs",
            "plural": key == "plural_verbs",
            "requested": lemma in entry.get("requested", ()),
        }
        for tail, forms in _inflected(lemma, language):
            for form in forms.active:
                yield form + tail, Cue(frame=frame, **made)
                if language == "id" and tail:
                    yield form + tail + "nya", Cue(frame=frame, **made)
            for form in forms.bare:
                yield form + tail, Cue(frame=frame, bare=True, strict=lemma in no_bare, **made)
            for form in forms.passive:
                turned = Frame.PASSIVE if frame is Frame.VERB else frame
                participle = language == "en"
                if frame is not Frame.FLIP_VERB and lemma not in no_past:
                    yield form + tail, Cue(frame=turned, participle=participle, **made)


def _combined(entry: Mapping[str, Any], key: str, frame: Frame, language: str) -> Iterator[tuple[str, Cue]]:
    """Verbs times nouns of one entry: "perkuat / pererat / jalin" x "kerja sama / hubungan"."""
    combos = entry.get(key)
    if combos:
        lemmas = [f"{verb} {noun}" for verb in combos["verbs"] for noun in combos["nouns"]]
        yield from _verb_cues({**entry, "mutual_verbs": lemmas}, "mutual_verbs", frame, language)


def _noun_cues(entry: Mapping[str, Any], key: str, frame: Frame, language: str) -> Iterator[tuple[str, Cue]]:
    names = {Frame.NOUN: "noun_preps", Frame.FLIP_NOUN: "flip_preps"}
    preps = frozenset(entry.get(names.get(frame, ""), ()))
    weak, objects = set(entry.get("weak_nouns", ())), set(entry.get("object_nouns", ()))
    for noun in entry.get(key, ()):
        cue = Cue(
            entry["relation"],
            frame,
            language,
            noun,
            preps,
            weak=noun in weak,
            strict=key == "own_nouns",
            object_noun=noun in objects,
            needs=word_set(entry["conditions"]) if key == "conditional_nouns" else None,
        )
        yield noun, cue
        if language == "id" and key in {"nouns", "mutual_nouns", "role_nouns"}:
            yield noun + "nya", replace(cue, possessed=True)
        if language == "en" and not noun.endswith("s"):
            head, _, last = noun.rpartition(" ")
            yield f"{head} {english(last).active[1]}".strip(), cue


_FRAMES = (
    ("verbs", Frame.VERB, _verb_cues),
    ("travel_verbs", Frame.VERB, _verb_cues),
    ("flip_verbs", Frame.FLIP_VERB, _verb_cues),
    ("mutual_verbs", Frame.MUTUAL_VERB, _verb_cues),
    ("plural_verbs", Frame.MUTUAL_VERB, _verb_cues),
    ("mutual_combos", Frame.MUTUAL_VERB, _combined),
    ("nouns", Frame.NOUN, _noun_cues),
    ("own_nouns", Frame.NOUN, _noun_cues),
    ("flip_nouns", Frame.FLIP_NOUN, _noun_cues),
    ("mutual_nouns", Frame.MUTUAL_NOUN, _noun_cues),
    ("conditional_nouns", Frame.MUTUAL_NOUN, _noun_cues),
    ("role_nouns", Frame.ROLE, _noun_cues),
)


def _transfer_cues() -> Iterator[tuple[str, Cue]]:
    for frame, key, side in ((Frame.GIVE, "give", "to"), (Frame.GET, "get", "from")):
        for language, lemmas in transfers()[key].items():
            entry = {"relation": "", "verbs": lemmas, "preps": transfers()[side][language]}
            yield from _verb_cues(entry, "verbs", frame, language)


def _entries() -> Iterator[tuple[str, Cue]]:
    for name, language in (("cues_id.yaml", "id"), ("cues_en.yaml", "en")):
        for entry in data(name):
            unknown = set(entry) - _KEYS
            if unknown:
                raise HaluanError(f"{name}: unknown keys {sorted(unknown)} under {entry.get('relation')}")
            for key, frame, make in _FRAMES:
                yield from make(entry, key, frame, language)
    yield from _transfer_cues()


_KEYS = {"relation", "preps", "noun_preps", "flip_preps", "no_bare", "no_past"} | {key for key, _, _ in _FRAMES}
_KEYS |= {"weak_nouns", "object_nouns", "conditions", "requested"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, indexed by first token; the cues of one token sequence stand together."""

    index: Mapping[str, tuple[tuple[Sequence, tuple[Cue, ...]], ...]]

    def hits(self, tokens: tuple[str, ...], blocked: tuple[int, ...]) -> Iterator[tuple[Hit, ...]]:
        """Give the readings of each cue from left to right, longest match, outside tokens that ``blocked`` marks."""
        i, n = 0, len(tokens)
        while i < n:
            if blocked[i] >= 0 or tokens[i] not in self.index:
                i += 1
                continue
            for sequence, cues in self.index[tokens[i]]:
                end = i + len(sequence)
                if tokens[i:end] == sequence and all(b < 0 for b in blocked[i:end]):
                    if cues:
                        yield tuple(Hit(cue, i, end) for cue in cues)
                    i = end - 1
                    break
            i += 1


def _unmixed(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Make a bare verb strict where the same form is a noun too ("invasi", "boikot")."""
    nouns = {cue.relation for cue in cues if cue.frame is Frame.NOUN}
    return tuple(replace(c, strict=True) if c.bare and c.relation in nouns else c for c in cues)


@cache
def lexicon(language: str) -> Lexicon:
    """Build the cues of one language (``id``, ``ms`` or ``en``) from the data files."""
    wanted = "en" if language == "en" else "id"
    found: dict[Sequence, dict[tuple[str, Frame], Cue]] = {}
    for form, cue in _entries():
        if cue.language == wanted:
            found.setdefault(split(form), {}).setdefault((cue.relation, cue.frame), cue)
    for phrase in data("nothing.yaml")[wanted]:
        found[split(phrase)] = {}
    index: dict[str, list[tuple[Sequence, tuple[Cue, ...]]]] = {}
    for sequence, cues in found.items():
        index.setdefault(sequence[0], []).append((sequence, _unmixed(tuple(cues.values()))))
    return Lexicon({k: tuple(sorted(v, key=lambda e: (-len(e[0]), e[0]))) for k, v in index.items()})
