"""The vocabulary of the checks: data/words.yaml as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    """Load data/words.yaml, once a process."""
    return load_yaml("words.yaml")


def load_yaml(name: str) -> Mapping[str, Any]:
    """Read one file of this package's data."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (files("haluan.answers.checking") / "data" / name).read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - safe loaders
    return data


@cache
def gap_features() -> Mapping[str, str]:
    """Word or phrase between subject and predicate -> what it does to the claim."""
    return {str(word): str(feature) for feature, listed in words()["gap"].items() for word in listed}


def number(text: str) -> int | None:
    """Read a number in digits or words, English or Indonesian, up to 999; None where it is none."""
    if text.isdigit():
        return int(text)
    units, tens = words()["numbers"]["units"], words()["numbers"]["tens"]
    total, last = 0, 0
    for word in text.split():
        if word in tens:
            total, last = total + tens[word], 0
        elif word == "puluh":
            total, last = total + 10 * last, 0
        elif word == "belas":
            total, last = total + 10 + last, 0
        elif word == "ratus":
            total, last = total + 100 * last, 0
        elif word in units:
            total, last = total + last, units[word]
        else:
            return None
    return total + last or None


def place(text: str) -> int | None:
    """Read an ordinal: first, 32nd, pertama, ke 32; -1 is the last or newest."""
    ordinals = words()["numbers"]["ordinals"]
    if text in words()["numbers"]["last"]:
        return -1
    if text in ordinals:
        return int(ordinals[text])
    digits = "".join(char for char in text if char.isdigit())
    return int(digits) if digits else None


def ngrams(parts: tuple[str, ...], first: int, longest: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the phrases that begin at ``first``, the longest first, with the index behind them."""
    for last in range(min(len(parts), first + longest), first, -1):
        yield last, parts[first:last]
