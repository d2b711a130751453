"""Why and against whom: sentences that give reasons, and hostile ties with others, beside the claims of a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from haluan.answers.sentences import around
from haluan.answers.ties import make_ties
from haluan.answers.types import Citation, Passage, Relationship, Tie
from haluan.answers.view import View
from haluan.answers.window import Window
from haluan.model import CitedClaim, ClaimQuery, Status

# How many lines get their context, from how many claims of each, and how much of it.
_LINES, _CLAIMS, _MOST = 12, 6, 3
# How far apart, in characters, two quotes may stand to belong to one passage.
PASSAGE = 300
# Longer is no sentence but a page whose line ends were lost.
_LONG = 450

Places = Mapping[str, Sequence[tuple[int, int]]]


def with_context(view: View, lines: tuple[Relationship, ...], pole: str, window: Window) -> tuple[Relationship, ...]:
    """Add to the first lines what the texts give as motives, and against whom the ties are."""
    cited = {line.actor: _best(line) for line in lines[:_LINES]}
    texts = _texts(view, (citation for some in cited.values() for citation in some))
    called = view.naming.called({*cited, pole})
    near = view.claims(ClaimQuery(articles=frozenset(texts), min_confidence=window.firm)) if texts else []
    return tuple(
        replace(
            line,
            motives=_motives(
                called[line.actor] + called[pole], cited[line.actor], texts, _reproaches(view, near, {line.actor, pole})
            ),
            against=_against(view, line.actor, pole, cited[line.actor], near),
        )
        if line.actor in cited
        else line
        for line in lines
    )


def touches(cited: CitedClaim, places: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a claim's quote stands in one of the stretches of its article."""
    quote = cited.claim.evidence
    return any(start < quote.end and quote.start < end for start, end in places)


def passages(claims: Iterable[CitedClaim]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of each article round the quotes of ``claims``."""
    places: dict[str, list[tuple[int, int]]] = {}
    for cited in claims:
        quote = cited.claim.evidence
        places.setdefault(cited.claim.article, []).append((quote.start - PASSAGE, quote.end + PASSAGE))
    return places


def _best(line: Relationship) -> list[Citation]:
    return [tie.best for tie in line.supporting[:_CLAIMS]]


def _texts(view: View, citations: Iterable[Citation]) -> dict[str, str]:
    articles = {citation.cited.claim.article for citation in citations}
    return {name: view.store.article(name).article.text for name in sorted(articles)}


def _reproaches(view: View, near: Iterable[CitedClaim], accused: Collection[str]) -> Places:
    """Where somebody acts against the actors: the reasons in there are for that."""
    places: dict[str, list[tuple[int, int]]] = {}
    for cited in near:
        if cited.claim.target in accused and view.naming.sign(cited.claim.relation) < 0:
            places.setdefault(cited.claim.article, []).append((cited.claim.evidence.start, cited.claim.evidence.end))
    return places


def _motives(
    called: Sequence[str], citations: Sequence[Citation], texts: Mapping[str, str], reproaches: Places
) -> tuple[Passage, ...]:
    """Sentences with a reason: those of the claims, and their neighbours that name one of the two."""
    reasons = _reasons()
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in called) or "(?!)")
    found: dict[tuple[str, int], Passage] = {}
    for citation in citations:
        article, quote = citation.cited.claim.article, citation.cited.claim.evidence
        for start, end, own in around(texts[article], quote.start, quote.end):
            sentence = texts[article][start:end]
            apart = any(first < end and start < last for first, last in reproaches.get(article, ()))
            if len(sentence) > _LONG or apart:
                continue
            if reasons.search(sentence) and (own or names.search(sentence)):
                cited = citation.cited
                headers = cited.outlet, cited.date, cited.title, cited.language
                passage = Passage(article, start, end, sentence, cited.id, *headers)
                found.setdefault((article, start), passage)
    return tuple(found.values())[:_MOST]


def _against(
    view: View, actor: str, pole: str, citations: Sequence[Citation], near: Iterable[CitedClaim]
) -> tuple[Tie, ...]:
    """Hostile ties of the actor with third ones in the passages of its claims."""
    places = passages(citation.cited for citation in citations)
    ours = (
        cited
        for cited in near
        if actor in (cited.claim.source, cited.claim.target)
        and pole not in (cited.claim.source, cited.claim.target)
        and touches(cited, places.get(cited.claim.article, ()))
    )
    ties = make_ties(ours, actor, view.naming, view.weights)
    return tuple(tie for tie in ties if tie.sign < 0 and tie.direction != "in" and tie.status is not Status.DENIED)[
        :_MOST
    ]


@cache
def _reasons() -> re.Pattern[str]:
    source = files("haluan.answers") / "data" / "motives.yaml"
    words = [word for some in yaml.safe_load(source.read_text(encoding="utf-8")).values() for word in some]
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words), re.IGNORECASE)
