"""From what a user typed to an actor or a region, with suggestions where nothing fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haluan.ontology.types import NameKind, Ontology

_SUGGESTIONS = 5
_CUTOFF = 70.0  # below it rapidfuzz proposes names that share little more than a syllable
# A user who types a place means the place, not its state, unless nothing else bears that name.
_RANK = {NameKind.PLACE: 1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that the query may have meant, the name that is like it, and the likeness from 0 to 100."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor that ``query`` names, else ``code`` None with what it may have meant, best first.

    Several candidates of score 100 say that the name is ambiguous ("Kongo"); lower scores are "did you mean".
    """

    query: str
    code: str | None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionResolution:
    """The region that ``query`` names, else ``code`` None with what it may have meant, best first."""

    query: str
    code: str | None
    candidates: tuple[Candidate, ...] = ()


def resolve(query: str, ontology: Ontology) -> Resolution:
    """Find the actor whose code or name, in any language and case, ``query`` is."""
    text = " ".join(query.split())
    if text.upper() in ontology.actors:
        return Resolution(query, text.upper())
    key = text.casefold()
    exact = [name for name in ontology.names if name.name == text]
    matches = exact or [name for name in ontology.names if name.name.casefold() == key]
    best = min((_RANK.get(name.kind, 0) for name in matches), default=0)
    codes = list(dict.fromkeys(name.code for name in matches if _RANK.get(name.kind, 0) == best))
    if len(codes) == 1:
        return Resolution(query, codes[0])
    if codes:
        return Resolution(query, None, tuple(Candidate(code, text, 100.0) for code in codes))
    names = {name.name.casefold(): (name.code, name.name) for name in ontology.names}
    names |= {code.casefold(): (code, code) for code in ontology.actors}
    return Resolution(query, None, _similar(key, names))


def resolve_region(query: str, ontology: Ontology) -> RegionResolution:
    """Find the region whose code or name, in any language and case, ``query`` is."""
    key = " ".join(query.split()).casefold()
    if key in ontology.region_names:
        return RegionResolution(query, ontology.region_names[key])
    return RegionResolution(query, None, _similar(key, {n: (code, n) for n, code in ontology.region_names.items()}))


def _similar(key: str, names: Mapping[str, tuple[str, str]]) -> tuple[Candidate, ...]:
    from rapidfuzz import fuzz, process  # lazily: only a mistyped name needs it

    found: Iterable[tuple[str, float, int]] = process.extract(
        key, list(names), scorer=fuzz.ratio, limit=4 * _SUGGESTIONS, score_cutoff=_CUTOFF
    )
    best: dict[str, Candidate] = {}
    for name, score, _index in found:
        code, shown = names[name]
        best.setdefault(code, Candidate(code, shown, float(score)))
    return tuple(best.values())[:_SUGGESTIONS]
