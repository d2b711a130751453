"""One tie as one sentence: who did what toward whom, when, who says so, in the words of its status."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from haluan.answers import Citation, Tie
from haluan.briefs.times import span
from haluan.briefs.types import Run, Sentence
from haluan.briefs.wording import LANGUAGES, Wording, phrases, tidy
from haluan.model import Status, Verdict
from haluan.ontology import load, resolve

# Below this a reading is more likely wrong than right, all its reports together.
SURE = 0.5
_READABLE = (30, 230)  # characters of a quote that says something and is not a paragraph
_FEWEST_WORDS = 5
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:bin|al-|Al|[^\W\d_a-z][\w.'’-]*))+")


@dataclass(frozen=True, slots=True)
class Saying:
    """What is told of a tie: the claims of its strongest status, best quote first."""

    tie: Tie
    status: Status
    citations: tuple[Citation, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that it stands on."""
        return tuple(citation.cited.id for citation in self.citations)

    @property
    def independent(self) -> int:
        """Independent reports among the claims that are cited."""
        return len({citation.cited.group for citation in self.citations})

    @property
    def quiet(self) -> tuple[str, ...]:
        """Ids of the claims that a text marks as quiet."""
        return tuple(citation.cited.id for citation in self.citations if citation.cited.claim.quiet)

    @property
    def settled(self) -> bool:
        """Whether it happened, or is said not to be so; not only planned, asked for or possible."""
        return self.status in (Status.ACTUAL, Status.DENIED)

    @property
    def sure(self) -> bool:
        """Whether the readings of all its reports together are more likely right than wrong."""
        return sureness(self.citations) >= SURE


def saying(tie: Tie) -> Saying:
    """Take what a tie's strongest claims say."""
    chosen = tuple(citation for citation in tie.citations if citation.cited.claim.status is tie.status)
    return Saying(tie, tie.status, chosen or tie.citations)


def sureness(citations: Iterable[Citation]) -> float:
    """How likely it is that at least one report is read rightly; a person's word counts as certain."""
    best: dict[str, float] = {}
    for citation in citations:
        cited = citation.cited
        judged = cited.review is not None and cited.review.verdict in (Verdict.ACCEPT, Verdict.CORRECT)
        best[cited.group] = max(best.get(cited.group, 0.0), 1.0 if judged else cited.claim.confidence)
    return 1.0 - math.prod(1.0 - value for value in best.values())


def tell(
    words: Wording, said: Saying, *, named: bool = True, also: bool = False, quoted: bool = False, aside: bool = False
) -> Sentence:
    """Write the sentence; ``named`` gives the subject its name, else its pronoun, ``aside`` sets it beside others."""
    shown = readable(_of_the_time(words, said)) if quoted else None
    # Beside a quote nobody is named but the speaker of the very claim that is quoted: else words would be put into
    # the mouth of one who never said them.
    attribution = _attribution(words, said, said.citations if shown is None else (shown,))
    text = words.get("join").format(statement=_statement(words, said, named, also), attribution=attribution)
    if aside:
        text = words.get("aside").format(sentence=text)
    if shown is None:
        return Sentence(words.runs(text), said.claims)
    text = words.get("quoted").format(sentence=text, quote="{quote}")
    quote = Run(tidy(shown.cited.claim.evidence.text), shown.cited.language or "und")
    return Sentence(words.runs(text, quote), said.claims)


def acts(words: Wording, sayings: Sequence[Saying]) -> str:
    """What one actor did to one other, as a list without the subject; the other is named once."""
    form = "verb" if words.language == "id" else "part"
    told = []
    for place, said in enumerate(sayings):
        phrase = words.get(f"relations.{said.tie.relation}")[form]
        told.append(phrase.format(o=_object(words, said)) if place == 0 else _with_pronoun(words, phrase, said))
    return words.listed(told)


def readable(citations: Sequence[Citation]) -> Citation | None:
    """The first claim whose quote reads well by itself; None where there is none."""
    for citation in citations:
        quote = tidy(citation.cited.claim.evidence.text)
        if _READABLE[0] <= len(quote) <= _READABLE[1] and len(quote.split()) >= _FEWEST_WORDS:
            return citation
    return None


