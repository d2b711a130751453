"""From what a user typed to an actor or a region, with suggestions where nothing fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from haluan.ontology.types import Name, NameKind, Ontology

_SUGGESTIONS = 5
_CUTOFF = 70.0  # below it rapidfuzz proposes names that share little more than a syllable
# "Did you mean" proposes actors by what they are called, not by their towns and offices: nobody who mistypes
# "Vietnam" wants Vienna.
_CALLED = frozenset({NameKind.NAME, NameKind.SHORT, NameKind.NICKNAME})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that the query may have meant, the name that is like it, and the likeness from 0 to 100."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What ``query`` names: ``code``, or None with the ``candidates`` that it may have meant, best first.

    Several candidates of score 100 say that the name is ambiguous ("Kongo"); lower scores are "did you mean".
    """

    query: str
    code: str | None
    candidates: tuple[Candidate, ...] = ()


def resolve(query: str, ontology: Ontology) -> Resolution:
    """Find the actor whose code or name, in any language and case, ``query`` is.

    A code wins over a name, a name as written over one in another case, a name over a place that is called the same.
    """
    text = " ".join(query.split())
    if text.upper() in ontology.actors:
        return Resolution(query, text.upper())
    matches = _matches(text, ontology)
    codes = list(dict.fromkeys(name.code for name in matches))
    if len(codes) == 1:
        return Resolution(query, codes[0])
    if codes:
        order = list(ontology.ambiguous.get(text.casefold(), codes))
        ranked = sorted(codes, key=order.index)
        return Resolution(query, None, tuple(Candidate(code, text, 100.0) for code in ranked))
    names = {name.name.casefold(): (name.code, name.name) for name in ontology.names if name.kind in _CALLED}
    names |= {code.casefold(): (code, code) for code in ontology.actors}
    return Resolution(query, None, _similar(text.casefold(), names))


def resolve_region(query: str, ontology: Ontology) -> Resolution:
    """Find the region whose code or name, in any language and case, ``query`` is; ``code`` is a region's code."""
    key = " ".join(query.split()).casefold()
    if key in ontology.region_names:
        return Resolution(query, ontology.region_names[key])
    return Resolution(query, None, _similar(key, {n: (code, n) for n, code in ontology.region_names.items()}))


def _matches(text: str, ontology: Ontology) -> list[Name]:
    key = text.casefold()
    folded = [name for name in ontology.names if name.name.casefold() == key]
    matches = [name for name in folded if name.name == text] or folded
    return [name for name in matches if name.kind is not NameKind.PLACE] or matches


def _similar(key: str, names: Mapping[str, tuple[str, str]]) -> tuple[Candidate, ...]:
    from rapidfuzz import fuzz, process  # lazily: only a mistyped name needs it

    found = process.extract(key, list(names), scorer=fuzz.ratio, limit=4 * _SUGGESTIONS, score_cutoff=_CUTOFF)
    best: dict[str, Candidate] = {}
    for name, score, _index in found:
        code, shown = names[name]
        best.setdefault(code, Candidate(code, shown, float(score)))
    return tuple(best.values())[:_SUGGESTIONS]
