"""Drafts of the briefs about a bloc: who belongs, courts and opposes it, its reach, and where its members differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from haluan.answers import BlocAnswer, Membership, Relationship, SplitAnswer, Tie
from haluan.briefs.drafting import Desk, Draft, best, heading, nothing, title
from haluan.briefs.sections import Line, run_on
from haluan.briefs.telling import saying
from haluan.briefs.types import Paragraph, Place, Section, Sentence, Topic
from haluan.model import Status

_MOST_ALONGSIDE = 6
_STANCES = {"friendly": 1, "hostile": -1, "mixed": 0, "neutral": 0}
_INSIDE = {Status.ACTUAL: "members", Status.PLANNED: "planned", Status.POSSIBLE: "planned", Status.DENIED: "denied"}


def bloc(desk: Desk, answer: BlocAnswer) -> Draft:
    """Members and joiners, leavers, suitors, critics, and what is reported in the same passages."""
    words, pole = desk.words, (answer.bloc.actor, answer.bloc.name)
    name = words.name(*pole)
    inside, joining, outside = (_with_status(answer.members, key) for key in ("members", "planned", "denied"))
    parts = (answer.suitors, answer.critics, answer.dissent)
    doubtful = [member for member in answer.members if not saying(member.tie).sure]
    suitors, critics, dissent = (_lines(desk, found, pole) for found in parts)
    lead = [*_listing(desk, "members", inside, name), *_listing(desk, "planned", joining, name)]
    lead += [*_listing(desk, "denied", outside, name), *desk.listing("suitors", suitors, 1, o=name)]
    lead += desk.listing("critics", critics, -1, o=name) + desk.listing("dissent", dissent, -1)
    sections = desk.ties("members", _ties(inside + joining + doubtful)) + desk.ties("outside", _ties(outside))
    sections += desk.ties("leavers", answer.leavers)
    sections += desk.ties("asked", answer.asked)
    sections += desk.shorts("suitors", suitors) + desk.shorts("critics", critics)
    sections += desk.shorts("dissent", dissent)
    sections += desk.ties("alongside", answer.alongside, _MOST_ALONGSIDE) + _facts(desk, answer.members, pole[0])
    groups = (("member", inside), ("joining", joining), ("suitor", suitors), ("critic", critics))
    return Draft(
        title=title(words, "bloc", lead[0].claims if lead else (), o=name),
        lead=tuple(lead or [nothing(words)]),
        sections=tuple(sections),
        basis=answer.basis,
        lines=(*suitors, *critics),
        places=tuple(Place(one.actor, one.name, kind) for kind, group in groups for one in group),
    )


def reach(desk: Desk, answer: BlocAnswer) -> Draft:
    """A bloc's ties with the states of a region, and what it asks of each."""
    words, pole = desk.words, (answer.bloc.actor, answer.bloc.name)
    name, region = words.name(*pole), answer.region.name if answer.region else ""
    lines, sections = [], []
    for found in answer.reach:
        line = desk.line(found.relationship, pole)
        asked = [said for tie in found.asked if (said := saying(tie)).sure]
        if not line.told and not asked:
            continue
        lines.append(line)
        part = desk.section(f"{len(lines)}. {line.name}", line)
        if asked:
            sentences = tuple(run_on(words, asked))
            extra = Paragraph(
                Topic.ASKED, sentences, words.get("labels.asked").format(s=words.name(line.actor, line.name))
            )
            part = Section(part.actor, part.heading, (*part.paragraphs[:1], extra, *part.paragraphs[1:]))
        sections.append(part)
    shown = lines[: desk.most]
    lead = desk.listing("reach", lines, o=name)
    return Draft(
        title=title(words, "reach", lead[0].claims if lead else (), o=name, region=region),
        lead=tuple(lead or [nothing(words)]),
        sections=tuple(sections[: desk.most]),
        basis=answer.basis,
        lines=tuple(shown),
        places=tuple(Place(line.actor, line.name, line.stance) for line in lines)
        + tuple(Place(gap.actor, gap.name, "silent") for gap in answer.gaps),
        gaps=answer.gaps,
        more=len(lines) - len(shown),
    )


def split(desk: Desk, answer: SplitAnswer) -> Draft:
    """Where the members stand toward the third actor, by stance, and why each counts as a member."""
    words, pole = desk.words, (answer.on.actor, answer.on.name)
    names = {"s": words.name(answer.bloc.actor, answer.bloc.name), "o": words.name(*pole)}
    lead, sections, lines = [], [], []
    reported = [line for stance in _STANCES for line in _lines(desk, getattr(answer, stance), pole)]
    for stance, sign in _STANCES.items():
        found = [line for line in reported if line.stance == stance]
        lines += found
        lead += desk.listing(f"split_{stance}", found, sign, **names)
        sections += desk.shorts(stance, found, **names)
    if answer.own:
        sections += desk.shorts("own", [desk.line(answer.own, pole)], **names)
    sections += desk.ties("members", _ties(answer.members)) + _facts(desk, answer.members, answer.bloc.actor)
    claims = [said.claims[0] for line in lines if (said := best(line))]
    return Draft(
        title=title(words, "split", claims, **names),
        lead=tuple(lead or [nothing(words)]),
        sections=tuple(sections),
        basis=answer.basis,
        lines=tuple(lines),
        places=(*(Place(line.actor, line.name, line.stance) for line in lines),
                *(Place(gap.actor, gap.name, "silent") for gap in answer.gaps), Place(*pole, "pole")),
        gaps=answer.gaps,
    )  # fmt: skip


def _lines(desk: Desk, found: Iterable[Relationship], pole: tuple[str, str]) -> list[Line]:
    return [line for one in found if (line := desk.line(one, pole)).told]


def _with_status(members: Iterable[Membership], key: str) -> list[Membership]:
    """Members whose belonging is sure enough to tell."""
    return [member for member in members if _INSIDE.get(member.status) == key and saying(member.tie).sure]


def _listing(desk: Desk, key: str, members: Sequence[Membership], name: str) -> list[Sentence]:
    if not members:
        return []
    words = desk.words
    text = words.say(f"lead.{key}", names=words.listed([words.name(m.actor, m.name) for m in members]), o=name)
    return [Sentence(words.runs(text), tuple(saying(member.tie).claims[0] for member in members))]


def _ties(members: Iterable[Membership]) -> list[Tie]:
    return [tie for member in members for tie in (member.tie, *member.contrary)]


def _facts(desk: Desk, members: Sequence[Membership], bloc_code: str) -> list[Section]:
    """What the facts say of the reported memberships."""
    articles = [one.cited.claim.article for tie in _ties(members) for one in tie.citations]
    actors = frozenset(member.actor for member in members) | {bloc_code}
    part = desk.checked.paragraph(desk.words, articles, actors)
    return [Section("", heading(desk.words, "facts"), (part,))] if part else []
