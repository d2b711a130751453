"""Judgements as files: JSONL between stores, and labels for training."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from haluan.answers.reviewing import ReviewError
from haluan.answers.types import Record
from haluan.answers.view import View
from haluan.model import Article, CitedClaim, ClaimQuery, Judgement, Sentence, Skip, Verdict
from haluan.store import Store

_DIGEST = 12  # hex digits


@dataclass(frozen=True, slots=True)
class Imported(Record):
    """How many judgements a file held, and how many of them were new."""

    judgements: int
    new: int


def to_lines(store: Store) -> Iterator[dict[str, Any]]:
    """Yield every judgement of the store as one JSON object, withdrawn ones and withdrawals too."""
    for one in store.judgements():
        yield {
            "id": one.id,
            "claim": one.claim,
            "reviewer": one.reviewer,
            "verdict": one.verdict.value,
            "time": one.time,
            "corrected": dict(one.corrected),
            "note": one.note,
            "undoes": one.undoes,
        }


def from_lines(store: Store, lines: Iterable[str]) -> Imported:
    """Add the judgements of another store's export, all or none; those that are known already change nothing.

    Raises `ReviewError` with the number of a line that is no judgement or was changed since it was exported.
    """
    judgements = [_read(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    return Imported(len(judgements), store.judge(judgements))


def _read(line: str, number: int) -> Judgement:
    try:
        record = json.loads(line)
        judgement = Judgement(
            claim=_hex(record["claim"]),
            reviewer=_text(record["reviewer"]),
            verdict=Verdict(record["verdict"]),
            time=_text(record["time"]),
            corrected=tuple(sorted(dict(record.get("corrected") or {}).items())),
            note=_text(record["note"]) if record.get("note") else None,
            undoes=_hex(record["undoes"]) if record.get("undoes") else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ReviewError(f"line {number} is no judgement: {error}") from error
    if record.get("id") != judgement.id:
        raise ReviewError(f"line {number} is not as it was exported: its id does not fit")
    return judgement


def _text(value: object) -> str:
    if not isinstance(value, str) or "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("not a text")
    return value


def _hex(value: object) -> str:
    text = _text(value)
    if len(text) != 16 or set(text) - set("0123456789abcdef"):
        raise ValueError(f"{text!r} is not an id")
    return text


def training_lines(view: View, corpus: str) -> Iterator[dict[str, Any]]:
    """Yield one line a sentence with its accepted and corrected claims, in the stand-off form of ``training/``.

    No text is in it. A sentence whose claims were all rejected is a line without claims. Left out are sentences with
    claims that nobody judged - for a learner, what is not labelled is not there - and claims on which reviewers
    disagree, with their sentences.
    """
    by_article: dict[str, list[CitedClaim]] = defaultdict(list)
    judged = view.judged()
    for cited in view.store.claims(ClaimQuery()):
        by_article[cited.claim.article].append(judged.judge(cited))
    for name in sorted(by_article):
        claims = by_article[name]
        if any(one.review is not None for one in claims):
            yield from _article_lines(view.store.article(name).article, claims, corpus)


def _article_lines(article: Article, claims: list[CitedClaim], corpus: str) -> Iterator[dict[str, Any]]:
    from haluan.text import prepare  # lazily: no question needs it

    document = prepare(article)
    for sentence in () if isinstance(document, Skip) else document.sentences:
        here = [one for one in claims if _inside(one, sentence)]
        certain = all(one.review is not None and not one.review.disputed for one in here)
        kept = [one for one in here if one.review is not None and one.review.verdict is not Verdict.REJECT]
        if here and certain:
            yield _line(article, sentence, kept, corpus)


def _inside(cited: CitedClaim, sentence: Sentence) -> bool:
    quote = cited.claim.evidence
    return sentence.span.start <= quote.start and quote.end <= sentence.span.end


def _line(article: Article, sentence: Sentence, kept: list[CitedClaim], corpus: str) -> dict[str, Any]:
    start, end = sentence.span.start, sentence.span.end
    return {
        "corpus": corpus,
        "article": article.id,
        "sentence": [start, end],
        "digest": hashlib.sha256(article.text[start:end].encode()).hexdigest()[:_DIGEST],
        "claims": [_label(article.text, sentence, cited) for cited in kept],
    }


def _label(text: str, sentence: Sentence, cited: CitedClaim) -> dict[str, Any]:
    claim = cited.claim
    return {
        "source": claim.source,
        "relation": claim.relation,
        "target": claim.target,
        "status": claim.status.value,
        "quiet": claim.quiet,
        "speaker": _place(text, sentence, claim.speaker),
        "when": claim.when,
        "evidence": [claim.evidence.start, claim.evidence.end],
        "context": claim.context,
    }


def _place(text: str, sentence: Sentence, speaker: str | None) -> list[int] | None:
    """Offsets of the speaker: in the sentence, else the last place before it; None where the text does not have it."""
    if speaker is None:
        return None
    found = text.find(speaker, sentence.span.start, sentence.span.end)
    if found < 0:
        found = text.rfind(speaker, 0, sentence.span.end)
    return None if found < 0 else [found, found + len(speaker)]
