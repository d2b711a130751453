"""Whoever stands in one list with the members of a bloc is said to be one too: "the Quad: Japan, India and Korea"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from haluan.answers.checking.types import Assertion, Finding, Kind
from haluan.model import Document, Mention, Sentence

UNSURE = "unsure"  # what only the reader found speaks against the facts
_JOINS = frozenset({",", "and", "dan", "serta", "the", "&"})
_OTHERS = 2  # right ones that make of a list one of members

Found = tuple[Assertion, Finding]


def settled(found: Sequence[Found], document: Document, mentions: Sequence[Mention]) -> list[Found]:
    """Settle what only the reader found of one in a list, where all others in the list are rightly members.

    One wrong name among right ones is then wrong; of two nobody knows what the list is.
    """
    judged: list[Found] = []
    for one, finding in found:
        odd = _odd(one, finding, found, document, mentions)
        judged.append((one, replace(finding, truth=False, reason="absent") if odd else finding))
    return judged


def _odd(
    one: Assertion, finding: Finding, found: Sequence[Found], document: Document, mentions: Sequence[Mention]
) -> bool:
    if finding.reason != UNSURE or one.kind is not Kind.MEMBERSHIP or one.negated or finding.roster is None:
        return False
    sentence = next((s for s in document.sentences if s.span.start <= one.evidence.start < s.span.end), None)
    listed = _list_of(one.subject, sentence, mentions) if sentence else frozenset()
    verdicts = {
        other.subject: judged.truth
        for other, judged in found
        if (other.kind, other.object, other.negated) == (one.kind, one.object, False) and other.subject in listed
    }
    others = [truth for subject, truth in verdicts.items() if subject != one.subject]
    whole = len(listed) == len(verdicts) or len(others) > _OTHERS  # one or two names may have been missed
    return len(others) >= _OTHERS and all(others) and whole


def _list_of(subject: str | None, sentence: Sentence, mentions: Sequence[Mention]) -> frozenset[str]:
    """The actors of the list in which the subject is named in the sentence."""
    named = sorted(
        (m.first, m.last, m.actors[0]) for m in mentions if m.sentence == sentence.index and len(m.actors) == 1
    )
    runs: list[list[tuple[int, int, str]]] = []
    for mention in named:
        between = sentence.lower[runs[-1][-1][1] : mention[0]] if runs else ()
        if runs and between and _JOINS.issuperset(between):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    lists = (frozenset(code for *_, code in run) for run in runs)
    return next((listed for listed in lists if subject in listed), frozenset())