def speaker(words: Wording, citation: Citation) -> str | None:
    """Who is quoted by a claim: an actor, a person in office, or a full name; None where it is none of these."""
    name = tidy(citation.cited.claim.speaker or "")
    first = name.partition(" ")[0]
    # What was read may be in either language; a title in the other one cannot stand in a sentence of this one.
    if any(first in phrases(language)["no_speaker"] for language in LANGUAGES) or first in words.get("foreign_titles"):
        return None
    data = load()
    if (code := resolve(name, data).code) is not None:
        return words.name(code, data.actors[code].name(words.language))
    return name if _NAME.fullmatch(name) or name in _people() else None


@cache
def _people() -> frozenset[str]:
    """Names of people in office, the short ones that news uses as well."""
    return frozenset(name for term in load().terms for name in (term.person, *term.aliases))


def _statement(words: Wording, said: Saying, named: bool, also: bool) -> str:
    tie = said.tie
    time = span(words, _times(words, said))
    forms = {"since": "", "now": "", "deny": "", **words.get(f"relations.{tie.relation}")}
    forms["since"] = forms["since"] or forms.get("verb", "")
    agreement = words.agreement(tie.source)
    subject = words.name(tie.source, tie.source_name) if named else words.pronoun(tie.source)
    slots = {
        "s": subject,
        "o": _object(words, said),
        "also": words.get("also") if also else "",
        "when": f" {time.phrase}" if time else "",
        "When": words.get("when.head").format(when=time.phrase) if time else "",
        **agreement,
    }
    phrase = {key: form.format(**slots) for key, form in forms.items()}
    return words.pick(f"statements.{_pattern(said.status, forms, time is not None, bool(time and time.open))}").format(
        **slots, **phrase
    )


def _times(words: Wording, said: Saying) -> list[str]:
    """When the act was, as the claims date it; of an act that happens once the date that most reports give."""
    dated = {(one.cited.group, one.cited.claim.when) for one in said.citations if one.cited.claim.when}
    counts = Counter(when for _, when in sorted(dated) if when)
    if said.tie.relation in words.get("once"):
        # Of equals the most exact
        return [max(counts, key=lambda when: (counts[when], len(when)))] if counts else []
    return list(counts)


def _of_the_time(words: Wording, said: Saying) -> tuple[Citation, ...]:
    """The claims that carry the time that is told, so that no date stands beside a quote of another one; all of them
    where no time is told.
    """
    times = _times(words, said)
    return tuple(one for one in said.citations if not times or one.cited.claim.when in times)


def _pattern(status: Status, forms: dict[str, str], dated: bool, since: bool) -> str:
    if status is Status.ACTUAL:
        if since:
            return "actual_since"
        return "actual_dated" if dated else "actual_now" if forms["now"] else "actual"
    if status is Status.DENIED and forms["deny"]:
        return "denied_now"
    return status.value


def _attribution(words: Wording, said: Saying, citations: Sequence[Citation]) -> str:
    """Who says so: the first speaker among ``citations``, else how many independent reports."""
    many = said.independent > 1
    name = next((found for citation in citations if (found := speaker(words, citation))), None)
    if name == words.name(said.tie.source, said.tie.source_name) and not many:
        return words.say("attribution.own", **words.agreement(said.tie.source))
    if name is not None:
        return words.say("attribution.speaker_many" if many else "attribution.speaker", speaker=name,
                         n=words.number(said.independent))  # fmt: skip
    return words.say("attribution.many" if many else "attribution.one", n=words.number(said.independent))


def _object(words: Wording, said: Saying) -> str:
    return words.name(said.tie.target, said.tie.target_name)


def _with_pronoun(words: Wording, phrase: str, said: Saying) -> str:
    """Put a pronoun for the other: "it" or "them", in Indonesian the ending of the word before."""
    if words.language == "id":
        return phrase.replace(" {o}", "nya")
    return phrase.format(o="them" if said.tie.target in words.get("plural") else "it")
