"""The words of the date grammar (data/dates.yaml), indexed for reading tokens from a position."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from haluan.claims.lexicon import WordSet, data, word_set
from haluan.claims.lexicon import split as tokens_of

Tokens = tuple[str, ...]
Valued = Mapping[str, tuple[tuple[Tokens, int], ...]]


@cache
def table(key: str) -> Mapping[str, int]:
    """Number of each single word under a numbered key."""
    return {word: int(value) for value, words in data("dates.yaml")[key].items() for word in words}


@cache
def phrases(key: str) -> WordSet:
    """Words and phrases under a plain key."""
    return word_set(data("dates.yaml")[key])


@cache
def units(key: str = "units") -> Mapping[str, str]:
    """Unit (day, week, month, year, decade, century) of each word that names one."""
    return {word: unit for unit, words in data("dates.yaml")[key].items() for word in words}


@cache
def valued(key: str) -> Valued:
    """Phrases under a numbered key, longest first, by their first token."""
    index: dict[str, list[tuple[Tokens, int]]] = {}
    for value, words in data("dates.yaml")[key].items():
        for sequence in map(tokens_of, words):
            index.setdefault(sequence[0], []).append((sequence, int(value)))
    return {first: tuple(sorted(found, key=lambda f: (-len(f[0]), f))) for first, found in index.items()}


@cache
def called() -> Mapping[Tokens, str]:
    """Day of each event that is called by its day ("7 Oktober"), by the tokens that call it."""
    return {tokens_of(name): str(day) for day, names in data("dates.yaml")["called"].items() for name in names}


@cache
def beginnings() -> frozenset[str]:
    """Every token that a date expression can begin with, numbers aside: most tokens fail this test at once."""
    first = {*table("months"), *table("weekdays"), *table("numbers"), *table("short_quarters"), *table("ordinals")}
    first |= {*units(), *units("single_units"), *table("leads")}
    for key in ("days", "shifts", "seasons"):
        first |= set(valued(key))
    for key in ("parts", "weekends", "quarters", "halves", "centuries"):
        first |= set(phrases(key).index)
    return frozenset(first) | {f"{month}." for month in table("months")} | {"the"}


def at(tokens: Tokens, i: int) -> str:
    """Token ``i``, or "" outside the sentence."""
    return tokens[i] if 0 <= i < len(tokens) else ""


def width(key: str, tokens: Tokens, i: int) -> int:
    """Length of the longest phrase under ``key`` at token ``i``; 0 where none stands there."""
    return phrases(key).at(tokens, i) if 0 <= i < len(tokens) else 0


def value(key: str, tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Length and number of the longest phrase under a numbered ``key`` at token ``i``."""
    for sequence, number in valued(key).get(at(tokens, i), ()):
        if tokens[i : i + len(sequence)] == sequence:
            return len(sequence), number
    return None


def number(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Tokens used and value of a whole number at ``i``, in digits or in words ("dua puluh", "dua belas")."""
    token = at(tokens, i)
    if token.isascii() and token.isdigit():
        return (1, int(token)) if len(token) <= 3 else None
    one = table("numbers").get(token)
    if one is None:
        return None
    behind = at(tokens, i + 1)
    if one < 10 and behind in phrases("teens"):
        return 2, 10 + one
    if one < 10 and behind in phrases("tens"):
        rest = table("numbers").get(at(tokens, i + 2), 10)
        return (3, one * 10 + rest) if rest < 10 else (2, one * 10)
    return 1, one
