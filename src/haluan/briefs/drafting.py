"""What every kind of brief is drafted with, and parts that several kinds share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haluan.answers import Gap, Relationship, Tie
from haluan.answers.types import Basis
from haluan.briefs.checks import Checked
from haluan.briefs.sections import Line, run_on, since, stance, topic_paragraphs, unsure, who, why
from haluan.briefs.telling import Saying, saying
from haluan.briefs.types import Paragraph, Place, Section, Sentence, Topic
from haluan.briefs.wording import Wording

# Sentences of an actor that gets one paragraph, and such actors in a section.
_MOST_SHORT, _MOST_ACTORS = 3, 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief before its sources are numbered. ``lines`` are those whose dated ties and scores are drawn."""

    title: Sentence
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    basis: Basis
    lines: tuple[Line, ...] = ()
    places: tuple[Place, ...] = ()
    gaps: tuple[Gap, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What drafting needs besides the answer: the words, the checks, how many actors get a section of their own."""

    words: Wording
    checked: Checked
    most: int = 8

    def line(self, relationship: Relationship, pole: tuple[str, str], actor: tuple[str, str] | None = None) -> Line:
        """A relationship as a line; ``actor`` where it is not the one that the relationship names."""
        return Line.of(relationship, actor or (relationship.actor, relationship.name), pole)

    def section(self, heading: str, line: Line) -> Section:
        """All that is told of one line."""
        if not line.told:
            return Section(line.actor, heading, tuple(self.evidence(line)))
        parts = [stance(self.words, line), *topic_paragraphs(self.words, line), *self.evidence(line)]
        return Section(line.actor, heading, tuple(parts))

    def evidence(self, line: Line) -> list[Paragraph]:
        """Since when, why, who says so, what is unsure, what the facts say."""
        articles = [citation.cited.claim.article for said in line.told for citation in said.citations]
        parts = (
            since(self.words, line),
            why(self.words, line),
            who(self.words, line),
            unsure(self.words, line.unsure, line.told),
            self.checked.paragraph(self.words, articles, frozenset({line.actor, line.pole})),
        )
        return [part for part in parts if part is not None]

    def short(self, line: Line) -> Paragraph | None:
        """One paragraph about one actor: its heaviest ties, and what was too unsure."""
        sentences = list(run_on(self.words, line.told[:_MOST_SHORT]))
        if not line.told and (part := unsure(self.words, line.unsure, ())):
            sentences += part.sentences
        return Paragraph(Topic.ACTOR, tuple(sentences), line.name) if sentences else None

    def shorts(self, key: str, lines: Iterable[Line], **names: str) -> list[Section]:
        """A section with a paragraph an actor; none where nobody has anything to tell."""
        told = [(line, part) for line in lines if (part := self.short(line))][:_MOST_ACTORS]
        if not told:
            return []
        articles = [one.cited.claim.article for line, _ in told for said in line.told for one in said.citations]
        actors = frozenset(code for line, _ in told for code in (line.actor, line.pole))
        facts = self.checked.paragraph(self.words, articles, actors)
        parts = [part for _, part in told] + ([facts] if facts else [])
        return [Section("", heading(self.words, key, **names), tuple(parts))]

    def ties(self, key: str, ties: Iterable[Tie], most: int = _MOST_ACTORS, **names: str) -> list[Section]:
        """A section with a sentence a tie, those that are sure enough."""
        sayings = [saying(tie) for tie in ties]
        told = [said for said in sayings if said.sure][:most]
        left = unsure(self.words, [said for said in sayings if not said.sure], told)
        parts = (Paragraph(Topic.ACTOR, tuple(run_on(self.words, told))),) if told else ()
        parts = (*parts, left) if left else parts
        return [Section("", heading(self.words, key, **names), parts)] if parts else []

    def listing(self, key: str, lines: Sequence[Line], sign: int = 0, **names: str) -> list[Sentence]:
        """A sentence that lists the actors of the lines, standing on the best claim of each; none for none.

        With ``sign`` 0 a line that points both ways stands on its best claim of either.
        """
        told = [line for line in lines if best(line, sign)]
        if not told:
            return []
        listed = self.words.listed([self.words.name(line.actor, line.name) for line in told])
        claims = tuple(claim for line in told for claim in _proof(line, sign))
        path = f"lead.{key}_one" if len(told) == 1 and self.words.has(f"lead.{key}_one") else f"lead.{key}"
        text = self.words.say(path, names=listed, n=self.words.number(len(told)), **names)
        return [Sentence(self.words.runs(text), claims)]


def best(line: Line, sign: int = 0) -> Saying | None:
    """The heaviest tie that is told, of one sign where one is given; what happened before what may."""
    fitting = [said for said in line.told if not sign or said.tie.sign == sign]
    return next((said for said in fitting if said.settled), fitting[0] if fitting else None)


def _proof(line: Line, sign: int) -> tuple[str, ...]:
    """Claims that bear out where a line points."""
    signs = (1, -1) if not sign and line.stance == "mixed" else (sign,)
    return tuple(said.claims[0] for one in signs if (said := best(line, one)))


def heading(words: Wording, key: str, **names: str) -> str:
    """A heading, with a capital first."""
    text = str(words.get(f"headings.{key}").format(**names))
    return text[:1].upper() + text[1:]


def title(words: Wording, key: str, claims: Sequence[str], **names: str) -> Sentence:
    """The title; it rests on the claims given, on the corpus where there are none."""
    (run,) = words.runs(words.get(f"titles.{key}").format(**names))
    bare = type(run)(run.text.removesuffix("."))
    return Sentence((bare,), tuple(claims), corpus=not claims)


def nothing(words: Wording) -> Sentence:
    """Say that the corpus is silent."""
    return Sentence(words.runs(words.say("lead.nothing")), corpus=True)


def stance_places(lines: Iterable[Line], gaps: Iterable[Gap], pole: tuple[str, str]) -> tuple[Place, ...]:
    """The map of a question about one pole."""
    found = [Place(line.actor, line.name, line.stance) for line in lines]
    silent = [Place(gap.actor, gap.name, "silent") for gap in gaps]
    return (*found, *silent, Place(*pole, "pole"))
