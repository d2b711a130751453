"""What is told of one actor and its pole: paragraphs from words and deeds to sources and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haluan.answers import Citation, Relationship, Tie
from haluan.answers.ties import stance_of
from haluan.answers.weights import load_weights
from haluan.briefs.telling import Saying, saying, speaker, tell
from haluan.briefs.times import beginning, spoken
from haluan.briefs.types import Paragraph, Passage, Run, Sentence, Topic
from haluan.briefs.wording import Wording, tidy
from haluan.model import Status
from haluan.ontology import load

MOST = {Topic.SAYS: 3, Topic.DOES: 4, Topic.ASKED: 3, Topic.RESPONSE: 2, Topic.AGAINST: 4}
_SPEAKERS = 4
_MOTIVES, _LONGEST_MOTIVE = 2, 320
_WORDS = (Status.PLANNED, Status.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Line:
    """One actor's relationship with the pole, sorted into what is told and what is too unsure to tell."""

    actor: str
    name: str
    pole: str
    pole_name: str
    relationship: Relationship
    told: tuple[Saying, ...]
    unsure: tuple[Saying, ...]

    @classmethod
    def of(cls, relationship: Relationship, actor: tuple[str, str], pole: tuple[str, str]) -> Line:
        """Sort the ties of a relationship; ``actor`` and ``pole`` are code and name."""
        sayings = [saying(tie) for tie in relationship.ties]
        told = tuple(said for said in sayings if said.sure)
        return cls(*actor, *pole, relationship, told, tuple(said for said in sayings if not said.sure))

    @property
    def stance(self) -> str:
        """Where what is told points, so that a sentence about it rests on the claims that it cites, and on no others.

        Only what happened, or is said not to be so, makes a stance; plans, requests and possibilities do not.
        """
        settled = [said.tie for said in self.told if said.settled]
        friendly = sum(tie.weight for tie in settled if tie.sign > 0)
        hostile = sum(tie.weight for tie in settled if tie.sign < 0)
        return stance_of(friendly, hostile, load_weights())

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all claims that are told."""
        return tuple(claim for said in self.told for claim in said.claims)

    def of_topic(self, topic: Topic) -> tuple[Saying, ...]:
        """What belongs to one topic, the heaviest first."""
        return tuple(said for said in self.told if _topic(said, self.actor) is topic)


def topic_paragraphs(words: Wording, line: Line, own: bool = False) -> list[Paragraph]:
    """Words, deeds, what is asked, the other side, what speaks against it; those that have something to tell.

    With ``own`` only what the actor itself says and does.
    """
    found = []
    for topic in (Topic.SAYS, Topic.DOES, Topic.ASKED, Topic.RESPONSE, Topic.AGAINST):
        fitting = (said for said in line.of_topic(topic) if not own or said.tie.source == line.actor)
        sayings = tuple(fitting)[: MOST[topic]]
        if sayings:
            names = {"s": words.name(line.actor, line.name), "o": words.name(line.pole, line.pole_name)}
            label = words.get(f"labels.{topic.value}").format(**names)
            found.append(Paragraph(topic, tuple(run_on(words, sayings)), label))
    return found


def run_on(words: Wording, sayings: Sequence[Saying]) -> Iterable[Sentence]:
    """Sentences in a row: the subject is named where it changes, the first quote is given."""
    last: Tie | None = None
    for place, said in enumerate(sayings):
        same = last is not None and last.source == said.tie.source
        yield tell(words, said, named=not same, also=same and place % 2 == 1, quoted=place == 0)
        if said.quiet and said.tie.sign > 0:
            yield Sentence(words.runs(words.say("quiet")), said.quiet)
            same = False
        last = said.tie


def stance(words: Wording, line: Line) -> Paragraph:
    """What the reports come to."""
    text = words.say(
        f"stance.{line.stance}",
        s=words.name(line.actor, line.name),
        o=words.name(line.pole, line.pole_name),
    )
    sentences = [Sentence(words.runs(text), line.claims)]
    reading = line.relationship.reading
    # That a tie is quiet is said of friends only, and where no sentence of its own says so already.
    unfit = line.stance != "friendly" or any(said.quiet for said in line.told)
    if reading is not None and words.has(f"reading.{reading.value}") and not (unfit and reading.value == "quiet"):
        # The scores behind it weigh the unsure claims as well.
        all_ = tuple(dict.fromkeys(claim for said in (*line.told, *line.unsure) for claim in said.claims))
        sentences.append(Sentence(words.runs(words.say(f"reading.{reading.value}")), all_))
    return Paragraph(Topic.STANCE, tuple(sentences))


def why(words: Wording, line: Line) -> Paragraph | None:
    """What the texts give as reasons, and against whom the ties are."""
    sentences = []
    for motive in line.relationship.motives[:_MOTIVES]:
        quote = tidy(motive.text)
        if len(quote) <= _LONGEST_MOTIVE:
            language = next((one.cited.language for one in _citations(line.told) if one.cited.id == motive.claim), None)
            passage = Passage(motive.article, motive.start, motive.end, motive.text)
            text = words.pick("why")
            sentences.append(Sentence(words.runs(text, Run(quote, language or "und")), passages=(passage,)))
    against = [said for tie in line.relationship.against[:_MOTIVES] if (said := saying(tie)).sure]
    sentences += [tell(words, said, aside=True) for said in against[:1]]
    return Paragraph(Topic.WHY, tuple(sentences), words.get("labels.why")) if sentences else None


def since(words: Wording, line: Line) -> Paragraph | None:
    """From when the events are, and the reports."""
    citations = _citations(line.told)
    sentences = []
    dated = sorted((date, one.cited.id) for one in citations if (date := beginning(one.cited.claim.when or "")))
    if dated:
        first = dated[0][0]
        holders = tuple(claim for date, claim in dated if date == first)
        sentences.append(Sentence(words.runs(words.say("since.first", date=spoken(words, first))), holders))
    days = sorted((one.cited.date, one.cited.id) for one in citations if one.cited.date)
    if days:
        first_day, last_day = days[0][0], days[-1][0]
        ends = tuple(claim for day, claim in days if day in (first_day, last_day))
        if first_day == last_day:
            text = words.count("since.report", len({one.cited.group for one in citations}),
                               first=spoken(words, str(first_day)))  # fmt: skip
        else:
            text = words.say("since.reports", first=spoken(words, str(first_day)), last=spoken(words, str(last_day)))
        sentences.append(Sentence(words.runs(text), ends))
    return Paragraph(Topic.SINCE, tuple(sentences), words.get("labels.since")) if sentences else None


def who(words: Wording, line: Line) -> Paragraph | None:
    """Who is quoted, and which outlets report it."""
    citations = _citations(line.told)
    if not citations:
        return None
    speakers: dict[str, list[str]] = {}
    for one in citations:
        if name := speaker(words, one):
            speakers.setdefault(name, []).append(one.cited.id)
    shown = dict(list(speakers.items())[:_SPEAKERS])
    sentences = []
    if shown:
        text = words.say("who.speaker" if len(shown) == 1 else "who.speakers", names=words.listed(list(shown)))
        sentences.append(Sentence(words.runs(text), tuple(claim for claims in shown.values() for claim in claims)))
    outlets = list(dict.fromkeys(one.cited.outlet or words.get("who.no_outlet") for one in citations))
    number = len({one.cited.group for one in citations})
    text = words.say("who.outlet_one" if number == 1 else "who.outlets", outlets=words.listed(outlets),
                     n=words.number(number))  # fmt: skip
    sentences.append(Sentence(words.runs(text), line.claims))
    return Paragraph(Topic.WHO, tuple(sentences), words.get("labels.who"))


def unsure(words: Wording, unsure: Sequence[Saying], told: Sequence[Saying]) -> Paragraph | None:
    """How many quotes were too uncertain to be told, besides those that are told."""
    places = {_place(citation) for citation in _citations(told)}
    left = [citation for citation in _citations(unsure) if _place(citation) not in places]
    if not left:
        return None
    text = words.count("unsure", len({_place(citation) for citation in left}))
    claims = tuple(citation.cited.id for citation in left)
    return Paragraph(Topic.UNSURE, (Sentence(words.runs(text), claims),), words.get("labels.unsure"))


def _citations(sayings: Iterable[Saying]) -> list[Citation]:
    return [citation for said in sayings for citation in said.citations]


def _place(citation: Citation) -> tuple[str, int, int]:
    claim = citation.cited.claim
    return claim.article, claim.evidence.start, claim.evidence.end


def _topic(said: Saying, actor: str) -> Topic | None:
    tie = said.tie
    if tie.sign < 0:
        return Topic.AGAINST
    if tie.source != actor:
        return Topic.RESPONSE
    if said.status is Status.REQUESTED:
        return Topic.ASKED
    return Topic.SAYS if said.status in _WORDS or _channel(tie.relation) == "said" else Topic.DOES


def _channel(relation: str) -> str:
    known = load().relations.get(relation)
    return known.channel if known else "said"
