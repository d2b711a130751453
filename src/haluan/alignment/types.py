"""What the scores of alignment come as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """How an actor carries its stance; docs/alignment.md says when which applies."""

    OPEN = "open"  # words and deeds agree, or it says openly where it stands
    QUIET = "quiet"  # friendly deeds run ahead of words, or a text says that it is done quietly
    HEDGING = "hedging"  # friendly and hostile acts balance, or words and deeds point to different sides
    DENIED = "denied"  # texts deny friendly ties more than others report them
    UNKNOWN = "unknown"  # too little is reported


@dataclass(frozen=True, slots=True)
class Score:
    """A balance in [-1, 1] with its interval: +1 all friendly, -1 all hostile, 0 balanced or unknown.

    ``friendly`` and ``hostile`` are observations >= 0 after all weights; without any the interval is [-1, 1].
    """

    value: float
    low: float
    high: float
    friendly: float
    hostile: float


@dataclass(frozen=True, slots=True)
class Stance:
    """Where ``actor`` stands toward ``pole``: what it says, what it does, and how openly.

    ``open``, ``quiet`` and ``denied`` count the friendly ties that are reported plainly, marked as quiet, and denied.
    """

    actor: str
    pole: str
    said: Score
    done: Score
    reading: Reading
    open: int
    quiet: int
    denied: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one claim adds to a score: ``contribution`` of all parts of a channel sum to its score.

    It is ``intensity`` (in observations, signed, turned round for a denial) x the share of an event that the claim
    bears. Where a claim adds nothing, ``because`` says why: ``copy`` of the claim with the key ``copy_of``, ``ended``,
    ``weightless``.
    """

    key: int
    channel: str
    contribution: float
    intensity: float
    status: float
    way: float
    decay: float
    confidence: float
    event: int
    sources: int
    because: str | None = None
    copy_of: int | None = None
