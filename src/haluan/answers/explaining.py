"""The question why a score is what it is: each claim with what it adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from haluan import alignment
from haluan.alignment import Breakdown, Part, Stance
from haluan.answers.naming import UnknownNameError
from haluan.answers.types import ActorName, Basis, Citation, Gap, Record
from haluan.answers.view import View
from haluan.answers.window import EVERYTHING, Window, ordinal


@dataclass(frozen=True, slots=True)
class Contribution(Record):
    """What one claim adds to a score, and by which factors; see `haluan.alignment.Part`.

    ``copy_of`` is the id of the claim that counts in its place.
    """

    citation: Citation
    channel: str
    contribution: float
    intensity: float
    status: float
    way: float
    decay: float
    confidence: float
    sources: int
    because: str | None
    copy_of: str | None

    def to_dict(self) -> dict[str, Any]:
        """Keep the contribution unrounded, so that all of them sum to the score."""
        return Record.to_dict(self) | {"contribution": self.contribution}


@dataclass(frozen=True, slots=True)
class ExplainAnswer(Record):
    """Where ``actor`` stands toward ``pole``, and what each claim adds to what it says and does, the heaviest first.

    The contributions of a channel sum exactly to ``said_value`` and ``done_value``.
    """

    actor: ActorName
    pole: ActorName
    stance: Stance | None
    said_value: float
    done_value: float
    said: tuple[Contribution, ...]
    done: tuple[Contribution, ...]
    gaps: tuple[Gap, ...]
    basis: Basis

    def to_dict(self) -> dict[str, Any]:
        """Keep the sums unrounded."""
        return Record.to_dict(self) | {"said_value": self.said_value, "done_value": self.done_value}


def explain(view: View, actor: str, pole: str, window: Window = EVERYTHING) -> ExplainAnswer:
    """Take the scores of ``actor`` toward ``pole`` apart; raises `UnknownNameError`."""
    naming = view.naming
    one, other = naming.actor(actor), naming.actor(pole)
    if one == other:
        raise UnknownNameError(f"a stance needs two actors; {actor!r} and {pole!r} both mean {naming.name(one)}")
    scope = window.scope(frozenset({one}), frozenset({other}))
    columns, basis = view.columns(scope), view.basis(window, scope)
    weighed = alignment.weigh(
        columns, alignment.toward(columns, other), ordinal(basis.at), view.model, naming.symmetric
    )
    said, done = (alignment.breakdown(weighed, (one, other), channel, view.model) for channel in ("said", "done"))
    citations = view.cite(columns.key.tolist())
    return ExplainAnswer(
        actor=naming.named(one),
        pole=naming.named(other),
        stance=alignment.stances(weighed, view.model).get((one, other)),
        said_value=said.score.value,
        done_value=done.score.value,
        said=_contributions(said, citations),
        done=_contributions(done, citations),
        gaps=() if len(columns) else view.gaps((one, other), basis),
        basis=basis,
    )


def _contributions(found: Breakdown, citations: dict[int, Citation]) -> tuple[Contribution, ...]:
    return tuple(_contribution(part, citations) for part in found.parts)


def _contribution(part: Part, citations: dict[int, Citation]) -> Contribution:
    return Contribution(
        citation=citations[part.key],
        channel=part.channel,
        contribution=part.contribution,
        intensity=part.intensity,
        status=part.status,
        way=part.way,
        decay=part.decay,
        confidence=part.confidence,
        sources=part.sources,
        because=part.because,
        copy_of=None if part.copy_of is None else citations[part.copy_of].cited.id,
    )
