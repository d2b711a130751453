"""Actors, regions and relations by name: what a user typed in, what is shown out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from haluan.answers.types import ActorName, Citation
from haluan.model import CitedClaim, HaluanError
from haluan.ontology import Actor, ActorKind, Candidate, NameKind, Ontology, Relation, resolve, resolve_region


class UnknownNameError(HaluanError):
    """A name that fits no actor, region or relation; the message says what may have been meant."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of the ontology in one language, ``id`` or ``en``. Codes that it does not know stand for themselves."""

    ontology: Ontology
    language: str

    def actor(self, query: str) -> str:
        """Return the code of the actor that ``query`` names; raises `UnknownNameError` with suggestions."""
        found = resolve(query, self.ontology)
        if found.code is None:
            raise UnknownNameError(f"no actor named {query!r}{self._hint(found.candidates)}")
        return found.code

    def region(self, query: str) -> str:
        """Return the code of the region that ``query`` names; raises `UnknownNameError` with suggestions."""
        found = resolve_region(query, self.ontology)
        if found.code is None:
            near = [candidate.name.title() for candidate in found.candidates]
            hint = (
                f"did you mean {', '.join(near)}?" if near else f"known are {', '.join(sorted(self.ontology.regions))}"
            )
            raise UnknownNameError(f"no region named {query!r}; {hint}")
        return found.code

    def place(self, query: str) -> ActorName:
        """Region as the user named it, by code and name; raises `UnknownNameError` with suggestions."""
        code, name = self.region(query), " ".join(query.replace("_", " ").split())
        return ActorName(code, name if name != name.lower() and query.upper() != query else name.title())

    def relation(self, query: str) -> str:
        """Return the relation word ``query`` in lower case; raises `UnknownNameError` where it is none of the 23."""
        word = query.strip().lower()
        if word not in self.ontology.relations:
            raise UnknownNameError(f"no relation {query!r}; known are: {', '.join(self.ontology.relations)}")
        return word

    def states(self, region: str | None) -> frozenset[str]:
        """Codes of the states of a region, of all states for None."""
        if region is not None:
            return self.ontology.regions[region]
        return frozenset(code for code, actor in self.ontology.actors.items() if actor.kind is ActorKind.STATE)

    def name(self, code: str) -> str:
        """Display name of a code."""
        actor: Actor | None = self.ontology.actors.get(code)
        return actor.name(self.language) if actor else code

    def named(self, code: str) -> ActorName:
        """Code and display name together."""
        return ActorName(code, self.name(code))

    def is_pact(self, code: str) -> bool:
        """Tell whether the code is that of a treaty."""
        actor = self.ontology.actors.get(code)
        return actor is not None and actor.kind is ActorKind.PACT

    def spellings(self, code: str) -> frozenset[str]:
        """All full names of the actor, in any language."""
        kinds = (NameKind.NAME, NameKind.SHORT)
        return frozenset(name.name for name in self.ontology.names if name.code == code and name.kind in kinds)

    def called(self, codes: Collection[str]) -> dict[str, list[str]]:
        """All that each actor is called in news: names, demonyms, seats of government, nicknames."""
        kinds = (NameKind.NAME, NameKind.SHORT, NameKind.DEMONYM, NameKind.SEAT, NameKind.NICKNAME)
        found: dict[str, list[str]] = {code: [] for code in codes}
        for name in self.ontology.names:
            if name.code in found and name.kind in kinds:
                found[name.code].append(name.name)
        return found

    def symmetric(self, relation: str) -> bool:
        """Tell whether the order of the actors does not matter for the relation."""
        known: Relation | None = self.ontology.relations.get(relation)
        return known is not None and known.symmetric

    def sign(self, relation: str) -> int:
        """+1 friendly, -1 hostile, 0 neither or unknown."""
        known = self.ontology.relations.get(relation)
        return known.sign if known else 0

    def label(self, source: str, relation: str, target: str) -> str:
        """Say the tie as one phrase: "Israel arms Philippines"."""
        known = self.ontology.relations.get(relation)
        if known is None:
            return f"{self.name(source)} {relation} {self.name(target)}"
        template = known.label_id if self.language == "id" else known.label_en
        return template.format(source=self.name(source), target=self.name(target))

    def cite(self, cited: CitedClaim) -> Citation:
        """Put names beside the codes of a stored claim."""
        claim = cited.claim
        return Citation(
            cited,
            self.name(claim.source),
            self.name(claim.target),
            self.label(claim.source, claim.relation, claim.target),
        )

    def _hint(self, candidates: Sequence[Candidate]) -> str:
        if not candidates:
            return ""
        shown = ", ".join(f"{self.name(candidate.code)} ({candidate.code})" for candidate in candidates)
        return f"; did you mean {shown}?"
