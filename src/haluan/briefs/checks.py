"""What the reference facts say of the reports that a brief cites, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from haluan.answers.checking import Check, Outcome, TextCheck
from haluan.briefs.types import Known, Paragraph, Passage, Run, Sentence, Topic
from haluan.briefs.wording import Wording, tidy

_MOST_SUPPORTED, _MOST_UNSETTLED = 1, 2
_KEYS = {Outcome.CONTRADICTED: "contradicted", Outcome.NOT_COVERED: "unsettled", Outcome.SUPPORTED: "supported"}


class Checked:
    """The checks of the cited articles; each is told once in a brief."""

    def __init__(self, texts: Mapping[str, TextCheck], languages: Mapping[str, str]) -> None:
        self._texts = texts
        self._languages = languages
        self._told: set[tuple[object, ...]] = set()

    def paragraph(self, words: Wording, articles: Iterable[str], actors: frozenset[str]) -> Paragraph | None:
        """What the facts say of claims of these articles between these actors; contradictions first, all of them."""
        checks = [
            check
            for article in dict.fromkeys(articles)
            for check in (self._texts[article].checks if article in self._texts else ())
            if {check.claim["source"], check.claim["target"]} <= actors and check.fact is not None
        ]
        wrong = [check for check in checks if check.verdict is Outcome.CONTRADICTED]
        open_ = [check for check in checks if check.verdict is Outcome.NOT_COVERED]
        right = [check for check in checks if check.verdict is Outcome.SUPPORTED]
        told = [self._sentence(words, check) for check in wrong if self._new(check)]
        told += [self._sentence(words, check) for check in open_[:_MOST_UNSETTLED] if self._new(check)]
        told += [self._sentence(words, check) for check in right[:_MOST_SUPPORTED] if self._new(check)]
        return Paragraph(Topic.FACTS, tuple(told), words.get("labels.facts")) if told else None

    def _new(self, check: Check) -> bool:
        claim = check.claim
        key = (claim["source"], claim["relation"], claim["target"], check.verdict, check.fact)
        new = key not in self._told
        self._told.add(key)
        return new

    def _sentence(self, words: Wording, check: Check) -> Sentence:
        claim: Mapping[str, Any] = check.claim
        quote, article = claim["evidence"], claim["article"]
        passage = Passage(article, quote["start"], quote["end"], quote["text"])
        known = Known(check.fact or "", check.source)
        key = _KEYS[check.verdict]
        text = words.pick(f"facts.{key}").format(
            quote="{quote}",
            reason=check.reason,
            s=words.name(str(claim["source"]), str(claim["source_name"])),
            o=words.name(str(claim["target"]), str(claim["target_name"])),
        )
        run = Run(tidy(quote["text"]), self._languages.get(article, "und")) if key != "supported" else None
        return Sentence(words.runs(text, run), passages=(passage,), facts=(known,))
