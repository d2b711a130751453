"""The reader that asks a language model, and believes only what the article proves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from haluan.claims.analysis import Analysed, analyse
from haluan.claims.around import attributed, nearest_cue
from haluan.claims.llm.answer import parse
from haluan.claims.llm.passages import Passage, passages
from haluan.claims.llm.prompt import prompt
from haluan.claims.llm.proof import Proven, prove
from haluan.claims.rules import RuleReader
from haluan.model import Claim, Document, Evidence, Mention, Skip


class Complete(Protocol):
    """A language model, wherever it runs. Has to be picklable, as the reader that holds it."""

    def __call__(self, system: str, data: str, schema: Mapping[str, Any], tokens: int) -> str:
        """Give the answer to ``data`` under the instruction ``system``, as JSON that follows ``schema``.

        At most ``tokens`` long: a longer one comes cut off. Raises `HaluanError` where there is none.
        """


@dataclass(frozen=True, slots=True)
class LlmReader:
    """Reads claims with the language model ``complete``, which is called ``model``."""

    complete: Complete
    model: str
    name: str = "llm"

    @property
    def version(self) -> str:
        """The model, what it is told, and the rules that find speakers and dates."""
        return f"{self.model}+prompt.{prompt().digest}+rules.{RuleReader().version}"

    def read(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Claim | Skip, ...]:
        """Give the claims that hold and a `Skip` for each proposal that does not (see `haluan.claims.protocol`).

        What is proposed again, and what fails again for the same reason, counts once.
        One request a passage; where one fails the article fails with it, so that it is read again as a whole.
        """
        analysed = {here.clause.sentence.index: here for here in analyse(document, mentions)}
        found: dict[tuple[Any, ...], Claim] = {}
        dropped: dict[str, Skip] = {}
        for passage in passages(document, mentions, prompt().limits):
            for one in self._asked(passage):
                if isinstance(one, str):
                    dropped[one] = Skip(document.article.id, "claims", f"dropped: {one}", document.article.id)
                else:
                    claim = self._claim(document, analysed[one.shown.sentence.index], one)
                    found.setdefault((one.shown.sentence.index, one.source, one.relation, one.target), claim)
        return (*sorted(found.values(), key=_order), *dropped.values())

    def _asked(self, passage: Passage) -> Iterator[Proven | str]:
        """Put the question for one passage, and prove what comes back."""
        asked = prompt()
        tokens = asked.tokens * asked.most(passage)
        answer = parse(self.complete(asked.system, asked.data(passage), asked.schema(passage), tokens))
        for proposal in answer.proposals:
            yield prove(proposal, passage)
        if answer.cut:
            yield f"what the model said after its first {len(answer.proposals)} claims, because its answer broke off"

    def _claim(self, document: Document, here: Analysed, proven: Proven) -> Claim:
        sentence = proven.shown.sentence
        hit = nearest_cue(here, proven.relation, proven.first, proven.last)
        speaker, when = attributed(here, hit, proven.relation, proven.first, proven.last)
        return Claim(
            article=document.article.id,
            source=proven.source,
            relation=proven.relation,
            target=proven.target,
            status=proven.status,
            evidence=Evidence.cut(document.article.text, sentence.starts[proven.first], sentence.ends[proven.last - 1]),
            quiet=proven.quiet,
            speaker=speaker,
            when=when,
            context=proven.context,
            confidence=prompt().confidence,
            reader=self.name,
            reader_version=self.version,
            cue=hit.cue.lemma if hit is not None else None,
        )


def _order(claim: Claim) -> tuple[int, int, str, str, str]:
    return claim.evidence.start, claim.evidence.end, claim.source, claim.target, claim.relation
