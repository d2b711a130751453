"""Makes briefs: asks the database, has the answer drafted, numbers the sources, adds the method and the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from haluan.answers import (
    BlocAnswer,
    Citation,
    Database,
    Gap,
    PairAnswer,
    Project,
    RankAnswer,
    SplitAnswer,
    StateAnswer,
)
from haluan.answers.checking import check_stored
from haluan.answers.flat import find
from haluan.answers.types import Basis, Record
from haluan.briefs import blocs, relations
from haluan.briefs.checks import Checked
from haluan.briefs.drafting import Desk, Draft, heading
from haluan.briefs.picturing import figures
from haluan.briefs.sourcing import facts, sources
from haluan.briefs.types import Brief, Paragraph, Section, Sentence, Topic
from haluan.briefs.wording import Wording

MOST_SECTIONS = 8
_MINUTE = len("2025-06-18T07:00")
_MOST_CHECKED = 60  # articles to check against the facts


def write(database: Database, answer: Record, most: int = MOST_SECTIONS, project: Project | None = None) -> Brief:
    """Write the brief of an answer of ``rank``, ``pair``, ``state``, ``bloc`` or ``split``, in its language.

    ``most`` actors get a section of their own. Raises `TypeError` for answers of other questions.
    """
    draft_of = _drafting(answer)
    basis: Basis = getattr(answer, "basis")  # noqa: B009 - all answers have one, their base does not
    citations = {one.record.cited.id: one.record for one in find(answer, Citation)}
    words = Wording(basis.language, lambda code: database.actor(code).kind)
    draft = draft_of(Desk(words, _checked(database, citations.values(), project), most), answer)
    lead = Paragraph(Topic.LEAD, draft.lead)
    method = Paragraph(Topic.METHOD, tuple(_method(words, draft.basis)))
    sections = (*draft.sections, *_silence(words, draft))
    parts = (lead, *(part for section in sections for part in section.paragraphs), method)
    sentences = [draft.title, *(sentence for part in parts for sentence in part.sentences)]
    return Brief(
        language=words.language,
        title=draft.title,
        lead=lead,
        sections=sections,
        figures=figures(words, draft),
        sources=sources(words, sentences, citations),
        facts=facts(sentences, words.get("source.fact_mark")),
        gaps=draft.gaps,
        method=method,
        basis=draft.basis,
        more=draft.more,
    )


def _drafting(answer: Record) -> Callable[[Desk, Any], Draft]:
    if isinstance(answer, BlocAnswer):
        return blocs.bloc if answer.region is None else blocs.reach
    kinds: dict[type, Callable[[Desk, Any], Draft]] = {
        RankAnswer: relations.rank,
        PairAnswer: relations.pair,
        StateAnswer: relations.state,
        SplitAnswer: blocs.split,
    }
    if type(answer) not in kinds:
        raise TypeError(f"there is no brief of a {type(answer).__name__}")
    return kinds[type(answer)]


def _checked(database: Database, citations: Iterable[Citation], project: Project | None) -> Checked:
    cited = {one.cited.claim.article: one.cited.language or "und" for one in citations}
    articles = sorted(cited)[:_MOST_CHECKED]
    return Checked({text.article: text for text in check_stored(database.view, articles, project)}, cited)


def _silence(words: Wording, draft: Draft) -> list[Section]:
    """Say in a section whom the corpus does not speak of, and how many were left out; none where there is nobody."""
    told = []
    if draft.gaps:
        names = words.listed([words.name(gap.actor, gap.name) for gap in _by_claims(draft.gaps)])
        told.append(words.say("silence.some", names=names))
    if draft.more:
        told.append(words.count("silence.left_out", draft.more))
    if not told:
        return []
    sentences = tuple(Sentence(words.runs(text), corpus=True) for text in told)
    return [Section("", heading(words, "silence"), (Paragraph(Topic.SILENCE, sentences),))]


def _by_claims(gaps: Iterable[Gap]) -> list[Gap]:
    """Those first whom the corpus speaks of otherwise."""
    return sorted(gaps, key=lambda gap: (-gap.claims, gap.name.casefold()))


def _method(words: Wording, basis: Basis) -> list[Sentence]:
    values = {
        "articles": str(basis.coverage.articles),
        "claims": str(basis.coverage.claims),
        "as_of": f"{basis.as_of[:_MINUTE].replace('T', ' ')} UTC",
        "snapshot": basis.snapshot,
    }
    told = [text.format(**values) for text in words.get("method")]
    if basis.weak:
        told.append(words.count("left_out", basis.weak))
    return [Sentence(words.runs(text), corpus=True) for text in told]
