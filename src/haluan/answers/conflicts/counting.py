"""How many members a bloc has in all, as articles say it: patterns of ``data/member_counts.yaml``.

Claims hold no numbers, so these are read from the texts. Only what says that it means all members is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from haluan.answers.conflicts.types import Statement
from haluan.answers.view import View
from haluan.model import Evidence
from haluan.ontology import ActorKind, NameKind, Ontology
from haluan.store import StoredArticle

_REACH = 160  # characters round a cue word in which a pattern is looked for
_MOST_ARTICLES = 20_000  # that hold one cue word
_NAMES = frozenset({NameKind.NAME, NameKind.SHORT})
_MEMBERED = frozenset({ActorKind.BLOC, ActorKind.PACT})
_IN_A_LONGER_NAME = re.compile(r"(?:^|[^.!?:;\s]\s+)[A-Z][\w-]*\s+$")  # "Dewan Keamanan" PBB is not the whole of it


@dataclass(frozen=True, slots=True)
class Counting:
    """Compiled patterns, and what they capture: names of blocs and words of numbers."""

    cues: tuple[str, ...]
    cue: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    blocs: dict[str, str]
    numbers: dict[str, int]

    def find(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        """Yield (bloc, members, start, end) of each statement of ``text``, each place once."""
        found: set[tuple[str, int, int, int]] = set()
        for cue in self.cue.finditer(text):
            first, last = max(0, cue.start() - _REACH), cue.end() + _REACH
            for pattern in self.patterns:
                for match in pattern.finditer(text, first, last):
                    bloc, members = self.blocs[_spaced(match["bloc"])], self._number(match["n"])
                    place = (bloc, members, match.start(), match.end())
                    if members > 1 and place not in found and not self._part(text, match):
                        found.add(place)
                        yield place

    def _number(self, text: str) -> int:
        return int(text) if text.isdecimal() else self.numbers[_spaced(text.replace("-", " ")).lower()]

    @staticmethod
    def _part(text: str, match: re.Match[str]) -> bool:
        """Tell whether a capitalised word before the bloc's name makes it an organ of the bloc."""
        before = text[max(0, match.start("bloc") - 40) : match.start("bloc")]
        return match.start() == match.start("bloc") and _IN_A_LONGER_NAME.search(before) is not None


def statements(view: View, bloc: str | None = None) -> Iterator[Statement]:
    """Yield what the articles of the store say of the number of members of all blocs, or of ``bloc``."""
    counting = load_counting(view.naming.ontology)
    articles = {hit.article for cue in counting.cues for hit in view.store.search(cue, _MOST_ARTICLES)}
    for name in sorted(articles):
        stored = view.store.article(name)
        for code, members, start, end in counting.find(stored.article.text):
            if bloc in (None, code) and not _in_boilerplate(stored, start):
                yield _statement(stored, code, members, start, end)


def _in_boilerplate(stored: StoredArticle, start: int) -> bool:
    return any(span.start <= start < span.end for span in stored.boilerplate)


def _statement(stored: StoredArticle, code: str, members: int, start: int, end: int) -> Statement:
    article = stored.article
    quote = Evidence.cut(article.text, start, end)
    return Statement(
        article.id, code, members, quote, article.outlet, article.date, article.title, article.url, stored.group
    )


_COUNTING: dict[int, tuple[Ontology, Counting]] = {}


def load_counting(ontology: Ontology) -> Counting:
    """Compile the patterns for the blocs and pacts of ``ontology``, once a process."""
    if id(ontology) not in _COUNTING:
        _COUNTING[id(ontology)] = (ontology, _compile(ontology))  # keeps it alive, so that its id stays its own
    return _COUNTING[id(ontology)][1]


def _compile(ontology: Ontology) -> Counting:
    raw = _data()
    blocs = {
        _spaced(name.name): name.code
        for name in ontology.names
        if name.kind in _NAMES
        and ontology.actors[name.code].kind in _MEMBERED
        and name.name.casefold() not in ontology.ambiguous
    }
    blocs |= {code: code for code, actor in ontology.actors.items() if actor.kind in _MEMBERED}
    numbers = {language: _numbers(words) for language, words in raw["numbers"].items()}
    one_bloc = _any_of(blocs, "bloc")
    patterns = [
        re.compile(
            (r"(?<!\w)" + pattern.replace(" ", r"\s+") + r"(?!\w)")
            .replace("{bloc}", one_bloc)
            .replace("{noun}", raw["nouns"][language].replace(" ", r"\s+"))
            .replace("{n}", _any_of(numbers[language], "n", r"\d{1,3}"))
        )
        for language, found in raw["patterns"].items()
        for pattern in found
    ]
    cues = tuple(raw["cues"])
    merged = {word: value for words in numbers.values() for word, value in words.items()}
    return Counting(cues, re.compile(rf"\b(?:{'|'.join(cues)})\b", re.IGNORECASE), tuple(patterns), blocs, merged)


def _any_of(words: dict[str, str] | dict[str, int], group: str, other: str = "") -> str:
    """Write a group of alternatives, the longest first; blanks and hyphens fit each other."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    written = [re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest]
    return f"(?P<{group}>{'|'.join([other, *written] if other else written)})"


def _numbers(raw: dict[str, object]) -> dict[str, int]:
    """Spell the numbers from 1 to 99: units alone, and put together with words for ten or with tens."""
    units: dict[str, int] = dict(raw["units"])  # type: ignore[call-overload]
    spelled = dict(units)
    small = {word: value for word, value in units.items() if value < 10}
    if "ten" in raw:
        spelled |= {f"{word} {raw['teen']}": 10 + value for word, value in small.items() if value > 1}
        tens = {f"{word} {raw['ten']}": 10 * value for word, value in small.items() if value > 1}
        spelled |= tens
    else:
        tens = {word: value for word, value in units.items() if value >= 20}
    return spelled | {f"{ten} {word}": high + value for ten, high in tens.items() for word, value in small.items()}


def _spaced(text: str) -> str:
    return " ".join(text.split())


@cache
def _data() -> dict[str, Any]:
    text = (files("haluan.answers") / "data" / "member_counts.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]
