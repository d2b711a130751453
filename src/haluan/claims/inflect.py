"""Word forms of cue lemmas: Indonesian voice prefixes and English verb endings.

The lexicon lists lemmas; writing out every form by hand is where lexica go wrong. Indonesian follows the rules of
meN- assimilation (TBBBI ch. 4): p, t, s, k drop before a vowel, other initials take the fitting nasal.
"""

from __future__ import annotations

from dataclasses import dataclass

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of one verb: ``active`` and ``passive`` ones, and ``bare`` ones that headlines use as active."""

    active: tuple[str, ...]
    passive: tuple[str, ...]
    bare: tuple[str, ...] = ()


def nasal(root: str) -> str:
    """Prefix meN- to an Indonesian root: serang -> menyerang, kecam -> mengecam, bom -> mengebom."""
    first, second = root[0], root[1:2]
    drops = second in VOWELS
    if len(root) <= 3 and sum(c in VOWELS for c in root) == 1:
        return "menge" + root  # one-syllable roots: mengebom, mengecap
    if first == "p" and drops:
        return "mem" + root[1:]
    if first == "t" and drops:
        return "men" + root[1:]
    if first == "s" and drops:
        return "meny" + root[1:]
    if first == "k" and drops:
        return "meng" + root[1:]
    if first in "bpfv":
        return "mem" + root
    if first in "cdjtz" or root.startswith(("sy", "sp", "st")):
        return "men" + root
    if first in VOWELS + "ghk":
        return "meng" + root
    return "me" + root


def indonesian(lemma: str) -> Forms:
    """Forms of an Indonesian verb lemma: ``serang``, ``jatuh+kan``, ``duduk+i``; ``=bertemu`` is taken as it is."""
    if lemma.startswith("="):
        return Forms((lemma[1:],), ())
    root, _, suffix = lemma.partition("+")
    stems = (root + suffix,)
    active = tuple(nasal(s) for s in stems)
    passive = tuple("di" + s for s in stems)
    return Forms(active, passive, stems)


def english(lemma: str) -> Forms:
    """Forms of an English verb: ``attack`` regularly, ``strike/struck/struck`` with past and participle given."""
    base, *rest = lemma.split("/")
    if rest:
        past, participle = rest[0], rest[-1]
    else:
        past = participle = _past(base)
    return Forms((base, _third(base), _ing(base), past), (participle,))


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    """Short stressed consonant-vowel-consonant verbs double the last letter: bar, ban, hit, stop."""
    return (
        len(base) <= 4
        and base[-1] not in VOWELS + "wxy"
        and base[-2] in VOWELS
        and (len(base) < 3 or base[-3] not in VOWELS)
    )


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def _ing(base: str) -> str:
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"
