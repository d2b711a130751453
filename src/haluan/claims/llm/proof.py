"""What a proposal must show before it is a claim. The model is not trusted: neither its form nor its honesty.

A claim stands where its quote stands letter for letter in one sentence, the quote mentions one side at least, and the
other side is mentioned in that sentence or before it. A model that obeys an order in an article can therefore put
nothing into the store without words of the article that name those actors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from haluan import ontology
from haluan.claims.llm.passages import Passage, Shown
from haluan.claims.rules import JOINABLE
from haluan.model import Status

_LONGEST = 40  # characters of a model's words in a reason


@dataclass(frozen=True, slots=True)
class Proven:
    """A proposal that holds: its sentence, and the tokens ``[first, last)`` of its quote."""

    shown: Shown
    first: int
    last: int
    source: str
    relation: str
    target: str
    status: Status
    quiet: bool

    @property
    def context(self) -> bool:
        """Whether a side is named outside of the sentence only."""
        return not (self.shown.names(self.source) and self.shown.names(self.target))


class _Unproven(Exception):  # noqa: N818  # the outcome of a check, never seen outside
    """Why a proposal is none."""


def prove(proposal: Any, passage: Passage) -> Proven | str:
    """Check one proposal of the model against ``passage``; a string says why it is dropped."""
    try:
        source, relation, target = _ends(proposal, passage)
        status, quiet = _status(proposal), proposal.get("quiet")
        if not isinstance(quiet, bool):
            raise _Unproven(f"quiet is {_said(quiet)}, neither true nor false")
        shown, first, last = _quote(proposal, passage)
        _sides(passage, shown, (first, last), source, target)
    except _Unproven as why:
        return f"{_name(proposal)}: {why}"
    return Proven(shown, first, last, source, relation, target, status, quiet)


def _ends(proposal: Any, passage: Passage) -> tuple[str, str, str]:
    if not isinstance(proposal, dict):
        raise _Unproven("it is no claim at all")
    source, relation, target = (proposal.get(key) for key in ("source", "relation", "target"))
    for code in (source, target):
        if not isinstance(code, str) or code not in passage.actors:
            raise _Unproven(f"the text names no actor {_said(code)}")
    if not isinstance(relation, str) or relation not in ontology.load().relations:
        raise _Unproven(f"there is no relation {_said(relation)}")
    assert isinstance(source, str)
    assert isinstance(target, str)
    if source == target:
        raise _Unproven("both sides are the same actor")
    actor = ontology.load().actors.get(target)
    if relation in ("joins", "leaves") and (actor is None or actor.kind not in JOINABLE):
        raise _Unproven(f"nobody joins or leaves {target}")
    return source, relation, target


def _status(proposal: dict[str, Any]) -> Status:
    said = proposal.get("status")
    if not isinstance(said, str) or said not in list(Status):
        raise _Unproven(f"there is no status {_said(said)}")
    return Status(said)


def _quote(proposal: dict[str, Any], passage: Passage) -> tuple[Shown, int, int]:
    """Find the quote in its sentence, else in the only other one that holds it; whole words, as tokens."""
    quote, number = proposal.get("quote"), proposal.get("sentence")
    if not isinstance(quote, str) or not quote.strip():
        raise _Unproven("it quotes nothing")
    quote = quote.strip()
    named = [shown for at, shown in enumerate(passage.sentences, 1) if at == number and quote in shown.text]
    holding = named or [shown for shown in passage.sentences if quote in shown.text]
    if len(holding) != 1:
        problem = "does not stand in the text" if not holding else "stands in several sentences, not in the one named"
        raise _Unproven(f"the quote {_said(quote)} {problem}")
    [shown] = holding
    sentence = shown.sentence
    start = sentence.span.start + shown.text.index(quote)
    inside = [
        token
        for token in range(len(sentence.words))
        if sentence.starts[token] < start + len(quote) and start < sentence.ends[token]
    ]
    if not inside:
        raise _Unproven(f"the quote {_said(quote)} holds no word")
    return shown, inside[0], inside[-1] + 1


def _sides(passage: Passage, shown: Shown, tokens: tuple[int, int], source: str, target: str) -> None:
    """Hold that the quote is about the two: it mentions one, and the other stands in its sentence or before it."""
    first, last = tokens
    inside = [one for one in shown.mentions if one.first < last and first < one.last]
    if not any(code in one.actors for one in inside for code in (source, target)):
        raise _Unproven("the quote mentions neither side")
    earlier = {
        code
        for one in passage.sentences
        if one.sentence.index < shown.sentence.index
        for mention in one.mentions
        for code in mention.actors
    }
    for code in (source, target):
        if not shown.speaks_of(code) and code not in earlier and code not in passage.known:
            raise _Unproven(f"{code} is mentioned neither in the quoted sentence nor before it")


def _name(proposal: Any) -> str:
    """Name a proposal by its ends, for the log."""
    if not isinstance(proposal, dict):
        return _said(proposal)
    return " ".join(str(proposal.get(key))[:_LONGEST] for key in ("source", "relation", "target"))


def _said(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
